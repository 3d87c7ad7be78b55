import { atOnce, type InTurns } from "../text/job.ts";
import type { TextRange } from "../types.ts";
import { CliFile, type CliRefusal, type CliRefusalCode, defaultsName, isCommentSign, optionStride } from "./cliFile.ts";
import { isPythonSpace, stripped, strippedLines } from "./python.ts";

/**
 * The two AWS files as the AWS CLI and boto3 read them, with the place of everything found.
 *
 * They share `raw_config_parse` of botocore's configloader.py over Python's `RawConfigParser`. Source: AWS CLI 2.9.19, botocore 1.29.27 and
 * 1.43.11, Python 3.11.2; `test/conformance/awsCliFiles.test.ts` holds this file against all of them.
 */

/** Lines that end the reading as soon as they are come upon; the others are told together at the end of the file. */
export const fatalCodes: ReadonlySet<CliRefusalCode> = new Set(["no-section", "section-twice", "key-twice"]);

/** A binary file has such lines without end. */
const mostRefusals = 1000;
/** How much of a text is read in one turn. */
const turn = 250_000;
/** So many options of a section are compared with each other; a map costs more than that for few. */
const mostCompared = 12;

/**
 * Reads a credentials or config file as the AWS CLI does.
 *
 * @param text the file's text, a byte order mark included if it has one
 * @returns its sections in order, and every line for which the AWS CLI reads nothing of the file at all. Never throws; time and memory grow with
 *   the length of the text.
 */
export function readAsCli(text: string): CliFile {
	return atOnce(readAsCliInTurns(text));
}

/** Does what `readAsCli` does, in turns. */
export function* readAsCliInTurns(text: string): InTurns<CliFile> {
	const reader = new Reader(text);
	for (let upTo = turn; upTo < text.length; upTo += turn) {
		reader.read(upTo);
		yield;
	}
	reader.read(text.length);
	return reader.file();
}

/**
 * Does the same for parts of a file alone, in turns: sections with their headers. Lines of refusals are not numbered.
 * @param parts in the order of the file; each starts at the start of a line and ends at one
 */
export function* readPartsAsCli(text: string, parts: readonly TextRange[]): InTurns<CliFile> {
	const reader = new Reader(text);
	let left = turn;
	for (const { start, end } of parts) {
		reader.goTo(start);
		reader.read(end);
		left -= end - start;
		if (left > 0) continue;
		left = turn;
		yield;
	}
	return reader.file();
}

/** Goes through a file line by line, as `RawConfigParser._read` does. */
class Reader {
	readonly #text: string;
	readonly #sections: number[] = [];
	readonly #options: number[] = [];
	readonly #refusals: CliRefusal[] = [];
	/** Where each section's name is first. */
	readonly #headings = new Map<string, TextRange>();
	/** Where the numbers of the section's own options start. */
	#sectionOptions = 0;
	/** The names of the section that is being read, each with its line; of few options they are compared one by one, without this. */
	#names = new Map<string, TextRange>();
	readonly #defaultNames = new Map<string, TextRange>();
	/** Nested lines without an equals sign below an option of `[DEFAULT]`, which matter only where a section inherits it. */
	readonly #inheritable: { readonly name: string; readonly refusal: CliRefusal }[] = [];
	#lineStart = 0;
	#line = 0;
	/** How far the line of the last header or option is indented. */
	#indent = 0;
	/** Whether deeper lines belong to the last option. */
	#isOpen = false;
	/** The names of the section that is being read are those of `[DEFAULT]`. */
	#isDefault = false;
	#newline = -1;
	#return = -1;

	constructor(text: string) {
		this.#text = text;
	}

	/** Passes over what is before the start of a line. */
	goTo(lineStart: number): void {
		this.#lineStart = lineStart;
	}

	/** Reads the lines that start before this place. */
	read(upTo: number): void {
		const text = this.#text;
		while (this.#lineStart < upTo) {
			const start = this.#lineStart;
			const end = this.#lineEnd(start);
			this.#lineStart = text.charCodeAt(end) === 13 && text.charCodeAt(end + 1) === 10 ? end + 2 : end + 1;
			this.#line++;
			let first = start;
			while (first < end && isPythonSpace(text.charCodeAt(first))) first++;
			if (first === end || isCommentSign(text.charCodeAt(first))) continue;
			let last = end;
			while (isPythonSpace(text.charCodeAt(last - 1))) last--;
			this.#take(first - start, first, last);
		}
	}

	file(): CliFile {
		const numbers = { sections: this.#sections, options: this.#options };
		if (this.#inheritable.length === 0) return new CliFile(this.#text, numbers, this.#refusals);
		const inherited = this.#inherited(new CliFile(this.#text, numbers, []));
		return new CliFile(this.#text, numbers, [...this.#refusals, ...inherited].slice(0, mostRefusals));
	}

	/** What counts of the lines in `[DEFAULT]`: that of options which some section does not have itself. */
	#inherited(file: CliFile): CliRefusal[] {
		const having = new Map(this.#inheritable.map(({ name }) => [name, 0]));
		let sections = 0;
		for (let section = 0; section < file.count; section++) {
			if (file.heading(section) === defaultsName) continue;
			sections++;
			const names = new Set(file.options(section).map(({ name }) => name));
			for (const name of names) having.set(name, (having.get(name) ?? 0) + 1);
		}
		return this.#inheritable.flatMap(({ name, refusal }) => ((having.get(name) ?? 0) < sections ? [refusal] : []));
	}

	/** A file opened as text by Python ends a line at each of `\n`, `\r\n` and `\r`. */
	#lineEnd(start: number): number {
		if (this.#newline < start) this.#newline = indexOrEnd(this.#text, "\n", start);
		if (this.#return < start) this.#return = indexOrEnd(this.#text, "\r", start);
		return Math.min(this.#newline, this.#return);
	}

	#take(indent: number, start: number, end: number): void {
		if (this.#isOpen && indent > this.#indent) {
			this.#continue(start, end);
			return;
		}
		this.#indent = indent;
		const text = this.#text;
		// Not by `lastIndexOf`, which would go on beyond the line.
		let bracket = text.charCodeAt(start) === 91 ? end - 1 : start;
		while (bracket > start && text.charCodeAt(bracket) !== 93) bracket--;
		if (bracket > start + 1) this.#heading(start + 1, bracket, { start, end });
		else if (this.#sections.length > 0) this.#option(start, end);
		else this.#beforeSections(start, end);
	}

	#beforeSections(start: number, end: number): void {
		this.#refuse("no-section", { start, end });
		// The AWS CLI stops there. What is wrong besides is told as if the mark were gone.
		if (start > 0 || this.#text.charCodeAt(0) !== 0xfeff) return;
		const rest = stripped(this.#text, 1, end);
		const isNothing = rest.start === rest.end || isCommentSign(this.#text.charCodeAt(rest.start));
		if (!isNothing) this.#take(rest.start - 1, rest.start, rest.end);
	}

	#heading(start: number, end: number, range: TextRange): void {
		const name = this.#text.slice(start, end);
		this.#isDefault = name === defaultsName;
		const first = this.#headings.get(name);
		if (first !== undefined) this.#refuse("section-twice", range, first);
		else if (!this.#isDefault) this.#headings.set(name, range);
		this.#sections.push(start, end, this.#options.length / optionStride);
		this.#sectionOptions = this.#options.length;
		if (this.#isDefault) this.#names = this.#defaultNames;
		else if (this.#names === this.#defaultNames || this.#names.size > 0) this.#names = new Map();
		this.#isOpen = false;
	}

	#option(start: number, end: number): void {
		const text = this.#text;
		let separator = start;
		while (separator < end && text.charCodeAt(separator) !== 61 && text.charCodeAt(separator) !== 58) separator++;
		// What is open stays open.
		if (separator === end) {
			this.#refuse("no-separator", { start, end });
			return;
		}
		let nameEnd = separator;
		while (nameEnd > start && isPythonSpace(text.charCodeAt(nameEnd - 1))) nameEnd--;
		if (nameEnd === start) this.#refuse("no-name", { start, end });
		const first = this.#namedBefore(start, nameEnd, end);
		if (first !== undefined) this.#refuse("key-twice", { start, end }, first);
		let valueStart = separator + 1;
		while (valueStart < end && isPythonSpace(text.charCodeAt(valueStart))) valueStart++;
		this.#options.push(start, nameEnd, valueStart, end, end);
		this.#isOpen = nameEnd > start;
	}

	/** The line that has the name at this place already, in the section that is being read. */
	#namedBefore(start: number, nameEnd: number, end: number): TextRange | undefined {
		const [text, options] = [this.#text, this.#options];
		if (!this.#isDefault && options.length - this.#sectionOptions <= mostCompared * optionStride) {
			for (let at = this.#sectionOptions; at < options.length; at += optionStride) {
				const other = options[at] ?? 0;
				const otherEnd = options[at + 1] ?? 0;
				if (isSameName(text, { start: other, end: otherEnd }, { start, end: nameEnd }))
					return { start: other, end: options[at + 3] ?? 0 };
			}
			return undefined;
		}
		if (!this.#isDefault && this.#names.size === 0)
			for (let at = this.#sectionOptions; at < options.length; at += optionStride)
				this.#remember(options[at] ?? 0, options[at + 1] ?? 0, options[at + 3] ?? 0);
		return this.#remember(start, nameEnd, end);
	}

	/** Keeps the line of a name; the one that has it already. */
	#remember(start: number, nameEnd: number, end: number): TextRange | undefined {
		const name = lowered(this.#text, start, nameEnd);
		const first = this.#names.get(name);
		if (first === undefined) this.#names.set(name, { start, end });
		return first;
	}

	/** A deeper line: a part of the value above it, which is a list of settings where its first line is empty. */
	#continue(start: number, end: number): void {
		const at = this.#options.length - optionStride;
		const [nameStart = 0, nameEnd = 0, valueStart = 0, firstEnd = 0] = this.#options.slice(at);
		this.#options[at + 4] = end;
		if (valueStart < firstEnd) return;
		for (const line of strippedLines(this.#text, start, end)) {
			if (this.#text.slice(line.start, line.end).includes("=")) continue;
			if (this.#isDefault) {
				const name = this.#text.slice(nameStart, nameEnd).toLowerCase();
				this.#inheritable.push({ name, refusal: { code: "nested-line", line: this.#line, range: line } });
			} else this.#refuse("nested-line", line);
		}
	}

	#refuse(code: CliRefusalCode, range: TextRange, first?: TextRange): void {
		if (this.#refusals.length >= mostRefusals) return;
		this.#refusals.push({ code, line: this.#line, range, ...(first && { first }) });
	}
}

/** Whether two names are the same in lower case. Most differ in their first or last letter. */
function isSameName(text: string, one: TextRange, other: TextRange): boolean {
	const mayBe = (place: number, otherPlace: number) => {
		const [code, otherCode] = [text.charCodeAt(place), text.charCodeAt(otherPlace)];
		return code >= 128 || otherCode >= 128 || (code | 32) === (otherCode | 32);
	};
	if (one.start === one.end || other.start === other.end) return one.start === one.end && other.start === other.end;
	if (!mayBe(one.start, other.start) || !mayBe(one.end - 1, other.end - 1)) return false;
	return lowered(text, one.start, one.end) === lowered(text, other.start, other.end);
}

function lowered(text: string, start: number, end: number): string {
	return text.slice(start, end).toLowerCase();
}

function indexOrEnd(text: string, sign: string, start: number): number {
	const at = text.indexOf(sign, start);
	return at === -1 ? text.length : at;
}
