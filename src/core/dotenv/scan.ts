/**
 * Finds the assignments of a `.env` text in one pass, in either of the two dialects that Remotion's CLI has shipped, or in Bun's.
 * Only places are found here; what a value reads as is told by dotenvFile.ts.
 */

import { isSpace } from "../text/whiteSpace.ts";
import type { Dialect } from "../types.ts";
import type { Quote } from "./dotenvFile.ts";

/** The ways in which programs read a `.env` text. */
export type ScannedDialect = "dotenv-9" | "dotenv-17" | "bun";

/** How a dialect differs from dotenv 17. */
export interface DialectFacts {
	/** It reads each line by itself. */
	readonly isByLine?: true;
	/** A value that no quotes delimit stays as it is written. */
	readonly keepsUnquoted?: true;
	/** The first closing quote ends the value, and the rest of the line is dropped; dotenv takes the quotes for a part of the value. */
	readonly dropsBehindQuote?: true;
	/** A NUL character stays in the value: whoever reads the file keeps its environment itself. */
	readonly keepsNul?: true;
}

/** One row a dialect. */
export const dialects: Readonly<Record<ScannedDialect, DialectFacts>> = {
	"dotenv-9": { isByLine: true },
	"dotenv-17": {},
	bun: { keepsUnquoted: true, dropsBehindQuote: true, keepsNul: true },
};

/** Whether a dialect is one of those that are read here. */
export function isScanned(dialect: Dialect): dialect is ScannedDialect {
	return Object.hasOwn(dialects, dialect);
}

/** Whether a NUL character stays in a value that is read in this dialect: whoever reads it keeps its environment itself. */
export function keepsNul(dialect: Dialect): boolean {
	return isScanned(dialect) && dialects[dialect].keepsNul === true;
}

/** Where one assignment stands: offsets into the text. */
export interface Found {
	/** `export` or the name. */
	start: number;
	nameStart: number;
	nameEnd: number;
	/** The value with its quotes, without the white space around it; for an empty value both are the place right after the separator. */
	rawStart: number;
	rawEnd: number;
	/** Where the text ends that dotenv must see to read this value: `rawEnd`, but for dotenv 9's white space after a closing quote. */
	end: number;
	/** The quotes around the value that dotenv takes away. */
	quote: Quote | null;
}

export interface Scan {
	found: Found[];
	/** Starts of the lines that are neither blank, nor a comment, nor read as (a part of) an assignment. */
	unread: number[];
}

const newline = 10;
const carriageReturn = 13;
const hash = 35;
const colon = 58;
const equals = 61;
const backslash = 92;

/** Where JavaScript's `^` and `$` hold under the `m` flag and `.` stops: the two Unicode separators too. */
function isLineTerminator(code: number): boolean {
	return code === newline || code === carriageReturn || code === 0x2028 || code === 0x2029;
}

/** `[\w.-]`, of which both dialects' names are made. Exported for the test against the expression itself. */
export function isNameCharacter(code: number): boolean {
	return (
		(code >= 97 && code <= 122) ||
		(code >= 65 && code <= 90) ||
		(code >= 48 && code <= 57) ||
		code === 95 ||
		code === 46 ||
		code === 45
	);
}

/** The quote that starts at this place, if one does. */
export function quoteAt(text: string, at: number): Quote | null {
	const character = text.charAt(at);
	return character === "'" || character === '"' || character === "`" ? character : null;
}

/** The quote that a text both starts and ends with: dotenv takes it away, whatever stands between. */
function quoteAround(text: string, start: number, end: number): Quote | null {
	const quote = end - start < 2 ? null : quoteAt(text, start);
	return quote === text.charAt(end - 1) ? quote : null;
}

function skipSpace(text: string, at: number, limit: number): number {
	let end = at;
	while (end < limit && isSpace(text.charCodeAt(end))) end++;
	return end;
}

function skipName(text: string, at: number, limit: number): number {
	let end = at;
	while (end < limit && isNameCharacter(text.charCodeAt(end))) end++;
	return end;
}

function skipLine(text: string, at: number, limit: number): number {
	let end = at;
	while (end < limit && !isLineTerminator(text.charCodeAt(end))) end++;
	return end;
}

/** The end of `start..end` without the white space it ends with. */
function trimEnd(text: string, start: number, end: number): number {
	let trimmed = end;
	while (trimmed > start && isSpace(text.charCodeAt(trimmed - 1))) trimmed--;
	return trimmed;
}

/** The places of all assignments in a text, and the lines that are none. Never throws; linear. */
export function scanDotenv(text: string, dialect: ScannedDialect): Scan {
	const { isByLine, dropsBehindQuote = false } = dialects[dialect];
	return isByLine ? scan9(text) : scan17(text, dropsBehindQuote);
}

/**
 * dotenv 17 and 18 search the whole text for
 *
 *     /(?:^|^)\s*(?:export\s+)?([\w.-]+)(?:\s*=\s*?|:\s+?)(\s*'(?:\\'|[^'])*'|…|[^#\r\n]+)?\s*(?:#.*)?(?:$|$)/mg
 *
 * where every `\s` crosses lines. Once name and separator are there it always matches: what fails as a quoted value is
 * taken by `[^#\r\n]+`, which ends where a line does or a comment starts, and where that is empty so is the value. So the
 * only choices are `export` (a prefix, else a name) and the closing quote, and nothing is searched twice but for those.
 */
function scan17(text: string, isBun: boolean): Scan {
	const found: Found[] = [];
	const unread: number[] = [];
	const length = text.length;
	let at = skipSpace(text, 0, length);
	while (at < length) {
		const head = head17(text, at);
		if (head === undefined) {
			if (text.charCodeAt(at) !== hash) unread.push(at);
			at = skipSpace(text, skipLine(text, at, length), length);
			continue;
		}
		const { nameStart, nameEnd, separatorEnd } = head;
		const opening = skipSpace(text, separatorEnd, length);
		const closing = closingQuote(text, opening, isBun);
		let rawStart = opening;
		let rawEnd = closing + 1;
		let end = isBun ? lineEnd(text, rawEnd) : rawEnd;
		if (closing === -1) {
			end = separatorEnd;
			while (end < length && !endsUnquoted(text.charCodeAt(end))) end++;
			rawEnd = trimEnd(text, separatorEnd, end);
			rawStart = rawEnd === separatorEnd ? separatorEnd : opening;
		}
		const quote = isBun && closing === -1 ? null : quoteAround(text, rawStart, rawEnd);
		found.push({ start: at, nameStart, nameEnd, rawStart, rawEnd, end: rawEnd, quote });
		at = skipSpace(text, end, length);
	}
	return { found, unread };
}

/** Where the line ends that holds this place: before its `\n` or `\r`. */
export function lineEnd(text: string, at: number): number {
	let end = at;
	while (end < text.length && text.charCodeAt(end) !== newline && text.charCodeAt(end) !== carriageReturn) end++;
	return end;
}

/** `[^#\r\n]+` stops here. U+2028 and U+2029 are part of an unquoted value. */
function endsUnquoted(code: number): boolean {
	return code === hash || code === newline || code === carriageReturn;
}

interface Head {
	nameStart: number;
	nameEnd: number;
	separatorEnd: number;
}

/** `(?:export\s+)?([\w.-]+)(?:\s*=\s*?|:\s+?)` at the first character that is no white space. */
function head17(text: string, at: number): Head | undefined {
	if (text.startsWith("export", at)) {
		const nameStart = skipSpace(text, at + 6, text.length);
		const head = nameStart === at + 6 ? undefined : nameAndSeparator17(text, nameStart);
		if (head !== undefined) return head;
	}
	return nameAndSeparator17(text, at);
}

function nameAndSeparator17(text: string, nameStart: number): Head | undefined {
	const length = text.length;
	const nameEnd = skipName(text, nameStart, length);
	if (nameEnd === nameStart) return undefined;
	if (text.charCodeAt(nameEnd) === colon) {
		// Exactly one white space belongs to the separator. dotenv sees `\r\n` as one: it turns it into `\n` beforehand.
		const space = nameEnd + 1;
		if (space >= length || !isSpace(text.charCodeAt(space))) return undefined;
		return { nameStart, nameEnd, separatorEnd: text.startsWith("\r\n", space) ? space + 2 : space + 1 };
	}
	const separator = skipSpace(text, nameEnd, length);
	return text.charCodeAt(separator) === equals ? { nameStart, nameEnd, separatorEnd: separator + 1 } : undefined;
}

/**
 * The place of the quote that closes the one at `opening`; -1: no quote stands there, or nothing closes it.
 *
 * `(?:\\'|[^'])*'` runs to the first quote without a backslash right before it. Where no line end or comment may follow
 * that one, it backtracks: to the quotes with a backslash before them, the last one first. Bun takes the first, whatever follows.
 *
 * Linear over the file, although the closing quote may be far: an opening quote never has a backslash before it, so no
 * later opening quote of the same kind can stand before the end of this search.
 */
function closingQuote(text: string, opening: number, isBun: boolean): number {
	const quote = quoteAt(text, opening);
	if (quote === null) return -1;
	let first = text.indexOf(quote, opening + 1);
	while (first !== -1 && isEscaped(text, first, isBun)) first = text.indexOf(quote, first + 1);
	if (isBun || (first !== -1 && mayEnd(text, first + 1))) return first;
	let escaped = text.lastIndexOf(quote, (first === -1 ? text.length : first) - 1);
	while (escaped > opening && !mayEnd(text, escaped + 1)) escaped = text.lastIndexOf(quote, escaped - 1);
	return escaped > opening ? escaped : -1;
}

/** Whether a backslash stands before this place; to Bun one that is escaped itself is none. */
function isEscaped(text: string, at: number, isBun: boolean): boolean {
	let start = at;
	while (text.charCodeAt(start - 1) === backslash) start--;
	return isBun ? (at - start) % 2 === 1 : start < at;
}

/** `\s*(?:#.*)?$`: after white space the text ends, a line ends or a comment starts. */
function mayEnd(text: string, at: number): boolean {
	for (let end = at; end < text.length; end++) {
		const code = text.charCodeAt(end);
		if (isLineTerminator(code) || code === hash) return true;
		if (!isSpace(code)) return false;
	}
	return true;
}

/**
 * dotenv 9 splits at `\r\n`, `\n` and `\r` and holds each line against `/^\s*([\w.-]+)\s*=\s*(.*)?\s*$/`, without the `m`
 * flag: `.` stops at U+2028 and U+2029, after which only white space may follow, or the line does not count.
 */
function scan9(text: string): Scan {
	const found: Found[] = [];
	const unread: number[] = [];
	for (let line = 0; line < text.length; ) {
		let limit = line;
		while (limit < text.length && text.charCodeAt(limit) !== newline && text.charCodeAt(limit) !== carriageReturn)
			limit++;
		const start = skipSpace(text, line, limit);
		const assignment = assignment9(text, start, limit);
		if (assignment !== undefined) found.push(assignment);
		else if (start < limit && text.charCodeAt(start) !== hash) unread.push(start);
		// The second half of `\r\n` reads as one more empty line, which changes nothing.
		line = limit + 1;
	}
	return { found, unread };
}

function assignment9(text: string, start: number, limit: number): Found | undefined {
	const nameEnd = skipName(text, start, limit);
	if (nameEnd === start) return undefined;
	const separator = skipSpace(text, nameEnd, limit);
	if (separator >= limit || text.charCodeAt(separator) !== equals) return undefined;
	const valueStart = skipSpace(text, separator + 1, limit);
	const valueEnd = skipLine(text, valueStart, limit);
	if (skipSpace(text, valueEnd, limit) < limit) return undefined;
	if (valueStart === limit) {
		const empty = separator + 1;
		return { start, nameStart: start, nameEnd, rawStart: empty, rawEnd: empty, end: empty, quote: null };
	}
	const rawEnd = trimEnd(text, valueStart, valueEnd);
	const around = quoteAround(text, valueStart, rawEnd);
	const place = { start, nameStart: start, nameEnd, rawStart: valueStart, rawEnd };
	if (around === null || around === "`") return { ...place, end: rawEnd, quote: null };
	// White space between the closing quote and the end of the line keeps dotenv 9 from taking the quotes away.
	return { ...place, end: valueEnd, quote: valueEnd === rawEnd ? around : null };
}
