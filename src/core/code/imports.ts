import type { CodeToken } from "./tokens.ts";
import { longestClause, openingOf, stringValue } from "./tokens.ts";

/** One module that a file loads, by `import`, `import()` or `require()`. */
export interface Import {
	readonly from: string;
	/** Values only: types are gone when the program runs. Empty where the module is loaded for its effects. */
	readonly bindings: readonly Binding[];
	/** Loaded for its types alone. */
	readonly isType: boolean;
	/** Where `require()` or `import()` stands, which loads it there; absent: it is loaded before anything of the file is done. */
	readonly at?: number;
}

export interface Binding {
	/** The exported name; `*` for the whole module, `default` for what it exports by that name. */
	readonly imported: string;
	readonly local: string;
}

/** Every module a file loads under a name that is written out. */
export function findImports(tokens: readonly CodeToken[]): Import[] {
	const found: Import[] = [];
	for (let index = 0; index < tokens.length; index++) {
		const token = tokens[index];
		if (token?.type !== "IdentifierName") continue;
		const isMember = tokens[index - 1]?.text === ".";
		if ((token.text === "import" || token.text === "require") && tokens[index + 1]?.text === "(" && !isMember) {
			const from = stringValue(tokens[index + 2]);
			if (from !== undefined)
				found.push({ from, bindings: boundBefore(tokens, index), isType: false, at: token.start });
		} else if (token.text === "import" && !isMember) {
			const statement = importStatement(tokens, index + 1);
			if (statement) found.push(statement);
		}
	}
	return found;
}

/** The modules that a file hands on, `export … from`, as more than types. */
export function reexports(tokens: readonly CodeToken[]): string[] {
	return tokens.flatMap(({ text, depth }, index) => {
		if (text !== "export" || depth > 0 || tokens[index + 1]?.text === "type") return [];
		if (tokens[index + 1]?.text !== "*" && tokens[index + 1]?.text !== "{") return [];
		return importStatement(tokens, index + 1)?.from ?? [];
	});
}

function importStatement(tokens: readonly CodeToken[], start: number): Import | undefined {
	const effect = stringValue(tokens[start]);
	if (effect !== undefined) return { from: effect, bindings: [], isType: false };
	const isType =
		tokens[start]?.text === "type" && tokens[start + 1]?.text !== "from" && tokens[start + 1]?.text !== ",";
	const clause: CodeToken[] = [];
	for (let index = isType ? start + 1 : start; index < start + longestClause; index++) {
		const token = tokens[index];
		if (!token || /^(?:[;=()]|import)$/.test(token.text)) return undefined;
		const from = token.text === "from" ? stringValue(tokens[index + 1]) : undefined;
		if (from === undefined) {
			clause.push(token);
			continue;
		}
		const bindings = isType ? [] : bindingsOf(clause);
		return { from, bindings, isType: isType || (bindings.length === 0 && clause.length > 2) };
	}
	return undefined;
}

/** `a`, `* as a`, `{ a, b as c, type D }`, and the three in a row. */
export function bindingsOf(clause: readonly CodeToken[]): Binding[] {
	const hasDefault = clause[0]?.type === "IdentifierName";
	return parts(clause).flatMap((words, index): Binding[] => {
		if (words[0] === "type" && words.length > 1 && words[1] !== "as") return [];
		const local = words.at(-1) ?? "";
		const imported = hasDefault && index === 0 ? "default" : (words[0] ?? "");
		return imported === "" ? [] : [{ imported, local }];
	});
}

/** `const { a, b: c } = await import(…)` and `const a = require(…)`. */
function boundBefore(tokens: readonly CodeToken[], call: number): Binding[] {
	let index = call - 1;
	if (tokens[index]?.text === "(") index--;
	if (tokens[index]?.text === "await") index--;
	if (tokens[index]?.text !== "=") return [];
	index--;
	const last = tokens[index];
	if (last?.type === "IdentifierName") return [{ imported: "*", local: last.text }];
	const open = last?.text === "}" ? openingOf(tokens, index) : -1;
	return open < 0 ? [] : bindingsOf(tokens.slice(open, index + 1));
}

/** What stands between commas and braces, in words. */
function parts(tokens: readonly CodeToken[]): string[][] {
	const found: string[][] = [[]];
	for (const { text, type } of tokens) {
		if (text === "{" || text === "}" || text === ",") found.push([]);
		else if (type === "IdentifierName" || text === "*") found.at(-1)?.push(text);
	}
	return found;
}
