import { type CodeToken, stringValue } from "../../code/tokens.ts";
import type { EnvironmentLayer, Value } from "../launch.ts";
import { variableLayer } from "../layers.ts";
import { placedAt } from "../placed.ts";
import { conditionsAt, isSkipped } from "./conditions.ts";
import { argumentsAt, propertiesOf, resolved, type Surroundings, splitAt } from "./expression.ts";

/** The names that matter to Remotion Lambda. */
const isWanted = /^(?:REMOTION_)?AWS_\w+$/;

/**
 * What a statement of the code itself sets or takes away whenever the module is loaded: `process.env.NAME = …` and `delete process.env.NAME`,
 * outside of functions and blocks. Source: Node.js 20.20.2 and 24.21.0, run.
 * @param index where `process` stands
 */
export function assignedAt(tokens: readonly CodeToken[], index: number, around: Surroundings): EnvironmentLayer[] {
	const [token, dot, env, next, written, last] = tokens.slice(index, index + 6);
	if (token?.text !== "process" || dot?.text !== "." || env?.text !== "env") return [];
	const severalSet = several(tokens, index, around);
	if (severalSet) return severalSet;
	const isIndexed = next?.text === "[" && last?.text === "]";
	const name = isIndexed ? stringValue(written) : next?.text === "." ? written?.text : undefined;
	if (!written || !name || !isWanted.test(name) || token.isInArrow) return [];
	const isDeleted = tokens[index - 1]?.text === "delete";
	const start = isDeleted ? index - 1 : index;
	const { when, isCertain } = conditionsAt(tokens, start);
	if (!isCertain || !isStatement(tokens, start) || isSkipped(tokens, start, around)) return [];
	const place = placedAt(around.path, written.text, written.start);
	const on = when.length > 0 && { when };
	if (isDeleted) return [{ ...variableLayer(place, name, null), ...on }];
	const at = index + (isIndexed ? 6 : 5);
	const sign = tokens[at]?.text ?? "";
	if (!/^(?:=|\?\?=|\|\|=|&&=)$/.test(sign)) return [];
	const value = assignedValue(expressionAt(tokens, at + 1));
	if (sign === "=") return [{ ...variableLayer(place, name, value), ...on }];
	if (sign === "??=") return [{ ...variableLayer(place, name, value), onlyIfUnset: true, ...on }];
	const fallback = typeof value === "string" && isPlain.test(value) ? value : undefined;
	const operator = sign === "||=" ? ":-" : ":+";
	const filled: Value = fallback === undefined ? unknown : { expand: `\${${name}${operator}${fallback}}`, as: "shell" };
	return [{ ...variableLayer(place, name, filled), ...(sign === "&&=" && { onlyIfSet: true }), ...on }];
}

/** `Object.assign(process.env, { NAME: … })`, dotenv's `populate(process.env, { … })`, `process.env = { ...process.env, NAME: … }`. */
function several(tokens: readonly CodeToken[], index: number, around: Surroundings): EnvironmentLayer[] | undefined {
	const call = tokens[index - 1]?.text === "(" ? tokens[index - 2]?.text : undefined;
	const isWhole = tokens[index + 3]?.text === "=" && tokens[index + 4]?.text === "{";
	if (!isWhole && call !== "assign" && call !== "populate") return undefined;
	const [, object = [], options = []] = isWhole ? [[], objectAt(tokens, index + 4)] : argumentsAt(tokens, index - 1);
	const properties = propertiesOf(resolved(object, around));
	const fills = call === "populate" && propertiesOf(options)?.get("override")?.[0]?.text !== "true";
	return [...(properties ?? [])].flatMap(([name, value]) => {
		const [first] = value;
		if (!isWanted.test(name) || !first || (tokens[index]?.depth ?? 0) > (isWhole ? 0 : 1)) return [];
		const place = placedAt(around.path, first.text, first.start);
		return [{ ...variableLayer(place, name, assignedValue(value)), ...(fills && { onlyIfUnset: true as const }) }];
	});
}

/** The tokens of an object that is written out, from its brace to the one that closes it. */
function objectAt(tokens: readonly CodeToken[], open: number): readonly CodeToken[] {
	let end = open + 1;
	while (end < tokens.length && tokens[end]?.opening !== open) end++;
	return tokens.slice(open, end + 1);
}

const unknown: Value = { unknown: "a value of the code" };
const isPlain = /^[\w./:@-]*$/;

function isStatement(tokens: readonly CodeToken[], start: number): boolean {
	const before = tokens[start - 1];
	if (before?.text === ")") return tokens[before.opening - 1]?.text !== "for";
	if (before?.text === "else") return true;
	return before === undefined || /^[;{}\]]$/.test(before.text) || /Literal|Identifier|Template/.test(before.type)
		? !/^(?:else|return|do|await|typeof|void|case)$/.test(before?.text ?? "")
		: false;
}

/** The tokens of the value, up to the end of its statement: where a word follows what cannot go on. */
function expressionAt(tokens: readonly CodeToken[], start: number): readonly CodeToken[] {
	const depth = tokens[start]?.depth ?? 0;
	const rest = tokens.slice(start, start + 40);
	const end = rest.findIndex((token, at) => {
		if (token.depth < depth || (token.depth === depth && token.text === ";")) return true;
		const before = rest[at - 1];
		const isClosed =
			before && (/^(?:IdentifierName|StringLiteral|NoSubstitutionTemplate)$/.test(before.type) || before.text === "!");
		return token.depth === depth && token.type === "IdentifierName" && isClosed === true && token.text !== "as";
	});
	return rest.slice(0, end === -1 ? undefined : end);
}

/** A text, or another variable with what stands in for it; JavaScript makes the text "undefined" of one that is not set. */
function assignedValue(tokens: readonly CodeToken[]): Value {
	const [only] = tokens;
	const text = tokens.length === 1 ? stringValue(only) : undefined;
	if (text !== undefined && !text.includes("\\")) return text;
	for (const [sign, operator] of [
		["??", "-"],
		["||", ":-"],
	] as const) {
		const [one, other] = splitAt(tokens, sign) ?? [];
		const fallback = other?.length === 1 ? stringValue(other[0]) : undefined;
		const variable = one && variableIn(one);
		if (variable !== undefined && fallback !== undefined && isPlain.test(fallback))
			return { expand: `\${${variable}${operator}${fallback}}`, as: "shell" };
	}
	const variable = variableIn(tokens);
	return variable === undefined ? unknown : { expand: `\${${variable}-undefined}`, as: "shell" };
}

function variableIn(tokens: readonly CodeToken[]): string | undefined {
	return /^process\.env\.(\w+)!?(?:asstring)?$/.exec(tokens.map(({ text }) => text).join(""))?.[1];
}
