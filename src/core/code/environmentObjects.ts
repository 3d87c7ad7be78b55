import type { TextRange } from "../types.ts";
import type { CodeToken } from "./tokens.ts";
import { rangeOf, stringValue } from "./tokens.ts";

/** One variable in an object of code. */
export interface ObjectVariable {
	readonly name: string;
	/** Where the name stands, without quotes. */
	readonly range: TextRange;
	/** The whole entry, up to the comma. */
	readonly entry: TextRange;
	/** The text that it is given, where that is written out in one piece. */
	readonly literal: string | undefined;
	/** The variable of `process.env` that it is given, alone or before `!`, `??` and `||`. */
	readonly from: string | undefined;
}

/** An object of variables that code hands to something else. */
export interface EnvironmentObject {
	/** The property that it is the value of, with its name. */
	readonly range: TextRange;
	readonly variables: readonly ObjectVariable[];
	/** What it is an argument of, and in how many brackets: `lambda.Function` and 1 in `new lambda.Function(…, { environment: … })`. */
	readonly constructed?: { readonly name: string; readonly brackets: number };
}

/** The objects that are written out as the value of a property: `environment: { NAME: value }`. Linear. */
export function environmentObjects(tokens: readonly CodeToken[], property: string): EnvironmentObject[] {
	return tokens.flatMap((token, index): EnvironmentObject[] => {
		const isNamed = token.text === property || stringValue(token) === property;
		if (!isNamed || tokens[index + 1]?.text !== ":" || tokens[index + 2]?.text !== "{") return [];
		const open = index + 2;
		const depth = tokens[open]?.depth ?? 0;
		let close = open + 1;
		while (close < tokens.length && (tokens[close]?.depth ?? 0) > depth + (tokens[close]?.text === "}" ? 1 : 0))
			close++;
		const last = tokens[close];
		const constructed = constructedAround(tokens, index);
		return [
			{
				...(constructed !== undefined && { constructed }),
				range: { start: token.start, end: last ? rangeOf(last).end : token.start },
				variables: entriesBetween(tokens, open, close),
			},
		];
	});
}

function entriesBetween(tokens: readonly CodeToken[], open: number, close: number): ObjectVariable[] {
	const inner = (tokens[open]?.depth ?? 0) + 1;
	const found: ObjectVariable[] = [];
	let start = open + 1;
	for (let index = open + 1; index <= close; index++) {
		const isEnd = index === close || (tokens[index]?.text === "," && tokens[index]?.depth === inner);
		if (!isEnd) continue;
		const one = entry(tokens.slice(start, index));
		if (one) found.push(one);
		start = index + 1;
	}
	return found;
}

function entry(tokens: readonly CodeToken[]): ObjectVariable | undefined {
	const [key, sign, ...value] = tokens;
	const last = tokens.at(-1);
	if (!key || !last) return undefined;
	const quoted = stringValue(key);
	const name = quoted ?? (key.type === "IdentifierName" ? key.text : undefined);
	if (name === undefined || (sign !== undefined && sign.text !== ":")) return undefined;
	const whole = rangeOf(key);
	const range = quoted === undefined ? whole : { start: whole.start + 1, end: whole.end - 1 };
	const [first, ...others] = value;
	return {
		name,
		range,
		entry: { start: whole.start, end: rangeOf(last).end },
		literal: others.length === 0 ? stringValue(first) : undefined,
		from: environmentName(value),
	};
}

function environmentName([owner, dot, env, sign, name, ...rest]: readonly CodeToken[]): string | undefined {
	const isEnvironment = owner?.text === "process" && dot?.text === "." && env?.text === "env";
	const ends = rest.length === 0 || /^(?:!|\?\?|\|\||as|\])$/.test(rest[0]?.text ?? "");
	if (!isEnvironment || !ends) return undefined;
	return sign?.text === "[" ? stringValue(name) : sign?.text === "." ? name?.text : undefined;
}

/** In tokens: what is made begins no further before the object, and a search for it must end. */
const longestArguments = 2000;

/** What the innermost call around a token makes with `new`; undefined: it is a plain call, or there is none. */
function constructedAround(tokens: readonly CodeToken[], index: number): EnvironmentObject["constructed"] {
	let depth = tokens[index]?.depth ?? 0;
	let brackets = 0;
	for (let at = index - 1; at >= Math.max(0, index - longestArguments) && depth > 0; at--) {
		const token = tokens[at];
		if (!token || token.depth >= depth) continue;
		depth = token.depth;
		if (token.text === "(") {
			const name = newBefore(tokens, at);
			return name === undefined ? undefined : { name, brackets };
		}
		brackets++;
	}
	return undefined;
}

/** `a.B` of `new a.B(`; undefined: it is called without `new`. */
function newBefore(tokens: readonly CodeToken[], open: number): string | undefined {
	const before = tokens.slice(Math.max(0, open - 12), open);
	const start = before.findLastIndex(({ text }) => text === "new");
	const name = before.slice(start + 1).map(({ text }) => text);
	return start >= 0 && name.every((text) => /^(?:\.|[\w$]+)$/.test(text)) ? name.join("") : undefined;
}
