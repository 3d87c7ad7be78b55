import type { Outside } from "./outside.ts";
import { matches } from "./workspaces.ts";

/**
 * Whether the `.gitignore` files of a workspace leave a file out, so that a checkout elsewhere does not have it. Of several lines that fit
 * the last counts, the file's own folder after those above it. `*` is read, `?` and brackets are not.
 */
export function isGitIgnored(outside: Outside, path: string): boolean {
	const { paths } = outside;
	let isIgnored = false;
	for (const folder of outside.upwards(paths.resolve(path, "..")).reverse()) {
		const inside = path.slice(paths.join(folder, "x").length - 1).replaceAll("\\", "/");
		for (const line of outside.text(paths.join(folder, ".gitignore"))?.split(/\r?\n/) ?? []) {
			const isKept = line.startsWith("!");
			const pattern = line.slice(isKept ? 1 : 0).trim();
			if (pattern !== "" && !pattern.startsWith("#") && fits(pattern, inside)) isIgnored = !isKept;
		}
	}
	return isIgnored;
}

/** @param inside the path from the folder of the `.gitignore` on, with slashes */
function fits(pattern: string, inside: string): boolean {
	const names = inside.split("/");
	const plain = pattern.replace(/^\*\*\//, "").replace(/\/(?:\*\*?)?$/, "");
	if (!plain.includes("/")) {
		// A folder's name leaves out all that is in it.
		const wanted = pattern.endsWith("/") ? names.slice(0, -1) : names;
		return wanted.some((name) => matches(plain, name));
	}
	const parts = plain.replace(/^\//, "").split("/");
	return parts.length <= names.length && parts.every((part, index) => matches(part, names[index] ?? ""));
}
