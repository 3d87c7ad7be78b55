import { discardingHeadings, type HeadingMeaning, headingMeaning, isPrototypeName } from "./awsHeadings.ts";
import { Secret } from "./secret.ts";
import type { TextRange } from "./types.ts";

/**
 * The two AWS files in the dialect of the AWS SDK for JavaScript, with the place of everything found.
 *
 * The dialect is `parseIni` and `getConfigData` of `@smithy/shared-ini-file-loader` 4.4.3, the copy that
 * `@remotion/lambda-client` bundles. It is not the dialect of npm's `ini`, nor quite that of the AWS CLI.
 */

/** One `name = value` line, as the SDK stores it. */
export interface AwsProperty {
	/** The SDK's key. An indented line below `s3 =` has the key `s3.endpoint_url`. */
	name: string;
	/** The name as written on its own line, so without `s3.`. */
	nameRange: TextRange;
	value: Secret;
	valueRange: TextRange;
	/** The whole line, indentation and comment included, line break excluded. */
	range: TextRange;
}

/** From one heading up to the next. The ranges and properties are made anew at each access: keep what you use twice. */
export interface AwsSection {
	/** The text between the brackets, blanks included, as the SDK takes it. */
	readonly heading: string;
	/** The text inside the brackets. */
	readonly headingRange: TextRange;
	/** From the start of the heading's line up to the next heading's line. */
	readonly range: TextRange;
	readonly kind: HeadingMeaning["kind"];
	/** The name the SDK knows it by in this kind of file; null for what it cannot see. */
	readonly name: string | null;
	/** The key under which `parseIni` stores it; null where it drops the whole section. */
	readonly key: string | null;
	/** Why the SDK cannot see it, or reads it otherwise than it looks. One sentence. */
	readonly problem?: string;
	readonly properties: AwsProperty[];
	/** How many properties there are. The SDK does not see a section that has none. */
	readonly propertyCount: number;
}

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
/** Numbers kept of each property: sub-section, name and value, each start and end. */
const stride = 6;

/** Where everything is, in two arrays: objects for each property would outweigh the text many times over. */
class Places {
	readonly text: string;
	/** Of each section: the start of its line, of its heading, and the number of properties before it. */
	readonly sections: number[] = [];
	numbers = new Int32Array(64 * stride);
	count = 0;

	constructor(text: string) {
		this.text = text;
	}

	push(subStart: number, subEnd: number, nameStart: number, nameEnd: number, valueStart: number, valueEnd: number) {
		const at = this.count * stride;
		if (at + stride > this.numbers.length) {
			const larger = new Int32Array(this.numbers.length * 2);
			larger.set(this.numbers);
			this.numbers = larger;
		}
		const numbers = this.numbers;
		numbers[at] = subStart;
		numbers[at + 1] = subEnd;
		numbers[at + 2] = nameStart;
		numbers[at + 3] = nameEnd;
		numbers[at + 4] = valueStart;
		numbers[at + 5] = valueEnd;
		this.count++;
	}

	property(index: number): AwsProperty {
		const { text, numbers } = this;
		const at = index * stride;
		const subStart = numbers[at] ?? 0;
		const subEnd = numbers[at + 1] ?? 0;
		const nameStart = numbers[at + 2] ?? 0;
		const nameEnd = numbers[at + 3] ?? 0;
		const valueStart = numbers[at + 4] ?? 0;
		const valueEnd = numbers[at + 5] ?? 0;
		const written = text.slice(nameStart, nameEnd);
		const lineBreak = text.indexOf("\n", valueEnd);
		const lineEnd = lineBreak === -1 ? text.length : lineBreak;
		return {
			name: subStart < subEnd ? `${text.slice(subStart, subEnd)}.${written}` : written,
			nameRange: { start: nameStart, end: nameEnd },
			value: new Secret(text.slice(valueStart, valueEnd)),
			valueRange: { start: valueStart, end: valueEnd },
			range: {
				start: text.lastIndexOf("\n", nameStart) + 1,
				end: lineBreak > valueEnd && text.charCodeAt(lineEnd - 1) === 13 ? lineEnd - 1 : lineEnd,
			},
		};
	}
}

class Section implements AwsSection {
	readonly heading: string;
	readonly key: string | null;
	kind: AwsSection["kind"];
	name: string | null;
	problem?: string;
	// Private, as it holds the text: a printed section must not show the secrets.
	readonly #places: Places;
	readonly #at: number;

	constructor(places: Places, start: number, headingStart: number, headingEnd: number, kind: AwsFile["kind"]) {
		this.heading = places.text.slice(headingStart, headingEnd);
		const meaning = headingMeaning(this.heading, kind);
		this.kind = meaning.kind;
		this.name = meaning.name;
		this.key = meaning.key;
		if (meaning.problem !== undefined) {
			this.problem = meaning.problem;
		}
		this.#places = places;
		this.#at = places.sections.push(start, headingStart, places.count) - 3;
	}

	hide(problem: string): void {
		this.kind = "unseen";
		this.name = null;
		this.problem = problem;
	}

	get headingRange(): TextRange {
		const start = this.#places.sections[this.#at + 1] ?? 0;
		return { start, end: start + this.heading.length };
	}

	get range(): TextRange {
		const { sections, text } = this.#places;
		return { start: sections[this.#at] ?? 0, end: sections[this.#at + 3] ?? text.length };
	}

	get propertyCount(): number {
		const { sections, count } = this.#places;
		return (sections[this.#at + 5] ?? count) - (sections[this.#at + 2] ?? 0);
	}

	get properties(): AwsProperty[] {
		const first = this.#places.sections[this.#at + 2] ?? 0;
		return Array.from({ length: this.propertyCount }, (_, index) => this.#places.property(first + index));
	}
}

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
		// One pass over the line: where it starts, ends and has its first equals sign, up to a comment's sign at the line's
		// start or after a blank. Anywhere else `#` and `;` belong to the value.
		let first = -1;
		let end = lineStart;
		let equals = -1;
		let afterBlank = true;
		for (let at = lineStart; at < lineEnd; at++) {
			const code = text.charCodeAt(at);
			if (isBlank(code)) {
				afterBlank = true;
				continue;
			}
			if (afterBlank) {
				if (code === 35 || code === 59) {
					break;
				}
				afterBlank = false;
				if (first === -1) {
					first = at;
				}
			}
			if (code === 61 && equals === -1) {
				equals = at;
			}
			end = at + 1;
		}
		if (first === -1) {
			continue;
		}
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
			while (isBlank(text.charCodeAt(nameEnd - 1))) {
				nameEnd--;
			}
			let valueStart = equals + 1;
			while (valueStart < end && isBlank(text.charCodeAt(valueStart))) {
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

/** What `\s` matches and `trim()` takes off; the byte order mark, a lone carriage return and U+2028 are among it. */
function isBlank(code: number): boolean {
	if (code < 160) {
		return code === 32 || (code >= 9 && code <= 13);
	}
	return (
		code === 0xa0 ||
		(code >= 0x1680 &&
			(code === 0x1680 ||
				(code >= 0x2000 && code <= 0x200a) ||
				code === 0x2028 ||
				code === 0x2029 ||
				code === 0x202f ||
				code === 0x205f ||
				code === 0x3000 ||
				code === 0xfeff))
	);
}

function isReadOnly(functionName: string | null, property: string): boolean {
	return readOnlyOnFunctions.has(property) || (functionName === "constructor" && property === "prototype");
}
