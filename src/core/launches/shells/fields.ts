import { joined, type Placed } from "../placed.ts";
import type { Grammar } from "./grammar.ts";
import { type Part, standingFor } from "./posixWord.ts";
import type { ShellState } from "./state.ts";
import type { Piece, Word } from "./word.ts";

/** Blanks, where a script sets no `IFS` of its own: a shell does not take that of its environment. */
const blanks = " \t\n";

/**
 * The words that a word of a script comes to, once what stands in it is replaced: POSIX calls them fields. None where nothing is left of it
 * and it has no quotes. Facts: `grammar.ts`.
 * @param whole the word as it is written
 */
export function fieldsOf(parts: readonly Part[], whole: Placed, state: ShellState, grammar: Grammar): Word[] {
	const fields = new Fields(state, grammar, true);
	fields.add(parts);
	return fields.end(whole);
}

/**
 * The one word that a value comes to: behind `NAME=` in front of a command, and as an argument of `export` where a shell takes that for an
 * assignment as well. Shells that know no such rule join the words again.
 */
export function assignedValue(
	parts: readonly Part[],
	whole: Placed,
	state: ShellState,
	grammar: Grammar,
): readonly Piece[] {
	const isJoined = grammar.splits === "words" || grammar.splits === "words at spaces";
	const fields = new Fields(state, grammar, isJoined);
	fields.add(parts);
	return fields.end(whole).flatMap(({ pieces }, index) => (index === 0 ? pieces : [" ", ...pieces]));
}

/** Whether a shell that takes a name that is not set for an error finds one, as far as the script says so. */
export function isUnbound(parts: readonly Part[], state: ShellState): boolean {
	return parts.some(({ piece, source = "", isLonger, operand = [] }) => {
		if (isLonger || /^\$\{?\d/.test(source)) return true;
		if (typeof piece === "string" || "unknown" in piece) return false;
		if (piece.operator === undefined) return state.isUnset(piece.variable);
		return state.look(piece) === "operand" && isUnbound(operand, state);
	});
}

/** Collects the words that parts come to. */
class Fields {
	readonly #state: ShellState;
	readonly #grammar: Grammar;
	readonly #splits: boolean;
	readonly #words: Word[] = [];
	#pieces: Piece[] = [];
	#places: Placed[] = [];
	/** There is a word, though it may be empty. */
	#isThere = false;
	/** A blank has ended the last word. */
	#isBehindBlank = false;

	constructor(state: ShellState, grammar: Grammar, splits: boolean) {
		this.#state = state;
		this.#grammar = grammar;
		this.#splits = splits;
	}

	add(parts: readonly Part[], isQuoted = false): void {
		for (const part of parts) this.#part(part, isQuoted || part.how === "quoted");
	}

	/** All words. The only one ends where the word as it is written does, and one that is not known altogether is that, with its quotes. */
	end(whole: Placed): Word[] {
		this.#close();
		const [only, ...others] = this.#words;
		if (!only || others.length > 0) return this.#words;
		const { path, text, at } = only.placed;
		const end = whole.at.at(-1) ?? 0;
		const isKnown = only.pieces.every((piece) => typeof piece === "string");
		return [{ ...only, placed: isKnown ? { path, text, at: [...at.slice(0, -1), end] } : whole }];
	}

	#part(part: Part, isQuoted: boolean): void {
		const { piece, placed, how, source = "" } = part;
		if (how === "written" && typeof piece === "string") this.#text(piece, placed);
		else if (how === "home") this.#home(part);
		else if (this.#grammar.leavesBraces && source.startsWith("${")) this.#braces(part, isQuoted);
		else {
			const found = typeof piece === "string" || "unknown" in piece ? [piece] : this.#state.look(piece);
			if (found === "operand" && part.operand) this.#operand(part.operand, isQuoted);
			else {
				const pieces = found === undefined || found === "operand" ? this.#state.resolve([piece]) : found;
				const isWhole = isQuoted || (found === undefined && this.#grammar.splits !== "words" && quotesBlank(part));
				this.#put(pieces, placed, isWhole ? "quoted" : how === "output" ? "output" : "variable");
			}
		}
	}

	/** `${NAME}` as it is written. */
	#braces({ source = "", placed, operand }: Part, isQuoted: boolean): void {
		const how = isQuoted ? "quoted" : "output";
		const head = operand && /^\$\{\w+:?[-+=?]/.exec(source)?.[0];
		if (head === undefined) this.#put([source], placed, how);
		else {
			this.#put([head], placed, how);
			for (const part of operand ?? [])
				if (part.how === "variable" && typeof part.piece === "string" && !isQuoted)
					this.#split(part.piece, part.placed);
				else this.#part(part, isQuoted);
			this.#put(["}"], placed, how);
		}
	}

	#home(part: Part): void {
		if (this.#grammar.keepsTilde) this.#text("~", part.placed);
		else this.#put(this.#state.resolve([part.piece]), part.placed, "quoted");
	}

	/** Its own quotes keep it together, but not where a shell splits all of what comes out. */
	#operand(parts: readonly Part[], isQuoted: boolean): void {
		if (isQuoted || this.#isSplitInWords()) {
			const pieces = this.#state.resolve(parts.map(({ piece }) => piece));
			const isText = pieces.every((piece) => typeof piece === "string");
			const [first] = parts;
			if (first) this.#put(isText ? [pieces.join("")] : pieces, first.placed, isQuoted ? "quoted" : "variable");
		} else this.add(parts);
	}

	#isSplitInWords(): boolean {
		return this.#grammar.splits === "words" || this.#grammar.splits === "words at spaces";
	}

	#put(pieces: readonly Piece[], placed: Placed, how: "quoted" | "variable" | "output"): void {
		const { splits } = this.#grammar;
		const isWhole = !this.#splits || how === "quoted" || (splits === "output" && how === "variable");
		const keepsEmpty = how === "quoted" ? !this.#grammar.dropsQuotedEmpty : how === "output" && splits === "words";
		if (keepsEmpty) this.#isThere = true;
		for (const piece of pieces) {
			if (typeof piece !== "string") this.#piece(this.#asRead(piece, this.#splits && how !== "quoted"), placed);
			else if (splits === "words at spaces" && how === "quoted") this.#whole(wordsIn(piece, / +/).join(" "), placed);
			else if (isWhole) {
				if (piece !== "") this.#whole(piece, placed);
			} else if (this.#isSplitInWords()) this.#glued(wordsIn(piece, splits === "words" ? /[ \t\r\n]+/ : / +/), placed);
			else this.#split(piece, placed);
		}
	}

	/** A piece that only the environment tells, with what the shell makes of it there. */
	#asRead(piece: Exclude<Piece, string>, isUnquoted: boolean): Piece {
		if ("unknown" in piece) return piece;
		const { splits: _, needsSet: __, ...plain } = piece;
		const { splits, needsSet } = this.#grammar;
		return { ...plain, ...(isUnquoted && { splits }), ...(needsSet && { needsSet }) };
	}

	/** The first word belongs to what stands before it, the last to what stands behind. */
	#glued(words: readonly string[], placed: Placed): void {
		for (const [index, word] of words.entries()) {
			if (index > 0) this.#close();
			this.#whole(word, placed);
		}
	}

	/** POSIX, 2.6.5: blanks end a word, also at the start and the end of the value; any other character of `IFS` does so each time. */
	#split(text: string, placed: Placed): void {
		const separators = this.#state.textOf("IFS") ?? blanks;
		let start = 0;
		for (let at = 0; at <= text.length; at++) {
			const character = text[at];
			if (character !== undefined && !separators.includes(character)) continue;
			if (at > start) this.#whole(text.slice(start, at), placed);
			start = at + 1;
			if (character === undefined) return;
			if (blanks.includes(character)) {
				this.#isBehindBlank ||= this.#isThere;
				this.#close();
			} else {
				if (!this.#isBehindBlank) this.#whole("", placed);
				this.#isBehindBlank = false;
				this.#close();
			}
		}
	}

	#whole(text: string, placed: Placed): void {
		this.#text(text, standingFor(text, placed));
	}

	#text(text: string, placed: Placed): void {
		this.#isThere = true;
		this.#isBehindBlank = false;
		this.#places.push(placed);
		const last = this.#pieces.at(-1);
		if (typeof last === "string") this.#pieces.splice(-1, 1, last + text);
		else this.#pieces.push(text);
	}

	#piece(piece: Piece, placed: Placed): void {
		this.#isThere = true;
		this.#isBehindBlank = false;
		this.#places.push(placed);
		this.#pieces.push(piece);
	}

	#close(): void {
		if (this.#isThere) {
			const placed = joined(this.#places[0]?.path ?? "", this.#places);
			this.#words.push({ pieces: this.#pieces.length > 0 ? this.#pieces : [""], placed });
		}
		this.#pieces = [];
		this.#places = [];
		this.#isThere = false;
	}
}

function wordsIn(text: string, blank: RegExp): string[] {
	return text.split(blank).filter((word) => word !== "");
}

/** Whether `${NAME:-"two words"}` has a blank between quotes, so that the word is not split where it counts. */
function quotesBlank({ operand = [] }: Part): boolean {
	return operand.some(({ piece, how }) => how === "written" && typeof piece === "string" && /\s/.test(piece));
}
