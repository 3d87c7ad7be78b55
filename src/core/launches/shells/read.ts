import type * as Shell from "unbash";
import { type Placed, slice } from "../placed.ts";
import { assignedValue, fieldsOf, isUnbound } from "./fields.ts";
import type { Grammar } from "./grammar.ts";
import { type Part, wordParts, writtenPart } from "./posixWord.ts";
import type { ShellState } from "./state.ts";
import { type Piece, pinned, type Replaced, type Unknown, type Word } from "./word.ts";

/** One `NAME=value` in front of a command, or alone. */
export interface Assigned {
	readonly name: string;
	readonly pieces: readonly Piece[];
	readonly place: Placed;
}

/** Reads the words of a script as its shell does. */
export class Reader {
	readonly #script: Placed;
	readonly #state: ShellState;
	readonly #grammar: Grammar;
	readonly #substituted: (piece: Unknown) => Piece;

	/** @param substituted told of what is not known, such as a command's output; returns what stands in its place */
	constructor(script: Placed, state: ShellState, grammar: Grammar, substituted: (piece: Unknown) => Piece) {
		this.#substituted = substituted;
		this.#script = script;
		this.#state = state;
		this.#grammar = grammar;
	}

	/** The words that a command has once all is replaced, before anything of it is done; undefined: the shell stops at a name that is not set. */
	words({ name, args }: Shell.Command): Word[] | undefined {
		if (!name) return [];
		const count = this.#state.layers.length;
		const words: Word[] = [];
		for (const [index, one] of [name, ...args].entries()) {
			const parts = this.#parts(one);
			if (this.#isError(parts)) return undefined;
			const whole = slice(this.#script, one.pos, one.end);
			const isValue = index > 0 && /^[A-Za-z_]\w*\+?=/.test(one.text) && this.#keepsExported(name, words);
			const read = isValue
				? [{ pieces: assignedValue(parts, whole, this.#state, this.#grammar), placed: whole }]
				: fieldsOf(parts, whole, this.#state, this.#grammar);
			words.push(...read.map(({ pieces, placed }) => ({ placed, pieces: pinned(pieces, count) })));
		}
		return words;
	}

	/** The word that a word comes to; undefined: it comes to none, or to several. */
	oneWord(word: Shell.Word): Word | undefined {
		const whole = slice(this.#script, word.pos, word.end);
		const [first, ...others] = fieldsOf(this.#parts(word), whole, this.#state, this.#grammar);
		return others.length === 0 ? first : undefined;
	}

	/** The assignments in front of a command, each read when it is asked for; undefined: the shell stops at a name that is not set. */
	*assignments({ prefix }: Shell.Command): Generator<Assigned | undefined, void> {
		for (const part of prefix) {
			if (part.type !== "Assignment" || part.value.type !== "Word" || part.index) continue;
			const parts = this.#read(this.#known(wordParts(part.value, this.#script)));
			const place = slice(this.#script, part.pos, part.end);
			const value = assignedValue(parts, place, this.#state, this.#grammar);
			const pieces = part.append ? [{ variable: part.name }, ...value] : value;
			yield this.#isError(parts) ? undefined : { name: part.name, pieces, place };
		}
	}

	/** Whether `NAME=value` is an assignment as an argument of this command: its value is one word then. */
	#keepsExported(name: Shell.Word, words: readonly Word[]): boolean {
		const { keepsExported } = this.#grammar;
		if (keepsExported === "bare") return /^(?:export|readonly|declare|typeset|local)$/.test(name.text);
		const texts = words.map(({ pieces }) => pieces.join(""));
		const command = texts.find((text) => text !== "command");
		return keepsExported === "always" && /^(?:export|readonly|declare|typeset|local)$/.test(command ?? "");
	}

	#parts(word: Shell.CommandArgument): readonly Part[] {
		if (word.type === "Word") return this.#read(this.#known(wordParts(word, this.#script)));
		const head = slice(this.#script, word.pos, word.pos + word.name.length + (word.append ? 2 : 1));
		const value = word.value.type === "Word" ? wordParts(word.value, this.#script) : [];
		return this.#read(this.#known([writtenPart(head), ...value]));
	}

	/** The parts with what is known of commands' output. */
	#known(parts: readonly Part[]): readonly Part[] {
		return parts.map((part) => {
			const { piece, operand } = part;
			if (operand) return { ...part, operand: this.#known(operand) };
			return typeof piece === "string" || !("unknown" in piece) ? part : { ...part, piece: this.#substituted(piece) };
		});
	}

	/** The parts with the operators that this shell knows. */
	#read(parts: readonly Part[]): readonly Part[] {
		const { needsSet, looksOutside } = this.#grammar;
		if (!needsSet && !looksOutside) return parts;
		return parts.map((part) => {
			const { piece } = part;
			if (typeof piece === "string" || "unknown" in piece || !piece.operator) return part;
			if (looksOutside) return { ...part, piece: pinned([piece], this.#state.layers.length)[0] ?? piece };
			// Only `:-` and `:+` are operators there: another character is one of the name.
			const isLonger = piece.operator.startsWith(":") ? {} : ({ isLonger: true } as const);
			return { ...part, piece: ofSet(piece), operand: this.#read(part.operand ?? []), ...isLonger };
		});
	}

	#isError(parts: readonly Part[]): boolean {
		return this.#grammar.needsSet === true && isUnbound(parts, this.#state);
	}
}

/** An empty value counts as set. */
function ofSet(piece: Replaced): Replaced {
	const operand = piece.operand?.map((one) => (typeof one === "string" || "unknown" in one ? one : ofSet(one)));
	const operator = piece.operator?.startsWith(":") ? (piece.operator.slice(1) as "-" | "+") : piece.operator;
	return { ...piece, ...(operator && { operator }), ...(operand && { operand }) };
}
