import { Secret } from "../../text/secret.ts";
import type { Dialect, TextRange } from "../../types.ts";
import type { Assignment, DotenvFile, DotenvProblem, Lookup, Quote } from "../dotenvFile.ts";
import { maxProblems } from "../dotenvFile.ts";

/** One way of reading a `.env` text, in a file of its own. */
export interface DialectRow {
	/** Who reads so, as the start of a sentence. */
	readonly reader: string;
	/** Reads a text in time linear in its length, and never throws. */
	read(text: string): Reading;
	/** It takes quotes around a value away, so that one which nothing closes is a mistake. */
	readonly takesQuotes?: true;
	/** Of several assignments of a name the first counts; absent: the last. */
	readonly firstCounts?: true;
	/** Where a variable in a value is looked up, the first place first; absent: it replaces none. */
	readonly looksIn?: readonly ("file" | "environment")[];
}

export interface Reading {
	readonly found: readonly Read[];
	/** Starts of lines that set nothing and do not look so. */
	readonly unread?: readonly number[];
	/** Names without a value, which whoever reads the file may have; in the order written. */
	readonly bare?: readonly Pick<Read, "name" | "start">[];
	/** Names that a shell hands on to programs, whatever was set before. */
	readonly exported?: ReadonlySet<string>;
	/** The start of the line for which the reader gives the whole file up. */
	readonly refusedAt?: number;
}

/** One assignment as a dialect reads it; offsets into the text. */
export interface Read {
	readonly name: string;
	readonly value: string;
	/** What comes before the name and belongs to it, such as `export`, or the name. */
	readonly start: number;
	readonly nameStart: number;
	readonly nameEnd: number;
	/** The value with its quotes. */
	readonly rawStart: number;
	readonly rawEnd: number;
	readonly quote: Quote | null;
	/** The value with variables replaced; absent: there are none in it. */
	readonly evaluate?: (lookup: Lookup) => string;
}

/** Reads a text in one of these dialects. */
export function readIn(row: DialectRow, dialect: Dialect, text: string): DotenvFile {
	const { found, unread = [], bare = [], refusedAt, exported } = row.read(text);
	const problems: DotenvProblem[] = [];
	const report = (code: DotenvProblem["code"], message: string, start: number) => {
		const end = /[^\r\n]*/.exec(text.slice(start, start + 10_000))?.[0].length ?? 0;
		if (problems.length < maxProblems) problems.push({ code, message, range: { start, end: start + end } });
	};
	if (refusedAt !== undefined)
		report(
			"refused-file",
			`${row.reader} rejects the whole file because of this line, and sets none of its variables.`,
			refusedAt,
		);
	for (const start of unread.slice(0, maxProblems))
		report("unread-line", `${row.reader} does not read this line: it is neither NAME=value nor a comment.`, start);
	for (const { quote, rawStart, rawEnd } of row.takesQuotes ? found : []) {
		const isUnclosed = quote === null && rawStart < rawEnd && quoteOf(text[rawStart]) !== null;
		const message = `Nothing closes this quote, so ${row.reader} reads the quote as part of the value.`;
		if (isUnclosed && problems.length < maxProblems)
			problems.push({ code: "unclosed-quote", message, range: { start: rawStart, end: rawEnd } });
	}
	const lastAt = new Map(found.map(({ name, start }) => [name, start]));
	const inherited = new Set(bare.flatMap(({ name, start }) => ((lastAt.get(name) ?? -1) < start ? [name] : [])));
	return {
		dialect,
		assignments: found.filter(({ name }) => name !== "__proto__").map((read) => new ReadAssignment(read)),
		problems,
		...(refusedAt !== undefined && { isRefused: true }),
		...(exported && exported.size > 0 && { exported }),
		...(inherited.size > 0 && { inherited }),
		...(row.firstCounts && { firstCounts: true }),
		...(row.looksIn && { looksIn: row.looksIn }),
	};
}

class ReadAssignment implements Assignment {
	readonly name: string;
	readonly quote: Quote | null;
	// Private, as they are printed with an assignment.
	readonly #read: Read;
	readonly evaluate?: (lookup: Lookup) => string;

	constructor(read: Read) {
		this.name = read.name;
		this.quote = read.quote;
		this.#read = read;
		if (read.evaluate) this.evaluate = read.evaluate;
	}

	get value(): Secret {
		return new Secret(this.#read.value);
	}

	get nameRange(): TextRange {
		return { start: this.#read.nameStart, end: this.#read.nameEnd };
	}

	get rawRange(): TextRange {
		return { start: this.#read.rawStart, end: this.#read.rawEnd };
	}

	get valueRange(): TextRange {
		const width = this.quote === null ? 0 : 1;
		return { start: this.#read.rawStart + width, end: this.#read.rawEnd - width };
	}

	get range(): TextRange {
		return { start: this.#read.start, end: this.#read.rawEnd };
	}
}

/** The quote that stands at a place. */
export function quoteOf(character: string | undefined): Quote | null {
	return character === '"' || character === "'" || character === "`" ? character : null;
}
