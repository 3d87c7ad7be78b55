import { type AST, parseTOML } from "toml-eslint-parser";
import type { TextRange } from "../types.ts";
import type { BlockVariable, ConfigurationFile, EnvironmentBlock } from "./configurationFile.ts";

/** Reads netlify.toml: the variables of `[build.environment]` and of `[context.NAME.environment]`. What cannot be parsed has none. */
export function readNetlify(text: string): ConfigurationFile {
	const blocks: EnvironmentBlock[] = [];
	const texts: TextRange[] = [];
	for (const { way, key, value } of entriesOf(text)) {
		texts.push(...stringsIn(value));
		if (!isEnvironment(way.slice(0, -1)) || value.type !== "TOMLValue") continue;
		const name = way.at(-1) ?? "";
		const quotes = key.type === "TOMLQuoted" ? 1 : 0;
		const range = { start: key.range[0] + quotes, end: key.range[1] - quotes };
		const variable: BlockVariable = { name, range, value: String(value.value) };
		blocks.push({ commands: [], variables: [variable] });
	}
	return { blocks, texts };
}

/** A value at the end of a way of keys, with the last of them. */
interface Entry {
	readonly way: readonly string[];
	readonly key: AST.TOMLBare | AST.TOMLQuoted;
	readonly value: AST.TOMLContentNode;
}

function entriesOf(text: string): Entry[] {
	try {
		const [top] = parseTOML(text).body;
		return top.body.flatMap((node) => {
			if (node.type === "TOMLKeyValue") return entry([], node);
			const way = node.resolvedKey.map(String);
			return node.body.flatMap((inner) => entry(way, inner));
		});
	} catch {
		return [];
	}
}

function entry(before: readonly string[], { key: { keys }, value }: AST.TOMLKeyValue): Entry[] {
	const way = [...before, ...keys.map((one) => (one.type === "TOMLBare" ? one.name : one.value))];
	const key = keys.at(-1);
	if (!key) return [];
	if (value.type === "TOMLInlineTable") return value.body.flatMap((inner) => entry(way, inner));
	return [{ way, key, value }];
}

function isEnvironment(way: readonly string[]): boolean {
	const [first, ...rest] = way;
	return (
		rest.at(-1) === "environment" && (first === "build" ? rest.length === 1 : first === "context" && rest.length === 2)
	);
}

function stringsIn(value: AST.TOMLContentNode): TextRange[] {
	if (value.type === "TOMLArray") return value.elements.flatMap(stringsIn);
	return value.type === "TOMLValue" && value.kind === "string" ? [{ start: value.range[0], end: value.range[1] }] : [];
}
