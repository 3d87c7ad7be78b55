import type { TextEdit } from "../types.ts";
import type { Assignment } from "./parse.ts";

/**
 * The value as an assignment's right side, so that dotenv reads it back unchanged: bare where that is safe, else in the first kind of
 * quotes that does not stand in it. Undefined where dotenv has no way to write it.
 * @param preferred the quotes the file used before
 */
export function dotenvValue(value: string, preferred: Assignment["quote"] = null): string | undefined {
	if (preferred === null && /^[\w@%+=:,./-]+$/.test(value)) return value;
	const literal = (quote: string) => !value.includes(quote) && !value.includes("\r");
	const double = literal('"') && !/\\[nr]/.test(value);
	if (preferred === '"' && double) return `"${value}"`;
	const single = (["'", "`"] as const).find((quote) => literal(quote) && !value.endsWith("\\"));
	if (single) return single + value + single;
	return double && !value.endsWith("\\") ? `"${value}"` : undefined;
}

/** Replaces the value of an assignment and keeps its quotes where they can hold the new one. */
export function setValue(path: string, assignment: Pick<Assignment, "quote" | "rawRange">, value: string): TextEdit[] {
	const text = dotenvValue(value, assignment.quote);
	return text === undefined ? [] : [{ path, range: assignment.rawRange, newText: text }];
}

/** Puts `# ` before each line of an assignment, so that dotenv no longer reads any of it: to its expression U+2028 and U+2029 begin lines, too. */
export function commentOut(path: string, text: string, { range }: Pick<Assignment, "range">): TextEdit[] {
	const edits: TextEdit[] = [{ path, range: { start: range.start, end: range.start }, newText: "# " }];
	for (const match of text.slice(range.start, range.end).matchAll(/\r\n|[\r\n\u2028\u2029]/g)) {
		const start = range.start + match.index + match[0].length;
		edits.push({ path, range: { start, end: start }, newText: "# " });
	}
	return edits;
}
