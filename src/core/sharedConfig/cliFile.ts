import type { TextRange } from "../types.ts";
import { shellWords, stripped } from "./python.ts";

/** What the AWS CLI and boto3 have read of an AWS file: see cliParse.ts. */

export type CliRefusalCode =
	/** A line before the first section header; also a byte order mark. */
	| "no-section"
	/** Neither `=` nor `:`. */
	| "no-separator"
	| "no-name"
	| "section-twice"
	| "key-twice"
	/** An indented line without `=` below an empty value. */
	| "nested-line";

/** A line for which the whole file is not read. */
export interface CliRefusal {
	readonly code: CliRefusalCode;
	/** As Python counts: from 1, and a lone carriage return ends a line too. */
	readonly line: number;
	/** What the line says, without the whitespace around it. */
	readonly range: TextRange;
	/** Of what is there twice: the first one, as its line says it. */
	readonly first?: TextRange;
}

/** One `name = value` or `name: value`, with the indented lines that belong to the value. */
export interface CliOption {
	/** In lower case. */
	readonly name: string;
	readonly nameRange: TextRange;
	/** The value in its first line; empty where the value begins below. */
	readonly firstLine: TextRange;
	/** From the value's first character to the end of its last line. */
	readonly valueRange: TextRange;
	/** What the lines say, joined by line breaks; comments left out. It may be a secret. */
	value(): string;
}

/** The name of the section that every other one inherits from. */
export const defaultsName = "DEFAULT";

/** Numbers of each section: where its name starts and ends, and its first option. */
export const sectionStride = 3;
/** Numbers of each option: where its name starts and ends, where its value starts, and where the value's first and last line end. */
export const optionStride = 5;

/** What was read: numbers over the text, from which names and values are made when they are asked for. */
export class CliFile {
	/** Every line for which the file is not read; the AWS CLI names one of them. */
	readonly refusals: readonly CliRefusal[];
	/** How many section headers there are, those of `[DEFAULT]` among them. */
	readonly count: number;
	// Private, as it is printed with the file: it must not show the secrets.
	readonly #text: string;
	readonly #sections: readonly number[];
	readonly #options: readonly number[];
	#defaults: ReadonlyMap<string, CliOption> | undefined;

	constructor(
		text: string,
		numbers: { readonly sections: readonly number[]; readonly options: readonly number[] },
		refusals: readonly CliRefusal[],
	) {
		this.#text = text;
		this.#sections = numbers.sections;
		this.#options = numbers.options;
		this.refusals = refusals;
		this.count = numbers.sections.length / sectionStride;
	}

	/** The text between the brackets: up to the last one of the line. */
	heading(section: number): string {
		const { start, end } = this.headingRange(section);
		return this.#text.slice(start, end);
	}

	headingRange(section: number): TextRange {
		const at = section * sectionStride;
		return { start: this.#sections[at] ?? 0, end: this.#sections[at + 1] ?? 0 };
	}

	/** The number of its first own option; the others follow. */
	firstOption(section: number): number {
		return this.#sections[section * sectionStride + 2] ?? 0;
	}

	/** The number behind that of its last own option. */
	optionsEnd(section: number): number {
		return this.#sections[(section + 1) * sectionStride + 2] ?? this.#options.length / optionStride;
	}

	/** One of the numbers of `optionStride`. */
	optionNumber(option: number, which: 0 | 1 | 2 | 3 | 4): number {
		return this.#options[option * optionStride + which] ?? 0;
	}

	/** Its own options, in order. */
	options(section: number): CliOption[] {
		const first = this.firstOption(section);
		return Array.from(
			{ length: this.optionsEnd(section) - first },
			(_, index) => new Option(this.#text, this.#options, first + index),
		);
	}

	/** What every section inherits, by name. */
	get defaults(): ReadonlyMap<string, CliOption> {
		this.#defaults ??= this.#inherited();
		return this.#defaults;
	}

	/** What a section says of a name, or inherits. */
	option(section: number, name: string): CliOption | undefined {
		const first = this.firstOption(section);
		for (let index = this.optionsEnd(section) - 1; index >= first; index--)
			if (this.#isNamed(index, name)) return new Option(this.#text, this.#options, index);
		return this.defaults.get(name);
	}

	#inherited(): Map<string, CliOption> {
		const found = new Map<string, CliOption>();
		for (let section = 0; section < this.count; section++) {
			const { start, end } = this.headingRange(section);
			if (end - start !== defaultsName.length || !this.#text.startsWith(defaultsName, start)) continue;
			for (const option of this.options(section)) found.set(option.name, option);
		}
		return found;
	}

	#isNamed(option: number, name: string): boolean {
		const start = this.#options[option * optionStride] ?? 0;
		const length = (this.#options[option * optionStride + 1] ?? 0) - start;
		if (length === name.length && this.#text.startsWith(name, start)) return true;
		// In lower case a name is as long, or longer. Most differ in their first letter.
		const code = this.#text.charCodeAt(start);
		if (length > name.length || (code < 128 && (code | 32) !== (name.charCodeAt(0) | 32))) return false;
		return this.#text.slice(start, start + length).toLowerCase() === name;
	}

	/** The option whose name starts at a place. */
	optionAt(place: number): CliOption | undefined {
		let [low, high] = [0, this.#options.length / optionStride];
		while (low < high) {
			const middle = (low + high) >> 1;
			if ((this.#options[middle * optionStride] ?? 0) < place) low = middle + 1;
			else high = middle;
		}
		return this.#options[low * optionStride] === place ? new Option(this.#text, this.#options, low) : undefined;
	}
}

class Option implements CliOption {
	readonly name: string;
	readonly nameRange: TextRange;
	readonly firstLine: TextRange;
	readonly valueRange: TextRange;
	readonly #text: string;

	constructor(text: string, options: readonly number[], index: number) {
		const at = index * optionStride;
		const [nameStart, nameEnd] = [options[at] ?? 0, options[at + 1] ?? 0];
		const [start, firstEnd, end] = [options[at + 2] ?? 0, options[at + 3] ?? 0, options[at + 4] ?? 0];
		this.#text = text;
		this.name = text.slice(nameStart, nameEnd).toLowerCase();
		this.nameRange = { start: nameStart, end: nameEnd };
		this.firstLine = { start, end: firstEnd };
		this.valueRange = { start, end };
	}

	value(): string {
		const { start, end } = this.valueRange;
		const first = this.#text.slice(start, this.firstLine.end);
		if (this.firstLine.end === end) return first;
		const others = this.#text
			.slice(this.firstLine.end, end)
			.split(/\r\n|\r|\n/)
			.slice(1);
		const said = others.map((line) => {
			const { start, end } = stripped(line, 0, line.length);
			return line.slice(start, end);
		});
		return [first, ...said.filter((line) => !isCommentSign(line.charCodeAt(0)))].join("\n");
	}
}

/** Whether a line that begins so is a comment. */
export function isCommentSign(code: number): boolean {
	return code === 35 || code === 59;
}

/** What a section header names to the AWS CLI. */
export interface CliMeaning {
	readonly kind: "profile" | "sso-session" | "services";
	readonly name: string;
}

const kinds = ["profile", "sso-session", "services"] as const;

/** Of nearly all profiles; in such words a shell sees nothing to take apart. */
const usualProfile = /^profile ([\w.@+:/%-]+)$/;

/**
 * Returns what the AWS CLI takes `[heading]` for; undefined: nothing that it looks for. Source: `build_profile_map`; of the credentials file every
 * section is a profile.
 */
export function cliMeaning(heading: string, file: "credentials" | "config"): CliMeaning | undefined {
	if (heading === defaultsName) return undefined;
	if (file === "credentials" || heading === "default") return { kind: "profile", name: heading };
	const usual = usualProfile.exec(heading)?.[1];
	if (usual !== undefined) return { kind: "profile", name: usual };
	const kind = kinds.find((start) => heading.startsWith(start));
	const [, name, ...more] = (kind && shellWords(heading)) ?? [];
	return kind === undefined || name === undefined || more.length > 0 ? undefined : { kind, name };
}
