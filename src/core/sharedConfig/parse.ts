import { isSpace } from "../text/whiteSpace.ts";
import type { TextRange } from "../types.ts";
import { bitAt, decidingBits, sectionBits } from "./decidingKeys.ts";
import { discardingHeadings, headingMeaning, isPrototypeName, plainNameStart } from "./headings.ts";
import { type AwsSection, isSpecial, Places, propertyStride, sectionStride } from "./sections.ts";

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
	const file = { problems: [], discarded: null } as Pick<AwsFile, "problems" | "discarded">;
	// Room for lines of usual length: what is never written to costs next to nothing.
	let sections = new Int32Array((16 + (text.length >> 6)) * sectionStride);
	let properties = new Int32Array((16 + (text.length >> 5)) * propertyStride);
	const special: number[] = [];
	let sectionAt = 0;
	let propertyAt = 0;
	const hashes = new Finder(text, "#");
	const semicolons = new Finder(text, ";");
	const equalSigns = new Finder(text, "=");
	const report = (code: AwsFileProblemCode, message: string, start: number, end: number) => {
		if (file.problems.length < mostProblems) {
			file.problems.push({ code, message, range: { start, end } });
		}
	};
	const discard = (heading: string, message: string, start: number, end: number) => {
		file.discarded ??= message;
		report("discarded-file", `[${heading}] makes the AWS SDK ignore this whole file.`, start, end);
	};
	/** Of the section that is being read: its bits, JavaScript's function it is written onto, where the `s3 =` above stands. */
	let bits = 0;
	let functionName: string | null = null;
	let sub = none;
	/** Where the next `#` or `;` stands. */
	let sign = none;
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
		if (sign < first) {
			sign = Math.min(hashes.from(first), semicolons.from(first));
		}
		let end = sign < lineEnd ? semicolons.afterBlank(first, hashes.afterBlank(first, lineEnd)) : lineEnd;
		while (isSpace(text.charCodeAt(end - 1))) {
			end--;
		}
		if (text.charCodeAt(first) === 91 && text.charCodeAt(end - 1) === 93) {
			if (sectionAt > 0) {
				sections[sectionAt - 1] = bits;
			}
			const nameStart = plainNameStart(text, first + 1, end - 1, kind);
			if (isSpecial(text, first + 1, nameStart, end - 1)) {
				special.push(sectionAt / sectionStride);
			}
			bits = 0;
			sub = none;
			functionName = null;
			if (sectionAt === sections.length) {
				sections = twice(sections);
			}
			sections[sectionAt] = lineStart;
			sections[sectionAt + 1] = first + 1;
			sections[sectionAt + 2] = nameStart;
			sections[sectionAt + 3] = end - 1;
			sections[sectionAt + 4] = propertyAt / propertyStride;
			sectionAt += sectionStride;
			if (nameStart < 0) {
				bits = sectionBits.odd;
				const heading = text.slice(first + 1, end - 1);
				if (discardingHeadings.has(heading)) {
					discard(heading, `Found invalid profile name "${heading}"`, first, end);
				}
				const { key } = headingMeaning(heading, kind);
				functionName = key !== null && isPrototypeName(key) ? key : null;
			}
			continue;
		}
		const found = equalSigns.from(first);
		const equals = found < end ? found : -1;
		if (sectionAt === 0) {
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
			let valueStart = equals + 1;
			while (valueStart < end && isSpace(text.charCodeAt(valueStart))) {
				valueStart++;
			}
			if (valueStart >= end) {
				// An empty value is not stored: it opens a sub-section for the indented lines below it.
				sub = first;
				continue;
			}
			if (first === lineStart) {
				sub = none;
			}
			let bit: number = sectionBits.other;
			if (sub === none) {
				let nameEnd = equals;
				while (isSpace(text.charCodeAt(nameEnd - 1))) {
					nameEnd--;
				}
				bit = bitAt(text, first, nameEnd);
				if ((bit & sectionBits.unknown) !== 0) {
					if (nameEnd - first === 9 && text.startsWith("__proto__", first)) {
						report("ignored-name", "JavaScript reserves this name, so that the AWS SDK ignores it.", first, end);
					} else if (functionName !== null && isReadOnly(functionName, text.slice(first, nameEnd))) {
						const heading = text.slice(sections[sectionAt - 5], sections[sectionAt - 3]);
						discard(heading, `Cannot assign to read only property '${text.slice(first, nameEnd)}'`, first, end);
					}
				}
			}
			if ((bits & bit & (decidingBits | sectionBits.other)) !== 0) {
				bits |= sectionBits.repeated;
			}
			if (isQuote(text.charCodeAt(valueStart))) {
				bits |= sectionBits.quoted;
			}
			bits |= bit;
			if (propertyAt === properties.length) {
				properties = twice(properties);
			}
			properties[propertyAt] = first;
			properties[propertyAt + 1] = end;
			properties[propertyAt + 2] = sub === none ? bit : ~sub;
			propertyAt += propertyStride;
		}
	}
	if (sectionAt > 0) {
		sections[sectionAt - 1] = bits;
	}
	const numbers = { sections: sections.slice(0, sectionAt), properties: properties.slice(0, propertyAt), special };
	const places = new Places(kind, text, numbers);
	if (kind === "config") {
		hideReplacedDefault(places);
	}
	return {
		path,
		kind,
		places,
		get sections() {
			return places.sections();
		},
		problems: file.problems,
		discarded: file.discarded,
	};
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

function twice(numbers: Int32Array<ArrayBuffer>): Int32Array<ArrayBuffer> {
	const larger = new Int32Array(numbers.length * 2);
	larger.set(numbers);
	return larger;
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
