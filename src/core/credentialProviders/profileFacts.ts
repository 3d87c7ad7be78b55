import { type DecidingKey, keyBits } from "../sharedConfig/decidingKeys.ts";
import type { MergedSections } from "../sharedConfig/merge.ts";

/** Which of the keys that decide about a profile it has, over all its sections, and what they say. Cheap: nothing is copied. */
export interface ProfileFacts extends KeyFacts {
	/** The value that counts: that of the last section that has the key. */
	text(key: DecidingKey): string | undefined;
	/** The bits of keys that it has and that this version of the SDK does not read. */
	readonly ignoredBits: number;
}

/** Which of the deciding keys there are. */
export class KeyFacts {
	/** The keys' bits of `decidingKeys.ts`, with those of what else is known of its sections. */
	readonly bits: number;

	constructor(bits: number) {
		this.bits = bits;
	}

	has(key: DecidingKey): boolean {
		return (this.bits & keyBits[key]) !== 0;
	}
}

/** The facts of the sections that are merged under a name. */
export class EntryFacts extends KeyFacts implements ProfileFacts {
	readonly #merged: MergedSections;
	readonly #entry: number;
	readonly ignoredBits: number;

	/** @param deciding the bits of the keys that the SDK reads */
	constructor(merged: MergedSections, entry: number, deciding = -1) {
		const bits = merged.bits(entry);
		super(bits & deciding);
		this.ignoredBits = bits & ~deciding;
		this.#merged = merged;
		this.#entry = entry;
	}

	text(key: DecidingKey): string | undefined {
		return this.has(key) ? this.#merged.value(this.#entry, key) : undefined;
	}
}

/** The facts of a profile that is not there. */
export const noFacts: ProfileFacts = Object.assign(new KeyFacts(0), { text: () => undefined, ignoredBits: 0 });
