import { type DecidingKey, keyBits } from "./awsKeyBits.ts";
import type { AwsSection } from "./awsSections.ts";

/** Which of the keys that decide about a profile it has, over all its sections, and what they say. Cheap: nothing is copied. */
export interface ProfileFacts {
	/** The keys' bits of `awsKeyBits.ts`. */
	readonly bits: number;
	has(key: DecidingKey): boolean;
	/** The value that counts: that of the last section that has the key. */
	text(key: DecidingKey): string | undefined;
}

class Facts implements ProfileFacts {
	readonly bits: number;
	// Private, as they hold the text: printed facts must not show the secrets.
	readonly #sections: readonly AwsSection[];

	constructor(sections: readonly AwsSection[]) {
		let bits = 0;
		for (const section of sections) bits |= section.keyBits;
		this.bits = bits;
		this.#sections = sections;
	}

	has(key: DecidingKey): boolean {
		return (this.bits & keyBits[key]) !== 0;
	}

	text(key: DecidingKey): string | undefined {
		if (!this.has(key)) return undefined;
		for (let index = this.#sections.length - 1; index >= 0; index--) {
			const value = this.#sections[index]?.text(key);
			if (value !== undefined) return value;
		}
		return undefined;
	}
}

/** The facts of sections that are one profile, or one session; later ones win. */
export function factsOf(sections: readonly AwsSection[]): ProfileFacts {
	return new Facts(sections);
}

export const noFacts: ProfileFacts = factsOf([]);
