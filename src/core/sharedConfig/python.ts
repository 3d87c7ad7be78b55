import type { TextRange } from "../types.ts";

/** What Python makes of characters and lines, where JavaScript has another mind. Source: Python 3.11.2. */

/** `str.isspace()`, which `strip()` and `\s` go by: without the byte order mark, with the separators of ASCII and U+0085. */
export function isPythonSpace(code: number): boolean {
	if (code < 128) return code === 32 || (code >= 9 && code <= 13) || (code >= 28 && code <= 31);
	return (
		code === 0x85 ||
		code === 0xa0 ||
		code === 0x1680 ||
		(code >= 0x2000 && code <= 0x200a) ||
		code === 0x2028 ||
		code === 0x2029 ||
		code === 0x202f ||
		code === 0x205f ||
		code === 0x3000
	);
}

/** `str.strip()` of a part of a text. */
export function stripped(text: string, start: number, end: number): TextRange {
	let [first, last] = [start, end];
	while (first < last && isPythonSpace(text.charCodeAt(first))) first++;
	while (last > first && isPythonSpace(text.charCodeAt(last - 1))) last--;
	return { start: first, end: last };
}

/** `str.splitlines()` of a part of a text, each line stripped, without those in which nothing is left. */
export function strippedLines(text: string, start: number, end: number): TextRange[] {
	const lines: TextRange[] = [];
	for (let at = start; at < end; at++) {
		let lineEnd = at;
		while (lineEnd < end && !isLineEnd(text.charCodeAt(lineEnd))) lineEnd++;
		const line = stripped(text, at, lineEnd);
		if (line.start < line.end) lines.push(line);
		at = lineEnd;
	}
	return lines;
}

function isLineEnd(code: number): boolean {
	return (
		(code >= 10 && code <= 13) || (code >= 28 && code <= 30) || code === 0x85 || code === 0x2028 || code === 0x2029
	);
}

/** `shlex.split()`; undefined where it raises an error: a quote is left open, or a backslash ends the text. */
export function shellWords(text: string): string[] | undefined {
	const words: string[] = [];
	let word: string | undefined;
	let quote = "";
	for (let at = 0; at < text.length; at++) {
		const sign = text.charAt(at);
		if (sign === "\\" && quote !== "'") {
			at++;
			if (at === text.length) return undefined;
			const next = text.charAt(at);
			// Between double quotes it only takes the meaning from a quote and from itself.
			word = (word ?? "") + (quote !== "" && next !== quote && next !== "\\" ? `\\${next}` : next);
		} else if (quote !== "") {
			if (sign === quote) quote = "";
			else word += sign;
		} else if (sign === "'" || sign === '"') {
			quote = sign;
			word ??= "";
		} else if (" \t\r\n".includes(sign)) {
			if (word !== undefined) words.push(word);
			word = undefined;
		} else word = (word ?? "") + sign;
	}
	if (quote !== "") return undefined;
	if (word !== undefined) words.push(word);
	return words;
}
