import jsTokens from "js-tokens";
import type { TextRange } from "../types.ts";

/** A token that means something: no white space, no comment. */
export interface CodeToken {
	readonly type: string;
	readonly text: string;
	readonly start: number;
	/** How many brackets of any kind are open before it. */
	readonly depth: number;
}

/** Type arguments and casts of TypeScript look like JSX where there can be none. */
export const noJsx = /\.[cm]?ts$/i;

export function tokenize(text: string, path: string): CodeToken[] {
	const tokens: CodeToken[] = [];
	let start = 0;
	let depth = 0;
	for (const { type, value } of jsTokens(text, { jsx: !noJsx.test(path) })) {
		const isMeant = !/^(?:WhiteSpace|LineTerminatorSequence|MultiLineComment|SingleLineComment|JSXText)$/.test(type);
		const closes = type === "TemplateTail" || (type === "Punctuator" && /^[)\]}]$/.test(value));
		if (closes) depth = Math.max(depth - 1, 0);
		if (isMeant) tokens.push({ type, text: value, start, depth });
		if (type === "TemplateHead" || (type === "Punctuator" && /^[([{]$/.test(value))) depth++;
		start += value.length;
	}
	return tokens;
}

/** Whether a token stands in the body of an arrow function that has no braces: what is there is not done as the module is loaded. */
export function isInArrow(tokens: readonly CodeToken[], index: number): boolean {
	const depth = tokens[index]?.depth;
	for (let at = index - 1; at >= Math.max(index - longestBody, 0); at--) {
		const token = tokens[at];
		if (token?.depth !== depth) continue;
		if (token?.text === "=>") return true;
		if (token && /^(?:;|const|let|var|import|export|function|if|for|while|try|return)$/.test(token.text)) return false;
	}
	return false;
}

/** In tokens: a search for what no code that people write has must end. */
export const longestBody = 1000;

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

/** The index of the bracket that a closing one belongs to; -1: there is none. */
export function openingOf(tokens: readonly CodeToken[], close: number): number {
	const depth = tokens[close]?.depth;
	for (let index = close - 1; index >= Math.max(close - longestClause, 0); index--) {
		const token = tokens[index];
		if (token?.depth === depth && token?.text === "{") return index;
	}
	return -1;
}
