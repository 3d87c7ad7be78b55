import { parseTemplate, type TemplatePiece } from "../../dotenv/expansions/composeTemplate.ts";
import type { Placed } from "../placed.ts";
import type { Piece, Word } from "../shells/word.ts";
import { spread } from "./dockerfileText.ts";

/** The pieces of a text of a compose file; a text for which compose stops is known to nobody. */
export function composePieces(text: string): Piece[] {
	const pieces = parseTemplate(text);
	return pieces ? inOne(pieces) : [{ unknown: "a broken reference" }];
}

/** Neighboring texts as one. */
function inOne(pieces: readonly TemplatePiece[]): Piece[] {
	const found: Piece[] = [];
	for (const piece of pieces) {
		const last = found.at(-1);
		if (typeof piece === "string" && typeof last === "string") found[found.length - 1] = last + piece;
		else if (typeof piece === "string") found.push(piece);
		else found.push(piece.operand ? { ...piece, operand: inOne(piece.operand) } : piece);
	}
	return found.length === 0 ? [""] : found;
}

/** A text as one word. */
export function composeWord(placed: Placed): Word {
	return { pieces: composePieces(placed.text), placed };
}

/**
 * A text that decides where something is, with the variables that are known: those of the project's `.env`, and defaults for others.
 * undefined: a part of it is not known here.
 */
export function settled(text: string, known: ReadonlyMap<string, string>): string | undefined {
	const fill = (pieces: readonly Piece[]): string | undefined => {
		let filled = "";
		for (const piece of pieces) {
			const part =
				typeof piece === "string"
					? piece
					: "unknown" in piece
						? undefined
						: (known.get(piece.variable) ?? (piece.operator?.endsWith("-") ? fill(piece.operand ?? []) : undefined));
			if (part === undefined) return undefined;
			filled += part;
		}
		return filled;
	};
	return fill(composePieces(text));
}

/**
 * The words of `command: npm start -- x`: compose splits it as a shell would, and starts it without one.
 * Source: `shellwords.Parse` of compose-go, by its documentation.
 */
export function splitCommand(placed: Placed): Word[] {
	const words: Word[] = [];
	const { text } = placed;
	let value = "";
	let from: number | undefined;
	let quote: string | undefined;
	for (let at = 0; at <= text.length; at++) {
		const character = text[at];
		if (character === undefined || (quote === undefined && /\s/.test(character))) {
			if (from !== undefined) words.push(composeWord(wordAt(placed, from, at, value)));
			[from, value] = [undefined, ""];
			continue;
		}
		from ??= at;
		if (character === quote) quote = undefined;
		else if (quote === undefined && (character === '"' || character === "'")) quote = character;
		else if (character === "\\" && quote !== "'" && at + 1 < text.length) value += text[++at];
		else value += character;
	}
	return words;
}

function wordAt({ path, text, at }: Placed, from: number, to: number, value: string): Placed {
	const part = { path, text: text.slice(from, to), at: at.slice(from, to + 1) };
	if (part.text === value) return part;
	if (part.text.slice(1, -1) === value) return { path, text: value, at: part.at.slice(1, -1) };
	return { path, text: value, at: spread(part, value.length) };
}
