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
	/** Whether there is a file. */
	has?(path: string): boolean;
	/** What a name of the code is given, once and for all: `const file = …`. */
	constant?(name: string): readonly CodeToken[] | undefined;
}

/** A name's own expression in place of the name; each is followed once. */
export function resolved(tokens: readonly CodeToken[], around: Surroundings): readonly CodeToken[] {
	const [name] = tokens;
	const given = tokens.length === 1 && name?.type === "IdentifierName" ? around.constant?.(name.text) : undefined;
	return given ?? tokens;
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

/** The values of an object that is written out, by name; undefined: it is something else. Without `around` a spread is left out. */
export function propertiesOf(
	tokens: readonly CodeToken[],
	around?: Surroundings,
): ReadonlyMap<string, readonly CodeToken[]> | undefined {
	if (tokens[0]?.text !== "{") return undefined;
	const found = new Map<string, readonly CodeToken[]>();
	for (const [name, colon, ...value] of argumentsAt(tokens, 0)) {
		if (name?.text === "..." && around && colon) {
			const spread = propertiesOf(resolved([colon, ...value], around)) ?? new Map([["...", value]]);
			for (const [one, given] of spread) found.set(one, given);
		}
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
	const choice = splitAt(tokens, "?", ":");
	if (choice) return fromChoice(choice, around);
	const or = splitAt(tokens, "||") ?? splitAt(tokens, "??");
	if (or) return fromDefault(or, around);
	const sum = splitAtPlus(tokens);
	if (sum.length > 1) {
		const parts = sum.map((part) => pathFrom(part, around));
		return parts.every((part) => part !== undefined) ? parts.join("") : undefined;
	}
	if (tokens.length === 1) return fromWord(first, around);
	if (first.type === "TemplateHead") return fromTemplate(tokens, around);
	const words = tokens.map(({ text }) => text).join("");
	if (/^import\.meta\.(?:dirname|dir)$/.test(words)) return folderOf(around);
	if (/^import\.meta\.(?:url|filename)$/.test(words)) return around.path;
	if (/^process\.cwd\(\)$/.test(words)) return around.cwd;
	const variable = /^process\.env\.(\w+)!?$/.exec(words)?.[1];
	return variable === undefined ? fromCall(tokens, words, around) : around.variable(variable);
}

function fromWord(token: CodeToken, around: Surroundings): string | undefined {
	if (token.text === "__dirname") return folderOf(around);
	if (token.text === "__filename") return around.path;
	const given = around.constant?.(token.text);
	// A name is not looked up in what it is given itself, so that all ends.
	const inner: Surroundings = {
		...around,
		constant: (name) => (name === token.text ? undefined : around.constant?.(name)),
	};
	return stringValue(token) ?? (given && pathFrom(given, inner));
}

/** `process.env.NAME || "default"`: what nothing on the way sets is taken not to be set. */
function fromDefault([value, fallback]: readonly CodeToken[][], around: Surroundings): string | undefined {
	const known = pathFrom(value ?? [], around);
	if (known) return known;
	return isVariable(value ?? []) ? pathFrom(fallback ?? [], around) : undefined;
}

/** `process.env.NAME === "text" ? a : b`, and `process.env.NAME ? a : b`. */
function fromChoice([condition = [], yes = [], no = []]: readonly CodeToken[][], around: Surroundings) {
	for (const sign of ["===", "==", "!==", "!="]) {
		const [one, other] = splitAt(condition, sign) ?? [];
		if (!one || !other) continue;
		const [text, compared] = [pathFrom(one, around), pathFrom(other, around)];
		if ((text === undefined && !isVariable(one)) || (compared === undefined && !isVariable(other))) return undefined;
		return pathFrom((text === compared) === !sign.startsWith("!") ? yes : no, around);
	}
	const open = condition.findIndex(({ text }) => text === "existsSync") + 1;
	if (open > 0 && open <= 3 && around.has) {
		const path = pathFrom(argumentsAt(condition, open)[0] ?? [], around);
		return path && pathFrom(around.has(around.paths.resolve(around.cwd, path)) ? yes : no, around);
	}
	return isVariable(condition) ? pathFrom(pathFrom(condition, around) ? yes : no, around) : undefined;
}

function isVariable(tokens: readonly CodeToken[]): boolean {
	return /^process\.env\.\w+$/.test(tokens.map(({ text }) => text).join(""));
}

/** What stands before, between and behind these signs, the first ones outside of brackets; undefined: they are not there. */
export function splitAt(tokens: readonly CodeToken[], ...signs: readonly string[]): CodeToken[][] | undefined {
	const depth = tokens[0]?.depth;
	const parts: CodeToken[][] = [[]];
	for (const token of tokens) {
		if (token.depth === depth && token.type === "Punctuator" && token.text === signs[parts.length - 1]) parts.push([]);
		else parts.at(-1)?.push(token);
	}
	return parts.length === signs.length + 1 ? parts : undefined;
}

function folderOf({ path, paths }: Surroundings): string {
	return paths.resolve(path, "..");
}

/** `require("path").join` is what `path.join` is. */
function withoutRequire(tokens: readonly CodeToken[]): readonly CodeToken[] {
	const isRequired = tokens[0]?.text === "require" && tokens[3]?.text === ")" && tokens[4]?.text === ".";
	return isRequired && /^["'](?:node:)?path["']$/.test(tokens[2]?.text ?? "") ? tokens.slice(5) : tokens;
}

function fromCall(written: readonly CodeToken[], words: string, around: Surroundings): string | undefined {
	const tokens = withoutRequire(written);
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
