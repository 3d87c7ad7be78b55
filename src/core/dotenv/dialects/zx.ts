import type { Quote } from "../dotenvFile.ts";
import { type DialectRow, quoteOf, type Read, type Reading } from "./dialect.ts";

/**
 * zx's own reading: character by character, by envapi as zx 8.8.5 brings it, against which it was run. A comment takes the end of its line
 * with it, so that the next line joins a value without quotes; a line without an equals sign joins the next name.
 */
export const zx: DialectRow = { reader: "zx", read: (text) => new Reader(text).read() };

/** Characters that were taken together, and where the first and the last of them stand. */
interface Taken {
	text: string;
	start: number;
	end: number;
}

class Reader {
	readonly #text: string;
	readonly #found: Read[] = [];
	#name: Taken | undefined;
	#taken: Taken | undefined;
	#quoted: { start: number; end: number; quote: Quote } | undefined;
	#exportAt: number | undefined;
	#valueAt = 0;

	constructor(text: string) {
		this.#text = text;
	}

	read(): Reading {
		let open: Quote | undefined;
		for (let at = 0; at < this.#text.length; at++) {
			const character = this.#text[at] as string;
			if (!open) {
				if (character === "#") {
					const end = this.#text.indexOf("\n", at);
					if (end === -1) break;
					at = end;
					continue;
				}
				if (character === "\n") {
					if (!this.#finish()) return this.#refused();
					continue;
				}
				if (this.#isPassed(character) || (character === "=" && this.#startValue(at))) continue;
			}
			const quote = quoteOf(character);
			if (quote && !open && !this.#taken) {
				open = quote;
				this.#quoted = { start: at, end: at + 1, quote };
			} else if (quote && open === quote) {
				open = undefined;
				if (this.#quoted) this.#quoted.end = at + 1;
				if (this.#taken && !this.#finish(true)) return this.#refused();
			} else this.#take(character, at);
		}
		if (!this.#finish()) return this.#refused();
		return { found: this.#found, unread: this.#taken ? [this.#taken.start] : [] };
	}

	/** Blanks in front of a name or value, and `export` before them. */
	#isPassed(character: string): boolean {
		if (!/\s/.test(character)) return false;
		if (!this.#name && this.#taken?.text === "export") {
			this.#exportAt = this.#taken.start;
			this.#taken = undefined;
		}
		return this.#taken === undefined;
	}

	/** The first equals sign ends the name, if there is one. */
	#startValue(at: number): boolean {
		if (this.#name) return false;
		this.#name = this.#taken;
		this.#taken = undefined;
		this.#quoted = undefined;
		this.#valueAt = at + 1;
		return true;
	}

	#take(character: string, at: number): void {
		this.#taken ??= { text: "", start: at, end: at };
		this.#taken.text += character;
		if (/\S/.test(character)) this.#taken.end = at + 1;
	}

	/** Ends an assignment, if one has begun. @returns false: its name is none, for which zx gives the file up */
	#finish(isQuoted = false): boolean {
		if (!this.#name) return true;
		const name = this.#name.text.trim();
		if (name === "") this.#name = undefined;
		if (!this.#name) return true;
		if (!/^[a-zA-Z_]\w*$/.test(name)) return false;
		const inQuotes = isQuoted || !this.#taken ? this.#quoted : undefined;
		const value = inQuotes ?? this.#taken ?? { start: this.#valueAt, end: this.#valueAt };
		this.#found.push({
			name,
			value: this.#taken?.text.trim() ?? "",
			start: this.#exportAt ?? this.#name.start,
			nameStart: this.#name.start,
			nameEnd: this.#name.end,
			rawStart: value.start,
			rawEnd: value.end,
			quote: inQuotes?.quote ?? null,
		});
		this.#name = undefined;
		this.#taken = undefined;
		this.#quoted = undefined;
		this.#exportAt = undefined;
		return true;
	}

	#refused(): Reading {
		return { found: [], refusedAt: this.#name?.start ?? 0 };
	}
}
