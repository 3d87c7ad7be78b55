import type { Lookup } from "../dotenvFile.ts";

/** A part of a text of compose: as it is, or a variable. */
export type TemplatePiece = string | TemplateVariable;

export interface TemplateVariable {
	readonly variable: string;
	/** As in `${NAME:-operand}`; one that must be set (`:?`, `?`) has none. */
	readonly operator?: "-" | ":-" | "+" | ":+";
	readonly operand?: readonly TemplatePiece[];
}

/** Operands in operands: deeper ones are taken for a mistake. */
const deepest = 20;

/**
 * The parts of a text in which compose replaces variables: in its YAML, and in env files. `$$` is one dollar sign, and one before
 * anything but a name or a brace stays. undefined: compose stops there. Linear in the text's length.
 * Source: `template/template.go` of compose-go v2.13.0-6-ge70e961, run and read.
 */
export function parseTemplate(text: string, depth = 0): TemplatePiece[] | undefined {
	const pieces: TemplatePiece[] = [];
	let from = 0;
	let at = text.indexOf("$");
	const add = (end: number, piece: TemplatePiece, next: number) => {
		if (end > from) pieces.push(text.slice(from, end));
		pieces.push(piece);
		from = next;
	};
	for (; at !== -1; at = text.indexOf("$", Math.max(from, at + 1))) {
		const next = text[at + 1];
		if (next === "$") add(at, "$", at + 2);
		else if (next === "{") {
			const end = closing(text, at + 1);
			const piece = end === -1 ? undefined : braced(text.slice(at + 2, end), depth);
			if (!piece) return undefined;
			add(at, piece, end + 1);
		} else {
			const name = nameAt(text, at + 1);
			if (name !== "") add(at, { variable: name }, at + 1 + name.length);
		}
	}
	if (from < text.length) pieces.push(text.slice(from));
	return pieces;
}

/** What is left of the parts once their variables have values. */
export function fillTemplate(pieces: readonly TemplatePiece[], lookup: Lookup): string {
	return pieces
		.map((piece) => {
			if (typeof piece === "string") return piece;
			const { variable, operator, operand = [] } = piece;
			const value = lookup(variable);
			const isThere = value !== undefined && (!operator?.startsWith(":") || value !== "");
			if (operator?.endsWith("-")) return isThere ? value : fillTemplate(operand, lookup);
			if (operator?.endsWith("+")) return isThere ? fillTemplate(operand, lookup) : (value ?? "");
			return value ?? "";
		})
		.join("");
}

function braced(inside: string, depth: number): TemplateVariable | undefined {
	const variable = nameAt(inside, 0);
	const rest = inside.slice(variable.length);
	if (variable === "") return undefined;
	if (rest === "") return { variable };
	const operator = /^:?[-+?]/.exec(rest)?.[0];
	if (operator === undefined || depth >= deepest || inside.includes("\n")) return undefined;
	const operand = parseTemplate(rest.slice(operator.length), depth + 1);
	if (!operand) return undefined;
	return operator.endsWith("?") ? { variable } : { variable, operator: operator as "-" | ":-" | "+" | ":+", operand };
}

/** The brace that closes the one at a place; -1: none. */
function closing(text: string, at: number): number {
	let open = 0;
	for (let index = at; index < text.length; index++) {
		if (text[index] === "{") open++;
		else if (text[index] === "}" && --open === 0) return index;
	}
	return -1;
}

function nameAt(text: string, at: number): string {
	let end = at;
	while (/[A-Za-z_]/.test(text[end] ?? "") || (end > at && /\d/.test(text[end] ?? ""))) end++;
	return text.slice(at, end);
}
