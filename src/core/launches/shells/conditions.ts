import type * as Shell from "unbash";
import type { Outside } from "../outside.ts";
import { matches } from "../workspaces.ts";
import type { Reader } from "./read.ts";
import { literal } from "./word.ts";

/** What is at hand where a condition stands. */
export interface Asked {
	readonly reader: Reader;
	readonly outside: Outside;
	readonly cwd: string;
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
