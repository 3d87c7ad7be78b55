import type * as Shell from "unbash";
import type { Paths } from "../../text/paths.ts";

/** What a script knows where it asks for a folder. */
export interface Standing {
	readonly cwd: string;
	readonly paths: Paths;
	/** A word's text; undefined: a part of it is unknown. */
	read(word: Shell.Word): string | undefined;
}

/**
 * Returns what `$(cd "$(dirname "$0")/.." && pwd)`, `$(pwd)`, `$(dirname FILE)` and `$(realpath FILE)` come to: how scripts find their own
 * folder. Nothing is looked up, so links are not followed.
 * @param script what stands between the brackets
 * @returns undefined: it is another command, or a part of it is unknown
 */
export function folderFrom(script: Shell.ParsedScript | undefined, standing: Standing): string | undefined {
	const commands = inOrder(script);
	let { cwd } = standing;
	let output: string | undefined;
	for (const command of commands ?? []) {
		const words = [command.name, ...command.args].map((word) =>
			word?.type === "Word" ? standing.read(word) : undefined,
		);
		const [name, ...args] = words;
		if (words.includes(undefined)) return undefined;
		const path = args.filter((arg) => !/^-[-\w]*$/.test(arg ?? "")).at(-1);
		if (name === "pwd") output = cwd;
		else if (path === undefined || path === "") return undefined;
		else if (name === "cd") cwd = standing.paths.resolve(cwd, path);
		else if (name === "dirname") output = dirname(path);
		else if (name === "realpath" || name === "readlink") output = standing.paths.resolve(cwd, path);
		else return undefined;
	}
	return output;
}

/** The commands that are run one after the other; undefined: there are others than plain ones. */
function inOrder(script: Shell.ParsedScript | undefined): Shell.Command[] | undefined {
	const found: Shell.Command[] = [];
	for (const { command } of script?.commands ?? []) {
		if (command.type === "AndOr" && command.operators.some((operator) => operator !== "&&")) return undefined;
		for (const one of command.type === "AndOr" ? command.commands : [command]) {
			if (one.type !== "Command") return undefined;
			found.push(one);
		}
	}
	return found;
}

/** As POSIX has it: of `a` that is `.`. */
export function dirname(path: string): string {
	const plain = path.replace(/(?<=[^/])\/+$/, "");
	const end = plain.lastIndexOf("/");
	if (end === -1) return ".";
	return end === 0 ? "/" : plain.slice(0, end);
}
