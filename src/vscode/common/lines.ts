import { Position, Range } from "vscode";
import { TextDocument } from "vscode-languageserver-textdocument";
import type { TextRange } from "../../core/index.ts";

const BOM = "\uFEFF";

/** Turns a text's offsets into VS Code's positions, for files that may not be open. A BOM is part of a file's text but of no line. */
export class Lines {
	readonly #document: TextDocument;
	readonly #shift: number;

	constructor(text: string) {
		this.#shift = text.startsWith(BOM) ? 1 : 0;
		this.#document = TextDocument.create("", "", 0, text.slice(this.#shift));
	}

	/** The position of a UTF-16 offset; offsets outside the text are moved to its ends. */
	position(offset: number): Position {
		const { line, character } = this.#document.positionAt(offset - this.#shift);
		return new Position(line, character);
	}

	range({ start, end }: TextRange): Range {
		return new Range(this.position(start), this.position(end));
	}
}
