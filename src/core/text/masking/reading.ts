/**
 * A text as a person reads it: without colours and what is invisible, with what programs encode (`%2F`, `\u002f`, `&#47;`) as what it
 * means. Secrets are looked for in that, and masked where they stand in the original.
 */

/** One line of what is read, without what stands around it: indentation, the sides of a box, marks of comments and quotations. */
export interface Line {
	/** Where it begins with all that stands around it. */
	readonly from: number;
	readonly start: number;
	readonly end: number;
	/** Whether it says itself that it goes on: by a backslash, or as it is full up to the side of its box. */
	readonly goesOn: boolean;
}

export interface Reading {
	readonly text: string;
	/** Where each character of it begins in the original, and where it ends. */
	readonly from: Uint32Array;
	readonly to: Uint32Array;
	readonly lines: readonly Line[];
	/** Places at which a line break was taken out. */
	readonly joins: readonly number[];
}

/** Control sequences of terminals, characters of no width, line ends, and the escapes of URLs, JSON, JavaScript and HTML. */
const special =
	/\u001b\[[0-?]{0,40}[ -/]{0,4}[@-~]|\u009b[0-?]{0,40}[@-~]|\u001b\][^\u0007\u001b]{0,2000}(?:\u0007|\u001b\\)|\u001b[ -/]{0,4}[0-~]|[\u200b-\u200d\u2060\ufeff\u00ad]|\r\n?|(?:%(?:25){0,3}5c){1,8}%(?:25){0,3}2[27f]|%(?:25){0,3}[0-9a-f]{2}|\\{1,8}(?:u00[0-9a-f]{2}|x[0-9a-f]{2}|[nrt/"'`])|&(?:#\d{2,3}|#x[0-9a-f]{2}|amp|quot|apos|lt|gt|sol|plus|equals);/gi;

const entities: Readonly<Record<string, string>> = {
	amp: "&",
	quot: '"',
	apos: "'",
	lt: "<",
	gt: ">",
	sol: "/",
	plus: "+",
	equals: "=",
};
const letters: Readonly<Record<string, string>> = { n: "\n", r: "\n", t: "\t" };

/** What a sequence means; undefined: what it says. */
function meaningOf(sequence: string): string | undefined {
	const first = sequence.charAt(0);
	if (first === "\r") return "\n";
	if (first === "%") return printable(Number.parseInt(sequence.slice(-2), 16));
	if (first === "\\") {
		const last = sequence.charAt(sequence.length - 1);
		const code = /[ux][0-9a-f]+$/i.exec(sequence);
		return code ? printable(Number.parseInt(code[0].slice(1), 16)) : (letters[last] ?? last);
	}
	if (first === "&") {
		const name = sequence.slice(1, -1).toLowerCase();
		if (!name.startsWith("#")) return entities[name];
		return printable(name.startsWith("#x") ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1)));
	}
	return "";
}

function printable(code: number): string | undefined {
	if (code === 10 || code === 13) return "\n";
	return code >= 32 && code < 127 ? String.fromCharCode(code) : undefined;
}

/** Reads a text of any length; linear in it. */
export function read(original: string): Reading {
	const from = new Uint32Array(original.length + 1);
	const to = new Uint32Array(original.length + 1);
	let text = "";
	let at = 0;
	let taken = 0;
	const take = (end: number) => {
		text += original.slice(taken, end);
		for (; taken < end; taken++, at++) {
			from[at] = taken;
			to[at] = taken + 1;
		}
	};
	for (const match of original.matchAll(special)) {
		const [sequence] = match;
		const meaning = meaningOf(sequence);
		if (meaning === undefined) continue;
		take(match.index);
		taken += sequence.length;
		text += meaning;
		if (meaning === "") continue;
		from[at] = match.index;
		to[at] = taken;
		at++;
	}
	take(original.length);
	return { text, from, to, lines: linesOf(text), joins: [] };
}

/** What may stand in front of a line that goes on with the one before: a time, a program's name and a bar, sides of a box, a comment's mark. */
const before =
	/(?:\[?\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:[.,]\d{1,9})?Z?\]?[ \t]{1,4})?(?:[\w.-]{1,40}[ \t]{0,20}\|[ \t])?[ \t\u2500-\u259f|>]*(?:(?:\/\/|#|\*|;|--)[ \t]{1,8})?["'`]?/y;

const isAside = (code: number) => code === 32 || code === 9 || code === 124 || (code >= 0x2500 && code <= 0x259f);
const isQuote = (code: number) => code === 34 || code === 39 || code === 96;

function linesOf(text: string): Line[] {
	const lines: Line[] = [];
	for (let at = 0; at <= text.length; ) {
		const newline = text.indexOf("\n", at);
		const end = newline === -1 ? text.length : newline;
		before.lastIndex = at;
		const start = Math.min(at + (before.exec(text)?.[0].length ?? 0), end);
		lines.push({ from: at, start, ...lastOf(text, start, end) });
		at = end + 1;
	}
	return lines;
}

/** Where a line's content ends: before the side of a box, a backslash that says that it goes on, a quote, and what joins two of them. */
function lastOf(text: string, start: number, end: number): Pick<Line, "end" | "goesOn"> {
	let at = end;
	const skipAside = () => {
		while (at > start && isAside(text.charCodeAt(at - 1))) at--;
	};
	skipAside();
	// The side of a box, and one blank at most in front of it.
	const isFull = /^ ?[^\s]\s*$/.test(text.slice(at, Math.min(end, at + 20)));
	const hasBackslash = at > start && text.charAt(at - 1) === "\\";
	if (hasBackslash) at--;
	const goesOn = isFull || hasBackslash;
	skipAside();
	const quote = at;
	if (at > start && /[+.&]/.test(text.charAt(at - 1))) at--;
	skipAside();
	// A plus behind a quote joins; any other may be part of a secret.
	if (at > start && isQuote(text.charCodeAt(at - 1))) return { end: at - 1, goesOn };
	return { end: quote, goesOn };
}

/** The line in which a place is, by its number. */
export function lineAt({ lines }: Reading, at: number): number {
	let low = 0;
	let high = lines.length - 1;
	while (low < high) {
		const middle = (low + high + 1) >> 1;
		if ((lines[middle]?.start ?? 0) <= at) low = middle;
		else high = middle - 1;
	}
	return low;
}
