import type { Outside } from "../outside.ts";
import { matches } from "../workspaces.ts";
import type { Copy, Stage } from "./dockerfile.ts";

/** Whether a path of the context, such as `.env`, gets into an image. */
export function isInImage(
	stage: Stage,
	path: string,
	isIgnored: (path: string) => boolean,
	seen = new Set<Stage>(),
): boolean {
	if (seen.has(stage)) return false;
	seen.add(stage);
	const { base, copies } = stage;
	if (copies.some((copy) => brings(copy, path, isIgnored, seen))) return true;
	return base !== undefined && isInImage(base, path, isIgnored, seen);
}

function brings(
	{ from, sources }: Copy,
	path: string,
	isIgnored: (path: string) => boolean,
	seen: Set<Stage>,
): boolean {
	const name = path.replace(/^.*\//, "");
	if (!from) return !isIgnored(path) && sources.some((source) => takes(source.replace(/^\.?\/+/, ""), path));
	const isWanted = sources.some((source) => {
		const folder = source.replace(/\/\.?$/, "");
		if (folder === from.folder || folder === "." || folder === "" || folder.endsWith(`/${path}`)) return true;
		// Next.js puts these beside its server. Source: `copy-traced-files` of next 16, by its documentation.
		return folder.endsWith("/.next/standalone") && (name === ".env" || name === ".env.production");
	});
	return isWanted && isInImage(from, path, isIgnored, seen);
}

/** Whether a source of `COPY`, relative to the context, names a file or a folder around it. */
function takes(source: string, path: string): boolean {
	const plain = source.split("/").filter(Boolean).join("/");
	if (plain === "" || plain === "." || plain === "*") return true;
	return path === plain || path.startsWith(`${plain}/`) || matches(plain, path);
}

const mostParts = 20;

/** What `.dockerignore` leaves out of a context: the Dockerfile's own one, else the context's; the last pattern that fits decides. */
export function ignoredIn(context: string, dockerfile: string, outside: Outside): (path: string) => boolean {
	const text =
		outside.text(`${dockerfile}.dockerignore`) ?? outside.text(outside.paths.join(context, ".dockerignore")) ?? "";
	const patterns = text
		.split("\n")
		.map((line) => line.trim())
		.filter((line) => line !== "" && !line.startsWith("#"))
		.slice(0, 1_000)
		.map((line) => {
			const isBack = line.startsWith("!");
			const pattern = isBack ? line.slice(1) : line;
			const names = pattern.split("/").filter((part) => part !== "" && part !== ".");
			const parts = names.filter((part, index, all) => part !== "**" || all[index - 1] !== "**");
			return { isBack, parts: parts.slice(0, mostParts) };
		});
	return (path) => {
		const names = path.split("/");
		return patterns.findLast(({ parts }) => fits(parts, names))?.isBack === false;
	};
}

/** Whether a pattern fits a path or a folder around it; `**` stands for any folders. */
function fits([part, ...rest]: readonly string[], names: readonly string[]): boolean {
	if (part === undefined) return true;
	if (part === "**") return names.some((_, index) => fits(rest, names.slice(index)));
	const [name, ...others] = names;
	return name !== undefined && matches(part, name) && fits(rest, others);
}
