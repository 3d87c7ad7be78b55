import type { Lookup } from "../dotenvFile.ts";
import { expandBetweenQuotes } from "../expansions/shell.ts";
import { unknownValue } from "../unknownValue.ts";
import { type DialectRow, quoteOf, type Read, type Reading } from "./dialect.ts";

/**
 * A POSIX shell that runs the file: `. ./.env`. A line of assignments alone sets them, and `export`; with a command behind it sets nothing.
 * What a command writes (`$(…)`, backticks) is known to none here. Source: runs in dash, bash, zsh, ksh, mksh and busybox, which agree.
 */
export const sh: DialectRow = {
	reader: "The shell",
	takesQuotes: true,
	looksIn: ["file", "environment"],
	read: (text) => new Script(text).read(),
};

/** A part of a word: text as it is, or what stands between double quotes, with references. */
type Piece = { readonly text: string } | { readonly template: string };

interface Word {
	readonly start: number;
	end: number;
	readonly pieces: Piece[];
	/** Its characters up to the first quote, backslash or `$`: only there a name is one. */
	plain: string;
	/** It has a part that a command writes. */
	runs: boolean;
}

class Script {
	readonly #text: string;
	readonly #found: Read[] = [];
	readonly #unread: number[] = [];
	readonly #exported = new Set<string>();
	#at = 0;

	constructor(text: string) {
		this.#text = text;
	}

	read(): Reading {
		while (this.#at < this.#text.length) {
			const start = this.#at;
			const command = this.#command();
			// A quote that nothing closes ends the shell.
			if (!command) return { found: this.#found, unread: this.#unread, refusedAt: this.#lineStart(start) };
			if (!this.#run(command.words, command.isOther))
				return { found: this.#found, unread: this.#unread, refusedAt: this.#lineStart(start) };
		}
		return { found: this.#found, unread: this.#unread, exported: this.#exported };
	}

	#lineStart(at: number): number {
		let start = at;
		while (/\s/.test(this.#text[start] ?? "x")) start++;
		return start;
	}

	/** The words up to the end of a command; undefined: a quote is not closed. */
	#command(): { words: Word[]; isOther: boolean } | undefined {
		const words: Word[] = [];
		let isOther = false;
		for (;;) {
			while (this.#text[this.#at] === " " || this.#text[this.#at] === "\t") this.#at++;
			const character = this.#text[this.#at];
			if (character === "#") while (this.#at < this.#text.length && this.#text[this.#at] !== "\n") this.#at++;
			else if (character === ";" && words.length === 0 && !isOther) return undefined;
			else if (character === undefined || character === "\n" || character === ";" || character === "&") {
				this.#at++;
				return { words, isOther };
			} else if ("|()<>".includes(character)) {
				isOther = true;
				this.#at++;
			} else {
				const word = this.#word();
				if (!word) return undefined;
				words.push(word);
			}
		}
	}

	#word(): Word | undefined {
		const word: Word = { start: this.#at, end: this.#at, pieces: [], plain: "", runs: false };
		let isPlain = true;
		while (this.#at < this.#text.length) {
			const character = this.#text[this.#at] ?? "";
			if (" \t\n;&|()<>".includes(character)) break;
			const isText = !"\\'\"$`".includes(character);
			isPlain &&= isText;
			if (isPlain) word.plain += character;
			if (isText) {
				word.pieces.push({ text: character });
				this.#at++;
			} else if (!this.#special(character, word)) return undefined;
		}
		word.end = this.#at;
		return word;
	}

	/** A quote, a backslash or a reference; false: a quote that nothing closes. */
	#special(character: string, word: Word): boolean {
		const at = this.#at;
		if (character === "\\") {
			const next = this.#text[at + 1] ?? "";
			if (next !== "\n") word.pieces.push({ text: next === "" ? "\\" : next });
			this.#at += 2;
			return true;
		}
		if (character === "'") {
			const closing = this.#text.indexOf("'", at + 1);
			if (closing === -1) return false;
			word.pieces.push({ text: this.#text.slice(at + 1, closing) });
			this.#at = closing + 1;
			return true;
		}
		if (character === '"') {
			const closing = this.#closing(at + 1);
			if (closing === -1) return false;
			const inner = this.#text.slice(at + 1, closing);
			word.pieces.push({ template: inner });
			word.runs ||= /(?<!\\)(?:`|\$[($!?#@*-])/.test(inner);
			this.#at = closing + 1;
			return true;
		}
		if (character === "$" && /[$!?#@*-]/.test(this.#text[at + 1] ?? "")) {
			word.runs = true;
			this.#at += 2;
			return true;
		}
		if (character === "`" || this.#text[at + 1] === "(") {
			word.runs = true;
			const closing = this.#text.indexOf(character === "`" ? "`" : ")", at + 1);
			if (closing === -1) return false;
			this.#at = closing + 1;
			return true;
		}
		const reference = /^\$(?:\{[^{}\n'"]*\}|\w+|)/.exec(this.#text.slice(at, at + 1000))?.[0] ?? "$";
		word.pieces.push({ template: reference });
		this.#at += reference.length;
		return true;
	}

	/** The double quote that closes: the next without a backslash. */
	#closing(from: number): number {
		let at = from;
		while (at < this.#text.length && this.#text[at] !== '"') at += this.#text[at] === "\\" ? 2 : 1;
		return at < this.#text.length ? at : -1;
	}

	/** False: a word that is no name ends the shell. */
	#run(words: readonly Word[], isOther: boolean): boolean {
		const [first] = words;
		if (!first) return true;
		const end = words.findIndex((word) => nameOf(word) === undefined);
		const isExport = end === 0 && first.plain === "export" && first.end - first.start === 6;
		if (isOther || (end !== -1 && !isExport)) {
			this.#unread.push(first.start);
			return true;
		}
		for (const word of isExport ? words.slice(1) : words) {
			const name = nameOf(word);
			if (isExport && name === undefined && !mayBeName(word)) return false;
			if (isExport) this.#exported.add(name ?? word.plain);
			if (name !== undefined) this.#found.push(this.#assignment(word, name, isExport ? first.start : word.start));
		}
		return true;
	}

	#assignment(word: Word, name: string, start: number): Read {
		const rawStart = word.start + name.length + 1;
		const raw = this.#text.slice(rawStart, word.end);
		const pieces = behind(word.pieces, name.length + 1);
		const written = pieces.map((piece) => ("text" in piece ? piece.text : piece.template)).join("");
		const isHome = /^~(?=\/|$)/.test(raw);
		const isReplaced =
			word.runs || isHome || pieces.some((piece) => "template" in piece && /[$\\`]/.test(piece.template));
		const quote = quoteOf(raw[0]);
		const isQuoted = quote !== null && quote !== "`" && raw.length > 1 && pieces.length === 1;
		return {
			name,
			value: written,
			start,
			nameStart: word.start,
			nameEnd: word.start + name.length,
			rawStart,
			rawEnd: word.end,
			quote: isQuoted ? quote : null,
			...(isReplaced && { evaluate: evaluation(pieces, word.runs, isHome) }),
		};
	}
}

/** The name of an assignment; undefined: the word is none. */
function nameOf({ plain }: Word): string | undefined {
	return /^([A-Za-z_]\w*)=/.exec(plain)?.[1];
}

/** Whether `export` takes the word; what a reference comes to is not known yet. */
function mayBeName({ pieces, runs }: Word): boolean {
	const text = pieces.map((piece) => ("text" in piece ? piece.text : piece.template)).join("");
	return (
		runs || pieces.some((piece) => "template" in piece && piece.template.includes("$")) || /^[A-Za-z_]\w*$/.test(text)
	);
}

/** The pieces without so many characters at their start, each of which is a piece of its own there. */
function behind(pieces: readonly Piece[], length: number): readonly Piece[] {
	return pieces.slice(length);
}

function evaluation(pieces: readonly Piece[], runs: boolean, isHome: boolean): (lookup: Lookup) => string {
	if (runs) return () => unknownValue;
	return (lookup) => {
		const text = pieces
			.map((piece) => ("text" in piece ? piece.text : expandBetweenQuotes(piece.template, lookup)))
			.join("");
		return isHome ? text.replace(/^~/, () => lookup("HOME") ?? "~") : text;
	};
}
