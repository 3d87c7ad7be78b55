import { relativeTo } from "../../text/paths.ts";
import type { Outside } from "../outside.ts";
import { patternsOf, usersOf } from "../workspaces.ts";

/**
 * Returns whether a file that tells of a deployment, in a folder above the project, may tell of the project's: it names the project's folder
 * or that of a package that uses it, or no package's folder at all, where the folder is a workspace's top or has no package of its own.
 */
export function isProjects(text: string, top: string, outside: Outside): boolean {
	const { cwd, platform, packages = [] } = outside.input;
	if (top === cwd) return true;
	const name = outside.packageIn(cwd)?.name;
	const users = name === undefined ? [] : usersOf(name, outside);
	const own = [cwd, ...users.map(({ folder }) => folder)].map((folder) => relativeTo(platform, top, folder));
	if (own.some((folder) => names(text, folder))) return true;
	const others = packages
		.map((folder) => relativeTo(platform, top, folder))
		.filter((folder) => folder !== "." && !own.some((one) => one === folder || one.startsWith(`${folder}/`)));
	if (others.some((folder) => names(text, folder))) return false;
	const there = outside.packageIn(top);
	if (!there || patternsOf(outside, top).length > 0) return true;
	return own.some((folder) => [...there.scripts.values()].some((script) => names(script.text, folder)));
}

/** Whether a text names a folder, as `apps/web` or as `cd web`. A name that is a word, too, has to look like a path, or follow what wants one. */
function names(text: string, folder: string): boolean {
	if (folder.startsWith("..")) return false;
	const before = /(?:^|[\s"'`=:(,[]|\.\/)$/;
	const wantsPath = /(?:\b(?:cd|prefix|dir|directory|cwd|base|approot|rootdirectory)["']?[\s=:]+["']?(?:\.\/)?|\.\/)$/i;
	for (let at = text.indexOf(folder); at !== -1; at = text.indexOf(folder, at + 1)) {
		const start = text.slice(Math.max(0, at - 40), at);
		const next = text.charAt(at + folder.length);
		if (/[\w.-]/.test(next) || !before.test(start)) continue;
		if (folder.includes("/") || next === "/" || wantsPath.test(start)) return true;
	}
	return false;
}
