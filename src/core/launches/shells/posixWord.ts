import type * as Shell from "unbash";
import { type Placed, slice } from "../placed.ts";
import { assignmentsOf, echoed } from "./substitution.ts";
import type { Piece } from "./word.ts";

/** A part of a word, before the shell replaces anything. */
export interface Part {
	readonly piece: Piece;
	readonly placed: Placed;
	/**
	 * written: text that stays as it is. quoted: what the shell puts in stands between double quotes. The rest stands without quotes: a
	 * variable, a command's output, and home, which `~` stands for.
	 */
	readonly how: "written" | "quoted" | "variable" | "output" | "home";
	/** The word behind `${NAME:-`. */
	readonly operand?: readonly Part[];
	/** Its text, where the shell replaces it. */
	readonly source?: string;
	/** Behind it stands what shells take for more of the name whose names may hold more than letters, digits and `_`. */
	readonly isLonger?: true;
}

/** The parts of a word as POSIX shells read it. `script` is the text that was parsed. */
export function wordParts(word: Shell.Word, script: Placed): readonly Part[] {
	const tilde = /^~(?=\/|$)/.test(word.text) ? 1 : 0;
	const home: Part[] = tilde
		? [{ piece: { variable: "HOME" }, placed: slice(script, word.pos, word.pos + 1), how: "home", source: "~" }]
		: [];
	const written = word.value.slice(tilde);
	if (!word.parts) {
		const isThere = written !== "" || !tilde;
		return isThere ? [...home, text(written, script, word.pos + tilde, word.end)] : home;
	}
	const parts = word.parts.flatMap((part) => partOf(part, script, false));
	const [first] = parts;
	if (!tilde || !first || typeof first.piece !== "string") return parts;
	return [...home, { ...first, piece: first.piece.slice(1), placed: slice(first.placed, 1) }, ...parts.slice(1)];
}

/** A part that is text. */
export function writtenPart(placed: Placed): Part {
	return { piece: placed.text, placed, how: "written" };
}

function partOf(part: Shell.WordPart, script: Placed, isQuoted: boolean): Part[] {
	const how = isQuoted ? "quoted" : "variable";
	switch (part.type) {
		case "Literal":
		case "SingleQuoted":
		case "AnsiCQuoted":
			return [text(part.value, script, part.pos, part.end)];
		case "DoubleQuoted":
		case "LocaleString": {
			const isEmpty = part.parts.length === 0;
			return isEmpty ? [text("", script, part.pos, part.end)] : part.parts.flatMap((one) => partOf(one, script, true));
		}
		case "SimpleExpansion": {
			const isLonger = /[$@*?#\w-]/.test(script.text[part.end] ?? "") ? ({ isLonger: true } as const) : {};
			const isOne = isQuoted && part.text !== "$@";
			return [{ ...told(variable(part.text.slice(1)), script, part, isOne ? how : "variable"), ...isLonger }];
		}
		case "ParameterExpansion":
			return [{ ...told(parameter(part, script), script, part, how), ...operandOf(part, script) }];
		case "CommandExpansion":
			return [told(substituted(part, isQuoted), script, part, isQuoted ? "quoted" : "output")];
		case "ProcessSubstitution": {
			const file = assignmentsOf(part.script);
			return [told({ unknown: "a command's output", ...(file && { text: file }) }, script, part, "quoted")];
		}
		case "ArithmeticExpansion":
			return [told({ unknown: "a calculation" }, script, part, "quoted")];
		default:
			return [text(part.text, script, part.pos, part.end)];
	}
}

/** What is known of a part that the shell replaces: all of it stands where the part does. */
function told(piece: Piece, script: Placed, { pos, end }: { pos: number; end: number }, how: Part["how"]): Part {
	const placed = slice(script, pos, end);
	const source = placed.text;
	return { piece, placed: typeof piece === "string" ? standingFor(piece, placed) : placed, how, source };
}

/** A text that the shell puts in where something else is written: all of it stands there. */
export function standingFor(text: string, { path, at }: Placed): Placed {
	const start = at[0] ?? 0;
	return { path, text, at: [...text.split("").map(() => start), at.at(-1) ?? start] };
}

/** The value, each character at its place in what is written: quotes and backslashes were taken away from it. */
function text(value: string, script: Placed, start: number, end: number): Part {
	const at: number[] = [];
	let index = start;
	for (const character of value.split("")) {
		const found = script.text.indexOf(character, index);
		if (found !== -1 && found < end) index = found;
		at.push(script.at[index] ?? 0);
		if (index < end) index++;
	}
	at.push(script.at[Math.min(index, end)] ?? 0);
	return writtenPart({ path: script.path, text: value, at });
}

/** `$NAME`. `$0` is a file's path, and `$1` its arguments, where one is run; an npm script has none of its own. */
function variable(name: string): Piece {
	return /^(?:[A-Za-z_]\w*|[\d@*])$/.test(name) ? { variable: name } : { unknown: "a value of the shell's own" };
}

function parameter(part: Shell.ParameterExpansionPart, script: Placed): Piece {
	const { operation, prefix, index } = part;
	const isOwnFile = part.parameter === "BASH_SOURCE" && index?.value === "0";
	if (prefix !== undefined || (index !== undefined && !isOwnFile)) return { unknown: "a calculation" };
	const name = variable(part.parameter);
	if (!operation || typeof name === "string" || !("variable" in name)) return name;
	if (operation.type === "Remove" && operation.operator === "%" && operation.operand.text === "/*")
		return { ...name, isFolder: true };
	if (operation.type !== "Default") return { unknown: "a part of a value" };
	// `=` also assigns, `?` also ends the script: what the word comes to is the same.
	const operator = operation.operator.replace("=", "-");
	if (operator !== "-" && operator !== ":-" && operator !== "+" && operator !== ":+") return name;
	const assigns = operator === operation.operator ? {} : ({ assigns: true } as const);
	return { ...name, ...assigns, operator, operand: wordParts(operation.operand, script).map(({ piece }) => piece) };
}

/** What stands behind the operator: text without quotes is split as values are. */
function operandOf({ operation }: Shell.ParameterExpansionPart, script: Placed): Pick<Part, "operand"> {
	if (operation?.type !== "Default") return {};
	const { operand } = operation;
	const bare = (part: Part): Part => ({ ...part, how: "variable" });
	if (operand.parts) {
		const read = operand.parts.map((part) => ({ part, inner: partOf(part, script, false) }));
		return { operand: read.flatMap(({ part, inner }) => (part.type === "Literal" ? inner.map(bare) : inner)) };
	}
	const parts = wordParts(operand, script);
	return {
		operand: operand.text.includes("\\") ? parts : parts.map((part) => (part.how === "written" ? bare(part) : part)),
	};
}

function substituted(part: Shell.CommandExpansionPart, isQuoted: boolean): Piece {
	const output = echoed(part.script);
	if (output !== undefined) return output;
	const assignments = assignmentsOf(part.script);
	return {
		unknown: "a command's output",
		...(assignments && { text: assignments }),
		...(assignments && !isQuoted && { assignments }),
		...(part.script && { script: part.script }),
	};
}
