import { existsSync } from "node:fs";
import { relative, sep } from "node:path";
import { resolveProject } from "../../core/project/resolve.ts";
import { signingOf } from "../../core/signing/signingContext.ts";
import { broughtByWorkspace } from "../../core/signing/workspaceInfluence.ts";
import { redact } from "../../core/text/redact.ts";
import type { Here } from "../here.ts";

/** What files of the project set that could run a program, or send credentials elsewhere, when AWS is asked: names, each with its file. */
export function broughtHere({ input, cache }: Pick<Here, "input" | "cache">, profile?: string): string[] {
	const project = resolveProject(input, cache);
	const signing = signingOf(project, profile);
	if (!signing) return [];
	const { cwd, root = cwd, home } = input;
	// Some keep their whole home in a repository: the files in it are no less their own.
	const folder = isIn(root, home) ? cwd : root;
	const isOfWorkspace = (path: string) => isIn(folder, path);
	const brought = broughtByWorkspace(project, signing, { isOfWorkspace, isThere: existsSync });
	return [
		...new Set(
			brought.map(({ name, origin: { path } }) => {
				const file = path === undefined ? undefined : relative(cwd, path);
				return redact(file === undefined ? name : `${name} (${file})`);
			}),
		),
	];
}

function isIn(folder: string, path: string): boolean {
	return path === folder || path.startsWith(folder.endsWith(sep) ? folder : folder + sep);
}
