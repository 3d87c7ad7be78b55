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
	/** The name is one of an import: renamed it reads `{ NEW as A }`. */
	readonly isImported?: true;
	/** The first and the last token of the expression. */
	readonly first: number;
	readonly last: number;
}

/** Modules whose `env` is the environment: Node.js's own, and SvelteKit's for the server. Source: @sveltejs/kit 3.2.0. */
const environmentModules = /^(?:(?:node:)?process|\$env\/dynamic\/private)$/;

/** SvelteKit's module of variables by their names, as a text in quotes. */
const staticModule = /^.\$env\/static\/private.$/;

/**
 * `process.env.NAME`, `process.env["NAME"]`, `const { NAME } = process.env`, and the same of `Bun.env`, `import.meta.env`, an `env` that a
 * module exports, `Deno.env.toObject()`, and of a name that one of these is given; `Deno.env.get("NAME")` and `Netlify.env.get("NAME")`;
 * what is imported from SvelteKit's `$env/static/private`. A name that is put together while the program runs is none.
 */
export function findEnvironmentUses(tokens: readonly CodeToken[], imports: readonly Import[]): EnvironmentUse[] {
	const found: EnvironmentUse[] = [];
	const own = new Set(
		imports
			.filter(({ from }) => environmentModules.test(from))
			.flatMap(({ bindings }) => bindings.flatMap(({ imported, local }) => (imported === "env" ? local : []))),
	);
	for (let index = 2; index < tokens.length; index++) {
		const { text = "", type } = tokens[index] ?? {};
		if (type === "StringLiteral" && tokens[index - 1]?.text === "from" && staticModule.test(text))
			found.push(...imported(tokens, index - 2));
		const isOwn = type === "IdentifierName" && own.has(text) && !isDot(tokens, index - 1);
		if (text !== "env" && !isOwn) continue;
		const hosted = isOwn ? undefined : hostUse(tokens, index);
		if (hosted) found.push(hosted);
		const [start, end] = isOwn ? [index, index] : environmentAt(tokens, index);
		if (start < 0) continue;
		const use = memberUse(tokens, start, end);
		if (use) found.push(use);
		else if (tokens[start - 1]?.text === "=" && tokens[start - 2]?.text === "}") {
			found.push(...destructured(tokens, start - 2));
		} else {
			const alias = aliasOf(tokens, start, end);
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

/** The methods of the environment of Deno and Netlify, and what each does. Source: Deno 2.9's `Deno.Env`; Netlify's `Netlify.env`, documentation. */
const methods: ReadonlyMap<string, EnvironmentUse["how"]> = new Map([
	["get", "read"],
	["has", "read"],
	["set", "set"],
	["delete", "delete"],
]);

/** `Deno.env.get("NAME")`: the use; undefined: it is something else. */
function hostUse(tokens: readonly CodeToken[], env: number): EnvironmentUse | undefined {
	if (!isHost(tokens, env)) return undefined;
	const how = isDot(tokens, env + 1) ? methods.get(tokens[env + 2]?.text ?? "") : undefined;
	const name = stringValue(tokens[env + 4]);
	const [token, after] = [tokens[env + 4], tokens[env + 5]?.text];
	if (!how || tokens[env + 3]?.text !== "(" || name === undefined || !token || !/^[,)]$/.test(after ?? ""))
		return undefined;
	const range = { start: token.start + 1, end: token.start + token.text.length - 1 };
	return { name, how, range, isShorthand: false, first: env - 2, last: env + 5 };
}

function isHost(tokens: readonly CodeToken[], env: number): boolean {
	const owner = tokens[env - 2]?.text;
	if (!isDot(tokens, env - 1) || (owner !== "Deno" && owner !== "Netlify")) return false;
	return !isDot(tokens, env - 3) || tokens[env - 4]?.text === "globalThis";
}

/** The first and the last token of `process.env` and its like; -1: the `env` at this index is another one. */
function environmentAt(tokens: readonly CodeToken[], env: number): [start: number, end: number] {
	const isObject = isHost(tokens, env) && isDot(tokens, env + 1) && tokens[env + 2]?.text === "toObject";
	if (isObject && tokens[env + 3]?.text === "(" && tokens[env + 4]?.text === ")") return [env - 2, env + 4];
	return [startOfEnvironment(tokens, env), env];
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
		return { name, how: howUsed(tokens, start, at + 2), range, isShorthand: false, first: start, last: at + 1 };
	}
	if ((first?.text !== "." && first?.text !== "?.") || second?.type !== "IdentifierName") return undefined;
	const range = { start: second.start, end: second.start + second.text.length };
	return {
		name: second.text,
		how: howUsed(tokens, start, env + 3),
		range,
		isShorthand: false,
		first: start,
		last: env + 2,
	};
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
		return [{ name: quoted ?? token.text, how: "read", range, isShorthand: !isRenamed, first: index, last: index }];
	});
}

/** The names in `import { A, B as b } from …`; `close` is the index of the brace. */
function imported(tokens: readonly CodeToken[], close: number): EnvironmentUse[] {
	const open = tokens[close]?.text === "}" ? openingOf(tokens, close) : -1;
	if (open < 0 || tokens[open - 1]?.text !== "import") return [];
	return tokens.slice(open + 1, close).flatMap((token, offset): EnvironmentUse[] => {
		const index = open + 1 + offset;
		if (!/^[{,]$/.test(tokens[index - 1]?.text ?? "") || token.type !== "IdentifierName") return [];
		const range = { start: token.start, end: token.start + token.text.length };
		const isRenamed = tokens[index + 1]?.text === "as";
		const use = { name: token.text, how: "read" as const, range, isShorthand: !isRenamed };
		return [{ ...use, isImported: true, first: index, last: index }];
	});
}
