import { Secret } from "../text/secret.ts";
import { isSpace } from "../text/whiteSpace.ts";
import type { TextRange } from "../types.ts";
import { type DecidingKey, keyBits, sectionBits } from "./decidingKeys.ts";
import { type HeadingMeaning, headingMeaning } from "./headings.ts";

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

const hiddenProblem = "[default] is ignored because this file also has [profile default].";
const profilePrefix = "profile ".length;

/** Numbers kept of each property: where its name starts, where its value ends, and its bits or, negative, the place of the `s3 =` above. */
export const propertyStride = 3;
/** Numbers kept of each section: where its line, its heading and its name start, where both end, its first property, and its bits. */
export const sectionStride = 6;

/** Whether a section belongs to `Places.special`, from where its heading and its name in it start and end. */
export function isSpecial(text: string, start: number, nameStart: number, end: number): boolean {
	const prefix = nameStart - start;
	return (prefix !== 0 && prefix !== profilePrefix) || (end - nameStart === 7 && text.startsWith("default", nameStart));
}

/**
 * Where everything is in an AWS file, in two arrays of numbers: an object for each section and property would outweigh the text many
 * times over, and take longer to make than the text to read. Sections go by their index.
 */
export class Places {
	/** How many sections there are. */
	readonly count: number;
	/** The few that are not, for sure, those of a profile with another name than "default". */
	readonly special: readonly number[];
	readonly kind: "credentials" | "config";
	// Private, as it is printed with a file: it must not show the secrets.
	readonly #text: string;
	readonly #sections: Int32Array;
	readonly #properties: Int32Array;

	constructor(
		kind: "credentials" | "config",
		text: string,
		numbers: { sections: Int32Array; properties: Int32Array; special: readonly number[] },
	) {
		this.kind = kind;
		this.#text = text;
		this.#sections = numbers.sections;
		this.#properties = numbers.properties;
		this.special = numbers.special;
		this.count = numbers.sections.length / sectionStride;
	}

	/** Which of the keys of `decidingKeys.ts` the section has, and what else is known of it. */
	bits(index: number): number {
		return this.#sections[index * sectionStride + 5] ?? 0;
	}

	/** What the SDK takes the heading for. */
	meaning(index: number): HeadingMeaning {
		const meaning = headingMeaning(this.heading(index), this.kind);
		const isHidden = (this.bits(index) & sectionBits.hidden) !== 0;
		return isHidden ? { kind: "unseen", name: null, key: meaning.key, problem: hiddenProblem } : meaning;
	}

	heading(index: number): string {
		return this.#text.slice(
			this.#sections[index * sectionStride + 1] ?? 0,
			this.#sections[index * sectionStride + 3] ?? 0,
		);
	}

	/** Whether only `meaning` tells what the heading is. */
	isOdd(index: number): boolean {
		return (this.bits(index) & (sectionBits.odd | sectionBits.hidden)) !== 0;
	}

	/** The name of the profile that the SDK sees here; null: it sees none. */
	profileName(index: number): string | null {
		const bits = this.bits(index);
		if ((bits & (sectionBits.odd | sectionBits.hidden)) !== 0) {
			if ((bits & sectionBits.hidden) !== 0) return null;
			const { kind, name } = this.meaning(index);
			return kind === "profile" ? name : null;
		}
		const nameStart = this.#sections[index * sectionStride + 2] ?? 0;
		const prefix = nameStart - (this.#sections[index * sectionStride + 1] ?? 0);
		return prefix === 0 || prefix === profilePrefix
			? this.#text.slice(nameStart, this.#sections[index * sectionStride + 3] ?? 0)
			: null;
	}

	headingRange(index: number): TextRange {
		return {
			start: this.#sections[index * sectionStride + 1] ?? 0,
			end: this.#sections[index * sectionStride + 3] ?? 0,
		};
	}

	/** From the start of the heading's line up to the next heading's line. */
	range(index: number): TextRange {
		const end = index + 1 < this.count ? (this.#sections[(index + 1) * sectionStride] ?? 0) : this.#text.length;
		return { start: this.#sections[index * sectionStride] ?? 0, end };
	}

	/** The section that a place of the text is in; undefined: it is before the first one. */
	indexAt(place: number): number | undefined {
		let [low, high] = [0, this.count];
		while (low < high) {
			const middle = (low + high) >> 1;
			if ((this.#sections[middle * sectionStride] ?? 0) <= place) low = middle + 1;
			else high = middle;
		}
		return low === 0 ? undefined : low - 1;
	}

	propertyCount(index: number): number {
		return this.#end(index) - (this.#sections[index * sectionStride + 4] ?? 0);
	}

	/** The number of a section's first property; the others follow. */
	firstProperty(index: number): number {
		return this.#sections[index * sectionStride + 4] ?? 0;
	}

	/** Where a property's name starts. */
	propertyStart(property: number): number {
		return this.#properties[property * propertyStride] ?? 0;
	}

	valueEnd(property: number): number {
		return this.#properties[property * propertyStride + 1] ?? 0;
	}

	/** What `bitAt()` says of its name; negative: it is a line below `s3 =`. */
	propertyBits(property: number): number {
		return this.#properties[property * propertyStride + 2] ?? 0;
	}

	/** The value of a deciding key, the last where there are several. */
	value(index: number, key: DecidingKey): string | undefined {
		const bit = keyBits[key];
		const properties = this.#properties;
		const first = (this.#sections[index * sectionStride + 4] ?? 0) * propertyStride;
		for (let at = (this.#end(index) - 1) * propertyStride; at >= first; at -= propertyStride) {
			if (properties[at + 2] !== bit) continue;
			const end = properties[at + 1] ?? 0;
			return this.#text.slice(this.#valueStart(properties[at] ?? 0), end);
		}
		return undefined;
	}

	properties(index: number): AwsProperty[] {
		const first = this.#sections[index * sectionStride + 4] ?? 0;
		return Array.from({ length: this.propertyCount(index) }, (_, at) => this.#property(first + at));
	}

	/** The names of the properties alone. */
	propertyNames(index: number): string[] {
		const first = this.#sections[index * sectionStride + 4] ?? 0;
		return Array.from({ length: this.propertyCount(index) }, (_, at) => this.#propertyName(first + at));
	}

	/** Lets the section give way to another one. */
	hide(index: number): void {
		this.#sections[index * sectionStride + 5] = this.bits(index) | sectionBits.hidden;
	}

	section(index: number): AwsSection {
		return new Section(this, index);
	}

	sections(): AwsSection[] {
		return Array.from({ length: this.count }, (_, index) => this.section(index));
	}

	/** The bits of all sections. */
	allBits(): number {
		let bits = 0;
		for (let index = 0; index < this.count; index++) bits |= this.bits(index);
		return bits;
	}

	/** The sections that have one of these bits. */
	*sectionsWith(bits: number): Generator<AwsSection> {
		for (let index = 0; index < this.count; index++) {
			if ((this.bits(index) & bits) !== 0) yield this.section(index);
		}
	}

	#end(index: number): number {
		return index + 1 < this.count
			? (this.#sections[(index + 1) * sectionStride + 4] ?? 0)
			: this.#properties.length / propertyStride;
	}

	#nameEnd(nameStart: number): number {
		let end = this.#text.indexOf("=", nameStart);
		while (isSpace(this.#text.charCodeAt(end - 1))) end--;
		return end;
	}

	#valueStart(nameStart: number): number {
		let start = this.#text.indexOf("=", nameStart) + 1;
		while (isSpace(this.#text.charCodeAt(start))) start++;
		return start;
	}

	#propertyName(property: number): string {
		const text = this.#text;
		const start = this.#properties[property * propertyStride] ?? 0;
		const name = text.slice(start, this.#nameEnd(start));
		const sub = this.#properties[property * propertyStride + 2] ?? 0;
		return sub < 0 ? `${text.slice(~sub, this.#nameEnd(~sub))}.${name}` : name;
	}

	#property(property: number): AwsProperty {
		const text = this.#text;
		const nameStart = this.#properties[property * propertyStride] ?? 0;
		const valueStart = this.#valueStart(nameStart);
		const valueEnd = this.#properties[property * propertyStride + 1] ?? 0;
		const lineBreak = text.indexOf("\n", valueEnd);
		const lineEnd = lineBreak === -1 ? text.length : lineBreak;
		return {
			name: this.#propertyName(property),
			nameRange: { start: nameStart, end: this.#nameEnd(nameStart) },
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
class Section implements AwsSection {
	readonly heading: string;
	readonly key: string | null;
	readonly kind: AwsSection["kind"];
	readonly name: string | null;
	readonly problem?: string;
	readonly #places: Places;
	readonly #index: number;

	constructor(places: Places, index: number) {
		this.heading = places.heading(index);
		const { key, kind, name, problem } = places.meaning(index);
		this.key = key;
		this.kind = kind;
		this.name = name;
		if (problem !== undefined) this.problem = problem;
		this.#places = places;
		this.#index = index;
	}

	get headingRange(): TextRange {
		return this.#places.headingRange(this.#index);
	}

	get range(): TextRange {
		return this.#places.range(this.#index);
	}

	get propertyCount(): number {
		return this.#places.propertyCount(this.#index);
	}

	get properties(): AwsProperty[] {
		return this.#places.properties(this.#index);
	}
}
