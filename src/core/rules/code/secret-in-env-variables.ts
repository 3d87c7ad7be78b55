import type { RemotionCall } from "../../code/code.ts";
import type { CodeToken } from "../../code/tokens.ts";
import { constantsOf } from "../../launches/code/constants.ts";
import { argumentsAt } from "../../launches/code/expression.ts";
import type { Fix, TextRange } from "../../types.ts";
import { keyKind } from "../../vocabulary/variables.ts";
import type { RuleFinding } from "../rule.ts";
import type { LintedCode, LintRule } from "./types.ts";

/** Access keys that a call sends to Lambda with the render, instead of signing with them. */
export const secretInEnvVariables: LintRule = {
	id: "secret-in-env-variables",
	severity: "warning",
	docs: "`envVariables` or `inputProps` of a render contain access keys: Remotion does not use them, it sends them to Lambda with the render, where the rendered page can read them.",
	check: (file) => {
		if (file.kind !== "code") return [];
		let known: ReadonlyMap<string, readonly CodeToken[]> | undefined;
		const constant = (name: string) => {
			known ??= constantsOf(file.code.tokens);
			return known.get(name);
		};
		const found = file.code.remotionCalls.flatMap((call) => findings(file, call, constant));
		// One object may be handed to several calls.
		return [...new Map(found.toReversed().map((one) => [one.origin.range?.start, one])).values()].toReversed();
	},
};

type Constant = (name: string) => readonly CodeToken[] | undefined;

const sent = ["envVariables", "inputProps"] as const;

function findings(
	file: LintedCode,
	call: RemotionCall,
	constant: Constant,
): (RuleFinding & { origin: { range?: TextRange } })[] {
	const { tokens } = file.code;
	const input = objectOf(argumentsAt(tokens, call.index + 1)[0], constant);
	if (!input) return [];
	const properties = argumentsAt(input, 0);
	return sent.flatMap((name) => {
		const index = properties.findIndex(([key]) => nameOf(key) === name);
		const [key, colon, ...rest] = properties[index] ?? [];
		if (!key) return [];
		const value = colon?.text === ":" ? rest : [key];
		if (name === "envVariables" && isWholeEnvironment(value)) {
			const start = value.findIndex(({ text }) => text === "env");
			return [found(file, name, "all environment variables", value.slice(start - 2, start + 1))];
		}
		const object = objectOf(value, constant);
		if (!object) return [];
		const parts = argumentsAt(object, 0);
		const secrets = parts.map((part) => secretIn(file, part, name));
		const first = parts[secrets.findIndex((one) => one !== undefined)];
		if (!first) return [];
		const what = [...new Set(secrets.flatMap((one) => one ?? []))].join(" and ");
		const isAll = secrets.every((one) => one !== undefined) && object === value;
		const edits = isAll
			? removed(file, properties, (part) => part === properties[index])
			: removed(file, parts, (_, at) => secrets[at] !== undefined);
		const fix = { title: `Remove from ${name}`, preferred: true, edits };
		return [found(file, name, what, first.slice(0, 1), hasComment(file, isAll ? input : object) ? undefined : fix)];
	});
}

function found(
	{ path }: LintedCode,
	property: string,
	what: string,
	at: readonly CodeToken[],
	fix?: Fix,
): RuleFinding & { origin: { range?: TextRange } } {
	const range = spanOf(at);
	const them = what.includes(" ") ? "them" : "it";
	const message = `${property} sends ${what} to Lambda, where the rendered page can read ${them}. It doesn't set Remotion's credentials: remove ${them}.`;
	return {
		message,
		origin: { layer: "file", path, range },
		fixes: fix && "edits" in fix && fix.edits.length > 0 ? [fix] : [],
	};
}

/** The object that is written out, or that a constant is given; undefined: something else. */
function objectOf(value: readonly CodeToken[] | undefined, constant: Constant): readonly CodeToken[] | undefined {
	const [first] = value ?? [];
	if (first?.text === "{") return value;
	const given = first?.type === "IdentifierName" && value?.length === 1 ? constant(first.text) : undefined;
	return given?.[0]?.text === "{" ? given : undefined;
}

/** `process.env`, with whatever type, and an object that begins with all of it. */
function isWholeEnvironment(value: readonly CodeToken[]): boolean {
	const words = value.map(({ text }) => text).join("");
	return /^(?:\{\.\.\.)?(?:process|Bun|Deno)\.env(?:\.toObject\(\))?(?:as|,|\}|$)/.test(words);
}

/** The name of the access key, or of the part of one, that a property hands over; undefined: none. */
function secretIn({ code }: LintedCode, part: readonly CodeToken[], property: string): string | undefined {
	const name = nameOf(part[0]) ?? "";
	if (property === "envVariables" && keyKind(name) !== undefined) return name;
	const { start, end } = spanOf(part);
	for (let at = firstFrom(code.uses, start, ({ range }) => range.start); at < code.uses.length; at++) {
		const use = code.uses[at];
		if (!use || use.range.start > end) break;
		if (use.range.end <= end && isSecret(use.name)) return use.name;
	}
	return undefined;
}

function isSecret(name: string): boolean {
	const kind = keyKind(name);
	return kind === "secret" || kind === "session-token";
}

function nameOf(token: CodeToken | undefined): string | undefined {
	return token?.type === "StringLiteral" ? token.text.slice(1, -1) : token?.text;
}

function spanOf(tokens: readonly CodeToken[]): TextRange {
	const [first, last] = [tokens[0], tokens.at(-1)];
	return { start: first?.start ?? 0, end: (last?.start ?? 0) + (last?.text.length ?? 0) };
}

/** A comment speaks of what stands beside it: then a person decides what stays. */
function hasComment({ text }: LintedCode, object: readonly CodeToken[]): boolean {
	return object.some((token, index) => {
		const next = object[index + 1];
		return next !== undefined && /\/[/*]/.test(text.slice(token.start + token.text.length, next.start));
	});
}

/** Takes elements out of a list that is written out, each with one of its commas. */
function removed(
	{ path, text }: LintedCode,
	parts: readonly (readonly CodeToken[])[],
	isGone: (part: readonly CodeToken[], index: number) => boolean,
) {
	const spans = parts.map(spanOf);
	return parts.flatMap((part, index) => {
		if (!isGone(part, index)) return [];
		const [own, next] = [spans[index], spans[index + 1]];
		if (!own) return [];
		if (next) return [{ path, range: { start: own.start, end: next.start }, newText: "" }];
		// The last one goes with the comma before it, back to the last that stays.
		const stays = parts.findLastIndex((other, at) => at < index && !isGone(other, at));
		const before = stays === index - 1 ? spans[stays] : undefined;
		const comma = /^\s*,/.exec(text.slice(own.end))?.[0].length ?? 0;
		return [{ path, range: { start: before?.end ?? own.start, end: own.end + (before ? 0 : comma) }, newText: "" }];
	});
}

/** Where in a list, by rising places, the first one is that does not lie before a place; the list's length: none. */
function firstFrom<Item>(list: readonly Item[], place: number, placeOf: (item: Item) => number): number {
	let [low, high] = [0, list.length];
	while (low < high) {
		const middle = (low + high) >> 1;
		if (placeOf(list[middle] as Item) < place) low = middle + 1;
		else high = middle;
	}
	return low;
}
