import jsTokens from "js-tokens";
import type { TextRange } from "../types.ts";

/** A token that means something: no white space, no comment. */
export interface CodeToken {
	readonly type: string;
	readonly text: string;
	readonly start: number;
	/** How many brackets of any kind are open before it. */
	readonly depth: number;
	/** Of what closes brackets: the index of the token that opened them; -1: there is none. */
	readonly opening: number;
	/** Whether it stands outside of all brackets, in the body of an arrow function that has none: it is not done as the module is loaded. */
	readonly isInArrow: boolean;
}

/** Type arguments and casts of TypeScript look like JSX where there can be none. */
const noJsx = /\.[cm]?ts$/i;

/** What ends the body of an arrow function without braces, or begins something else. */
const statement = /^(?:;|const|let|var|import|export|function|if|for|while|try|return)$/;

/** Reads a file's tokens, and what is told of each by those before it, in one pass. */
export function tokenize(text: string, path: string): CodeToken[] {
	const tokens: CodeToken[] = [];
	const open: number[] = [];
	let start = 0;
	let isInArrow = false;
	for (const { type, value } of jsTokens(text, { jsx: !noJsx.test(path) })) {
		const isMeant = !/^(?:WhiteSpace|LineTerminatorSequence|MultiLineComment|SingleLineComment|JSXText)$/.test(type);
		const closes = type === "TemplateTail" || (type === "Punctuator" && /^[)\]}]$/.test(value));
		const opening = (closes ? open.pop() : undefined) ?? -1;
		const opens = type === "TemplateHead" || (type === "Punctuator" && /^[([{]$/.test(value));
		const depth = open.length;
		if (opens) open.push(tokens.length);
		if (isMeant) {
			tokens.push({ type, text: value, start, depth, opening, isInArrow: isInArrow && depth === 0 });
			if (depth === 0 && (value === "=>" || statement.test(value))) isInArrow = value === "=>";
		}
		start += value.length;
	}
	return tokens;
}

/** Where the comments of a file stand. */
export function commentsIn(text: string, path: string): TextRange[] {
	const found: TextRange[] = [];
	let start = 0;
	for (const { type, value } of jsTokens(text, { jsx: !noJsx.test(path) })) {
		if (/^(?:MultiLineComment|SingleLineComment)$/.test(type)) found.push({ start, end: start + value.length });
		start += value.length;
	}
	return found;
}

/** Where a token stands. */
export function rangeOf({ start, text }: CodeToken): TextRange {
	return { start, end: start + text.length };
}

/** In tokens: nobody imports more at once, and a search for the end of what is no import must end. */
export const longestClause = 1000;

/** The text of a string that is written out in one piece; undefined for anything else. */
export function stringValue(token: CodeToken | undefined): string | undefined {
	if (token?.type !== "StringLiteral" && token?.type !== "NoSubstitutionTemplate") return undefined;
	return token.text.slice(1, -1);
}

/** The index of the brace that a closing one belongs to; -1: there is none. */
export function openingOf(tokens: readonly CodeToken[], close: number): number {
	const opening = tokens[close]?.opening ?? -1;
	return tokens[opening]?.text === "{" ? opening : -1;
}
