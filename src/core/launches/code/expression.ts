import { type CodeToken, longestClause, stringValue } from "../../code/tokens.ts";
import type { Paths } from "../../text/paths.ts";

/** What an expression of code may refer to. */
export interface Surroundings {
	/** The folder that the program is run in. */
	readonly cwd: string;
	/** The code's own file. */
	readonly path: string;
	readonly paths: Paths;
	/** The value of an environment variable, as far as it is known. */
	variable(name: string): string | undefined;
}

/** The tokens of a call's arguments, each by itself; `open` is the index of its bracket. */
export function argumentsAt(tokens: readonly CodeToken[], open: number): CodeToken[][] {
	const inner = (tokens[open]?.depth ?? 0) + 1;
	const found: CodeToken[][] = [];
	let current: CodeToken[] = [];
	for (let index = open + 1; index < Math.min(tokens.length, open + longestClause); index++) {
		const token = tokens[index] as CodeToken;
		if (token.depth < inner) break;
		if (token.depth === inner && token.text === ",") {
			found.push(current);
			current = [];
		} else current.push(token);
	}
	return current.length > 0 ? [...found, current] : found;
}

/** The values of an object that is written out, by name; undefined: it is something else. A spread is left out. */
export function propertiesOf(tokens: readonly CodeToken[]): ReadonlyMap<string, readonly CodeToken[]> | undefined {
	if (tokens[0]?.text !== "{") return undefined;
	const found = new Map<string, readonly CodeToken[]>();
	for (const [name, colon, ...value] of argumentsAt(tokens, 0)) {
		if (!name || name.text === "...") continue;
		found.set(stringValue(name) ?? name.text, colon?.text === ":" ? value : [name]);
	}
	return found;
}

/** The elements of an array that is written out; undefined: it is something else. */
export function elementsOf(tokens: readonly CodeToken[]): CodeToken[][] | undefined {
	return tokens[0]?.text === "[" ? argumentsAt(tokens, 0) : undefined;
}

/** What an expression comes to where it is made of texts and folders: `path.join(__dirname, "../.env")`. undefined: it is not. */
export function pathFrom(tokens: readonly CodeToken[], around: Surroundings): string | undefined {
	const [first] = tokens;
	if (!first) return undefined;
	const sum = splitAtPlus(tokens);
	if (sum.length > 1) {
		const parts = sum.map((part) => pathFrom(part, around));
		return parts.every((part) => part !== undefined) ? parts.join("") : undefined;
	}
	if (tokens.length === 1) return stringValue(first) ?? (first.text === "__dirname" ? folderOf(around) : undefined);
	if (first.type === "TemplateHead") return fromTemplate(tokens, around);
	const words = tokens.map(({ text }) => text).join("");
	if (/^import\.meta\.(?:dirname|dir)$/.test(words)) return folderOf(around);
	if (/^process\.cwd\(\)$/.test(words)) return around.cwd;
	const variable = /^process\.env\.(\w+)!?$/.exec(words)?.[1];
	return variable === undefined ? fromCall(tokens, words, around) : around.variable(variable);
}

function folderOf({ path, paths }: Surroundings): string {
	return paths.resolve(path, "..");
}

function fromCall(tokens: readonly CodeToken[], words: string, around: Surroundings): string | undefined {
	const open = tokens.findIndex(({ text }) => text === "(");
	const callee = tokens.slice(0, open).map(({ text }) => text);
	const name = callee.join("").replace(/^(?:path|node_path|Path|\w+Path)\.(?:posix\.|win32\.)?/, "");
	const args = open === -1 ? [] : argumentsAt(tokens, open);
	if (name === "newURL") {
		const [url] = args;
		const isOwn = args[1]?.map(({ text }) => text).join("") === "import.meta.url";
		const relative = url && isOwn ? pathFrom(url, around) : undefined;
		return relative === undefined ? undefined : around.paths.resolve(folderOf(around), relative);
	}
	if (!words.endsWith(")") && !/\)\.(?:pathname|href)$/.test(words)) return undefined;
	const values = args.map((arg) => pathFrom(arg, around));
	if (!values.every((value) => value !== undefined)) return undefined;
	if (name === "fileURLToPath") return values[0];
	if (name === "dirname") return values[0] === undefined ? undefined : around.paths.resolve(values[0], "..");
	if (name === "join") return around.paths.join(values[0] ?? "", ...values.slice(1));
	if (name === "resolve") return values.reduce((base, value) => around.paths.resolve(base, value), around.cwd);
	return undefined;
}

function fromTemplate(tokens: readonly CodeToken[], around: Surroundings): string | undefined {
	let text = "";
	let inner: CodeToken[] = [];
	for (const token of tokens) {
		if (!/^Template(?:Head|Middle|Tail)$/.test(token.type)) {
			inner.push(token);
			continue;
		}
		if (token.type !== "TemplateHead") {
			const value = pathFrom(inner, around);
			if (value === undefined) return undefined;
			text += value;
			inner = [];
		}
		text += token.text.replace(/^[`}]|(?:\$\{|`)$/g, "");
	}
	return text;
}

function splitAtPlus(tokens: readonly CodeToken[]): CodeToken[][] {
	const depth = tokens[0]?.depth;
	const parts: CodeToken[][] = [[]];
	for (const token of tokens) {
		if (token.text === "+" && token.depth === depth) parts.push([]);
		else parts.at(-1)?.push(token);
	}
	return parts;
}
