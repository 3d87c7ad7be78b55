import type * as Shell from "unbash";
import { joined, type Placed, slice } from "../placed.ts";
import { assignmentsOf, echoed } from "./substitution.ts";
import type { Piece, Word } from "./word.ts";

interface Part {
	readonly piece: Piece;
	readonly placed: Placed;
}

/** A word as a POSIX shell reads it. `script` is the text that was parsed. */
export function posixWord(word: Shell.Word, script: Placed): Word {
	const parts = partsOf(word, script);
	if (parts.every(({ piece }) => typeof piece === "string")) {
		const placed = joined(script.path, [...parts.map((part) => part.placed), slice(script, word.end, word.end)]);
		return { pieces: [placed.text], placed };
	}
	return { pieces: parts.map(({ piece }) => piece), placed: slice(script, word.pos, word.end) };
}

function partsOf(word: Shell.Word, script: Placed): Part[] {
	const tilde = /^~(?=\/|$)/.test(word.text) ? 1 : 0;
	const home: Part[] = tilde ? [{ piece: { variable: "HOME" }, placed: slice(script, word.pos, word.pos + 1) }] : [];
	if (!word.parts) return [...home, text(word.value.slice(tilde), script, word.pos + tilde, word.end)];
	const parts = word.parts.flatMap((part) => partOf(part, script));
	const [first] = parts;
	if (!tilde || !first || typeof first.piece !== "string") return parts;
	return [...home, { piece: first.piece.slice(1), placed: slice(first.placed, 1) }, ...parts.slice(1)];
}

function partOf(part: Shell.WordPart, script: Placed): Part[] {
	switch (part.type) {
		case "Literal":
		case "SingleQuoted":
		case "AnsiCQuoted":
			return [text(part.value, script, part.pos, part.end)];
		case "DoubleQuoted":
		case "LocaleString":
			return part.parts.flatMap((inner) => partOf(inner, script));
		case "SimpleExpansion":
			return [told(variable(part.text.slice(1)), script, part)];
		case "ParameterExpansion":
			return [told(parameter(part, script), script, part)];
		case "CommandExpansion":
			return [told(substituted(part), script, part)];
		case "ArithmeticExpansion":
		case "ProcessSubstitution":
			return [{ piece: { unknown: "a calculation" }, placed: slice(script, part.pos, part.end) }];
		default:
			return [text(part.text, script, part.pos, part.end)];
	}
}

/** What is known of a part that the shell replaces: all of it stands where the part does. */
function told(piece: Piece, script: Placed, { pos, end }: { pos: number; end: number }): Part {
	const placed = slice(script, pos, end);
	if (typeof piece !== "string") return { piece, placed };
	const at = [...piece.split("").map(() => placed.at[0] ?? 0), placed.at.at(-1) ?? 0];
	return { piece, placed: { path: script.path, text: piece, at } };
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
	return { piece: value, placed: { path: script.path, text: value, at } };
}

/** `$NAME`. An npm script has no arguments of its own: `$1` and `$@` are empty. `$0` is a file's path, where one is run. */
function variable(name: string): Piece {
	if (/^(?:[A-Za-z_]\w*|0)$/.test(name)) return { variable: name };
	return /^[\d@*]$/.test(name) ? "" : { unknown: "a value of the shell's own" };
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
	return { ...name, operator, operand: posixWord(operation.operand, script).pieces };
}

function substituted(part: Shell.CommandExpansionPart): Piece {
	const output = echoed(part.script);
	if (output !== undefined) return output;
	const assignments = assignmentsOf(part.script);
	return {
		unknown: "a command's output",
		...(assignments && { assignments }),
		...(part.script && { script: part.script }),
	};
}
