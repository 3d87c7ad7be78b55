/** Makes the `.vsix`: the minified build, and what `.vscodeignore` leaves in. */
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { buildExtension } from "./build.ts";
import { HarnessError } from "./log.ts";
import { root, vsixFile } from "./paths.ts";
import { run } from "./processes.ts";

const require = createRequire(import.meta.url);

/** Builds and packages; gives the file's path. Throws a HarnessError with vsce's output when it fails. */
export async function packageExtension(): Promise<string> {
	await buildExtension({ production: true });
	const vsce = join(dirname(require.resolve("@vscode/vsce/package.json")), "vsce");
	const args = [vsce, "package", "--no-dependencies", "--allow-missing-repository", "--out", vsixFile];
	const outcome = await run(process.execPath, args, { cwd: root, timeoutMs: 120_000 });
	if (outcome.code !== 0) throw new HarnessError(`vsce package failed:\n${outcome.output}`);
	return vsixFile;
}
