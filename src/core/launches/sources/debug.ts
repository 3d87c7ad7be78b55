import { type DebugType, namesCredentials } from "../../environment/profileForRun.ts";
import { redact } from "../../text/redact.ts";
import type { Inherited, Program } from "../call.ts";
import { packageAround } from "../commands/likelyCalls.ts";
import type { Jsonc, JsonPath } from "../jsonc.ts";
import type { EnvironmentLayer } from "../launch.ts";
import { filesLayer, unsetLayer } from "../layers.ts";
import type { Outside } from "../outside.ts";
import { record, string } from "../packageJson.ts";
import { originOf } from "../placed.ts";
import type { Word } from "../shells/word.ts";
import { osOf, terminalLayers } from "../terminal.ts";
import { type BlockVariable, blockLayer, blockVariables, listsOf, osBlock, textsAt } from "../vscode/files.ts";
import { settledText, shellTextOf, wordOf } from "../vscode/variables.ts";
import { programsBy, programsIn } from "../walk.ts";
import { different, foundProgram, idOf } from "./scripts.ts";
import type { Found, Source } from "./source.ts";

/**
 * Debug configurations of VS Code that start a program. `env` beats `envFile`, which is read as dotenv 18 does, beats what is there; a file
 * that does not exist is passed over. What is there depends on the console:
 *
 * - the internal one: VS Code's own environment alone; `null` unsets.
 * - `integratedTerminal`: a new terminal, without its profile's environment; js-debug types both in front of the command, so they beat what
 *   extensions set, and `null` leaves what is there.
 * - `externalTerminal`: VS Code's own environment.
 * - type `node-terminal`: they are handed to a new terminal, so its profile's environment and what extensions set beat them; `null` leaves
 *   what is there.
 *
 * Where `remotionLambda.applyProfileToDebugger` is on, this extension adds what it sets in new terminals to `env`.
 *
 * Source: js-debug 1.117.0 in VS Code 1.139.1, run. Read: `terminalNodeLauncher.ts` of js-debug (`null` there), and
 * `terminalProfileResolverService.ts` of VS Code (the profile over an extension's `env`); `externalTerminal`, and Bun's own type, by their
 * documentation.
 */
export const debugConfigurations: Source = {
	find: (outside) =>
		listsOf(outside, "launch").flatMap(({ file, at, object }) => {
			const all = Array.isArray(object.configurations) ? object.configurations : [];
			return all.flatMap((one, index) => launchesOf(record(one), [...at, "configurations", index], file, outside));
		}),
};

/** What a type of configuration starts. */
interface Kind {
	/** What runs the program where the configuration does not say it; absent: a line for a shell is run. */
	readonly runner?: string;
	/** The property that names another one. */
	readonly runnerIn?: string;
	/** It has a `console`. */
	readonly hasConsole?: true;
}

const ofNode: Kind = { runner: "node", runnerIn: "runtimeExecutable", hasConsole: true };
const kinds: Readonly<Record<string, Kind>> & Record<DebugType, Kind> = {
	node: ofNode,
	"pwa-node": ofNode,
	"node-terminal": {},
	bun: { runner: "bun", runnerIn: "runtime" },
};

/** A configuration with its block for the operating system over it. */
interface Configuration {
	readonly kind: Kind;
	readonly json: Readonly<Record<string, unknown>>;
	/** The way to one of its properties. */
	at(name: string): JsonPath;
	readonly file: Jsonc;
	readonly outside: Outside;
}

function launchesOf(own: Record<string, unknown>, at: JsonPath, file: Jsonc, outside: Outside): Found[] {
	const block = osBlock(own, outside);
	const json = { ...own, ...block };
	const kind = kinds[string(json.type) ?? ""];
	const name = string(own.name);
	if (!kind || name === undefined || json.request !== "launch") return [];
	const way = (property: string) => [...at, ...(property in block ? [osOf(outside)] : []), property];
	const configuration: Configuration = { kind, json, at: way, file, outside };
	const folder = settledText(string(json.cwd) || string(json.localRoot) || outside.root, outside);
	if (folder === undefined) return [];
	const cwd = outside.paths.resolve(outside.root, folder);
	const inherited: Inherited = { cwd, layers: layersOf(configuration, cwd), place: "here" };
	const program = settledText(string(json.program) ?? "", outside);
	const { paths } = outside;
	const isOwn =
		program !== undefined && program !== "" && outside.isInside(paths.resolve(paths.resolve(cwd, program), ".."));
	const started = startedBy(configuration, inherited);
	const programs = different(started.filter((one) => isOwn || outside.isInside(one.inherited.cwd)));
	return programs.map((one) =>
		foundProgram(one, {
			id: idOf("debug", name, one, programs),
			label: redact(`Debug: ${name}`),
			kind: "debug",
			origin: originOf(file.placed([...at, "name"])),
		}),
	);
}

function startedBy(configuration: Configuration, inherited: Inherited): Program[] {
	const { kind, json, at, file, outside } = configuration;
	const owner = packageAround(outside, inherited.cwd);
	if (kind.runner === undefined) {
		if (typeof json.command !== "string") return [];
		const shell = outside.input.platform === "win32" ? "cmd" : "bash";
		return programsIn(shellTextOf(file.placed(at("command")), outside), inherited, outside, owner, shell);
	}
	const texts = (name: string) => textsAt(file, json[name], at(name)).map((placed) => wordOf(placed, outside));
	const standard: Word = { pieces: [kind.runner], placed: file.placed(at("type")) };
	const [executable = standard] = texts(kind.runnerIn ?? "");
	const words = [executable, ...texts("runtimeArgs"), ...texts("program"), ...texts("args")];
	return programsBy(words.map(plain), inherited, outside, owner);
}

/** `/home/u/.nvm/versions/node/v24/bin/node` is Node.js. */
function plain(word: Word, index: number): Word {
	const [path] = word.pieces;
	if (index > 0 || word.pieces.length !== 1 || typeof path !== "string" || /[\\/]node_modules[\\/]/.test(path))
		return word;
	const name = /[\\/](node|npm|npx|pnpm|yarn|bun|bunx|deno|tsx)(?:\.(?:cmd|exe))?$/.exec(path)?.[1];
	return name === undefined ? word : { ...word, pieces: [name] };
}

function layersOf({ kind, json, at, file, outside }: Configuration, cwd: string): EnvironmentLayer[] {
	const variables = blockVariables(json.env, at("env"));
	const set = variables.filter(({ value }) => value !== null).map((one) => blockLayer(file, one, outside));
	const unset = variables.filter(({ value }) => value === null);
	const files = envFile(json, at("envFile"), file, cwd, outside);
	if (kind.runner === undefined) {
		const count = terminalLayers(outside, { profile: "none" }).length - 1;
		const before = [...files, ...unset.map((one) => leftAlone(one, file, count)), ...set];
		return terminalLayers(outside, { before, profile: "late" });
	}
	if (json.console === "integratedTerminal" && kind.hasConsole) {
		const terminal = terminalLayers(outside, { profile: "none" });
		return [...terminal, ...files, ...unset.map((one) => leftAlone(one, file, terminal.length)), ...set];
	}
	const removed = unset.map(({ name, at: place }) => unsetLayer(file.placed(place), [name]));
	const takes = outside.input.debuggerTakesProfile && !namesCredentials(json.env, outside.input.platform === "win32");
	return [{ kind: "shell" }, ...(takes ? [{ kind: "terminal" } as const] : []), ...files, ...removed, ...set];
}

function envFile(
	json: Configuration["json"],
	at: JsonPath,
	file: Jsonc,
	cwd: string,
	outside: Outside,
): EnvironmentLayer[] {
	const written = string(json.envFile);
	if (!written) return [];
	const origin = originOf(file.placed(at));
	const path = settledText(written, outside);
	if (path === undefined) return [{ kind: "hidden", by: "envFile", origin }];
	const paths = [outside.paths.resolve(cwd, path)];
	return [filesLayer({ by: "envFile", paths, dialect: "dotenv-17", overrides: true, origin })];
}

/** A name that neither the file nor js-debug sets: it is as it was before them. */
function leftAlone({ name, at }: BlockVariable, file: Jsonc, after: number): EnvironmentLayer {
	const value = { expand: `\${${name}}`, as: "shell", after, orNone: true } as const;
	return { kind: "variables", by: "launch.json", values: { [name]: value }, origin: originOf(file.placed(at)) };
}
