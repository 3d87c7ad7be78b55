import { type HeadingMeaning, headingMeaning } from "./awsHeadings.ts";
import { bitAt, type DecidingKey } from "./awsKeyBits.ts";
import { Secret } from "./secret.ts";
import type { TextRange } from "./types.ts";

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
	/** Which of the keys that decide about a profile it has: the bits of `awsKeyBits.ts`. */
	readonly keyBits: number;
	/** The value of one of those keys, the last where there are several, without making any property. */
	text(key: DecidingKey): string | undefined;
}

/** Numbers kept of each property: sub-section, name and value, each start and end. */
const stride = 6;
/** Numbers kept of each section. */
const sectionStride = 4;

/** Where everything is, in two arrays: objects for each property would outweigh the text many times over. */
export class Places {
	readonly text: string;
	/** Of each section: the start of its line, of its heading, the number of properties before it, and its keys' bits. */
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
		const { numbers, text } = this;
		numbers[at] = subStart;
		numbers[at + 1] = subEnd;
		numbers[at + 2] = nameStart;
		numbers[at + 3] = nameEnd;
		numbers[at + 4] = valueStart;
		numbers[at + 5] = valueEnd;
		this.count++;
		if (subStart === subEnd) {
			const mask = this.sections.length - 1;
			this.sections[mask] = (this.sections[mask] ?? 0) | bitAt(text, nameStart, nameEnd);
		}
	}

	/** The value of the last property of this name in `first..end`; undefined: there is none. */
	value(name: DecidingKey, first: number, end: number): string | undefined {
		const { text, numbers } = this;
		for (let at = (end - 1) * stride; at >= first * stride; at -= stride) {
			const start = numbers[at + 2] ?? 0;
			if (numbers[at] !== numbers[at + 1] || (numbers[at + 3] ?? 0) - start !== name.length) continue;
			if (text.startsWith(name, start)) return text.slice(numbers[at + 4], numbers[at + 5]);
		}
		return undefined;
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

/** A section over its place in the text. */
export class Section implements AwsSection {
	readonly heading: string;
	readonly key: string | null;
	kind: AwsSection["kind"];
	name: string | null;
	problem?: string;
	// Private, as it holds the text: a printed section must not show the secrets.
	readonly #places: Places;
	readonly #at: number;

	constructor(places: Places, start: number, headingStart: number, headingEnd: number, kind: "credentials" | "config") {
		this.heading = places.text.slice(headingStart, headingEnd);
		const meaning = headingMeaning(this.heading, kind);
		this.kind = meaning.kind;
		this.name = meaning.name;
		this.key = meaning.key;
		if (meaning.problem !== undefined) {
			this.problem = meaning.problem;
		}
		this.#places = places;
		this.#at = places.sections.push(start, headingStart, places.count, 0) - sectionStride;
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
		return { start: sections[this.#at] ?? 0, end: sections[this.#at + sectionStride] ?? text.length };
	}

	get propertyCount(): number {
		return this.#end - this.#first;
	}

	get properties(): AwsProperty[] {
		const first = this.#first;
		return Array.from({ length: this.propertyCount }, (_, index) => this.#places.property(first + index));
	}

	get keyBits(): number {
		return this.#places.sections[this.#at + 3] ?? 0;
	}

	text(key: DecidingKey): string | undefined {
		return this.#places.value(key, this.#first, this.#end);
	}

	get #first(): number {
		return this.#places.sections[this.#at + 2] ?? 0;
	}

	get #end(): number {
		return this.#places.sections[this.#at + sectionStride + 2] ?? this.#places.count;
	}
}
