import { decidingBits, sectionBits } from "./decidingKeys.ts";
import { isSpecial, Places, propertyStride, sectionStride } from "./sections.ts";

/** Writes the numbers that `Places` reads, while a file is gone through from its start to its end. */
export class PlacesWriter {
	readonly #text: string;
	#sections: Int32Array<ArrayBuffer>;
	#properties: Int32Array<ArrayBuffer>;
	#sectionAt = 0;
	#propertyAt = 0;
	/** What is known of the section that is being read. */
	#bits = 0;
	readonly #special: number[] = [];

	constructor(text: string) {
		this.#text = text;
		// Room for lines of usual length: what is never written to costs next to nothing.
		this.#sections = new Int32Array((16 + (text.length >> 6)) * sectionStride);
		this.#properties = new Int32Array((16 + (text.length >> 5)) * propertyStride);
	}

	/** Whether a heading was read. */
	get hasSection(): boolean {
		return this.#sectionAt > 0;
	}

	/** The text between the brackets of the section that is being read. */
	get heading(): string {
		const at = this.#sectionAt - sectionStride;
		return this.#text.slice(this.#sections[at + 1], this.#sections[at + 3]);
	}

	/** Begins a section. `nameStart` is negative where only the heading's meaning tells the name. */
	section(lineStart: number, headingStart: number, nameStart: number, headingEnd: number): void {
		this.#closeSection();
		const at = this.#sectionAt;
		if (isSpecial(this.#text, headingStart, nameStart, headingEnd)) this.#special.push(at / sectionStride);
		this.#bits = nameStart < 0 ? sectionBits.odd : 0;
		if (at === this.#sections.length) this.#sections = twice(this.#sections);
		this.#sections[at] = lineStart;
		this.#sections[at + 1] = headingStart;
		this.#sections[at + 2] = nameStart;
		this.#sections[at + 3] = headingEnd;
		this.#sections[at + 4] = this.#propertyAt / propertyStride;
		this.#sectionAt += sectionStride;
	}

	/**
	 * Adds a property to the section that is being read.
	 * @param bit what `bitAt()` says of its name
	 * @param sub where the `s3 =` above starts; negative: it is no sub-property
	 */
	property(start: number, end: number, bit: number, sub: number, isQuoted: boolean): void {
		if ((this.#bits & bit & (decidingBits | sectionBits.other)) !== 0) this.#bits |= sectionBits.repeated;
		if (isQuoted) this.#bits |= sectionBits.quoted;
		this.#bits |= bit;
		const at = this.#propertyAt;
		if (at === this.#properties.length) this.#properties = twice(this.#properties);
		this.#properties[at] = start;
		this.#properties[at + 1] = end;
		this.#properties[at + 2] = sub < 0 ? bit : ~sub;
		this.#propertyAt += propertyStride;
	}

	/** Notes of the section that is being read that other readers of the file may see something else in it. */
	uneven(): void {
		this.#bits |= sectionBits.uneven;
	}

	/** The places, once the whole file was gone through. */
	places(kind: "credentials" | "config"): Places {
		this.#closeSection();
		return new Places(kind, this.#text, {
			sections: this.#sections.slice(0, this.#sectionAt),
			properties: this.#properties.slice(0, this.#propertyAt),
			special: this.#special,
		});
	}

	#closeSection(): void {
		if (this.#sectionAt > 0) this.#sections[this.#sectionAt - 1] = this.#bits;
	}
}

function twice(numbers: Int32Array<ArrayBuffer>): Int32Array<ArrayBuffer> {
	const larger = new Int32Array(numbers.length * 2);
	larger.set(numbers);
	return larger;
}
