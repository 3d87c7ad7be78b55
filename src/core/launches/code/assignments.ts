import { type CodeToken, stringValue } from "../../code/tokens.ts";
import type { EnvironmentLayer, Value } from "../launch.ts";
import { variableLayer } from "../layers.ts";
import { placedAt } from "../placed.ts";
import { isSkipped } from "./conditions.ts";
import { type Surroundings, splitAt } from "./expression.ts";

/** The names that matter to Remotion Lambda. */
const isWanted = /^(?:REMOTION_)?AWS_\w+$/;

/**
 * What a statement of the code itself sets or takes away whenever the module is loaded: `process.env.NAME = …` and `delete process.env.NAME`,
 * outside of functions and blocks. Source: Node.js 20.20.2 and 24.21.0, run.
 * @param index where `process` stands
 */
export function assignedAt(tokens: readonly CodeToken[], index: number, around: Surroundings): EnvironmentLayer[] {
	const [token, dot, env, next, name, sign] = tokens.slice(index, index + 6);
	const isVariable = token?.text === "process" && dot?.text === "." && env?.text === "env" && next?.text === ".";
	if (!isVariable || !name || !isWanted.test(name.text) || token.depth > 0 || token.isInArrow) return [];
	const isDeleted = tokens[index - 1]?.text === "delete";
	const start = isDeleted ? index - 1 : index;
	if (!isStatement(tokens, start) || isSkipped(tokens, start, around)) return [];
	const place = placedAt(around.path, name.text, name.start);
	if (isDeleted) return [{ ...variableLayer(place, name.text, null), values: { [name.text]: null } }];
	if (!/^(?:=|\?\?=|\|\|=)$/.test(sign?.text ?? "")) return [];
	const value = assignedValue(expressionAt(tokens, index + 6));
	if (sign?.text === "=") return [variableLayer(place, name.text, value)];
	if (sign?.text === "??=") return [{ ...variableLayer(place, name.text, value), onlyIfUnset: true }];
	const fallback = typeof value === "string" && isPlain.test(value) ? value : undefined;
	const filled: Value = fallback === undefined ? unknown : { expand: `\${${name.text}:-${fallback}}`, as: "shell" };
	return [variableLayer(place, name.text, filled)];
}

const unknown: Value = { unknown: "a value of the code" };
const isPlain = /^[\w./:@-]*$/;

function isStatement(tokens: readonly CodeToken[], start: number): boolean {
	const before = tokens[start - 1];
	if (before?.text === ")")
		return tokens[before.opening - 1]?.text !== "if" && tokens[before.opening - 1]?.text !== "for";
	return before === undefined || /^[;}\]]$/.test(before.text) || /Literal|Identifier|Template/.test(before.type)
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
