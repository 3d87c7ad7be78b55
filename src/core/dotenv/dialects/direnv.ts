import type { Lookup } from "../dotenvFile.ts";
import type { DialectRow, Read } from "./dialect.ts";
import { linesOf, trimmed } from "./lines.ts";

/**
 * `dotenv` in `.envrc`: one line that it cannot read, and nothing of the file is set. Source: `pkg/dotenv/parse.go` of direnv
 * (github.com/direnv/go-dotenv, 4d7e600), and direnv 2.32.1, run: test/real-programs/environments.json.
 */
export const direnv: DialectRow = {
	reader: "direnv",
	looksIn: ["file", "environment"],
	read(text) {
		const found: Read[] = [];
		const first = new Map<string, number>();
		for (const line of linesOf(text, "\r\n")) {
			const [start, end] = trimmed(line.text, 0, line.text.length, blank);
			if (start === end || line.text[start] === "#") continue;
			const read = assignment(line.text, line.start, start, isSetBefore(first, found.length));
			if (!read) return { found, refusedAt: line.start + start };
			found.push(read);
			if (!first.has(read.name)) first.set(read.name, found.length - 1);
		}
		return { found };
	},
};

type IsOwn = (name: string) => boolean;

/** Whether the file sets a name before its assignment of this number. */
function isSetBefore(first: ReadonlyMap<string, number>, index: number): IsOwn {
	return (name) => (first.get(name) ?? index) < index;
}

/** `\s` of Go's expressions. */
const blank = /[ \t\f]/;
const keyCharacter = /[\w.]/;

/** Undefined: the line is none that direnv knows. */
function assignment(line: string, offset: number, start: number, isOwn: IsOwn): Read | undefined {
	const exported = line.startsWith("export", start) ? skip(line, start + 6) : start;
	return (
		(exported > start + 6 ? from(line, offset, start, exported, isOwn) : undefined) ??
		from(line, offset, start, start, isOwn)
	);
}

function from(line: string, offset: number, start: number, nameStart: number, isOwn: IsOwn): Read | undefined {
	let nameEnd = nameStart;
	while (nameEnd < line.length && keyCharacter.test(line[nameEnd] ?? "")) nameEnd++;
	if (nameEnd === nameStart) return undefined;
	const equals = skip(line, nameEnd);
	const isColon = line[nameEnd] === ":" && blank.test(line[nameEnd + 1] ?? "");
	if (line[equals] !== "=" && !isColon) return undefined;
	const rawStart = skip(line, (isColon ? nameEnd : equals) + 1);
	const rawEnd = valueEnd(line, rawStart);
	if (rawEnd === undefined) return undefined;
	const name = line.slice(nameStart, nameEnd);
	const places = {
		start: offset + start,
		nameStart: offset + nameStart,
		nameEnd: offset + nameEnd,
		rawStart: offset + rawStart,
		rawEnd: offset + rawEnd,
	};
	return { name, ...places, ...valueIn(line.slice(rawStart, rawEnd), isOwn) };
}

/** Where a value ends that starts at a place, with the quotes around it; undefined: something else stands behind it. */
function valueEnd(line: string, start: number): number | undefined {
	const quote = line[start];
	if (quote === "'" || quote === '"') {
		// The last such quote that nothing but a comment follows: quotes within are a part of the value.
		for (let at = line.lastIndexOf(quote); at > start; at = line.lastIndexOf(quote, at - 1))
			if (isDone(line, at + 1)) return at + 1;
	}
	let end = start;
	while (end < line.length && line[end] !== "#" && !blank.test(line[end] ?? "")) end++;
	return isDone(line, end) ? end : undefined;
}

/** Whether nothing but a comment follows. */
function isDone(line: string, from: number): boolean {
	const at = skip(line, from);
	return at === line.length || line[at] === "#";
}

function skip(line: string, from: number): number {
	let at = from;
	while (at < line.length && blank.test(line[at] ?? "")) at++;
	return at;
}

function valueIn(raw: string, isOwn: IsOwn): Pick<Read, "value" | "quote" | "evaluate"> {
	const quote = raw.length > 1 && raw.endsWith(raw[0] ?? "") && (raw[0] === "'" || raw[0] === '"') ? raw[0] : null;
	const inner = quote === null ? raw : raw.slice(1, -1);
	if (quote === "'") return { value: inner, quote };
	const value = quote === null ? inner : unescaped(inner);
	const isReplaced = raw.length > 1 && value.includes("$");
	return { value, quote, ...(isReplaced && { evaluate: (lookup) => expanded(value, lookup, isOwn) }) };
}

function unescaped(text: string): string {
	return text
		.replaceAll("\\n", "\n")
		.replaceAll("\\r", "\r")
		.replace(/\\([^$])/g, "$1");
}

/** `os.Expand` of Go: any name up to the brace, and characters such as `$$` as names that nobody set. */
function expanded(text: string, lookup: Lookup, isOwn: IsOwn): string {
	const value = (reference: string) => {
		const at = reference.indexOf(":-");
		const name = at === -1 ? reference : reference.slice(0, at);
		const found = lookup(name) ?? "";
		return found === "" && at !== -1 && !isOwn(name) ? reference.slice(at + 2) : found;
	};
	let result = "";
	let at = 0;
	while (at < text.length) {
		const dollar = text.indexOf("$", at);
		if (dollar === -1 || dollar === text.length - 1) break;
		result += text.slice(at, dollar);
		const [reference, end] = referenceAt(text, dollar + 1);
		// Broken ones are dropped, and a dollar sign before no name stays.
		result += reference === undefined ? "" : reference === "" ? "$" : value(reference);
		at = end;
	}
	return result + text.slice(at);
}

/** The name behind a dollar sign, and where the text goes on. Undefined: `${}`, or a brace that nothing closes. */
function referenceAt(text: string, start: number): [reference: string | undefined, end: number] {
	if (text[start] === "{") {
		const close = text.indexOf("}", start);
		if (close === -1) return [undefined, start + 1];
		return close === start + 1 ? [undefined, close + 1] : [text.slice(start + 1, close), close + 1];
	}
	if (/[*#$@!?\-0-9]/.test(text[start] ?? "")) return [text[start], start + 1];
	let end = start;
	while (end < text.length && /\w/.test(text[end] ?? "")) end++;
	return [text.slice(start, end), end];
}
