const longest = 31;

/** A few words, each with a number: found in a text without cutting out the place that may be one. */
export class Words {
	/** By length and one of its characters, which together tell most words apart: where in the list such words start, plus one. */
	readonly #starts = new Uint8Array((longest + 1) * 128);
	readonly #list: { readonly word: string; readonly key: number; readonly value: number }[];

	/** @param words of ASCII, none of them empty or very long, none with the number 0 */
	constructor(words: Iterable<readonly [string, number]>) {
		this.#list = [...words]
			.map(([word, value]) => ({ word, key: keyOf(word, 0, word.length), value }))
			.sort((a, b) => a.key - b.key);
		for (const [index, { key }] of this.#list.entries()) this.#starts[key] ||= index + 1;
	}

	/** The number of the word that stands in `start..end`; 0: none. */
	at(text: string, start: number, end: number): number {
		if (end - start > longest) return 0;
		const key = keyOf(text, start, end);
		const first = this.#starts[key] ?? 0;
		if (first === 0) return 0;
		for (let index = first - 1; index < this.#list.length; index++) {
			const candidate = this.#list[index];
			if (candidate?.key !== key) return 0;
			if (text.startsWith(candidate.word, start)) return candidate.value;
		}
		return 0;
	}
}

function keyOf(text: string, start: number, end: number): number {
	const length = end - start;
	// Another character than ASCII is past the end of the table, or meets a word that it is not.
	return length * 128 + text.charCodeAt(start + (length >> 2));
}
