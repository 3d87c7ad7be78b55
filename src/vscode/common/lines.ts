import { Position, Range } from "vscode";
import type { TextRange } from "../../core/index.ts";

const BOM = "\uFEFF";
const newline = 10;
const carriageReturn = 13;

/** Turns a text's offsets into VS Code's positions, for files that may not be open. A BOM is part of a file's text but of no line. */
export class Lines {
	readonly #starts: number[] = [0];
	readonly #shift: number;
	readonly #length: number;

	constructor(text: string) {
		this.#shift = text.startsWith(BOM) ? 1 : 0;
		this.#length = text.length;
		// With each key typed the whole text is gone through: no match is made for each of its lines.
		for (let at = 0; at < text.length; at++) {
			const code = text.charCodeAt(at);
			if (code === newline || (code === carriageReturn && text.charCodeAt(at + 1) !== newline))
				this.#starts.push(at + 1);
		}
	}

	/** The position of a UTF-16 offset; offsets outside the text are moved to its ends. */
	position(offset: number): Position {
		const at = Math.min(Math.max(offset, 0), this.#length);
		let low = 0;
		let high = this.#starts.length - 1;
		while (low < high) {
			const middle = (low + high + 1) >> 1;
			if ((this.#starts[middle] ?? 0) <= at) low = middle;
			else high = middle - 1;
		}
		const character = at - (this.#starts[low] ?? 0) - (low === 0 ? this.#shift : 0);
		return new Position(low, Math.max(character, 0));
	}

	range({ start, end }: TextRange): Range {
		return new Range(this.position(start), this.position(end));
	}
}
