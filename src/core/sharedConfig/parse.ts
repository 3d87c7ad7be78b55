import { atOnce, type InTurns } from "../text/job.ts";
import { isSpace } from "../text/whiteSpace.ts";
import type { TextRange } from "../types.ts";
import { bitAt, sectionBits } from "./decidingKeys.ts";
import { discardingHeadings, headingMeaning, isPrototypeName, plainNameStart } from "./headings.ts";
import { PlacesWriter } from "./placesWriter.ts";
import type { AwsSection, Places } from "./sections.ts";

/**
 * The two AWS files in the dialect of the AWS SDK for JavaScript, with the place of everything found.
 *
 * The dialect is `parseIni` and `getConfigData` of `@smithy/shared-ini-file-loader` 4.4.3, the copy that
 * `@remotion/lambda-client` bundles. It is not the dialect of npm's `ini`, nor quite that of the AWS CLI.
 */

export type AwsFileProblemCode =
	| "outside-section"
	| "unclosed-heading"
	| "no-equals-sign"
	| "no-name"
	| "ignored-name"
	| "discarded-file";

export interface AwsFile {
	path: string;
	kind: "credentials" | "config";
	/** Every section, in the order of the file. They are made anew at each access, and `places` tells more cheaply which are worth it. */
	readonly sections: AwsSection[];
	readonly places: Places;
	/** Lines the SDK ignores, the first thousand of them. */
	problems: { code: AwsFileProblemCode; message: string; range: TextRange }[];
	/** The message with which the SDK's parser gives up on the whole file (the loader then takes it as empty); null: it reads it. */
	discarded: string | null;
}

const readOnlyOnFunctions: ReadonlySet<string> = new Set(["name", "length", "arguments", "caller"]);
/** No place in the text. */
const none = -1;
/** A binary file has a problem on nearly each line: nobody reads them all, and they must not outweigh the file. */
export const mostProblems = 1000;

/**
 * Reads a credentials or config file as the AWS SDK does.
 *
 * @param text the file's text, a byte order mark included if it has one
 * @param kind decides what a heading means: `[foo]` and `[profile foo]`
 * @param path handed through to the result
 * @returns every section in the order of the file, also those the SDK cannot see. Never throws; time and memory grow with the
 *   length of the text, whatever it is.
 */
export function parseAwsFile(text: string, kind: "credentials" | "config", path: string): AwsFile {
	return atOnce(parseAwsFileInTurns(text, kind, path));
}

/** How much of a text is read in one turn. */
const turn = 250_000;

/** Does what `parseAwsFile` does, in turns. */
export function* parseAwsFileInTurns(text: string, kind: "credentials" | "config", path: string): InTurns<AwsFile> {
	const reader = new Reader(text, kind);
	for (let upTo = turn; upTo < text.length; upTo += turn) {
		reader.read(upTo);
		yield;
	}
	reader.read(text.length);
	return reader.file(path);
}

/** What was read. A class: V8 keeps objects with a getter of their own, and all that hangs on them, until a full collection. */
class FileRead implements AwsFile {
	path: string;
	kind: AwsFile["kind"];
	readonly places: Places;
	problems: AwsFile["problems"];
	discarded: string | null;

	constructor(
		path: string,
		kind: AwsFile["kind"],
		places: Places,
		problems: AwsFile["problems"],
		discarded: string | null,
	) {
		this.path = path;
		this.kind = kind;
		this.places = places;
		this.problems = problems;
		this.discarded = discarded;
	}

	get sections(): AwsSection[] {
		return this.places.sections();
	}
}

/** Goes through a file line by line, and remembers where it is. */
class Reader {
	readonly #text: string;
	readonly #kind: "credentials" | "config";
	readonly #writer: PlacesWriter;
	readonly #problems: AwsFile["problems"] = [];
	#discarded: string | null = null;
	readonly #hashes: Finder;
	readonly #semicolons: Finder;
	readonly #equalSigns: Finder;
	/** Where the next line starts. */
	#lineStart = 0;
	/** Where the next `#` or `;` is. */
	#sign = none;
	/** Where the `s3 =` above the line starts. */
	#sub = none;
	/** Whether a comment was cut off the line that was read last. */
	#isCut = false;
	/** JavaScript's function that the section is written onto. */
	#functionName: string | null = null;

	constructor(text: string, kind: "credentials" | "config") {
		this.#text = text;
		this.#kind = kind;
		this.#writer = new PlacesWriter(text);
		this.#hashes = new Finder(text, "#");
		this.#semicolons = new Finder(text, ";");
		this.#equalSigns = new Finder(text, "=");
	}

	/** Reads the lines that start up to this place. */
	read(upTo: number): void {
		const text = this.#text;
		let lineEnd = 0;
		for (let lineStart = this.#lineStart; lineStart <= upTo; lineStart = lineEnd + 1) {
			lineEnd = text.indexOf("\n", lineStart);
			if (lineEnd === -1) lineEnd = text.length;
			this.#lineStart = lineEnd + 1;
			let first = lineStart;
			while (first < lineEnd && isSpace(text.charCodeAt(first))) first++;
			if (first === lineEnd || isCommentSign(text.charCodeAt(first))) continue;
			const end = this.#lastBeforeComment(first, lineEnd);
			if (text.charCodeAt(first) === 91 && text.charCodeAt(end - 1) === 93) this.#heading(lineStart, first, end);
			else this.#property(lineStart, first, end);
		}
	}

	/** The result, once everything was read. */
	file(path: string): AwsFile {
		const places = this.#writer.places(this.#kind);
		if (this.#kind === "config") hideReplacedDefault(places);
		return new FileRead(path, this.#kind, places, this.#problems, this.#discarded);
	}

	/** The end of what a line says. A comment starts at a sign after a blank; anywhere else `#` and `;` belong to the value. */
	#lastBeforeComment(first: number, lineEnd: number): number {
		if (this.#sign < first) this.#sign = Math.min(this.#hashes.from(first), this.#semicolons.from(first));
		let end =
			this.#sign < lineEnd ? this.#semicolons.afterBlank(first, this.#hashes.afterBlank(first, lineEnd)) : lineEnd;
		this.#isCut = end < lineEnd;
		while (isSpace(this.#text.charCodeAt(end - 1))) end--;
		return end;
	}

	#heading(lineStart: number, first: number, end: number): void {
		const nameStart = plainNameStart(this.#text, first + 1, end - 1, this.#kind);
		this.#writer.section(lineStart, first + 1, nameStart, end - 1);
		if (this.#isCut || first > lineStart) this.#writer.uneven();
		this.#sub = none;
		this.#functionName = null;
		if (nameStart >= 0) return;
		const heading = this.#writer.heading;
		if (discardingHeadings.has(heading)) this.#discard(`Found invalid profile name "${heading}"`, first, end);
		const { key } = headingMeaning(heading, this.#kind);
		this.#functionName = key !== null && isPrototypeName(key) ? key : null;
	}

	#property(lineStart: number, first: number, end: number): void {
		const text = this.#text;
		const found = this.#equalSigns.from(first);
		const equals = found < end ? found : -1;
		if (!this.#writer.hasSection || equals === -1 || equals === first) {
			this.#ignored(first, end, equals);
			return;
		}
		let valueStart = equals + 1;
		while (valueStart < end && isSpace(text.charCodeAt(valueStart))) valueStart++;
		if (valueStart >= end) {
			// An empty value is not stored: it opens a sub-section for the indented lines below it.
			this.#sub = first;
			this.#writer.uneven();
			return;
		}
		if (first === lineStart) this.#sub = none;
		const bit = this.#sub === none ? this.#bitOf(first, end, equals) : sectionBits.other;
		if (this.#isCut || first > lineStart || (bit & sectionBits.unknown) !== 0) this.#writer.uneven();
		this.#writer.property(first, end, bit, this.#sub, isQuote(text.charCodeAt(valueStart)));
	}

	/** What the property's name decides. Says so where JavaScript gives the name a meaning of its own. */
	#bitOf(first: number, end: number, equals: number): number {
		const text = this.#text;
		let nameEnd = equals;
		while (isSpace(text.charCodeAt(nameEnd - 1))) nameEnd--;
		const bit = bitAt(text, first, nameEnd);
		if ((bit & sectionBits.unknown) === 0) return bit;
		if (nameEnd - first === 9 && text.startsWith("__proto__", first)) {
			this.#report("ignored-name", "JavaScript reserves this name, so that the AWS SDK ignores it.", first, end);
		} else if (this.#functionName !== null && isReadOnly(this.#functionName, text.slice(first, nameEnd))) {
			this.#discard(`Cannot assign to read only property '${text.slice(first, nameEnd)}'`, first, end);
		}
		return bit;
	}

	/** A line that the SDK ignores: without a section above it, an equals sign, or a name. */
	#ignored(first: number, end: number, equals: number): void {
		if (!this.#writer.hasSection)
			this.#report("outside-section", "The AWS SDK ignores lines before the first section header.", first, end);
		else if (equals === first)
			this.#report("no-name", "The AWS SDK ignores a line without a name before the equals sign.", first, end);
		else if (this.#text.charCodeAt(first) === 91)
			this.#report("unclosed-heading", "A section header must end with ]. Put a space before a comment.", first, end);
		else this.#report("no-equals-sign", "The AWS SDK ignores a line without an equals sign.", first, end);
	}

	#report(code: AwsFileProblemCode, message: string, start: number, end: number): void {
		if (this.#problems.length < mostProblems) this.#problems.push({ code, message, range: { start, end } });
	}

	#discard(message: string, start: number, end: number): void {
		this.#discarded ??= message;
		this.#report("discarded-file", `[${this.#writer.heading}] makes the AWS SDK ignore this whole file.`, start, end);
	}
}

/** Finds a character from places that only go forward: `indexOf`, the fastest there is, and never twice over the same text. */
class Finder {
	readonly #text: string;
	readonly #sign: string;
	#at = -1;

	constructor(text: string, sign: string) {
		this.#text = text;
		this.#sign = sign;
	}

	/** The first one at or after `start`; the text's length: there is none. */
	from(start: number): number {
		if (this.#at < start) {
			const at = this.#text.indexOf(this.#sign, start);
			this.#at = at === -1 ? this.#text.length : at;
		}
		return this.#at;
	}

	/** The first one in `start..end` that has a blank before it; `end`: there is none. */
	afterBlank(start: number, end: number): number {
		for (let at = this.from(start); at < end; at = this.from(at + 1)) {
			if (isSpace(this.#text.charCodeAt(at - 1))) {
				return at;
			}
		}
		return end;
	}
}

function isCommentSign(code: number): boolean {
	return code === 35 || code === 59;
}

function isQuote(code: number): boolean {
	return code === 34 || code === 39;
}

/** In the config file `[profile default]` replaces `[default]`, whichever comes first, once it holds a property. */
function hideReplacedDefault(places: Places): void {
	const plain: number[] = [];
	let isReplaced = false;
	for (const index of places.special) {
		const { key } = places.meaning(index);
		if (key === "default") plain.push(index);
		isReplaced ||= key === "profile.default" && places.propertyCount(index) > 0;
	}
	if (isReplaced) for (const index of plain) places.hide(index);
}

function isReadOnly(functionName: string, property: string): boolean {
	return readOnlyOnFunctions.has(property) || (functionName === "constructor" && property === "prototype");
}
