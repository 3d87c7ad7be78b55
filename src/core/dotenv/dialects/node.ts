import { type DialectRow, quoteOf, type Read, type Reading } from "./dialect.ts";

/**
 * Node.js's own reading: `--env-file`, `process.loadEnvFile()` and `util.parseEnv()`. Source: `Dotenv::ParseContent` of
 * `src/node_dotenv.cc`, and runs: test/conformance/nodeEnv.test.ts holds it against Node.js itself.
 */
export const node22: DialectRow = { reader: "Node.js", takesQuotes: true, read: (text) => readAsNode(text) };

/** Node.js 20 and 21. */
export const node20: DialectRow = { reader: "Node.js", takesQuotes: true, read: (text) => readAsNode(text, older) };

/** How readers of this kind differ. */
export interface Ways {
	/** What is taken away around names and values. */
	readonly blank: RegExp;
	/** A line without an equals sign is passed over; else it is a part of the next name. */
	readonly isByLine: boolean;
	/** Blanks behind the equals sign go away with the line ends behind them, so that a value may stand further down. */
	readonly looksFurtherDown: boolean;
	/** Where a quote is closed; absent: at the next one. -1: nowhere. */
	closing?(text: string, quote: string, from: number): number;
}

export const newer: Ways = { blank: /[ \t\n]/, isByLine: true, looksFurtherDown: true };
const older: Ways = { blank: / /, isByLine: false, looksFurtherDown: false };

/** A text without carriage returns, which Node.js drops wherever they stand, and the way back to the places in the text as it is. */
interface Clean {
	readonly text: string;
	at(index: number): number;
}

function withoutReturns(text: string): Clean {
	if (!text.includes("\r")) return { text, at: (index) => index };
	const places = new Uint32Array(text.length + 1);
	let clean = "";
	let from = 0;
	for (let index = 0; index <= text.length; index++) {
		if (index < text.length && text[index] !== "\r") continue;
		for (let kept = from; kept < index; kept++) places[clean.length + kept - from] = kept;
		clean += text.slice(from, index);
		from = index + 1;
	}
	places[clean.length] = text.length;
	return { text: clean, at: (index) => places[index] ?? text.length };
}

/** Reads a text in Node.js's way, or in one that differs a little. */
export function readAsNode(whole: string, ways = newer): Reading {
	const clean = withoutReturns(whole);
	const reader = new Reader(clean, ways);
	while (reader.step());
	return { found: reader.found, unread: reader.unread };
}

class Reader {
	readonly found: Read[] = [];
	readonly unread: number[] = [];
	readonly #clean: Clean;
	readonly #ways: Ways;
	#at = 0;
	#end: number;

	constructor(clean: Clean, ways: Ways) {
		this.#clean = clean;
		this.#ways = ways;
		this.#end = clean.text.length;
		[this.#at, this.#end] = this.#trim(0, this.#end);
	}

	/** Reads one line, or one assignment; false: there is no more. */
	step(): boolean {
		if (this.#at >= this.#end) return false;
		const { text } = this.#clean;
		const newline = this.#lineEnd(this.#at);
		const first = text[this.#at];
		if (first === "\n" || (first === "#" && (newline < this.#end || this.#ways.isByLine))) {
			this.#at = newline + 1;
			return true;
		}
		const equals = this.#find("=", this.#at, this.#ways.isByLine ? newline : this.#end);
		if (equals === -1) return this.#pass(newline);
		return this.#assignment(equals);
	}

	/** A line that sets nothing. */
	#pass(newline: number): boolean {
		this.unread.push(this.#clean.at(this.#at));
		if (!this.#ways.isByLine) return false;
		this.#at = this.#skip(newline + 1);
		return true;
	}

	#assignment(equals: number): boolean {
		const { text } = this.#clean;
		const start = this.#at;
		const [first, nameEnd] = this.#trim(start, equals);
		let at = equals + 1;
		if (this.#ways.isByLine && (at >= this.#end || text[at] === "\n")) {
			this.#add({ start, nameStart: first, nameEnd }, at, at);
			this.#at = at + 1;
			return true;
		}
		if (first === nameEnd) {
			this.unread.push(this.#clean.at(start));
			this.#at = this.#skip(at);
			return this.#ways.isByLine;
		}
		const isExport = text.startsWith("export ", first) && first + 7 <= nameEnd;
		const nameStart = isExport ? (this.#ways.isByLine ? this.#skip(first + 7) : first + 7) : first;
		const name = { start, nameStart, nameEnd };
		if (at >= this.#end) {
			this.#add(name, at, at);
			return false;
		}
		at = this.#skip(at);
		this.#at = at;
		return this.#value(name);
	}

	#value(name: Name): boolean {
		const { text } = this.#clean;
		const at = this.#at;
		const quote = quoteOf(text[at]);
		const newline = this.#lineEnd(at);
		const closing = quote === null ? -1 : (this.#ways.closing?.(text, quote, at + 1) ?? this.#find(quote, at + 1));
		if (quote !== null && closing !== -1) {
			const inner = text.slice(at + 1, closing);
			this.#add(name, at, closing + 1, quote === '"' ? inner.replaceAll("\\n", "\n") : inner, quote);
			this.#at = this.#lineEnd(closing + 1) + (this.#ways.isByLine ? 1 : 0);
			return true;
		}
		// What is left is read as a name once more.
		if (quote !== null && newline === this.#end && !this.#ways.isByLine) return true;
		const hash = quote === null ? text.slice(at, newline).indexOf("#") : -1;
		const [start, end] = quote === null ? this.#trim(at, hash === -1 ? newline : at + hash) : [at, newline];
		this.#add(name, start, end);
		this.#at = this.#ways.isByLine ? this.#skip(newline + 1) : newline + 1;
		return true;
	}

	#add(
		{ start, nameStart, nameEnd }: Name,
		from: number,
		to: number,
		value?: string,
		quote: Read["quote"] = null,
	): void {
		const { text, at } = this.#clean;
		this.found.push({
			name: text.slice(nameStart, nameEnd),
			value: value ?? text.slice(from, to),
			start: at(start),
			nameStart: at(nameStart),
			nameEnd: at(nameEnd - 1) + 1,
			rawStart: from === to ? at(from - 1) + 1 : at(from),
			rawEnd: at(to - 1) + 1,
			quote,
		});
	}

	/** A part without the blanks around it. */
	#trim(start: number, end: number): [number, number] {
		const { text } = this.#clean;
		const { blank } = this.#ways;
		let [from, to] = [start, end];
		while (from < to && blank.test(text[from] ?? "")) from++;
		while (to > from && blank.test(text[to - 1] ?? "")) to--;
		return [from, to];
	}

	/** The next place that is no blank. */
	#skip(start: number): number {
		let at = start;
		while (at < this.#end && this.#ways.blank.test(this.#clean.text[at] ?? "")) at++;
		return at;
	}

	#lineEnd(at: number): number {
		const found = this.#clean.text.indexOf("\n", at);
		return found === -1 || found > this.#end ? this.#end : found;
	}

	/** The next such character before the limit; -1: none. */
	#find(wanted: string, at: number, limit = this.#end): number {
		if (limit < this.#end) {
			const found = this.#clean.text.slice(at, limit).indexOf(wanted);
			return found === -1 ? -1 : at + found;
		}
		const found = this.#clean.text.indexOf(wanted, at);
		return found >= limit ? -1 : found;
	}
}

interface Name {
	readonly start: number;
	readonly nameStart: number;
	readonly nameEnd: number;
}
