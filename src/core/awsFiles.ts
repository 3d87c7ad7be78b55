import { discardingHeadings, isPrototypeName } from "./awsHeadings.ts";
import { type AwsSection, Places, Section } from "./awsSections.ts";
import type { TextRange } from "./types.ts";
import { isSpace } from "./whiteSpace.ts";

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
	sections: AwsSection[];
	/** Lines the SDK ignores, the first thousand of them. */
	problems: { code: AwsFileProblemCode; message: string; range: TextRange }[];
	/** The message with which the SDK's parser gives up on the whole file (the loader then takes it as empty); null: it reads it. */
	discarded: string | null;
}

const readOnlyOnFunctions: ReadonlySet<string> = new Set(["name", "length", "arguments", "caller"]);
/** A binary file has a problem on nearly each line: nobody reads them all, and they must not outweigh the file. */
const mostProblems = 1000;

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
	const sections: Section[] = [];
	const file: AwsFile = { path, kind, sections, problems: [], discarded: null };
	const places = new Places(text);
	const hashes = new Finder(text, "#");
	const semicolons = new Finder(text, ";");
	const equalSigns = new Finder(text, "=");
	const report = (code: AwsFileProblemCode, message: string, start: number, end: number) => {
		if (file.problems.length < mostProblems) {
			file.problems.push({ code, message, range: { start, end } });
		}
	};
	let section: Section | undefined;
	let onFunction = false;
	let subStart = 0;
	let subEnd = 0;
	for (let lineStart = 0, lineEnd = 0; lineStart <= text.length; lineStart = lineEnd + 1) {
		lineEnd = text.indexOf("\n", lineStart);
		if (lineEnd === -1) {
			lineEnd = text.length;
		}
		let first = lineStart;
		while (first < lineEnd && isSpace(text.charCodeAt(first))) {
			first++;
		}
		if (first === lineEnd || isCommentSign(text.charCodeAt(first))) {
			continue;
		}
		// A comment starts at a sign after a blank; anywhere else `#` and `;` belong to the value.
		let end = semicolons.afterBlank(first, hashes.afterBlank(first, lineEnd));
		while (isSpace(text.charCodeAt(end - 1))) {
			end--;
		}
		const found = equalSigns.from(first);
		const equals = found < end ? found : -1;
		if (text.charCodeAt(first) === 91 && text.charCodeAt(end - 1) === 93) {
			section = new Section(places, lineStart, first + 1, end - 1, kind);
			sections.push(section);
			subStart = subEnd = 0;
			onFunction = section.key !== null && isPrototypeName(section.key);
			if (discardingHeadings.has(section.heading)) {
				file.discarded ??= `Found invalid profile name "${section.heading}"`;
				report("discarded-file", `[${section.heading}] makes the AWS SDK ignore this whole file.`, first, end);
			}
			continue;
		}
		if (section === undefined) {
			report("outside-section", "The AWS SDK ignores lines before the first [heading].", first, end);
		} else if (equals === -1) {
			if (text.charCodeAt(first) === 91) {
				report("unclosed-heading", "A heading must end in ] (a comment after it needs a blank before it).", first, end);
			} else {
				report("no-equals-sign", "The AWS SDK ignores a line without an equals sign.", first, end);
			}
		} else if (equals === first) {
			report("no-name", "The AWS SDK ignores a line without a name before the equals sign.", first, end);
		} else {
			let nameEnd = equals;
			while (isSpace(text.charCodeAt(nameEnd - 1))) {
				nameEnd--;
			}
			let valueStart = equals + 1;
			while (valueStart < end && isSpace(text.charCodeAt(valueStart))) {
				valueStart++;
			}
			if (valueStart >= end) {
				// An empty value is not stored: it opens a sub-section for the indented lines below it.
				subStart = first;
				subEnd = nameEnd;
				continue;
			}
			if (first === lineStart) {
				subStart = subEnd = 0;
			}
			places.push(subStart, subEnd, first, nameEnd, valueStart, end);
			if (subEnd === 0) {
				if (nameEnd - first === 9 && text.startsWith("__proto__", first)) {
					report("ignored-name", "JavaScript reserves this name, so that the AWS SDK ignores it.", first, end);
				} else if (onFunction && isReadOnly(section.key, text.slice(first, nameEnd))) {
					file.discarded ??= `Cannot assign to read only property '${text.slice(first, nameEnd)}'`;
					report("discarded-file", `[${section.heading}] makes the AWS SDK ignore this whole file.`, first, end);
				}
			}
		}
	}
	if (kind === "config") {
		hideReplacedDefault(sections);
	}
	return file;
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

/** In the config file `[profile default]` replaces `[default]`, whichever comes first, once it holds a property. */
function hideReplacedDefault(sections: readonly Section[]): void {
	if (sections.some((section) => section.key === "profile.default" && section.propertyCount > 0)) {
		for (const section of sections) {
			if (section.key === "default") {
				section.hide("The AWS SDK ignores [default] here: this file has a [profile default], which replaces it.");
			}
		}
	}
}

function isReadOnly(functionName: string | null, property: string): boolean {
	return readOnlyOnFunctions.has(property) || (functionName === "constructor" && property === "prototype");
}
