import { type CodeToken, longestClause } from "../../code/tokens.ts";
import { viteFilesIn } from "../commands/viteFiles.ts";
import type { EnvironmentLayer } from "../launch.ts";
import { filesLayer } from "../layers.ts";
import { nodeDialect } from "../versions.ts";
import type { Calling } from "./calling.ts";
import { argumentsAt, elementsOf, pathFrom, propertiesOf, resolved } from "./expression.ts";

/**
 * A file that code parses and puts into its environment itself: `Object.assign(process.env, parse(readFileSync(".env")))`, the same with a
 * spread, with a loop, and with dotenv's `populate`. Source: dotenv 17.4.2 and Node.js 20.20.2 and 24.21.0, run.
 * @param by who parses it
 */
export function parsedFile(
	by: "dotenv" | "parseEnv",
	[text]: readonly (readonly CodeToken[])[],
	{ file, around, inherited, outside }: Calling,
): EnvironmentLayer[] {
	const how = written(file.tokens);
	if (!text || !how) return [];
	const told = resolved(text, around);
	const read = told.findIndex((token) => token.text === "readFileSync");
	const [argument] = read === -1 ? [] : argumentsAt(told, read + 1);
	const path = argument && pathFrom(argument, around);
	if (path === undefined) return [{ kind: "hidden", by }];
	const paths = [outside.paths.resolve(inherited.cwd, path)];
	const dialect = by === "dotenv" ? "dotenv-17" : nodeDialect(outside, inherited.cwd);
	const way = { replaces: { overrides: true }, "fills in": {}, "fills empty": { fillsEmpty: true } } as const;
	return [filesLayer({ by, paths, dialect, ...way[how] })];
}

/**
 * `Object.assign(process.env, loadEnv(mode, folder, ""))`: a variable that is there already stays, an empty one, too. Source: vite 8.4.0, run.
 * @param call its arguments
 */
export function viteEnv(
	[mode, folder, prefix]: readonly (readonly CodeToken[])[],
	{ file, around, inherited, outside }: Calling,
): EnvironmentLayer[] {
	if (!written(file.tokens) || !prefix) return [];
	const names = (elementsOf(prefix) ?? [prefix]).map((one) => pathFrom(one, around));
	const told = mode && (pathFrom(mode, around) ?? pathFrom(mode.slice(-1), around));
	const at = folder && pathFrom(folder, around);
	if (told === undefined || at === undefined || names.includes(undefined)) return [{ kind: "hidden", by: "loadEnv" }];
	return [viteFilesIn(outside.paths.resolve(inherited.cwd, at), told, outside, "loadEnv", names)];
}

/**
 * `envDir` of `vite.config`, where React Router loads from, in place of the project's folder; relative to where it is started.
 * Source: @react-router/dev 7, run.
 * @param at the index of its name
 */
export function viteFolder(at: number, { file, around, inherited, outside }: Calling): EnvironmentLayer[] {
	const { tokens } = file;
	const mode = around.constant?.("mode");
	if (tokens[at + 1]?.text !== ":" || !mode) return [];
	const depth = tokens[at]?.depth ?? 0;
	const rest = tokens.slice(at + 2, at + 2 + longestClause);
	const end = rest.findIndex((token) => token.depth < depth || (token.depth === depth && token.text === ","));
	const folder = pathFrom(rest.slice(0, end), around);
	const told = pathFrom(mode, around);
	if (folder === undefined || told === undefined) return [{ kind: "hidden", by: "envDir" }];
	return [viteFilesIn(outside.paths.resolve(inherited.cwd, folder), told, outside, "envDir")];
}

const known = new WeakMap<readonly CodeToken[], { readonly how: ReturnType<typeof writtenIn> }>();

/** The same for every call of a file. */
function written(tokens: readonly CodeToken[]): ReturnType<typeof writtenIn> {
	const found = known.get(tokens) ?? { how: writtenIn(tokens) };
	known.set(tokens, found);
	return found.how;
}

/** How code writes several variables at once; undefined: it does not. */
function writtenIn(tokens: readonly CodeToken[]): "replaces" | "fills in" | "fills empty" | undefined {
	for (const [index, token] of tokens.entries()) {
		if (token.text !== "process" || tokens[index + 2]?.text !== "env") continue;
		const [before, next, after] = [tokens[index - 2], tokens[index + 3], tokens[index + 4]];
		if (tokens[index - 1]?.text === "(" && before?.text === "assign") return "replaces";
		if (tokens[index - 1]?.text === "(" && before?.text === "populate") {
			const options = propertiesOf(argumentsAt(tokens, index - 1)[2] ?? []);
			return options?.get("override")?.[0]?.text === "true" ? "replaces" : "fills in";
		}
		if (next?.text === "=" && after?.text === "{") {
			const last = argumentsAt(tokens, index + 4).at(-1) ?? [];
			return /^\.{3}process\.env$/.test(joined(last)) ? "fills in" : "replaces";
		}
		const sign = tokens[index + 6]?.text ?? "";
		if (next?.text !== "[" || after?.type !== "IdentifierName" || !/^(?:\?\?|\|\|)?=$/.test(sign)) continue;
		const condition = joined(tokens.slice(Math.max(index - 14, 0), index));
		if (sign === "||=" || /!process\.env\[\w+\]\)\{?$/.test(condition)) return "fills empty";
		const isAbsent = /process\.env\[\w+\]===?(?:undefined|null)\)\{?$|!\(\w+process\.env\)\)\{?$/.test(condition);
		return sign === "??=" || isAbsent ? "fills in" : "replaces";
	}
	return undefined;
}

function joined(tokens: readonly CodeToken[]): string {
	return tokens.map(({ text }) => text).join("");
}
