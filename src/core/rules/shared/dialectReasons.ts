import { type EnvFile, fileName } from "../../dotenv/envFile.ts";
import { type Assignment, parseDotenv } from "../../dotenv/parse.ts";
import { SecretEdit } from "../../text/edits.ts";
import { dots } from "../../text/secret.ts";
import type { TextEdit } from "../../types.ts";
import type { Difference } from "./dialect.ts";

export interface Reason {
	/** The end of a sentence that begins with who reads the file so. */
	readonly why: string;
	/** After these it is read as it looks; none where there is no way to write it. */
	readonly edits: readonly TextEdit[];
}

/** Why a dialect reads a line otherwise than it looks. */
export function reasonFor(file: EnvFile, { assignment, read }: Difference, eol: string): Reason {
	return read ? otherValue(file, assignment, read, eol) : noVariable(file, assignment, eol);
}

/** The line sets no variable of this name. */
function noVariable(file: EnvFile, assignment: Assignment, eol: string): Reason {
	const { path, text, parsed } = file;
	const { nameRange, range } = assignment;
	const within = (part: { start: number; end: number }) => part.start < nameRange.end && nameRange.start < part.end;
	const around = assignmentAt(parsed, nameRange.start);
	if (around && within(around.rawRange)) return swallowed(file, around);
	const longer = around && within(around.nameRange) ? around : undefined;
	if (text.startsWith("\uFEFF") && nameRange.start < 20 && text.slice(0, nameRange.start).trim() === "")
		return {
			why: `it takes the byte order mark at the start of ${fileName(file)} for a part of the name`,
			edits: [{ path, range: { start: 0, end: 1 }, newText: "" }],
		};
	const line = text.lastIndexOf("\n", nameRange.start) + 1;
	if (longer && longer.nameRange.start < line) {
		const start = longer.nameRange.start;
		const edits = [{ path, range: { start, end: start }, newText: "# " }];
		return { why: "it takes the line above, which has no equals sign, for a part of the name", edits };
	}
	const edits = rewritten(file, assignment, eol);
	const separator = text.slice(nameRange.end, assignment.rawRange.start);
	if (separator.trimStart().startsWith(":")) return { why: "it wants = and no colon", edits };
	if (range.start < nameRange.start) return { why: 'it does not know "export" written like this', edits };
	if (/^\s/.test(separator)) return { why: "it takes the space before = for a part of the name", edits };
	return { why: "it does not take this line for NAME=value", edits };
}

/** The line is a part of another variable's value. */
function swallowed({ path, text }: EnvFile, { name, nameRange, rawRange, quote }: Assignment): Reason {
	if (quote !== null || /["'`]/.test(text[rawRange.start] ?? ""))
		return { why: `the value of ${name} begins with a quote, and it reads on to the next one`, edits: [] };
	const start = text.indexOf("=", nameRange.end) + 1;
	const blank = blanksAt(text, start);
	return {
		why: `it takes this line for the value of ${name}, as whitespace follows "${name}="`,
		edits: blank === 0 ? [] : [{ path, range: { start, end: start + blank }, newText: "" }],
	};
}

/** The variable is there with another value. No part of a value is told. */
function otherValue(file: EnvFile, assignment: Assignment, read: Assignment, eol: string): Reason {
	const [looks, is] = [assignment.value.reveal(), read.value.reveal()];
	const raw = file.text.slice(assignment.rawRange.start, assignment.rawRange.end);
	if (looks === "" && read.rawRange.start > assignment.rawRange.end && is !== "") return swallowing(file, assignment);
	const edits = rewritten(file, assignment, eol);
	if (is.startsWith(raw) && assignment.quote !== null && is !== looks)
		return { why: "the quotes are a part of the value to it", edits };
	const rest = is.startsWith(looks) ? is.slice(looks.length) : undefined;
	if (rest === "\r")
		return { why: "it takes the carriage return at the line's end for a part of the value", edits: [] };
	if (rest !== undefined && /^\s+$/.test(rest)) return { why: "whitespace after the value is a part of it", edits };
	if (rest?.trimStart().startsWith("#")) return { why: "it takes the comment for a part of the value", edits };
	if (read.evaluate) return { why: "it replaces variables ($…) in the value", edits };
	if (assignment.quote === null && file.text[assignment.rawRange.end] === "#")
		return { why: "to it no comment begins at a # without a space before it", edits };
	if (looks.startsWith(is)) return { why: "it ends the value earlier", edits };
	return { why: "quotes and backslashes mean something else to it", edits };
}

function swallowing({ path, text }: EnvFile, { name, nameRange }: Assignment): Reason {
	const start = text.indexOf("=", nameRange.end) + 1;
	const blank = blanksAt(text, start);
	return {
		why: `whitespace follows "${name}=", so it takes the next line for the value`,
		edits: blank === 0 ? [] : [{ path, range: { start, end: start + blank }, newText: "" }],
	};
}

/** The line written so that both read it as it looks: bare, else in quotes; a comment behind it goes on a line of its own. */
function rewritten({ path, text, parsed }: EnvFile, assignment: Assignment, eol: string): TextEdit[] {
	const { name, range } = assignment;
	const value = assignment.value.reveal();
	const isIn = (line: string, dialect: typeof parsed.dialect) => {
		const [read, ...others] = parseDotenv(line, dialect).assignments;
		const isSame = read?.name === name && (read.evaluate?.(() => undefined) ?? read.value.reveal()) === value;
		return isSame && others.length === 0;
	};
	const line = [`${name}=${value}`, `${name}='${value}'`, `${name}="${value}"`].find(
		(one) => isIn(one, "dotenv-17") && isIn(one, parsed.dialect),
	);
	if (line === undefined) return [];
	const behind = blanksAt(text, range.end);
	const isComment = text[range.end + behind] === "#";
	const end = range.end + behind;
	const newText = isComment ? line + eol : line;
	return [new SecretEdit(path, { start: range.start, end }, newText, `${name}=${dots}`)];
}

/** How many blanks stand at a place of a line. */
function blanksAt(text: string, at: number): number {
	let end = at;
	while (end < text.length && /[^\S\r\n]/.test(text[end] ?? "")) end++;
	return end - at;
}

/** The assignment that a place lies in; they are in file order, and found in halves. */
function assignmentAt({ assignments }: EnvFile["parsed"], at: number): Assignment | undefined {
	let [low, high] = [0, assignments.length];
	while (low < high) {
		const middle = (low + high) >> 1;
		if ((assignments[middle]?.range.start ?? 0) <= at) low = middle + 1;
		else high = middle;
	}
	const last = assignments[low - 1];
	return last && at <= last.range.end ? last : undefined;
}
