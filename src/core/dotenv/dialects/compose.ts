import { fillTemplate, parseTemplate } from "../expansions/composeTemplate.ts";
import type { DialectRow, Read, Reading } from "./dialect.ts";
import { trimmed } from "./lines.ts";

/**
 * Docker Compose 2's reading of `.env` and of a service's `env_file`: variables are replaced, by what is there before by what the file says.
 * A line that it cannot read ends it. Source: `dotenv/parser.go` of compose-go v2.13.0-6-ge70e961, run and read.
 */
export const compose2: DialectRow = {
	reader: "docker compose",
	takesQuotes: true,
	looksIn: ["environment", "file"],
	read: (text) => new Parser(text).read(),
};

/** Blanks within a line. */
const blank = /[\t\v\f\r \u0085\u00A0]/;
/** Go's, and Python's: a byte order mark is none. */
const space = /[^\S\uFEFF]|\u0085/;

class Parser {
	readonly #text: string;
	readonly #found: Read[] = [];
	readonly #bare: { name: string; start: number }[] = [];
	#at = 0;
	/** The start of the line at which it stops. */
	#stop: number | undefined;

	constructor(text: string) {
		this.#text = text;
		if (text.startsWith("\uFEFF")) this.#at = 1;
	}

	read(): Reading {
		while (this.#stop === undefined && this.#skipToStatement()) this.#statement();
		return { found: this.#found, bare: this.#bare, ...(this.#stop !== undefined && { refusedAt: this.#stop }) };
	}

	/** False: there is none any more. */
	#skipToStatement(): boolean {
		for (;;) {
			while (this.#at < this.#text.length && space.test(this.#text[this.#at] ?? "")) this.#at++;
			if (this.#text[this.#at] !== "#") return this.#at < this.#text.length;
			this.#at = this.#lineEnd(this.#at);
		}
	}

	#statement(): void {
		const text = this.#text;
		const start = this.#at;
		let nameStart = start;
		if (text.startsWith("export", start) && space.test(text[start + 6] ?? "")) {
			nameStart = start + 6;
			while (blank.test(text[nameStart] ?? "")) nameStart++;
		}
		let end = nameStart;
		while (end < text.length && (blank.test(text[end] ?? "") || /[\p{L}\p{N}_.[\]-]/u.test(text[end] ?? ""))) end++;
		const separator = text[end];
		if (separator === undefined) {
			// Words on a last line that nothing ends are lost.
			this.#at = text.length;
			return;
		}
		if (!/[=:\n]/.test(separator)) this.#stop = start;
		const [, nameEnd] = trimmed(text, nameStart, end, space);
		const name = text.slice(nameStart, nameEnd);
		if (name.includes(" ")) this.#stop = start;
		if (this.#stop !== undefined) return;
		if (separator === "\n") {
			// The variable of whoever reads the file, if there is one.
			this.#bare.push({ name, start });
			this.#at = end + 1;
			return;
		}
		let valueStart = end + 1;
		while (blank.test(text[valueStart] ?? "")) valueStart++;
		this.#value({ name, start, nameStart, nameEnd }, valueStart);
	}

	#value(name: Pick<Read, "name" | "start" | "nameStart" | "nameEnd">, at: number): void {
		const quote = this.#text[at];
		if (quote === '"' || quote === "'") {
			this.#quoted(name, at, quote);
			return;
		}
		const end = this.#lineEnd(at);
		const comment = this.#text.slice(at, end).indexOf(" #");
		const [rawStart, rawEnd] = trimmed(this.#text, at, comment === -1 ? end : at + comment, space);
		this.#at = end;
		const value = this.#text.slice(rawStart, Math.max(rawEnd, rawStart));
		// A value that begins further down is none.
		this.#add(
			{
				...name,
				value,
				rawStart: Math.min(rawStart, end),
				rawEnd: Math.max(Math.min(rawStart, end), rawEnd),
				quote: null,
			},
			value,
		);
	}

	#quoted(name: Pick<Read, "name" | "start" | "nameStart" | "nameEnd">, at: number, quote: '"' | "'"): void {
		let value = "";
		let isEscaped = false;
		for (let index = at + 1; index < this.#text.length; index++) {
			const character = this.#text[index] ?? "";
			if (character === quote && !isEscaped) {
				this.#at = index + 1;
				const read = { ...name, value, rawStart: at, rawEnd: index + 1, quote };
				if (quote === "'") this.#found.push(read);
				else this.#add({ ...read, value: unescaped(value) }, unescaped(value));
				return;
			}
			if (character === "\\" && !isEscaped) {
				isEscaped = true;
				continue;
			}
			if (isEscaped && character !== quote) value += "\\";
			isEscaped = false;
			value += character;
		}
		this.#stop = name.start;
	}

	/** @param template the value with its references; one that is broken ends the reading */
	#add(read: Read, template: string): void {
		if (!template.includes("$")) this.#found.push(read);
		else {
			const pieces = parseTemplate(template);
			if (!pieces) this.#stop = read.start;
			else this.#found.push({ ...read, evaluate: (lookup) => fillTemplate(pieces, lookup) });
		}
	}

	#lineEnd(at: number): number {
		const end = this.#text.indexOf("\n", at);
		return end === -1 ? this.#text.length : end;
	}
}

const letters: Readonly<Record<string, string>> = {
	a: "\x07",
	b: "\b",
	f: "\f",
	n: "\n",
	r: "\r",
	t: "\t",
	v: "\v",
	'"': '"',
	"\\": "\\",
};

/** The escapes between double quotes; `\$` keeps its dollar sign from being replaced. */
function unescaped(text: string): string {
	return text.replace(/\\(?:[abcfnrtv$"\\]|0\d{0,3})/g, (match) => {
		const letter = match[1] ?? "";
		if (letter === "$") return "$$";
		if (letter !== "0") return letters[letter] ?? match;
		return /^\\0[0-7]{3}$/.test(match) ? String.fromCharCode(Number.parseInt(match.slice(2), 8)) : match;
	});
}

/**
 * Docker Compose 1's: one line, one assignment, and a line that it cannot read is passed over. Only `${NAME}` is replaced, between single
 * quotes too. Source: docker-compose 1.29.2 with python-dotenv 0.21.0, run; `parser.py`, read.
 */
export const compose1: DialectRow = {
	reader: "docker-compose",
	takesQuotes: true,
	looksIn: ["file", "environment"],
	read(text) {
		const found: Read[] = [];
		const unread: number[] = [];
		let at = text.startsWith("\uFEFF") ? 1 : 0;
		for (;;) {
			while (at < text.length && space.test(text[at] ?? "")) at++;
			if (at >= text.length) return { found, unread };
			const binding = bindingAt(text, at);
			if (binding.read) found.push(binding.read);
			else if (binding.isUnread) unread.push(at);
			at = Math.max(binding.end, at + 1);
		}
	},
};

interface Binding {
	readonly read?: Read;
	readonly isUnread?: true;
	readonly end: number;
}

function bindingAt(text: string, start: number): Binding {
	const lineEnd = endOfLine(text, start);
	const lost: Binding = { isUnread: true, end: lineEnd };
	if (text[start] === "#") return { end: lineEnd };
	const exported =
		text.startsWith("export", start) && /[^\S\r\n\uFEFF]/.test(text[start + 6] ?? "") ? start + 6 : start;
	const nameStart = skipBlanks(text, exported);
	const isQuotedName = text[nameStart] === "'";
	let nameEnd = nameStart + (isQuotedName ? 1 : 0);
	while (nameEnd < text.length && !(isQuotedName ? /'/ : /[=#\u0085]|[^\S\uFEFF]/).test(text[nameEnd] ?? "")) nameEnd++;
	if (nameEnd === nameStart) return lost;
	const name = text.slice(nameStart + (isQuotedName ? 1 : 0), nameEnd);
	const behind = skipBlanks(text, nameEnd + (isQuotedName ? 1 : 0));
	// A name alone is the shell's variable.
	if (text[behind] !== "=") return isAtEnd(text, behind) ? { end: lineEnd } : lost;
	const at = skipBlanks(text, behind + 1);
	const quote = text[at];
	const place = { name, start, nameStart, nameEnd };
	if (quote !== '"' && quote !== "'") {
		const whole = text.slice(at, lineEnd);
		const comment = /[^\S\uFEFF]#/.exec(whole)?.index ?? whole.length;
		const [rawStart, rawEnd] = trimmed(text, at, at + comment, space);
		return {
			read: withReferences({ ...place, value: text.slice(rawStart, rawEnd), rawStart, rawEnd, quote: null }),
			end: lineEnd,
		};
	}
	const end = closingQuote(text, at, quote);
	if (end >= text.length) return lost;
	// What stands behind the quotes loses them, all of their lines.
	if (!isAtEnd(text, skipBlanks(text, end + 1))) return { isUnread: true, end: endOfLine(text, end) };
	// Python reads each line end as one line feed.
	const value = decoded(text.slice(at + 1, end).replace(/\r\n?/g, "\n"), quote);
	return { read: withReferences({ ...place, value, rawStart: at, rawEnd: end + 1, quote }), end: endOfLine(text, end) };
}

/** The quote that closes the one at a place: the first without a backslash; where there is none, the last with one. */
function closingQuote(text: string, at: number, quote: '"' | "'"): number {
	let escaped = text.length;
	for (let index = at + 1; index < text.length; index++) {
		if (text[index] === quote) return index;
		if (text[index] === "\\" && text[index + 1] === quote) escaped = ++index;
	}
	return escaped;
}

function decoded(text: string, quote: '"' | "'"): string {
	if (quote === "'") return text.replace(/\\([\\'])/g, "$1");
	return text.replace(/\\([\\'"abfnrtv])/g, (_, letter: string) => letters[letter] ?? letter);
}

/** `${NAME}` and `${NAME:-default}` are replaced. */
function withReferences(read: Read): Read {
	const pattern = /\$\{([^}:\r\n]{0,200})(?::-([^}\r\n]{0,2000}))?\}/g;
	if (!pattern.test(read.value)) return read;
	const { value } = read;
	return {
		...read,
		evaluate: (lookup) => value.replace(pattern, (_, name: string, otherwise = "") => lookup(name) ?? otherwise),
	};
}

function isAtEnd(text: string, at: number): boolean {
	return at >= text.length || /[\r\n#]/.test(text[at] ?? "");
}

function skipBlanks(text: string, start: number): number {
	let at = start;
	while (/[^\S\r\n\uFEFF]/.test(text[at] ?? "\n")) at++;
	return at;
}

function endOfLine(text: string, start: number): number {
	const rest = /[\r\n]/g;
	rest.lastIndex = start;
	return rest.exec(text)?.index ?? text.length;
}
