import { type EnvFile, readEnvFile } from "../dotenv/envFile.ts";
import type { DotenvDialect } from "../dotenv/parse.ts";
import type { ParseCache } from "../text/parseCache.ts";
import { pathsOf } from "../text/paths.ts";
import type { ExplainInput } from "../types.ts";

/** What people put credentials into at the root of a monorepo. */
const names = [".env", ".env.local"];

/** More folders than these are above no project. */
const mostFolders = 32;

/**
 * Returns the `.env` and `.env.local` files of the folders above the project, the nearest first, up to `root` (absent: up to the top).
 * Files that cannot be read are left out: nothing here uses them.
 */
export function parentEnvFiles(
	input: Pick<ExplainInput, "cwd" | "root" | "platform" | "readFile">,
	options: { dialect: DotenvDialect; cache: ParseCache },
): EnvFile[] {
	const paths = pathsOf(input.platform);
	const top = input.root === undefined ? undefined : paths.join(input.root);
	const found: EnvFile[] = [];
	let folder = paths.join(input.cwd);
	for (let count = 0; count < mostFolders && folder !== top; count++) {
		const parent = paths.join(folder, "..");
		if (parent === folder) break;
		folder = parent;
		for (const name of names) {
			const file = readEnvFile(input, paths.join(folder, name), { ...options, loaded: false, unreadable: () => {} });
			if (file) found.push(file);
		}
	}
	return found;
}
