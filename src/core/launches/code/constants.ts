import { type CodeToken, longestClause } from "../../code/tokens.ts";

/** What `const NAME = …` gives each name, and what `for (const NAME of …)` and `….forEach((NAME) => …)` go through; up to the end of its line or statement; of two with one name the first. */
export function constantsOf(tokens: readonly CodeToken[]): Map<string, readonly CodeToken[]> {
	const found = new Map<string, readonly CodeToken[]>();
	for (const [index, { text, depth }] of tokens.entries()) {
		if (text === "forEach") gone(tokens, index, found);
		if (text !== "const" || tokens[index + 1]?.type !== "IdentifierName") continue;
		const name = tokens[index + 1]?.text ?? "";
		const sign = signAfter(tokens, index + 2, depth);
		if (sign === undefined || found.has(name)) continue;
		const rest = tokens.slice(sign + 1, sign + 1 + longestClause);
		const end = rest.findIndex(
			(token, at) => token.depth < depth || (token.depth === depth && ends(token, rest[at - 1])),
		);
		found.set(name, rest.slice(0, end === -1 ? undefined : end));
	}
	return found;
}

/** `[…].forEach((NAME) => …)`, `names.forEach(…)`. */
function gone(tokens: readonly CodeToken[], index: number, found: Map<string, readonly CodeToken[]>): void {
	const before = tokens[index - 2];
	const name = tokens.slice(index + 2, index + 4).find(({ type }) => type === "IdentifierName");
	if (!before || tokens[index - 1]?.text !== "." || !name || found.has(name.text)) return;
	found.set(name.text, before.text === "]" ? tokens.slice(before.opening, index - 1) : [before]);
}

/** In tokens: how long the type of a constant may be, between its colon and its value. */
const longestType = 20;

/** The place of the `=` behind a name, which may have a type; undefined: there is none. */
function signAfter(tokens: readonly CodeToken[], start: number, depth: number): number | undefined {
	if (/^(?:=|of)$/.test(tokens[start]?.text ?? "")) return start;
	if (tokens[start]?.text !== ":") return undefined;
	for (let index = start + 1; index < start + longestType; index++) {
		const token = tokens[index];
		if (!token || token.depth < depth || (token.depth === depth && token.text === ";")) return undefined;
		if (token.depth === depth && token.text === "=") return index;
	}
	return undefined;
}

/** Whether a statement ends before this token: at its sign, or where two words or closed expressions stand side by side. */
function ends(token: CodeToken, before: CodeToken | undefined): boolean {
	if (token.text === ";" || token.text === ",") return true;
	const isWord = token.type === "IdentifierName" && token.text !== "as" && token.text !== "satisfies";
	const isClosed =
		before !== undefined && /^(?:IdentifierName|StringLiteral|NoSubstitutionTemplate|TemplateTail)$/.test(before.type);
	const isKeyword = /^(?:new|await|typeof|void)$/.test(before?.text ?? "");
	return isWord && !isKeyword && (isClosed || /^[)\]}]$/.test(before?.text ?? ""));
}
