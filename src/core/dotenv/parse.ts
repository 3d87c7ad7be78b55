/** `.env` text in, assignments with their places out, with the values that dotenv itself reads. */

import { parse } from "dotenv";
import { Secret } from "../text/secret.ts";
import { compareVersions, exactVersion } from "../text/versions.ts";
import type { Dialect, TextRange } from "../types.ts";
import { readOther } from "./dialects/index.ts";
import {
	type Assignment,
	type DotenvFile,
	type DotenvProblem,
	type DotenvProblemCode,
	maxProblems,
	type Quote,
} from "./dotenvFile.ts";
import { dialects, type Found, isScanned, lineEnd, quoteAt, type ScannedDialect, scanDotenv } from "./scan.ts";

export * from "./dotenvFile.ts";

/** How a program reads the text of a `.env` file. */
export type DotenvDialect = Dialect;

/** The last release of `@remotion/cli` that depends on dotenv 9.0.2 (npm's metadata; 4.0.424 depends on 17.3.1). */
const lastWithDotenv9 = "4.0.423";

/**
 * Returns the dialect in which the workspace's Remotion CLI reads `.env`: up to 4.0.423 it ships dotenv 9.0.2, then 17.3.1, whose `parse`
 * is the same as dotenv 18's. A version that is absent, or no exact one ("^4.0.1", "latest"), counts as the newest.
 */
export function dotenvDialect(remotionVersion?: string): DotenvDialect {
	const version = exactVersion(remotionVersion ?? "");
	return version !== undefined && compareVersions(version, lastWithDotenv9) <= 0 ? "dotenv-9" : "dotenv-17";
}

/**
 * Reads a `.env` text as dotenv does in the given dialect (default: the newest), in time linear in its length. Never throws: what
 * dotenv passes over is told in `problems`. A leading byte order mark and any line ends are fine; offsets are into `text` as it is.
 */
export function parseDotenv(text: string, dialect: DotenvDialect = "dotenv-17"): DotenvFile {
	if (isScanned(dialect)) return readScanned(text, dialect);
	return readOther(dialect, text) ?? readScanned(text, "dotenv-17");
}

function readScanned(text: string, dialect: ScannedDialect): DotenvFile {
	const { found, unread } = scanDotenv(text, dialect);
	const assignments: Assignment[] = [];
	const problems: DotenvProblem[] = [];
	const report = (code: keyof typeof messages, start: number, end: number) => {
		if (problems.length < maxProblems) problems.push({ code, message: messages[code], range: { start, end } });
	};
	const nul = text.indexOf("\0");
	if (nul !== -1) report("binary", nul, nul + 1);
	for (const place of found) {
		const name = text.slice(place.nameStart, place.nameEnd);
		if (name === "__proto__") {
			report("unread-name", place.nameStart, place.nameEnd);
			continue;
		}
		const code = quoteProblem(text, place, dialect);
		if (code !== undefined) report(code, place.rawStart, place.rawEnd);
		assignments.push(new PlacedAssignment(name, text, place, dialect));
	}
	// Every line of a binary file is one that dotenv does not read: said once.
	if (nul === -1) for (const start of unread.slice(0, maxProblems)) report("unread-line", start, lineEnd(text, start));
	return { dialect, assignments, problems };
}

const messages: Record<Exclude<DotenvProblemCode, "refused-file">, string> = {
	"unclosed-quote": "Missing closing quote, so dotenv includes the quote in the value.",
	"text-after-quote": "Text follows the closing quote, so dotenv does not end the value there.",
	"space-after-quote": "Whitespace follows the closing quote, so dotenv 9 reads the quotes as part of the value.",
	"unread-line": "dotenv ignores this line. Write NAME=value, or start the line with #.",
	"unread-name": "dotenv cannot set a variable of this name.",
	binary: "This file contains binary data, so it can't be read as a .env file.",
};

/** dotenv's own reading of the assignment's own text, where there is anything to read: quotes, escapes, line ends. */
function value17(text: string, name: string, place: Found): string {
	const raw = text.slice(place.rawStart, place.rawEnd);
	// Without line ends and escapes dotenv takes the quotes away and changes nothing. Most values are like that, and asking it costs
	// more than all else here.
	if (!special.test(raw)) return place.quote === null ? raw : raw.slice(1, -1);
	try {
		return parse(text.slice(place.start, place.end))[name] ?? "";
	} catch {
		// A quoted value of more than eight million characters overflows the stack of dotenv's regular expression. It fails before
		// it moves on, so the expression, which all calls share, starts the next text at its start.
		return place.quote === null ? raw : raw.slice(1, -1);
	}
}

const special = /[\\\r\n\u2028\u2029]/;

/**
 * dotenv 9 takes away `'` or `"` around the whole rest of the line and expands `\n` between `"`; else it trims. Our own lines,
 * so that no second dotenv need be bundled; test/conformance holds them against the package.
 */
function value9(text: string, place: Found): string {
	if (place.quote === null) return text.slice(place.rawStart, place.rawEnd);
	const inner = text.slice(place.rawStart + 1, place.rawEnd - 1);
	return place.quote === '"' ? inner.replaceAll("\\n", "\n") : inner;
}

/** An assignment over its place in the text: the value is read when somebody asks for it. */
class PlacedAssignment implements Assignment {
	readonly name: string;
	// Private, as they are printed with an assignment: the text must not show the values.
	readonly #text: string;
	readonly #place: Found;
	readonly #dialect: ScannedDialect;
	#value: Secret | undefined;

	constructor(name: string, text: string, place: Found, dialect: ScannedDialect) {
		this.name = name;
		this.#text = text;
		this.#place = place;
		this.#dialect = dialect;
	}

	get value(): Secret {
		this.#value ??= new Secret(this.#read());
		return this.#value;
	}

	get nameRange(): TextRange {
		return { start: this.#place.nameStart, end: this.#place.nameEnd };
	}

	get valueRange(): TextRange {
		const { rawStart, rawEnd, quote } = this.#place;
		const width = quote === null ? 0 : 1;
		return { start: rawStart + width, end: rawEnd - width };
	}

	get rawRange(): TextRange {
		return { start: this.#place.rawStart, end: this.#place.rawEnd };
	}

	get range(): TextRange {
		return { start: this.#place.start, end: this.#place.end };
	}

	get quote(): Quote | null {
		return this.#place.quote;
	}

	#read(): string {
		const { isByLine, keepsUnquoted } = dialects[this.#dialect];
		return isByLine || (keepsUnquoted && this.#place.quote === null)
			? value9(this.#text, this.#place)
			: value17(this.#text, this.name, this.#place);
	}
}

/** What is wrong with a value that starts with a quote, yet is not read as a quoted one. */
function quoteProblem(text: string, place: Found, dialect: ScannedDialect): keyof typeof messages | undefined {
	const { rawStart, rawEnd, end } = place;
	const quote = rawStart < rawEnd && place.quote === null ? quoteAt(text, rawStart) : null;
	// To dotenv 9 a backtick is a character like any other.
	if (quote === null || (quote === "`" && dialect === "dotenv-9")) return undefined;
	if (end > rawEnd) return "space-after-quote";
	if (dialects[dialect].dropsBehindQuote) return "unclosed-quote";
	return text.slice(rawStart + 1, rawEnd).includes(quote) ? "text-after-quote" : "unclosed-quote";
}
