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
 * Source: `template/template.go` of compose-go v2.13.0-6-ge70e961, read; Docker Compose 2.40.3, run: test/real-programs/compose.json.
 */
export function parseTemplate(text: string, depth = 0): TemplatePiece[] | undefined {
	const pieces: TemplatePiece[] = [];
	let from = 0;
	let at = text.indexOf("$");
	const lastBrace = lastBraces(text);
	const add = (end: number, piece: TemplatePiece, next: number) => {
		if (end > from) pieces.push(text.slice(from, end));
		pieces.push(piece);
		from = next;
	};
	for (; at !== -1; at = text.indexOf("$", Math.max(from, at + 1))) {
		const next = text[at + 1];
		if (next === "$") add(at, "$", at + 2);
		else if (next === "{") {
			const found = bracedAt(text, at + 1, lastBrace(at), depth);
			if (!found) return undefined;
			add(at, found.piece, found.end);
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

/** A reference in braces, the first of which is at `open`; undefined: compose stops. @param last the line's last closing brace */
function bracedAt(
	text: string,
	open: number,
	last: number,
	depth: number,
): { piece: TemplateVariable; end: number } | undefined {
	const variable = nameAt(text, open + 1);
	const behind = open + 1 + variable.length;
	if (variable === "") return undefined;
	const operator = /^:?[-+?]/.exec(text.slice(behind, behind + 2))?.[0];
	if (operator === undefined || last < behind + operator.length)
		return text[behind] === "}" ? { piece: { variable }, end: behind + 1 } : undefined;
	const closing = closingIn(text, open, last);
	const end = closing === -1 ? last : closing;
	const operand =
		depth < deepest && end >= behind + operator.length
			? parseTemplate(text.slice(behind + operator.length, end), depth + 1)
			: undefined;
	if (!operand) return undefined;
	const piece = operator.endsWith("?")
		? { variable }
		: { variable, operator: operator as "-" | ":-" | "+" | ":+", operand };
	return { piece, end: end + 1 };
}

/** For places in a text, each behind the one before: where the last closing brace of their line is; -1: nowhere. */
function lastBraces(text: string): (at: number) => number {
	let [lineEnd, last] = [-1, -1];
	return (at) => {
		if (at >= lineEnd) {
			const next = text.indexOf("\n", at);
			lineEnd = next === -1 ? text.length : next;
			last = text.slice(at, lineEnd).lastIndexOf("}");
			if (last !== -1) last += at;
		}
		return last;
	};
}

/** The brace that closes the one at a place, up to the last; -1: none. As in compose, the character behind an opening brace closes nothing. */
function closingIn(text: string, at: number, last: number): number {
	let open = 0;
	for (let index = at; index <= last; index++) {
		if (text[index] === "}" && --open === 0) return index;
		if (text[index] !== "{") continue;
		open++;
		index++;
	}
	return -1;
}

function nameAt(text: string, at: number): string {
	let end = at;
	while (/[A-Za-z_]/.test(text[end] ?? "") || (end > at && /\d/.test(text[end] ?? ""))) end++;
	return text.slice(at, end);
}
