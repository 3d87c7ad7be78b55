import type * as Shell from "unbash";
import type { Splitting, Unquoted } from "../../types.ts";
import type { Dialect, Value } from "../launch.ts";
import { type Placed, slice } from "../placed.ts";

/** A part of a word: text as it is, a variable that is replaced, or what cannot be known before it runs. */
export type Piece = string | Replaced | Unknown;

export interface Replaced {
	readonly variable: string;
	/** As in `${NAME:-operand}`. */
	readonly operator?: "-" | ":-" | "+" | ":+";
	readonly operand?: readonly Piece[];
	/** `${NAME%/*}`: the folder of the path that it holds. */
	readonly isFolder?: true;
	/** It is replaced by what is there after so many layers; absent: by what is there when the word is used. */
	readonly after?: number;
	/** How the shell splits the value, as no quotes stand around it. */
	readonly splits?: Splitting;
	/** The shell takes the name for an error where it is not set. */
	readonly needsSet?: true;
	/** `${NAME:=word}` also assigns. */
	readonly assigns?: true;
}

export interface Unknown {
	/** What it is, for people: "a command's output". */
	readonly unknown: string;
	/** The `.env` file whose assignments it brings: `$(cat .env | xargs)`. */
	readonly assignments?: Assignments;
	/** The file whose text it is, whatever quotes stand around it: `eval "$(cat .env)"`, `. <(cat .env)`. */
	readonly text?: Assignments;
	/** The commands whose output it is. */
	readonly script?: Shell.ParsedScript;
}

/** The file whose lines become words, and how. */
export interface Assignments {
	readonly path: string;
	/** With xargs quotes are taken away; else the shell splits the text at blanks and leaves them, or `read` takes each line as it is. */
	readonly how: "xargs" | "split" | "lines";
	/** grep takes the comments away before. */
	readonly skipsComments?: true;
	/** grep leaves these lines, or takes them away. */
	readonly greps?: readonly Grep[];
	/** sed writes `export` in front of each. */
	readonly exports?: true;
}

/** Lines that have one of these texts, those with `^` at their start. */
export interface Grep {
	readonly texts: readonly string[];
	readonly not?: true;
}

/** The dialect in which such a file is read. */
export function dialectOf({ how, skipsComments }: Assignments): Dialect {
	if (how === "lines") return "docker";
	if (how === "xargs") return skipsComments ? "xargs-no-comments" : "xargs";
	return skipsComments ? "words-no-comments" : "words";
}

/** A word of a command line, after quotes and escapes. */
export interface Word {
	readonly pieces: readonly Piece[];
	/** Its text with each character's place; where it has other pieces than text, as it is written. */
	readonly placed: Placed;
}

/** The word that is text and nothing else. */
export function plainWord(placed: Placed): Word {
	return { pieces: [placed.text], placed };
}

/** The word's text; undefined where a part of it is replaced or unknown. */
export function literal(word: Word | undefined): string | undefined {
	return word?.pieces.every((piece) => typeof piece === "string") ? word.pieces.join("") : undefined;
}

/** The same where a name that nothing on the way sets is taken not to be set: `.env.${STAGE:-dev}` is `.env.dev`. */
export function assumedText(word: Word | undefined): string | undefined {
	const texts = word?.pieces.map((piece) => {
		if (typeof piece === "string") return piece;
		const isDefault = "variable" in piece && (piece.operator === "-" || piece.operator === ":-");
		return isDefault ? literal({ pieces: piece.operand ?? [], placed: word.placed }) : undefined;
	});
	return texts?.every((text) => text !== undefined) ? texts.join("") : undefined;
}

/** The text that the word begins with, up to the first part that is replaced. */
export function literalStart(word: Word): string {
	const end = word.pieces.findIndex((piece) => typeof piece !== "string");
	return word.pieces.slice(0, end === -1 ? undefined : end).join("");
}

/** The rest of a word behind so many characters of its literal start: the value in `NAME=value` and `--flag=value`. */
export function behind(word: Word, length: number): Word {
	const pieces: Piece[] = [];
	let left = length;
	for (const piece of word.pieces) {
		if (typeof piece !== "string" || left === 0) pieces.push(piece);
		else {
			if (piece.length > left) pieces.push(piece.slice(left));
			left = Math.max(left - piece.length, 0);
		}
	}
	return { pieces, placed: slice(word.placed, Math.min(length, word.placed.text.length)) };
}

/**
 * What a variable has after `NAME=word`.
 * @param more what comes of the word where the shell makes several of it
 */
export function valueFrom(pieces: readonly Piece[], more: Unquoted["more"] = "stops"): Exclude<Value, null> {
	for (const piece of pieces) if (typeof piece === "object" && "unknown" in piece) return { unknown: piece.unknown };
	if (pieces.every((piece) => typeof piece === "string")) return pieces.join("");
	const [after, ...others] = new Set(moments(pieces));
	if (others.length > 0) return { unknown: "values of different moments" };
	const unquoted = unquotedIn(pieces, more);
	return {
		expand: template(pieces),
		as: "shell",
		...(after !== undefined && { after }),
		...(unquoted && { unquoted }),
	};
}

/** Where the pieces that a shell splits stand in their template. */
function unquotedIn(pieces: readonly Piece[], more: Unquoted["more"]): Unquoted | undefined {
	const at: [number, number][] = [];
	let by: Splitting | undefined;
	let start = 0;
	for (const piece of pieces) {
		const end = start + template([piece]).length;
		if (typeof piece === "object" && "variable" in piece && piece.splits) {
			at.push([start, end]);
			by = piece.splits;
		}
		start = end;
	}
	return by && { at, by, more };
}

/** The names in pieces that a shell takes for an error where they are not set. */
export function neededIn(pieces: readonly Piece[]): string[] {
	return pieces.flatMap((piece) =>
		typeof piece === "object" && "variable" in piece && piece.needsSet && !piece.operator ? [piece.variable] : [],
	);
}

/** After how many layers each variable is replaced. */
function moments(pieces: readonly Piece[]): (number | undefined)[] {
	return pieces.flatMap((piece) =>
		typeof piece === "object" && "variable" in piece ? [piece.after, ...moments(piece.operand ?? [])] : [],
	);
}

/** The pieces with their variables as they are after so many layers, whatever is set later. */
export function pinned(pieces: readonly Piece[], after: number): readonly Piece[] {
	return pieces.map((piece) => {
		if (typeof piece === "string" || "unknown" in piece) return piece;
		return {
			...piece,
			...(piece.operand && { operand: pinned(piece.operand, after) }),
			after: piece.after ?? after,
		};
	});
}

/** The pieces as they would stand between the double quotes of a POSIX shell; a brace is escaped within a reference alone. */
function template(pieces: readonly Piece[], isOperand = false): string {
	const special = isOperand ? /[\\$`"}]/g : /[\\$`"]/g;
	return pieces
		.map((piece) => {
			if (typeof piece === "string") return piece.replace(special, "\\$&");
			if ("unknown" in piece) return "";
			const operand = piece.operator === undefined ? "" : piece.operator + template(piece.operand ?? [], true);
			return `\${${piece.variable}${operand}}`;
		})
		.join("");
}

/** The names that pieces look up. */
export function references(pieces: readonly Piece[]): string[] {
	return pieces.flatMap((piece) =>
		typeof piece === "object" && "variable" in piece ? [piece.variable, ...references(piece.operand ?? [])] : [],
	);
}

/** The names that pieces look up when they are used: those that are replaced by an earlier moment's value are left out. */
export function unpinnedReferences(pieces: readonly Piece[]): string[] {
	return pieces.flatMap((piece) => {
		if (typeof piece === "string" || "unknown" in piece) return [];
		const inOperand = unpinnedReferences(piece.operand ?? []);
		return piece.after === undefined ? [piece.variable, ...inOperand] : inOperand;
	});
}
