import { type CodeToken, stringValue } from "../../code/tokens.ts";
import type { When } from "../launch.ts";
import { otherwise, together, turned } from "../when.ts";
import { pathFrom, resolved, type Surroundings, splitAt } from "./expression.ts";

/** In tokens, and in blocks: how far a condition may stand in front of what it decides. A text of nothing else must end soon. */
const furthest = 500;
const deepest = 10;
/** In tokens: a condition that is longer is not looked at. */
const longest = 60;

/**
 * Whether a call is not made, as far as the conditions in front of it tell: `if (process.env.NODE_ENV !== "production") config()`, the same with
 * a block, with `else` or with `&&`. What cannot be known counts as done. NODE_ENV that nothing on the way sets is taken not to be set.
 * @param start the index of the call's first token
 */
export function isSkipped(tokens: readonly CodeToken[], start: number, around: Surroundings): boolean {
	for (let at = start, left = deepest; at > 0 && left > 0; left--) {
		if (isSkippedHere(tokens, at, around)) return true;
		at = blockAround(tokens, at);
	}
	return false;
}

/**
 * On which conditions a statement is done, as far as they ask the environment. Source: Node.js 20.20.2 and 24.21.0, run.
 * @returns isCertain: it stands in no function, and behind no other condition
 */
export function conditionsAt(tokens: readonly CodeToken[], start: number): { when: When[]; isCertain: boolean } {
	const when: When[] = [];
	let isCertain = true;
	for (let at = start, left = deepest; at > 0 && left > 0; left--) {
		const before = tokens[at - 1]?.text;
		const isElse = before === "else";
		const behindAnd = before === "&&" ? statementBefore(tokens, at - 1) : undefined;
		const condition = behindAnd ?? (isElse ? conditionOfElse(tokens, at - 1) : conditionOf(tokens, at - 1));
		const told = condition && condition.length <= longest ? asked(withoutBrackets(condition)) : undefined;
		if (told) when.push(isElse ? otherwise(told) : told);
		else if (condition || (at !== start && before !== "try")) isCertain = false;
		at = blockAround(tokens, at);
	}
	return { when, isCertain };
}

/** What a condition asks the environment: `!process.env.NAME`, `process.env.NAME === "text"`. */
function asked(tokens: readonly CodeToken[]): When | undefined {
	for (const sign of ["||", "&&"]) {
		const parts = splitAll(tokens, sign)?.map((part) => asked(withoutBrackets(part)));
		const tests = parts?.map((one) => (one?.all.length === 1 ? turned(one.all[0], one.fails === true) : undefined));
		if (tests) return together(tests, sign === "||");
	}
	if (tokens[0]?.text === "!") {
		const inner = asked(withoutBrackets(tokens.slice(1)));
		return inner && otherwise(inner);
	}
	for (const sign of ["===", "==", "!==", "!="]) {
		const [one, other] = splitAt(tokens, sign) ?? [];
		const name = one && variableOf(one);
		const text = other?.length === 1 ? (other[0]?.text === "undefined" ? "" : stringValue(other[0])) : undefined;
		if (name !== undefined && text !== undefined) return { all: [testOf(name, text, sign.startsWith("!"))] };
	}
	const name = variableOf(tokens);
	return name === undefined ? undefined : { all: [testOf(name, "", true)] };
}

function testOf(name: string, text: string, not: boolean): When["all"][number] {
	return { value: { expand: `\${${name}}`, as: "shell" }, is: [text], ...(not && { not }) };
}

/** The parts between all of such signs; undefined: there is none. */
function splitAll(tokens: readonly CodeToken[], sign: string): readonly (readonly CodeToken[])[] | undefined {
	const depth = tokens[0]?.depth;
	const at = tokens.flatMap((token, index) => (token.text === sign && token.depth === depth ? [index] : []));
	return at.length === 0 ? undefined : [-1, ...at].map((start, index) => tokens.slice(start + 1, at[index]));
}

function variableOf(tokens: readonly CodeToken[]): string | undefined {
	return /^process\.env\.(\w+)$/.exec(tokens.map(({ text }) => text).join(""))?.[1];
}

/** The index of the brace that opens the block in which a token stands; -1: there is none. */
function blockAround(tokens: readonly CodeToken[], at: number): number {
	const depth = (tokens[at]?.depth ?? 0) - 1;
	const end = Math.max(at - furthest, 0);
	for (let index = at - 1; depth >= 0 && index >= end; index--) if (tokens[index]?.depth === depth) return index;
	return -1;
}

function isSkippedHere(tokens: readonly CodeToken[], at: number, around: Surroundings): boolean {
	const before = tokens[at - 1]?.text;
	if (before === "&&") return holds(statementBefore(tokens, at - 1), around) === false;
	const condition = before === "else" ? conditionOfElse(tokens, at - 1) : conditionOf(tokens, at - 1);
	return condition !== undefined && holds(condition, around) === (before === "else");
}

/** What stands between the brackets of the `if` that ends at this index; undefined: it is no `if`. */
function conditionOf(tokens: readonly CodeToken[], end: number): readonly CodeToken[] | undefined {
	const open = tokens[end]?.text === ")" ? (tokens[end]?.opening ?? -1) : -1;
	return open > 0 && tokens[open - 1]?.text === "if" ? tokens.slice(open + 1, end) : undefined;
}

/** The condition of the `if` to which an `else` belongs. */
function conditionOfElse(tokens: readonly CodeToken[], at: number): readonly CodeToken[] | undefined {
	const depth = tokens[at]?.depth;
	if (tokens[at - 1]?.text === "}") return conditionOf(tokens, (tokens[at - 1]?.opening ?? 0) - 1);
	for (let index = at - 1; index >= Math.max(at - furthest, 0); index--) {
		const { depth: one, text } = tokens[index] as CodeToken;
		if (one === depth && text === ")") {
			const condition = conditionOf(tokens, index);
			if (condition) return condition;
		}
		if (one === depth && /^(?:else|[{}])$/.test(text)) return undefined;
	}
	return undefined;
}

/** The tokens of a statement up to an index. */
function statementBefore(tokens: readonly CodeToken[], end: number): readonly CodeToken[] {
	const depth = tokens[end]?.depth ?? 0;
	let start = end;
	while (start > Math.max(end - longest - 1, 0)) {
		const before = tokens[start - 1] as CodeToken;
		if (before.depth < depth || (before.depth === depth && /^[;{}]$/.test(before.text))) break;
		const isNext = /^(?:IdentifierName|StringLiteral)$/.test(before.type) || before.text === ")";
		if (before.depth === depth && isNext && isWord(tokens[start])) break;
		start--;
	}
	return tokens.slice(start, end);
}

function isWord(token: CodeToken | undefined): boolean {
	return token?.type === "IdentifierName";
}

/** Whether a condition holds; undefined: it cannot be known. */
function holds(tokens: readonly CodeToken[], around: Surroundings): boolean | undefined {
	if (tokens.length > longest) return undefined;
	const [first] = tokens;
	if (tokens.length === 1 && /^(?:true|false)$/.test(first?.text ?? "")) return first?.text === "true";
	if (first?.text === "!" && !splitAt(tokens, "&&") && !splitAt(tokens, "||")) {
		const inner = holds(withoutBrackets(tokens.slice(1)), around);
		return inner === undefined ? undefined : !inner;
	}
	const own = withoutBrackets(resolved(tokens, around));
	if (own !== tokens && own.length !== tokens.length) return holds(own, { ...around, constant: () => undefined });
	const any = splitAt(own, "||")?.map((part) => holds(part, around));
	if (any) return any.includes(true) ? true : any.includes(undefined) ? undefined : false;
	const all = splitAt(own, "&&")?.map((part) => holds(part, around));
	if (all) return all.includes(false) ? false : all.includes(undefined) ? undefined : true;
	for (const sign of ["===", "==", "!==", "!="]) {
		const [one, other] = splitAt(own, sign) ?? [];
		if (one && other) return isSame(one, other, sign, around);
	}
	const text = pathFrom(own, around);
	return text === undefined && !isMode(own) ? undefined : Boolean(text);
}

function isSame(
	one: readonly CodeToken[],
	other: readonly CodeToken[],
	sign: string,
	around: Surroundings,
): boolean | undefined {
	const [text, compared] = [pathFrom(one, around), pathFrom(other, around)];
	if ((text === undefined && !isMode(one)) || (compared === undefined && !isMode(other))) return undefined;
	return (text === compared) === !sign.startsWith("!");
}

/** `process.env.NODE_ENV`: what does not set it leaves it unset. */
export function isMode(tokens: readonly CodeToken[]): boolean {
	return /^process\.env\.NODE_ENV$/.test(tokens.map(({ text }) => text).join(""));
}

function withoutBrackets(tokens: readonly CodeToken[]): readonly CodeToken[] {
	const [first] = tokens;
	const last = tokens.at(-1);
	const isAround = first?.text === "(" && last?.text === ")";
	return isAround && !tokens.slice(1, -1).some(({ depth }) => depth === first.depth)
		? withoutBrackets(tokens.slice(1, -1))
		: tokens;
}
