import type { CliFile } from "./cliFile.ts";
import { bitAt, decidingBits, sectionBits, waysBits } from "./decidingKeys.ts";
import type { Places } from "./sections.ts";

/** Beyond these, Python and JavaScript have different minds about what whitespace and a line's end is. */
const unusual = /[^\t\n\r\x20-\x7e]|\r(?!\n)/;

const namedBits = decidingBits | sectionBits.other | sectionBits.unknown;

/** Whether a text has only what both readers see in the same way, where whitespace and lines' ends are concerned. */
export function isUsual(text: string): boolean {
	return !unusual.test(text);
}

/** How much of a section is the same. */
const [different, decidingSame, allSame] = [1, 2, 3];

/**
 * Which sections of an AWS file the AWS CLI and the AWS SDK for JavaScript read in the same way, told from where both found what: of these,
 * which are nearly all, nobody need compare names and values. "No" may be wrong, "yes" never is.
 */
export class SameReading {
	// Private, as it is printed with a file: it must not show the secrets.
	readonly #text: string;
	readonly #places: Places;
	readonly #cli: CliFile;
	readonly #isUsual: boolean;
	/** What was found of each section; 0: nothing yet. */
	readonly #known: Uint8Array;
	/** The section of the SDK that was come upon last: sections are asked for in their order. */
	#last = 0;

	/** @param isTextUsual what `isUsual()` says of the text, where that is known */
	constructor(text: string, places: Places, cli: CliFile, isTextUsual = isUsual(text)) {
		this.#text = text;
		this.#places = places;
		this.#cli = cli;
		this.#known = new Uint8Array(cli.count);
		// What every section inherits is the AWS CLI's alone.
		this.#isUsual = isTextUsual && cli.defaults.size === 0;
	}

	/**
	 * The section of the SDK that has the same header as one of the AWS CLI, both by their numbers, and the same settings with the same values,
	 * or those of them that decide about credentials; undefined: there may be a difference. Settings that are empty, or lie below an empty
	 * one, decide nothing in such a section.
	 */
	of(section: number, which: "all" | "deciding"): number | undefined {
		if (!this.#isUsual) return undefined;
		const known = this.#known[section] ?? 0;
		const grade = known === 0 ? this.#gradeOf(section) : known;
		if (known === 0) this.#known[section] = grade;
		if (grade === different || (which === "all" && grade === decidingSame)) return undefined;
		return this.#indexAt(this.#cli.headingRange(section).start);
	}

	/** Whether each section has the same settings to both, as far as they decide about credentials. */
	get isDecidingSame(): boolean {
		for (let section = 0; section < this.#cli.count; section++)
			if (this.of(section, "deciding") === undefined) return false;
		return true;
	}

	/** As `indexAt()` of the places, which need not be searched where one section comes after the other. */
	#indexAt(place: number): number | undefined {
		const { count } = this.#places;
		for (let index = this.#last; index < count && index < this.#last + 2; index++) {
			if (this.#places.headingRange(index).start === place) {
				this.#last = index;
				return index;
			}
		}
		return this.#places.indexAt(place);
	}

	#gradeOf(section: number): number {
		const { start, end } = this.#cli.headingRange(section);
		const index = this.#indexAt(start);
		if (index === undefined || this.#places.isOdd(index)) return different;
		const other = this.#places.headingRange(index);
		return other.start === start && other.end === end ? this.#settingsGrade(section, index) : different;
	}

	#settingsGrade(section: number, index: number): number {
		const [cli, places] = [this.#cli, this.#places];
		let grade = allSame;
		let property = places.firstProperty(index);
		const last = property + places.propertyCount(index);
		const optionsEnd = cli.optionsEnd(section);
		for (let option = cli.firstOption(section); option < optionsEnd; option++) {
			const start = cli.optionNumber(option, 0);
			const valueStart = cli.optionNumber(option, 2);
			const firstEnd = cli.optionNumber(option, 3);
			const end = cli.optionNumber(option, 4);
			const bits = this.#bitsOf(start, cli.optionNumber(option, 1), valueStart);
			if (bits === undefined) return different;
			if (valueStart === firstEnd) {
				if ((bits & decidingBits) !== 0) return different;
				while (property < last && places.propertyBits(property) < 0 && places.propertyStart(property) < end) property++;
				continue;
			}
			const isFound =
				end === firstEnd &&
				property < last &&
				places.propertyStart(property) === start &&
				places.propertyBits(property) === bits;
			if (!isFound) return different;
			if (places.valueEnd(property) !== end) {
				if ((bits & waysBits) !== 0) return different;
				grade = decidingSame;
			}
			property++;
		}
		return property === last ? grade : different;
	}

	/** What a name decides; undefined: it is not in lower case, or a colon stands behind it. */
	#bitsOf(start: number, end: number, valueStart: number): number | undefined {
		for (let at = start; at < end; at++) {
			const code = this.#text.charCodeAt(at);
			if (code >= 65 && code <= 90) return undefined;
		}
		let sign = end;
		while (sign < valueStart && this.#text.charCodeAt(sign) <= 32) sign++;
		return this.#text.charCodeAt(sign) === 61 ? bitAt(this.#text, start, end) & namedBits : undefined;
	}
}
