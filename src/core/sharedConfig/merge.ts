import type { InTurns } from "../text/job.ts";
import type { DecidingKey } from "./decidingKeys.ts";
import { isPrototypeName } from "./headings.ts";
import type { AwsFile } from "./parse.ts";
import type { Places } from "./sections.ts";

/** A section: the places of its file, and its index there. */
export interface SectionPlace {
	readonly places: Places;
	readonly index: number;
}

const none = -1;

/** So many sections are merged in one turn. */
const turn = 4000;

/**
 * Which sections the SDK finds under which name, and which of them win, as `parseIni`, `getConfigData` and `mergeConfigFiles` have it.
 * Numbers alone: a section is its number, counted through the credentials file and then the config file, and a name is an entry.
 */
export class MergedSections {
	/** Of each section: the entry of its name; below 0: not known, or none. */
	readonly entryOf: Int32Array;
	readonly #entries = new Map<string, number>();
	/** Of each entry: the section that wins. */
	readonly #last: Int32Array;
	/** Of each section: the one that it wins over. */
	readonly #previous: Int32Array;
	// Private, as all texts here are.
	readonly #recent: string[] = [];
	readonly #credentials: Places | undefined;
	readonly #config: Places | undefined;
	readonly #inCredentials: number;

	private constructor(credentials: AwsFile | undefined, config: AwsFile | undefined) {
		this.#credentials = credentials?.places;
		this.#config = config?.places;
		this.#inCredentials = this.#credentials?.count ?? 0;
		const count = this.#inCredentials + (this.#config?.count ?? 0);
		this.entryOf = new Int32Array(count).fill(none);
		this.#last = new Int32Array(count).fill(none);
		this.#previous = new Int32Array(count).fill(none);
	}

	/** Merges the sections of the files that are there, in turns. */
	static *inTurns(credentials: AwsFile | undefined, config: AwsFile | undefined): InTurns<MergedSections> {
		const merged = new MergedSections(credentials, config);
		// A file that the SDK gives up is an empty one to it.
		const read = config?.discarded === null ? config.places : undefined;
		if (read !== undefined) yield* merged.#addConfig(read);
		if (credentials?.discarded === null) yield* merged.#addCredentials(credentials.places, read);
		return merged;
	}

	/** The entry of a name; undefined: the SDK finds none. */
	find(name: string): number | undefined {
		return this.#entries.get(name);
	}

	/** The names, by their entries. */
	names(): string[] {
		return [...this.#entries.keys()];
	}

	/** The bits of all sections of an entry. */
	bits(entry: number): number {
		let bits = 0;
		for (let section = this.#last[entry] ?? none; section !== none; section = this.#before(section))
			bits |= this.#placesOf(section)?.bits(this.#indexOf(section)) ?? 0;
		return bits;
	}

	/** The value of a key that counts: that of the last section that has it. */
	value(entry: number, key: DecidingKey): string | undefined {
		for (let section = this.#last[entry] ?? none; section !== none; section = this.#before(section)) {
			const value = this.#placesOf(section)?.value(this.#indexOf(section), key);
			if (value !== undefined) return key === "aws_access_key_id" ? value : this.#shared(value);
		}
		return undefined;
	}

	/** The sections of an entry; later ones win. */
	sections(entry: number): SectionPlace[] {
		const sections: SectionPlace[] = [];
		for (const section of this.#numbers(entry)) {
			const places = this.#placesOf(section);
			if (places !== undefined) sections.push({ places, index: this.#indexOf(section) });
		}
		return sections;
	}

	/** `getConfigData`: profiles by their names, other sections by their keys. */
	*#addConfig(places: Places): InTurns<void> {
		const others = new Map<string, number[]>();
		for (let start = 0; start < places.count; start += turn) {
			if (start > 0) yield;
			this.#addConfigPart(places, start, others);
		}
		for (const [key, sections] of others) {
			// A profile may be called like that, too. What comes later takes the place of all that came before.
			const profile = this.#entries.get(key);
			const first = profile === undefined ? none : (this.#numbers(profile)[0] ?? none);
			if (first < (sections[0] ?? none)) this.#set(key, sections);
		}
	}

	/** Adds the profiles of one turn, and puts the other sections aside, by their keys. */
	#addConfigPart(places: Places, start: number, others: Map<string, number[]>): void {
		const end = Math.min(start + turn, places.count);
		for (let index = start; index < end; index++) {
			if (places.propertyCount(index) === 0) continue;
			const name = places.profileName(index);
			if (name !== null) {
				this.#add(name, this.#inCredentials + index);
				continue;
			}
			const { kind, key } = places.meaning(index);
			if (kind !== "sso-session" && kind !== "services") continue;
			const known = others.get(key ?? "");
			if (known === undefined) others.set(key ?? "", [this.#inCredentials + index]);
			else known.push(this.#inCredentials + index);
		}
	}

	/** `mergeConfigFiles`: later sections win key by key. */
	*#addCredentials(places: Places, config: Places | undefined): InTurns<void> {
		const onFunctions = new Map<string, number[]>();
		for (let start = 0; start < places.count; start += turn) {
			if (start > 0) yield;
			this.#addCredentialsPart(places, start, onFunctions);
		}
		// Both parsers write these onto one function of JavaScript's, before the config's profiles are merged into it.
		for (const [name, sections] of onFunctions) {
			const known = this.#entries.get(name);
			const inConfig = config === undefined ? [] : this.#inConfig(config, name);
			this.#set(name, [...inConfig, ...sections, ...(known === undefined ? [] : this.#numbers(known))]);
		}
	}

	/** Adds the profiles of one turn, and puts those aside that are called like a function of JavaScript's. */
	#addCredentialsPart(places: Places, start: number, onFunctions: Map<string, number[]>): void {
		const end = Math.min(start + turn, places.count);
		for (let index = start; index < end; index++) {
			const name = places.propertyCount(index) === 0 ? null : places.profileName(index);
			if (name === null) continue;
			if (!places.isOdd(index) || !isPrototypeName(name)) this.#add(name, index);
			else if (!onFunctions.has(name)) onFunctions.set(name, [index]);
			else onFunctions.get(name)?.push(index);
		}
	}

	/** The sections of the config file under a key that is none of a plain heading. */
	#inConfig(places: Places, key: string): number[] {
		return places.special
			.filter((index) => places.propertyCount(index) > 0 && places.meaning(index).key === key)
			.map((index) => this.#inCredentials + index);
	}

	/** One text for all that say the same, of those that come often: thousands of profiles have a handful of regions and sources. */
	#shared(text: string): string {
		const recent = this.#recent;
		const index = recent.indexOf(text);
		if (index >= 0) return recent[index] ?? text;
		if (recent.length === 8) recent.shift();
		recent.push(text);
		return text;
	}

	#add(name: string, section: number): void {
		let entry = this.#entries.get(name);
		if (entry === undefined) {
			entry = this.#entries.size;
			this.#entries.set(name, entry);
		}
		this.#previous[section] = this.#last[entry] ?? none;
		this.#last[entry] = section;
		this.entryOf[section] = entry;
	}

	/** Makes these the sections of a name, whatever it had. */
	#set(name: string, sections: readonly number[]): void {
		const entry = this.#entries.get(name) ?? this.#entries.size;
		this.#entries.set(name, entry);
		this.#last[entry] = none;
		for (const section of sections) {
			this.#previous[section] = this.#last[entry] ?? none;
			this.#last[entry] = section;
		}
	}

	/** The sections of an entry by their numbers; later ones win. */
	#numbers(entry: number): number[] {
		const numbers: number[] = [];
		for (let section = this.#last[entry] ?? none; section !== none; section = this.#before(section))
			numbers.push(section);
		return numbers.reverse();
	}

	#before(section: number): number {
		return this.#previous[section] ?? none;
	}

	#placesOf(section: number): Places | undefined {
		return section < this.#inCredentials ? this.#credentials : this.#config;
	}

	#indexOf(section: number): number {
		return section < this.#inCredentials ? section : section - this.#inCredentials;
	}
}
