import { type Call, type KnownCommand, type Next, withLayers } from "../call.ts";
import type { EnvironmentLayer } from "../launch.ts";
import { originOf, type Placed, placedAt } from "../placed.ts";
import { literal } from "../shells/word.ts";
import { readAllFlags, valuesOf } from "./flags.ts";

const files: Readonly<Record<string, string>> = { just: "justfile", task: "Taskfile.yml" };

/**
 * The lines of the targets that just or Task are told; what these need first is not followed. What the file exports, includes or loads
 * may be set, but is not read. Source: just 1.57.0, run; Task 3.53.1, read.
 */
export const recipes: KnownCommand = {
	names: Object.keys(files),
	follow: ({ name, args, words: [own], inherited, outside }: Call): readonly Next[] => {
		const { flags, words } = readAllFlags(args, ["-C", "-f", "-d"]);
		const cwd = outside.paths.resolve(inherited.cwd, literal(valuesOf(flags, "-C", "-d").at(-1)) ?? ".");
		const path = outside.paths.resolve(cwd, literal(valuesOf(flags, "-f").at(-1)) ?? files[name] ?? "");
		const text = outside.text(path);
		if (text === undefined || !own) return [];
		const started = withLayers({ ...inherited, cwd }, ...mayBeSet(text, name, own.placed));
		return words.flatMap((word) =>
			linesOf(text, literal(word) ?? "").map(
				([at, line]): Next => ({ kind: "shell", text: placedAt(path, line, at), inherited: started }),
			),
		);
	},
};

/** What the file sets: names where it exports them one by one, any where it reads another file or exports all. */
function mayBeSet(text: string, by: string, place: Placed): EnvironmentLayer[] {
	const isOpen = /^ *(?:-?s?include|env:|dotenv|set |export$|\.EXPORT)/m.test(text);
	const names = [...text.matchAll(/\bexport +(\w+)/g)].map(([, name = ""]) => name);
	const origin = originOf(place);
	return isOpen || names[0] ? [{ kind: "hidden", by, ...(!isOpen && { names }), origin }] : [];
}

/** The lines that stand deeper below a target's own, with their places; without the marks in front of a command. */
function linesOf(text: string, target: string): [at: number, line: string][] {
	const found: [number, string][] = [];
	let at = 0;
	let depth = -1;
	for (const line of text.split("\n")) {
		const own = line.trimStart();
		const indent = line.length - own.length;
		if (depth < 0) {
			if (own.startsWith(target) && /^(?: .*)?:(?!=)/.test(own.slice(target.length))) depth = indent;
		} else if (indent > depth) {
			const command = own.replace(/^(?:- |cmd: |[@-])+/, "");
			found.push([at + line.length - command.length, command]);
		} else if (own) break;
		at += line.length + 1;
	}
	return found;
}
