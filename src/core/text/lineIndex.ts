const newline = 10;
const carriageReturn = 13;

/** Where the lines of a text begin: found once, so that asking for many places takes no time in proportion to the text. */
export class LineIndex {
	readonly #starts: number[] = [0];

	constructor(text: string) {
		for (let at = 0; at < text.length; at++) {
			const code = text.charCodeAt(at);
			if (code === newline || (code === carriageReturn && text.charCodeAt(at + 1) !== newline))
				this.#starts.push(at + 1);
		}
	}

	/** The number of the line that holds an offset, from 0. An offset beyond the text is in its last line. */
	lineOf(offset: number): number {
		let low = 0;
		let high = this.#starts.length - 1;
		while (low < high) {
			const middle = (low + high + 1) >> 1;
			if ((this.#starts[middle] ?? 0) <= offset) low = middle;
			else high = middle - 1;
		}
		return low;
	}

	/** Where a line begins. */
	startOf(line: number): number {
		return this.#starts[line] ?? 0;
	}
}
