import { apply, replaceMiddle } from "../text/edits.ts";
import type { TextEdit } from "../types.ts";
import { type DotenvDialect, lastAssignments, parseDotenv } from "./parse.ts";
import { setVariable } from "./setVariable.ts";

/** A `.env` file's text, and how whoever loads it reads it. */
export interface DotenvText {
	readonly text: string;
	readonly dialect?: DotenvDialect | undefined;
}

/**
 * Makes the edits after which a `.env` file holds another one's values of some names too. What it sets itself stays. One
 * replacement, so that one undo takes all of it back. The edits hold secrets: they go into the file and nowhere else.
 * @param path of the file that is edited
 * @param names what is copied, in this order, as far as the other file sets it
 * @returns the names that are copied, none if the file has them all, and the edits; undefined if the file has no way to write a value
 */
export function copyCredentials(
	path: string,
	to: DotenvText,
	from: DotenvText,
	names: readonly string[],
): { names: string[]; edits: TextEdit[] } | undefined {
	const own = lastAssignments(parseDotenv(to.text, to.dialect));
	const others = lastAssignments(parseDotenv(from.text, from.dialect));
	let after = to.text;
	const copied: string[] = [];
	for (const name of names) {
		const value = others.get(name)?.value.reveal() ?? "";
		if (value === "" || own.has(name)) continue;
		const edits = setVariable(path, after, name, value, to.dialect);
		if (!edits) return undefined;
		after = apply(after, edits);
		copied.push(name);
	}
	return { names: copied, edits: replaceMiddle(path, to.text, after) };
}
