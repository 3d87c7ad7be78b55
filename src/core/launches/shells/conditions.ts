import type * as Shell from "unbash";
import type { When } from "../launch.ts";
import type { Outside } from "../outside.ts";
import { type Test, together, turned } from "../when.ts";
import { matches } from "../workspaces.ts";
import type { Reader } from "./read.ts";
import { literal, type Piece, pinned, valueFrom, type Word } from "./word.ts";

/** What is at hand where a condition stands. */
export interface Asked {
	readonly reader: Reader;
	readonly outside: Outside;
	readonly cwd: string;
	/** How many layers there are. */
	readonly layers: number;
}

/**
 * The test that `[ -z "$NAME" ]` and its kin make of the environment; undefined: they ask something else.
 * Source: dash 0.5.12, bash 5.2.15, run.
 */
export function testOf(node: Shell.PipelineNode | Shell.AndOr, asked: Asked): Test | undefined {
	const at = (word: Word | undefined) => word && { pieces: word.pieces, isSplit: word.pieces.some(isSplit) };
	if (node.type === "TestCommand") return testIn(node.expression, asked);
	if (node.type === "Pipeline") {
		const [only, ...others] = node.commands;
		return only && others.length === 0 ? turned(testOf(only, asked), isNegated(node)) : undefined;
	}
	if (node.type !== "Command" || node.prefix.length > 0 || !isTest(node)) return undefined;
	const words = (asked.reader.words(node) ?? []).slice(1).map(at);
	if (node.name?.value === "[") words.pop();
	const texts = words.map((word) => word?.pieces.join(""));
	const isTurned = texts[0] === "!" && words.length > 1;
	if (isTurned) words.shift();
	const [first, second, third] = words;
	const sign = words.length === 3 ? second?.pieces.join("") : words.length === 2 ? first?.pieces.join("") : "-n";
	const [one, other] = words.length === 2 ? [second] : [first, third];
	// Without quotes an empty one is no word.
	if (!one || words.length > 3 || (one.isSplit && sign !== "-z") || other?.isSplit) return undefined;
	return turned(compared(one.pieces, sign ?? "", other?.pieces, asked), isTurned);
}

function isNegated({ prefixes }: Shell.Pipeline): boolean {
	return prefixes.filter(({ type }) => type === "Negation").length % 2 === 1;
}

function isSplit(piece: Piece): boolean {
	return typeof piece === "object" && "variable" in piece && piece.splits !== undefined;
}

function testIn(one: Shell.TestExpression, asked: Asked): Test | undefined {
	const pieces = (word: Shell.Word) => asked.reader.oneWord(word)?.pieces ?? [];
	if (one.type === "TestUnary") return compared(pieces(one.operand), one.operator, undefined, asked);
	if (one.type === "TestBinary") return compared(pieces(one.left), one.operator, pieces(one.right), asked);
	if (one.type === "TestNot") return turned(testIn(one.operand, asked), one.negations.length % 2 === 1);
	return one.type === "TestGroup" ? testIn(one.expression, asked) : undefined;
}

function compared(
	one: readonly Piece[],
	sign: string,
	other: readonly Piece[] | undefined,
	{ layers }: Asked,
): Test | undefined {
	const text = other?.every((piece) => typeof piece === "string") === false ? undefined : (other ?? []).join("");
	if (text === undefined || /[*?[]/.test(text) || !/^(?:-[nz]|==?|!=)$/.test(sign) || !one.every(isKnown))
		return undefined;
	return turned({ value: wholeValue(one, layers), is: [text] }, sign === "-n" || sign === "!=");
}

/** What a word comes to after so many layers, as between quotes. */
export function wholeValue(pieces: readonly Piece[], after: number): Test["value"] {
	const value = valueFrom(pinned(pieces, after));
	if (typeof value !== "object" || !("expand" in value)) return value;
	const { unquoted: _, ...whole } = value;
	return whole;
}

function isKnown(piece: Piece): boolean {
	return typeof piece === "string" || "variable" in piece;
}

/** Whether `[ … ]`, `test …` or `[[ … ]]` holds; undefined: it is another command, or nobody knows before it runs. Source: dash 0.5.12, bash 5.2.15, run. */
export function holds(node: Shell.PipelineNode | Shell.AndOr, asked: Asked): boolean | undefined {
	if (node.type === "TestCommand") return expression(node.expression, asked);
	if (node.type !== "Command" || node.prefix.length > 0 || !isTest(node)) return undefined;
	const words = (asked.reader.words(node) ?? []).slice(1).map((word) => literal(word));
	return simple(node.name?.value === "[" ? words.slice(0, -1) : words, asked);
}

/** `[ … ]`, `[[ … ]]`, `test …`: what stands behind it is done on a condition. */
export function isTest(node: Shell.PipelineNode | Shell.AndOr): boolean {
	if (node.type === "Pipeline") return node.commands.length === 1 && isTest(node.commands[0] as Shell.CommandNode);
	return node.type === "TestCommand" || (node.type === "Command" && /^(?:\[|\[\[|test)$/.test(node.name?.value ?? ""));
}

/** Whether a word of `case` fits one of the patterns; undefined: nobody knows. */
export function fits(word: string, patterns: readonly Shell.Word[], { reader }: Asked): boolean | undefined {
	const told = patterns.map((one) => {
		const pattern = literal(reader.oneWord(one));
		return pattern === undefined || /[?[]/.test(pattern) ? undefined : matches(pattern, word);
	});
	return told.includes(true) ? true : told.includes(undefined) ? undefined : false;
}

function simple(words: readonly (string | undefined)[], asked: Asked): boolean | undefined {
	const [first, second, third] = words;
	if (first === "!") return not(simple(words.slice(1), asked));
	if (words.length === 1) return first === undefined ? undefined : first !== "";
	if (words.length === 2) return unary(first ?? "", second, asked);
	return words.length === 3 ? binary(first, second ?? "", third) : undefined;
}

function expression(one: Shell.TestExpression, asked: Asked): boolean | undefined {
	const text = (word: Shell.Word) => literal(asked.reader.oneWord(word));
	switch (one.type) {
		case "TestUnary":
			return unary(one.operator, text(one.operand), asked);
		case "TestBinary":
			return binary(text(one.left), one.operator, text(one.right));
		case "TestNot":
			return one.negations.length % 2 === 1 ? not(expression(one.operand, asked)) : expression(one.operand, asked);
		case "TestGroup":
			return expression(one.expression, asked);
		case "TestLogical": {
			const told = one.operands.map((operand) => expression(operand, asked));
			const decides = one.operator === "||";
			return told.includes(decides) ? decides : told.includes(undefined) ? undefined : !decides;
		}
		default:
			return undefined;
	}
}

function unary(operator: string, text: string | undefined, { outside, cwd }: Asked): boolean | undefined {
	if (text === undefined) return undefined;
	if (operator === "-n") return text !== "";
	if (operator === "-z") return text === "";
	return /^-[efrs]$/.test(operator) && text !== "" ? outside.has(outside.paths.resolve(cwd, text)) : undefined;
}

function binary(left: string | undefined, operator: string, right: string | undefined): boolean | undefined {
	if (left === undefined || right === undefined || /[*?[]/.test(right)) return undefined;
	if (operator === "=" || operator === "==") return left === right;
	return operator === "!=" ? left !== right : undefined;
}

function not(told: boolean | undefined): boolean | undefined {
	return told === undefined ? undefined : !told;
}

/** What the clause of an `if` asks the environment; undefined: something else as well. */
export function clauseOf({ commands }: Shell.CompoundList, asked: Asked): When | undefined {
	const [only, ...others] = commands;
	if (!only || others.length > 0) return undefined;
	const { command } = only;
	if (command.type !== "AndOr") return testsOf(command, asked);
	const isAny = command.operators.every((one) => one === "||");
	if (!isAny && command.operators.includes("||")) return undefined;
	return together(
		command.commands.map((one) => testOf(one, asked)),
		isAny,
	);
}

/** `[[ -z $ONE && -z $OTHER ]]`, or a single test. */
function testsOf(node: Shell.PipelineNode, asked: Asked): When | undefined {
	const expression = node.type === "TestCommand" ? node.expression : undefined;
	if (expression?.type !== "TestLogical") return together([testOf(node, asked)], false);
	return together(
		expression.operands.map((one) => testIn(one, asked)),
		expression.operator === "||",
	);
}
