import type { Piece } from "../shells/word.ts";

/** What a name has in a Dockerfile; undefined: nothing. */
export type Lookup = (name: string) => readonly Piece[] | undefined;

/**
 * The value of `ENV NAME=value` or `ARG NAME=value`: quotes are taken away, and variables replaced but between single quotes; one that is
 * not set leaves nothing. Source: BuildKit's `frontend/dockerfile/shell`, by its documentation.
 */
export function valuePieces(written: string, mark: string, lookup: Lookup): Piece[] {
	const reader = new Value(written, mark, lookup);
	reader.read(written.length);
	const pieces = merged(reader.pieces);
	const length = pieces.reduce((sum, piece) => sum + (typeof piece === "string" ? piece.length : 1), 0);
	return length > longest || pieces.length > mostPieces ? [{ unknown: "a long value" }] : pieces;
}

/** A value that is made of itself again and again has an end. */
const longest = 32_000;
const mostPieces = 200;

class Value {
	readonly pieces: Piece[] = [];
	readonly #text: string;
	readonly #mark: string;
	readonly #lookup: Lookup;
	#at = 0;

	constructor(text: string, mark: string, lookup: Lookup) {
		this.#text = text;
		this.#mark = mark;
		this.#lookup = lookup;
	}

	read(end: number): void {
		let quote: string | undefined;
		while (this.#at < end) {
			const character = this.#text[this.#at] ?? "";
			if (quote !== "'" && character === this.#mark) {
				const next = this.#text[this.#at + 1] ?? "";
				const isKept = quote === '"' && next !== '"' && next !== "$" && next !== this.#mark;
				this.pieces.push(isKept ? character + next : next);
				this.#at += 2;
			} else if (quote === undefined && (character === '"' || character === "'")) {
				quote = character;
				this.#at++;
			} else if (character === quote) {
				quote = undefined;
				this.#at++;
			} else if (character === "$" && quote !== "'") this.#variable();
			else {
				this.pieces.push(character);
				this.#at++;
			}
		}
	}

	#variable(): void {
		const rest = this.#text.slice(this.#at, this.#at + 2_000);
		const [whole, braced, operator, operand = "", plain] =
			/^\$(?:\{(\w{1,200})(?:(:?[-+?])([^{}]{0,1500}))?\}|(\w{1,200}))/.exec(rest) ?? [];
		if (whole === undefined) {
			this.pieces.push("$");
			this.#at++;
			return;
		}
		this.#at += whole.length;
		const value = this.#lookup(braced ?? plain ?? "");
		const isEmpty = value === undefined || (operator?.startsWith(":") === true && value.every((piece) => piece === ""));
		const inner = () => valuePieces(operand, this.#mark, this.#lookup);
		if (operator?.endsWith("-")) this.pieces.push(...(isEmpty ? inner() : value));
		else if (operator?.endsWith("+")) this.pieces.push(...(isEmpty ? [] : inner()));
		else this.pieces.push(...(value ?? []));
	}
}

/** Neighboring texts as one. */
function merged(pieces: readonly Piece[]): Piece[] {
	const found: Piece[] = [];
	for (const piece of pieces) {
		const last = found.at(-1);
		if (typeof piece === "string" && typeof last === "string") found[found.length - 1] = last + piece;
		else found.push(piece);
	}
	return found.length === 0 ? [""] : found;
}
