import { apply } from "../text/edits.ts";
import type { TextEdit } from "../types.ts";
import { commentOut, dotenvValue, setValue } from "./editValue.ts";
import { type DotenvDialect, lastAssignments, parseDotenv } from "./parse.ts";

/**
 * The edits that make a `.env` file set a variable: the assignment that counts gets the value and keeps its quotes and comment; without
 * one, a line is added at the end, in the file's own line ends.
 * @returns undefined where the file's dialect has no way to write this value
 */
export function setVariable(
	path: string,
	text: string,
	name: string,
	value: string,
	dialect?: DotenvDialect,
): TextEdit[] | undefined {
	const known = lastAssignments(parseDotenv(text, dialect)).get(name);
	const edits = known ? setValue(path, known, value) : [added(path, text, name, value)];
	const after = apply(text, edits);
	const read = lastAssignments(parseDotenv(after, dialect)).get(name)?.value.reveal();
	return edits.length > 0 && read === value ? edits : undefined;
}

/**
 * The edits after which a `.env` file no longer sets a variable: its lines go, and of one with a comment behind the value that comment stays.
 */
export function clearVariable(path: string, text: string, name: string, dialect?: DotenvDialect): TextEdit[] {
	return parseDotenv(text, dialect).assignments.flatMap((assignment) => {
		if (assignment.name !== name) return [];
		const lineStart = startOfLine(text.slice(0, assignment.range.start));
		const rest = /^[^\S\r\n]*(?:\r\n|[\r\n#]|$)/.exec(text.slice(assignment.range.end))?.[0];
		const isAlone = rest !== undefined && text.slice(lineStart, assignment.range.start).trim() === "";
		if (!isAlone) return commentOut(path, text, assignment);
		const kept = rest.endsWith("#") ? 1 : 0;
		return [{ path, range: { start: lineStart, end: assignment.range.end + rest.length - kept }, newText: "" }];
	});
}

function startOfLine(before: string): number {
	return Math.max(before.lastIndexOf("\n"), before.lastIndexOf("\r")) + 1;
}

function added(path: string, text: string, name: string, value: string): TextEdit {
	const eol = text.includes("\r\n") ? "\r\n" : "\n";
	const before = text === "" || /[\r\n]$/.test(text) ? "" : eol;
	return {
		path,
		range: { start: text.length, end: text.length },
		newText: `${before}${name}=${dotenvValue(value) ?? ""}${eol}`,
	};
}
