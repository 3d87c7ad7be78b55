/** Secrets that are known by what they look like, whatever stands beside them. */
import { type Mask, type Masks, mask } from "./masks.ts";
import { lineAt, type Reading } from "./reading.ts";
import { goesOn, headOf } from "./wraps.ts";

/** A text of random letters, or of a person who wants it to look like one: with all kinds of them. */
export function isMixed(text: string): boolean {
	return /[A-Z]/.test(text) && /[a-z]/.test(text) && /\d/.test(text);
}

/**
 * Whether a text is drawn at random: how often small letters, capitals and digits take turns in it. In forty random ones they do 25 times,
 * give or take three; in words and paths seldom more than eight.
 */
export function isRandom(text: string): boolean {
	return isMixed(text) && turns(text) >= 0.26 * text.length;
}

function turns(text: string): number {
	let count = 0;
	let last = 0;
	for (let at = 0; at < text.length; at++) {
		const kind = kindOf(text.charCodeAt(at));
		if (kind === 0) continue;
		if (last !== 0 && kind !== last) count++;
		last = kind;
	}
	return count;
}

function kindOf(code: number): number {
	if (code >= 97) return code <= 122 ? 1 : 0;
	if (code >= 65) return code <= 90 ? 2 : 0;
	return code >= 48 && code <= 57 ? 3 : 0;
}

/** The length of a secret access key. */
const length = 40;
/** How many characters are in a line at least that is the middle of one. */
const narrowest = 6;

/** Secret access keys: forty characters of Base64, alone, in a path, or broken over lines. */
export function secretKeys(reading: Reading, masks: Masks): void {
	const { text } = reading;
	const runs = /[A-Za-z0-9/+]+/g;
	for (let run = runs.exec(text); run; run = runs.exec(text)) {
		const [start, end] = [run.index, runs.lastIndex];
		if (end - start === length) {
			const isAlone = standsAlone(text, start, end) && !/^\/|\/.*\/.*\//.test(run[0]);
			if ((isAlone ? isMixed : isRandom)(run[0])) masks.push(mask(start, end));
			if (isAlone) continue;
		}
		if (end - start > length) inPath(text, start, end, masks);
		wrapped(reading, start, end, masks);
	}
}

/** Whether nothing beside it makes it a part of something longer. A full stop that ends a sentence does not. */
function standsAlone(text: string, start: number, end: number): boolean {
	if (/[\w.-]/.test(text.charAt(start - 1))) return false;
	const next = text.charAt(end);
	if (next === ".") return !/[\w/.-]/.test(text.charAt(end + 1));
	return !/[\w=-]/.test(next);
}

/** Forty characters from one slash to another, where what is left reads as a path. */
function inPath(text: string, start: number, end: number, masks: Masks): void {
	const all = turns(text.slice(start, end));
	const rest = end - start - length;
	for (const at of startsOf(text, start, end)) {
		const stop = at + length;
		if (stop > end) return;
		if (stop !== end && text.charAt(stop) !== "/") continue;
		const word = text.slice(at, stop);
		const isPath = rest < 12 || all - turns(word) < 0.5 * rest;
		if (isPath && isRandom(word)) masks.push(mask(at, stop));
	}
}

/** One that begins at a line's end, alone or behind the last part of a path: the lines up to the one in which forty are full. */
function wrapped(reading: Reading, start: number, end: number, masks: Masks): void {
	const { text, lines } = reading;
	const line = lineAt(reading, start);
	if (lines[line]?.end !== end || !lines[line + 1]) return;
	for (const at of startsOf(text, start, end))
		if (end - at < length && fromLineTo(reading, line, at, start, masks)) return;
}

/** Where a run of letters begins, and behind each of its slashes. */
function startsOf(text: string, start: number, end: number): number[] {
	const run = text.slice(start, end);
	return [start, ...[...run.matchAll(/\/(?!$)/g)].map(({ index }) => start + index + 1)];
}

/** @param run where the run of letters begins that the first part ends */
function fromLineTo(reading: Reading, first: number, start: number, run: number, masks: Masks): boolean {
	const { text, lines } = reading;
	const end = lines[first]?.end ?? start;
	const parts: Mask[] = [mask(start, end)];
	let word = text.slice(start, end);
	for (let line = first + 1; word.length < length; line++) {
		const next = lines[line];
		if (!next) return false;
		const left = length - word.length;
		const head = headOf(text, next, /[A-Za-z0-9/+]*/y);
		if (head === 0 || (head > left && text.charAt(next.start + left) !== "/")) return false;
		const taken = Math.min(head, left);
		parts.push(mask(next.start, next.start + taken));
		word += text.slice(next.start, next.start + taken);
		// Nothing is as narrow as that.
		if (word.length < length && (next.start + head !== next.end || head < narrowest)) return false;
	}
	const last = parts.at(-1)?.end ?? end;
	const isNamed = /[=:"'`]\s?$/.test(text.slice(Math.max(0, start - 2), start));
	const isPlain = start === run && standsAlone(text, start, end) && !/[\w./=-]/.test(text.charAt(last));
	if (!(isPlain && isNamed ? isMixed(word) : isRandom(word))) return false;
	masks.push(...parts);
	return true;
}

/** How session tokens, web tokens and the keys of well-known services begin, and what they are made of. */
const tokens: readonly (readonly [start: RegExp, part: RegExp, least: number])[] = [
	[/(?<![A-Za-z0-9])(?:IQoJ|FwoG|FQoG|AQoD)/g, /[A-Za-z0-9/+=_-]*/y, 60],
	[/(?<![\w-])eyJ/g, /[\w.-]*/y, 24],
	[
		/(?<![\w-])(?:[sr]k_(?:live|test)_|gh[pousr]_|github_pat_|glpat-|npm_|xox[abprs]-|sk-(?:ant-|proj-)?|AIza|hf_|dop_v1_|pypi-)/g,
		/[\w.-]*/y,
		20,
	],
];

/** Session tokens, web tokens, and keys of other services, up to their end in whichever line. */
export function sessionTokens(reading: Reading, masks: Masks): void {
	for (const [start, part, least] of tokens) {
		for (let match = start.exec(reading.text); match; match = start.exec(reading.text)) {
			const parts = goesOn(reading, match.index, part);
			const last = parts.at(-1)?.end ?? start.lastIndex;
			start.lastIndex = Math.max(start.lastIndex, last);
			addToken(reading, parts, least, masks);
		}
	}
	for (const at of brokenStarts(reading)) addToken(reading, goesOn(reading, at, /[A-Za-z0-9/+=_.-]*/y), 60, masks);
}

function addToken(reading: Reading, parts: readonly Mask[], least: number, masks: Masks): void {
	const size = parts.reduce((sum, one) => sum + one.end - one.start, 0);
	if (size >= least && isToken(reading.text, parts)) masks.push(...parts);
}

/** The first letters of session tokens and web tokens. */
const starts = ["IQoJ", "FwoG", "FQoG", "AQoD", "eyJ"];

/** Where a token begins whose first letters a line's end has broken apart. */
function brokenStarts({ text, lines }: Reading): number[] {
	const found: number[] = [];
	for (const [index, { start, end }] of lines.entries()) {
		const next = lines[index + 1];
		if (!next) break;
		for (const word of starts)
			for (let length = 1; length < word.length; length++) {
				const at = end - length;
				const isBroken = text.startsWith(word.slice(0, length), at) && text.startsWith(word.slice(length), next.start);
				if (isBroken && at >= start && !/[A-Za-z0-9]/.test(text.charAt(at - 1))) found.push(at);
			}
	}
	return found;
}

/** A web token has points; all others have digits. */
function isToken(text: string, parts: readonly Mask[]): boolean {
	const word = parts.map(({ start, end }) => text.slice(start, end)).join("");
	return word.startsWith("eyJ") ? /^[\w-]{8,}\.[\w-]{8,}/.test(word) : /\d/.test(word);
}

/** Private keys, from their first line to their last. */
export function privateKeys({ text, lines }: Reading, masks: Masks): void {
	const begin = /-----BEGIN [A-Z ]{0,40}PRIVATE KEY-----/g;
	let line = 0;
	for (let match = begin.exec(text); match; match = begin.exec(text)) {
		const end = text.indexOf("-----END", begin.lastIndex);
		const stop = end === -1 ? text.length : end;
		while (line < lines.length && (lines[line]?.end ?? 0) <= begin.lastIndex) line++;
		const rest = lines[line - 1]?.end === begin.lastIndex ? undefined : mask(begin.lastIndex, stop);
		if (rest) masks.push(rest);
		for (let next = lines[line]; next && next.start < stop; next = lines[++line])
			if (next.end > next.start) masks.push(mask(next.start, Math.min(next.end, stop)));
		begin.lastIndex = stop;
	}
}
