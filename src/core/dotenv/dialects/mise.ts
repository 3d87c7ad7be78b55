import type { Lookup } from "../dotenvFile.ts";
import type { DialectRow, Read, Reading } from "./dialect.ts";

/**
 * `_.file` in `mise.toml`: one line that it cannot read, and mise sets nothing at all. Source: `dotenv/src/iter.rs` and `parse.rs` of
 * dotenvy 0.15.7, and mise 2026.9.15, run: test/real-programs/environments.json.
 */
export const mise: DialectRow = {
	reader: "mise",
	looksIn: ["environment", "file"],
	read: (text) => read(text, "rejects"),
};

/** The same where bad lines are passed over: `env_file` of mise's settings. */
export const miseSettings: DialectRow = { ...mise, read: (text) => read(text, "passes over") };

function read(text: string, onError: "rejects" | "passes over"): Reading {
	const found: Read[] = [];
	const unread: number[] = [];
	for (let start = text.startsWith("\uFEFF") ? 1 : 0; start < text.length; ) {
		const { content, next, isOpen } = lineAt(text, start);
		const line = isOpen ? undefined : assignment(text, start, content);
		if (line === undefined) {
			const at = start + (/^\s*/.exec(text.slice(start, next))?.[0].length ?? 0);
			if (onError === "rejects") return { found, refusedAt: Math.min(at, text.length) };
			unread.push(at);
		} else if (line !== "nothing") found.push(line);
		start = next;
	}
	return { found, unread };
}

interface Line {
	/** Where what counts of it ends: before a comment, and before the line's end. */
	readonly content: number;
	readonly next: number;
	/** A quote, a backslash or a blank at its end stays open to the end of the file. */
	readonly isOpen: boolean;
}

type State = "complete" | "escape" | "strong" | "strongEscape" | "weak" | "weakEscape" | "white";

/** Several lines are one where a quote is open at the first one's end. */
function lineAt(text: string, start: number): Line {
	let state: State = "complete";
	for (let lineStart = start; ; ) {
		const newline = text.indexOf("\n", lineStart);
		const end = newline === -1 ? text.length : newline + 1;
		if (lineStart === start && /^\s*#/.test(text.slice(start, end)))
			return { content: start, next: end, isOpen: false };
		for (let at = lineStart; at < end; at++) {
			const character = text[at] ?? "";
			if (state === "white" && character === "#") return { content: at, next: end, isOpen: false };
			state = next(state, character);
		}
		if (state === "complete") {
			const isBroken = text[end - 1] === "\n" && end > lineStart;
			const content = isBroken ? end - (text[end - 2] === "\r" && end - 2 >= lineStart ? 2 : 1) : end;
			return { content, next: end, isOpen: false };
		}
		if (end >= text.length) return { content: text.length, next: text.length, isOpen: true };
		lineStart = end;
	}
}

function next(state: State, character: string): State {
	switch (state) {
		case "escape":
			return "complete";
		case "weak":
			return character === "\\" ? "weakEscape" : character === '"' ? "complete" : "weak";
		case "weakEscape":
			return "weak";
		case "strong":
			return character === "\\" ? "strongEscape" : character === "'" ? "complete" : "strong";
		case "strongEscape":
			return "strong";
		default:
			if (character === "\\") return "escape";
			if (character === '"') return "weak";
			if (character === "'") return "strong";
			return state === "complete" && character !== "\n" && character !== "\r" && space(character)
				? "white"
				: "complete";
	}
}

/** Undefined: it cannot be read. */
function assignment(text: string, start: number, end: number): Read | "nothing" | undefined {
	let last = end;
	while (last > start && space(text[last - 1])) last--;
	let at = skip(text, start, last);
	const first = at;
	if (at === last || text[at] === "#") return "nothing";
	let nameStart = at;
	let nameEnd = keyEnd(text, at, last);
	if (nameEnd === nameStart) return undefined;
	at = skip(text, nameEnd, last);
	if (text.slice(nameStart, nameEnd) === "export" && (at === last || text[at] !== "=")) {
		nameStart = at;
		nameEnd = keyEnd(text, at, last);
		if (nameEnd === nameStart) return undefined;
		at = skip(text, nameEnd, last);
	}
	if (at === last || text[at] !== "=") return undefined;
	const rawStart = skip(text, at + 1, last);
	const places = { start: first, nameStart, nameEnd, rawStart };
	const name = text.slice(nameStart, nameEnd);
	if (rawStart === last || text[rawStart] === "#")
		return { name, value: "", ...places, rawStart: at + 1, rawEnd: at + 1, quote: null };
	const value = valueIn(text.slice(rawStart, last));
	if (!value) return undefined;
	const { pieces, length } = value;
	const raw = text.slice(rawStart, rawStart + length);
	const quote = /^'[^']*'$/.test(raw) ? "'" : /^"[^"\\]*"$/.test(raw) ? '"' : null;
	const join = (lookup: Lookup) =>
		pieces.map((piece) => (typeof piece === "string" ? piece : (lookup(piece.name) ?? ""))).join("");
	const isReplaced = pieces.some((piece) => typeof piece !== "string");
	const written = pieces.map((piece) => (typeof piece === "string" ? piece : piece.written)).join("");
	return {
		name,
		value: written,
		...places,
		rawEnd: rawStart + length,
		quote,
		...(isReplaced && { evaluate: join }),
	};
}

interface Reference {
	readonly name: string;
	readonly written: string;
}

/** What a value is made of, and how long it is without a comment; undefined: it cannot be read. */
function valueIn(text: string): { pieces: readonly (string | Reference)[]; length: number } | undefined {
	const pieces: (string | Reference)[] = [];
	let quote: "'" | '"' | undefined;
	for (let at = 0; at < text.length; ) {
		const character = text[at] ?? "";
		if (quote === "'") {
			if (character === "'") quote = undefined;
			else pieces.push(character);
			at++;
		} else if (character === "$") {
			const end = referenceEnd(text, at);
			if (end === undefined) return undefined;
			const written = text.slice(at, end);
			const isBraced = written[1] === "{";
			// Without a name nothing is left.
			pieces.push({ name: isBraced ? written.slice(2, -1) : written.slice(1), written });
			at = end;
			// What ends a name without braces is text, even a quote.
			if (!isBraced && at < text.length && text[at] !== "$") pieces.push(text[at++] ?? "");
		} else if (character === "\\") {
			const escaped = text[at + 1];
			if (escaped === undefined) at++;
			else if (escaped === "n") pieces.push("\n");
			else if (/[\\'"$ ]/.test(escaped)) pieces.push(escaped);
			else return undefined;
			at += 2;
		} else if (quote === '"') {
			if (character === '"') quote = undefined;
			else pieces.push(character);
			at++;
		} else if (character === "'" || character === '"') {
			quote = character;
			at++;
		} else if (character === " " || character === "\t") {
			const rest = text.slice(at).replace(/^[ \t]+/, "");
			return rest === "" || rest[0] === "#" ? { pieces, length: at } : undefined;
		} else {
			pieces.push(character);
			at++;
		}
	}
	return quote === undefined ? { pieces, length: text.length } : undefined;
}

/** Letters and digits, or all up to the closing brace; undefined: nothing closes it. */
function referenceEnd(text: string, dollar: number): number | undefined {
	if (text[dollar + 1] === "{") {
		const close = text.indexOf("}", dollar);
		return close === -1 ? undefined : close + 1;
	}
	let end = dollar + 1;
	while (end < text.length && /[\p{L}\p{N}]/u.test(text[end] ?? "")) end++;
	return end;
}

function keyEnd(text: string, start: number, limit: number): number {
	if (start >= limit || !/[A-Za-z_]/.test(text[start] ?? "")) return start;
	let end = start;
	while (end < limit && /[\w.]/.test(text[end] ?? "")) end++;
	return end;
}

function skip(text: string, from: number, limit: number): number {
	let at = from;
	while (at < limit && space(text[at])) at++;
	return at;
}

/** Rust's white space, which does not have the byte order mark. */
function space(character: string | undefined): boolean {
	return character !== undefined && (character === "\u0085" || (character !== "\uFEFF" && /\s/.test(character)));
}
