import type { TextRange } from "../types.ts";
import type { Import } from "./imports.ts";
import type { CodeToken } from "./tokens.ts";
import { openingOf, stringValue } from "./tokens.ts";

/** One place where code names an environment variable. */
export interface EnvironmentUse {
	readonly name: string;
	readonly how: "read" | "set" | "delete";
	/** Where the name stands, without quotes. */
	readonly range: TextRange;
	/** The name is a local one as well, in `{ A } = process.env`: renamed it reads `{ NEW: A }`. */
	readonly isShorthand: boolean;
}

/**
 * `process.env.NAME`, `process.env["NAME"]`, `const { NAME } = process.env`, and the same of `Bun.env`, `import.meta.env` of an `env`
 * that is imported from Node.js's `process`, and of a name that `process.env` is given. A name that is put together while the program runs is none.
 */
export function findEnvironmentUses(tokens: readonly CodeToken[], imports: readonly Import[]): EnvironmentUse[] {
	const found: EnvironmentUse[] = [];
	const own = new Set(
		imports
			.filter(({ from }) => /^(?:node:)?process$/.test(from))
			.flatMap(({ bindings }) => bindings.flatMap(({ imported, local }) => (imported === "env" ? local : []))),
	);
	for (let index = 2; index < tokens.length; index++) {
		const { text = "", type } = tokens[index] ?? {};
		const isOwn = type === "IdentifierName" && own.has(text) && !isDot(tokens, index - 1);
		if (text !== "env" && !isOwn) continue;
		const start = isOwn ? index : startOfEnvironment(tokens, index);
		if (start < 0) continue;
		const use = memberUse(tokens, start, index);
		if (use) found.push(use);
		else if (tokens[start - 1]?.text === "=" && tokens[start - 2]?.text === "}") {
			found.push(...destructured(tokens, start - 2));
		} else {
			const alias = aliasOf(tokens, start, index);
			if (alias !== undefined) own.add(alias);
		}
	}
	return found;
}

/** The name in `const name = process.env`; undefined: it is something else. */
function aliasOf(tokens: readonly CodeToken[], start: number, env: number): string | undefined {
	const [keyword, name, sign] = tokens.slice(Math.max(start - 3, 0), start);
	const isWhole = !isDot(tokens, env + 1) && tokens[env + 1]?.text !== "[";
	const isDeclared = /^(?:const|let|var)$/.test(keyword?.text ?? "") && sign?.text === "=";
	return isWhole && isDeclared && name?.type === "IdentifierName" ? name.text : undefined;
}

/** Where `process.env` and its like begin; -1: the `env` at this index is another one. */
function startOfEnvironment(tokens: readonly CodeToken[], index: number): number {
	if (!isDot(tokens, index - 1)) return -1;
	const owner = tokens[index - 2]?.text;
	if (owner === "meta") return isDot(tokens, index - 3) && tokens[index - 4]?.text === "import" ? index - 4 : -1;
	if (owner !== "process" && owner !== "Bun") return -1;
	if (!isDot(tokens, index - 3)) return index - 2;
	const outer = tokens[index - 4]?.text;
	return outer === "globalThis" || outer === "global" ? index - 4 : -1;
}

function isDot(tokens: readonly CodeToken[], at: number): boolean {
	return tokens[at]?.text === "." || tokens[at]?.text === "?.";
}

function memberUse(tokens: readonly CodeToken[], start: number, env: number): EnvironmentUse | undefined {
	const [first, second] = [tokens[env + 1], tokens[env + 2]];
	const isBracket = first?.text === "[" || (first?.text === "?." && second?.text === "[");
	if (isBracket) {
		const at = first.text === "[" ? env + 2 : env + 3;
		const name = stringValue(tokens[at]);
		const token = tokens[at];
		if (name === undefined || !token || tokens[at + 1]?.text !== "]") return undefined;
		const range = { start: token.start + 1, end: token.start + token.text.length - 1 };
		return { name, how: howUsed(tokens, start, at + 2), range, isShorthand: false };
	}
	if ((first?.text !== "." && first?.text !== "?.") || second?.type !== "IdentifierName") return undefined;
	const range = { start: second.start, end: second.start + second.text.length };
	return { name: second.text, how: howUsed(tokens, start, env + 3), range, isShorthand: false };
}

function howUsed(tokens: readonly CodeToken[], start: number, after: number): EnvironmentUse["how"] {
	if (tokens[start - 1]?.text === "delete") return "delete";
	// TypeScript's `!` may stand between.
	const next = tokens[after]?.text === "!" ? tokens[after + 1]?.text : tokens[after]?.text;
	return next === "=" || next === "||=" || next === "??=" || next === "&&=" ? "set" : "read";
}

function destructured(tokens: readonly CodeToken[], close: number): EnvironmentUse[] {
	const open = openingOf(tokens, close);
	if (open < 0) return [];
	const inner = (tokens[open]?.depth ?? 0) + 1;
	return tokens.slice(open + 1, close).flatMap((token, offset): EnvironmentUse[] => {
		const index = open + 1 + offset;
		const before = tokens[index - 1]?.text;
		if (token.depth !== inner || (before !== "{" && before !== ",")) return [];
		const isRenamed = tokens[index + 1]?.text === ":";
		const quoted = isRenamed ? stringValue(token) : undefined;
		if (quoted === undefined && token.type !== "IdentifierName") return [];
		const [start, end] = [token.start, token.start + token.text.length];
		const range = quoted === undefined ? { start, end } : { start: start + 1, end: end - 1 };
		return [{ name: quoted ?? token.text, how: "read", range, isShorthand: !isRenamed }];
	});
}
