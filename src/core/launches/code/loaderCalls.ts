import type { CodeFile } from "../../code/code.ts";
import { type Binding, bindingsOf, type Import } from "../../code/imports.ts";
import { type CodeToken, longestClause, rangeOf, stringValue } from "../../code/tokens.ts";
import { dotenvConfig, dotenvFlow, dotenvFlowConfig } from "../commands/dotenvDefaults.ts";
import type { EnvironmentLayer, Mode } from "../launch.ts";
import { filesLayer } from "../layers.ts";
import { lookup } from "../lookup.ts";
import { nodeDialect } from "../versions.ts";
import { assignedAt } from "./assignments.ts";
import type { Calling } from "./calling.ts";
import { conditionsAt, isMode, isSkipped } from "./conditions.ts";
import { argumentsAt, elementsOf, pathFrom, propertiesOf, resolved, type Surroundings } from "./expression.ts";
import { parsedFile, viteEnv, viteFolder } from "./parsedFiles.ts";

/** A loader: the module that brings it, and what its call does. */
interface Loader {
	readonly from: RegExp;
	/** The functions of the module that load. */
	readonly functions: readonly string[];
	load(call: readonly (readonly CodeToken[])[], calling: Calling): readonly EnvironmentLayer[];
}

const loaders: readonly Loader[] = [
	{ from: /^dotenv$/, functions: ["config", "configDotenv"], load: dotenv },
	{ from: /^dotenv$/, functions: ["parse"], load: (call, calling) => parsedFile("dotenv", call, calling) },
	{ from: /^(?:node:)?util$/, functions: ["parseEnv"], load: (call, calling) => parsedFile("parseEnv", call, calling) },
	{ from: /^vite$/, functions: ["loadEnv"], load: viteEnv },
	{ from: /^@dotenvx\/dotenvx$/, functions: ["config"], load: (call, calling) => dotenv(call, calling, "dotenvx") },
	{
		from: /^dotenv-flow$/,
		functions: ["config"],
		load: flow,
	},
	{ from: /^(?:node:)?process$/, functions: ["loadEnvFile"], load: loadEnvFile },
	{ from: /^@next\/env$/, functions: ["loadEnvConfig"], load: loadEnvConfig },
	{ from: /^@nestjs\/config$/, functions: ["forRoot"], load: nest },
];

/** Modules that load as they are loaded themselves. */
export function loadedByModule(
	from: string,
	{ inherited, args, outside }: Pick<Calling, "inherited" | "args" | "outside">,
): EnvironmentLayer[] {
	const name = from.replace(/\.js$/, "");
	if (name === "dotenv/config") return [dotenvConfig(args, inherited, outside)];
	// Source: dotenv-expand 13.0.0, its `config.js`.
	if (name === "dotenv-expand/config")
		return [{ ...dotenvConfig(args, inherited, outside), by: name, expand: "dotenv-cli" }];
	if (name === "dotenv-flow/config") return [dotenvFlowConfig(args, inherited, outside)];
	const paths = [outside.paths.join(inherited.cwd, ".env")];
	if (name === "@dotenvx/dotenvx/config")
		return [filesLayer({ by: name, paths, dialect: "dotenv-17", expand: "dotenvx" })];
	if (/^(?:varlock\/(?:config|auto-load)|@t3-oss\/env-core\/presets)$/.test(name))
		return [{ kind: "hidden", by: name }];
	return [];
}

/** What the calls of a file load, in the order written, each with its place. */
export function loadedByCalls(calling: Calling): { at: number; layers: readonly EnvironmentLayer[] }[] {
	const { tokens, remotionCalls } = calling.file;
	const imports = [...calling.file.imports, ...takenApart(tokens, calling.file.imports)];
	const isLate = (token: CodeToken) =>
		token.depth === 0 &&
		remotionCalls.length > 0 &&
		remotionCalls.every(({ isTopLevel, range }) => isTopLevel && range.start < token.start);
	return tokens.flatMap((token, index) => {
		if (token.text === "process" && !isLate(token)) {
			const layers = assignedAt(tokens, index, calling.around);
			if (layers.length > 0) return [{ at: token.start, layers }];
		}
		if (token.text === "envDir") return [{ at: token.start, layers: viteFolder(index, calling) }];
		if (tokens[index + 1]?.text !== "(" || token.type !== "IdentifierName") return [];
		const loader = loaderAt(tokens, imports, index);
		// What the module loads behind all of its own calls, none of them sees.
		if (!loader || isLate(token) || isSkipped(tokens, startOf(tokens, index), calling.around)) return [];
		const origin = { layer: "launch" as const, path: calling.around.path, range: rangeOf(token) };
		const isCertain = isAlwaysDone(tokens, index);
		const { when } = conditionsAt(tokens, startOf(tokens, index));
		const layers = loader.load(argumentsAt(tokens, index + 1), calling).map((layer) => {
			const on = when.length > 0 && { when };
			if (layer.kind === "hidden") return { ...layer, ...on, origin };
			if (layer.kind !== "files") return layer;
			const { required, ...rest } = layer;
			return { ...rest, ...(required && isCertain && { required }), ...on, origin };
		});
		return [{ at: token.start, layers }];
	});
}

/** The index of the first token of a call: of `dotenv` in `dotenv.config()`, of `require` in `require("dotenv").config()`. */
function startOf(tokens: readonly CodeToken[], index: number): number {
	const isMember = /^(?:\.|\?\.)$/.test(tokens[index - 1]?.text ?? "");
	if (!isMember) return index;
	const owner = tokens[index - 2];
	return owner?.text === ")" ? owner.opening - 1 : index - 2;
}

/** `const { loadEnvConfig } = nextEnv`: what is taken out of a module that was loaded as a whole, or of `process`. */
function takenApart(tokens: readonly CodeToken[], imports: readonly Import[]): Import[] {
	return tokens.flatMap((token, index) => {
		const owner = tokens[index + 2];
		const isShort = index - token.opening < longestClause / 10;
		if (token.text !== "}" || !isShort || tokens[index + 1]?.text !== "=" || owner?.type !== "IdentifierName")
			return [];
		if (/^[.([]$/.test(tokens[index + 3]?.text ?? "") || tokens[token.opening - 1]?.type !== "IdentifierName")
			return [];
		const isWhole = ({ imported, local }: Binding) => local === owner.text && /^(?:\*|default)$/.test(imported);
		const found = imports.find(({ isType, bindings }) => !isType && bindings.some(isWhole));
		const from = found?.from ?? (owner.text === "process" ? owner.text : undefined);
		if (from === undefined) return [];
		return [{ from, bindings: bindingsOf(tokens.slice(token.opening, index + 1)), isType: false }];
	});
}

/** Whether a call is made whenever the module is loaded: in no block, such as that of `try`, in no function, and behind no condition. */
function isAlwaysDone(tokens: readonly CodeToken[], index: number): boolean {
	const token = tokens[index];
	if (!token || token.depth > 0 || token.isInArrow) return false;
	const isMember = /^(?:\.|\?\.)$/.test(tokens[index - 1]?.text ?? "");
	const before = index - (isMember ? 3 : 1);
	const text = tokens[before]?.text ?? "";
	if (text === ")") return !/^(?:if|while|for)$/.test(tokens[(tokens[before]?.opening ?? 0) - 1]?.text ?? "");
	return !/^(?:&&|\|\||\?\?|\?|:|else|do)$/.test(text);
}

/** The loader that is called at this name: by a name that is imported, or as a member of the module. */
function loaderAt(tokens: readonly CodeToken[], imports: readonly Import[], index: number): Loader | undefined {
	const name = tokens[index]?.text ?? "";
	const isMember = tokens[index - 1]?.text === "." || tokens[index - 1]?.text === "?.";
	const owner = tokens[index - 2]?.text ?? "";
	if (isMember && name === "loadEnvFile" && owner === "process")
		return loaders.find(({ from }) => from.test("process"));
	// `require("dotenv").config()`, `(await import("dotenv")).config()`.
	const inner = tokens[index - 3]?.text === ")" ? index - 4 : index - 3;
	const required = owner === ")" ? stringValue(tokens[inner]) : undefined;
	return loaders.find(({ from, functions }) => {
		if (isMember && required !== undefined) return functions.includes(name) && from.test(required);
		return imports.some(
			(one) =>
				!one.isType &&
				from.test(one.from) &&
				one.bindings.some(({ imported, local }) =>
					isMember ? local === owner && functions.includes(name) : local === name && functions.includes(imported),
				),
		);
	});
}

function resolvedProperty(
	properties: ReadonlyMap<string, readonly CodeToken[]> | undefined,
	name: string,
	around: Surroundings,
): readonly CodeToken[] | undefined {
	const value = properties?.get(name);
	return value && resolved(value, around);
}

function dotenv(
	[options]: readonly (readonly CodeToken[])[],
	{ around, inherited, outside, file }: Calling,
	by: "dotenv" | "dotenvx" = "dotenv",
): EnvironmentLayer[] {
	const standard = dotenvConfig([], inherited, outside);
	if (!options) return [expanded({ ...standard, by }, by, file)];
	const properties = propertiesOf(resolved(options, around), around);
	// The variable of a loop is what it goes through.
	const path = resolved(resolvedProperty(properties, "path", around) ?? [], around);
	const isOverriding = properties?.get(by === "dotenvx" ? "overload" : "override") ?? properties?.get("override");
	const overrides = isOverriding?.[0]?.text === "true";
	// It writes to an object of its own.
	if (properties?.has("processEnv")) return [];
	const given = properties?.has("path")
		? (elementsOf(path) ?? [path]).map((part) => pathFrom(part, around))
		: undefined;
	if (!properties || properties.has("...") || given?.includes(undefined)) return [{ kind: "hidden", by }];
	const names = given?.flatMap((one) => one ?? []) ?? standard.paths;
	const paths = names.map((name) => outside.paths.resolve(inherited.cwd, name));
	const { overrides: byVariable, ...rest } = standard;
	const wins = isOverriding ? overrides : byVariable === true;
	const layer = { ...rest, by, paths: wins ? paths.reverse() : paths, ...(wins && { overrides: true as const }) };
	return [expanded(layer, by, file)];
}

/** Beside dotenv-expand, `expand(config())`, variables in values are replaced. */
function expanded(layer: Extract<EnvironmentLayer, { kind: "files" }>, by: string, { imports }: CodeFile) {
	if (by === "dotenvx") return { ...layer, expand: "dotenvx" as const };
	// It takes an empty variable for one that is not set.
	const fillsEmpty = layer.overrides ? {} : { fillsEmpty: true as const };
	const isExpanded = imports.some(({ from }) => from === "dotenv-expand");
	return isExpanded ? { ...layer, expand: "dotenv-cli" as const, ...fillsEmpty } : layer;
}

/** `config({ node_env, default_node_env, path, files })`. Source: dotenv-flow 4.1.0, run. */
function flow(
	[options]: readonly (readonly CodeToken[])[],
	{ around, inherited, outside }: Calling,
): EnvironmentLayer[] {
	if (!options) return [dotenvFlow(inherited, outside)];
	const properties = propertiesOf(resolved(options, around));
	const hidden: EnvironmentLayer[] = [{ kind: "hidden", by: "dotenv-flow" }];
	if (!properties || properties.has("pattern") || properties.has("purge_dotenv")) return hidden;
	let isKnown = true;
	const text = (name: string) => {
		const value = resolvedProperty(properties, name, around);
		const found = value && pathFrom(value, around);
		if (value && found === undefined && !isMode(value)) isKnown = false;
		return found;
	};
	const list = resolvedProperty(properties, "files", around);
	const files = list && elementsOf(list)?.map((one) => pathFrom(one, around));
	const [mode, otherwise, folder] = [text("node_env"), text("default_node_env"), text("path")];
	if (!isKnown || (list && !files) || files?.includes(undefined)) return hidden;
	return [dotenvFlow(inherited, outside, { mode, otherwise, folder, files: files?.flatMap((one) => one ?? []) })];
}

function loadEnvFile(
	[path]: readonly (readonly CodeToken[])[],
	{ around, outside, inherited }: Calling,
): EnvironmentLayer[] {
	const name = path ? pathFrom(path, around) : ".env";
	if (name === undefined) return [{ kind: "hidden", by: "process.loadEnvFile" }];
	const paths = [outside.paths.resolve(inherited.cwd, name)];
	return [
		filesLayer({ by: "process.loadEnvFile", paths, dialect: nodeDialect(outside, inherited.cwd), required: true }),
	];
}

/**
 * `loadEnvConfig(folder, isDevelopment, log, forceReload)`. In `next.config` it does nothing unless it is forced: Next.js has loaded before.
 * Source: `@next/env` 16.4.6, read, and `next dev` with it, run.
 */
function loadEnvConfig(
	[folder, dev, , force]: readonly (readonly CodeToken[])[],
	{ around, inherited, outside }: Calling,
): EnvironmentLayer[] {
	if (!force && inherited.layers.some((layer) => layer.kind === "program" && layer.mode)) return [];
	const at = folder ? pathFrom(folder, around) : undefined;
	if (at === undefined) return [{ kind: "hidden", by: "loadEnvConfig" }];
	const isDev = dev?.map(({ text }) => text).join("");
	const nodeEnv = lookup(inherited.layers, "NODE_ENV");
	const isDevelopment =
		isDev === "true" || (isDev !== undefined && isDev !== "false" && isDev !== "undefined" && nodeEnv !== "production");
	const mode: Mode = nodeEnv === "test" ? "test" : isDevelopment ? "development" : "production";
	const local = mode === "test" ? [] : [".env.local"];
	const names = [`.env.${mode}.local`, ...local, `.env.${mode}`, ".env"];
	const base = outside.paths.resolve(inherited.cwd, at);
	const paths = names.map((name) => outside.paths.join(base, name));
	return [filesLayer({ by: "loadEnvConfig", paths, dialect: "dotenv-17", expand: "next" })];
}

/** `ConfigModule.forRoot({ envFilePath, ignoreEnvFile, expandVariables, override })`. Source: @nestjs/config 12.0.1, run. */
function nest(
	[options]: readonly (readonly CodeToken[])[],
	{ around, inherited, outside }: Calling,
): EnvironmentLayer[] {
	const properties = options ? propertiesOf(resolved(options, around)) : new Map<string, readonly CodeToken[]>();
	if (!properties) return [{ kind: "hidden", by: "@nestjs/config" }];
	const isTrue = (name: string) => properties.get(name)?.[0]?.text === "true";
	if (isTrue("ignoreEnvFile")) return [];
	const path = resolvedProperty(properties, "envFilePath", around);
	const given = path && (elementsOf(path) ?? [path]).map((part) => pathFrom(part, around));
	if (given?.includes(undefined)) return [{ kind: "hidden", by: "@nestjs/config" }];
	const names = given?.flatMap((one) => one ?? []) ?? [".env"];
	const paths = names.map((name) => outside.paths.resolve(inherited.cwd, name));
	const expands = properties.has("expandVariables") && properties.get("expandVariables")?.[0]?.text !== "false";
	return [
		filesLayer({
			by: "@nestjs/config",
			paths,
			dialect: "dotenv-17",
			...(expands && { expand: "nest" }),
			...(isTrue("override") && { overrides: true }),
		}),
	];
}
