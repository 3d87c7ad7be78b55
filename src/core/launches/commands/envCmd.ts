import { findNodeAtLocation, type Node, parseTree } from "jsonc-parser";
import { type Call, type KnownCommand, type Next, withLayers } from "../call.ts";
import type { EnvironmentLayer } from "../launch.ts";
import { filesLayer, variableLayer } from "../layers.ts";
import { originOf, placedAt } from "../placed.ts";
import { assumedText, behind, literal, literalStart, type Word } from "../shells/word.ts";
import { hasFlag, readFlags, valuesOf } from "./flags.ts";

/** What its options ask for. */
interface Options {
	readonly file?: Word;
	readonly environments?: Word;
	/** The file of the environments, where it has an option of its own. */
	readonly rcFile?: Word | undefined;
	readonly overrides: boolean;
	readonly fallback: boolean;
	readonly silent: boolean;
	readonly shell: boolean;
}

/** env-cmd: its file replaces the shell's variables. Source: env-cmd 11.0.0 and 10.1.0, run. */
export const envCmd: KnownCommand = {
	names: ["env-cmd"],
	follow: (call: Call): readonly Next[] => {
		const { options, words } = isOld(call) ? readOldOptions(call.args) : readOptions(call.args);
		const [command] = words;
		if (!command) return [];
		const layers = layersOf(options, call);
		if (layers === undefined) return [];
		const inherited = withLayers(call.inherited, ...layers);
		if (!options.shell || literal(command) === undefined || words.length > 1)
			return [{ kind: "command", words, inherited }];
		return [{ kind: "shell", text: command.placed, inherited }];
	},
};

/** Up to 10 its options, its reading of files and their defaults are others. */
function isOld({ outside, inherited }: Call): boolean {
	const major = /^\d+/.exec(outside.versionOf("env-cmd", inherited.cwd) ?? "")?.[0];
	return major !== undefined && Number(major) < 11;
}

/** Up to 10 options end where the command begins, `-e` takes one word, and `-r` names the file of the environments. */
function readOldOptions(args: readonly Word[]): { options: Options; words: readonly Word[] } {
	const takesValue = ["-e", "--environments", "-f", "--file", "-r", "--rc-file"];
	const { flags, rest } = readFlags(args, takesValue);
	const [environments] = valuesOf(flags, "-e", "--environments").reverse();
	const [file] = valuesOf(flags, "-f", "--file").reverse();
	const options: Options = {
		...(environments ? { environments } : file && { file }),
		rcFile: valuesOf(flags, "-r", "--rc-file").at(-1),
		overrides: !hasFlag(flags, "--no-override"),
		fallback: hasFlag(flags, "--fallback"),
		silent: hasFlag(flags, "--silent"),
		shell: hasFlag(flags, "--use-shell"),
	};
	return { options, words: rest };
}

/** Options count wherever they are before a `--`, behind the command too; `-e` takes every word up to the next option. */
function readOptions(args: readonly Word[]): { options: Options; words: readonly Word[] } {
	const end = args.findIndex((word) => literal(word) === "--");
	const own = args.slice(0, end === -1 ? undefined : end);
	const options: { -readonly [Name in keyof Options]: Options[Name] } = {
		overrides: true,
		fallback: false,
		silent: false,
		shell: false,
	};
	const words: Word[] = [];
	let first = -1;
	for (let index = 0; index < own.length; index++) {
		const word = own[index] as Word;
		const text = literal(word) ?? literalStart(word);
		const next = own[index + 1];
		const joined = /^(?:--file=|--environments=|-[fe](?=[^-]))/.exec(text)?.[0];
		const hasValue = next !== undefined && !literalStart(next).startsWith("-");
		if (joined !== undefined) options[/^--?f/.test(joined) ? "file" : "environments"] = behind(word, joined.length);
		else if (text === "-f" || text === "--file") {
			if (hasValue) options.file = own[++index] as Word;
		} else if (text === "-e" || text === "--environments") {
			while (own[index + 1] && !literalStart(own[index + 1] as Word).startsWith("-"))
				options.environments = own[++index] as Word;
		} else if (text === "--no-override") options.overrides = false;
		else if (text === "--fallback") options.fallback = true;
		else if (text === "--silent") options.silent = true;
		else if (text === "--use-shell") options.shell = true;
		else if (!text.startsWith("-")) {
			if (words.length === 0) first = index;
			words.push(word);
		}
	}
	// The command keeps all that is written behind it.
	const command =
		first === -1 ? (end === -1 ? [] : args.slice(end + 1)) : args.slice(first).filter((word) => word !== args[end]);
	return { options, words: command };
}

function layersOf(options: Options, call: Call): EnvironmentLayer[] | undefined {
	const place = options.file ?? options.environments ?? call.words[0];
	const origin = place && { origin: originOf(place.placed) };
	const overrides = options.overrides ? ({ overrides: true } as const) : {};
	if (options.environments) return environmentsOf(options, call);
	const { outside, inherited } = call;
	const written = assumedText(options.file);
	if (options.file && written === undefined) return [{ kind: "hidden", by: "env-cmd", ...origin }];
	const given = written === undefined ? undefined : outside.paths.resolve(inherited.cwd, written);
	const isGone = given !== undefined && options.fallback && !outside.has(given);
	const path = given !== undefined && !isGone ? given : defaultFile(call);
	const json = /\.json$/i.test(path) ? outside.text(path) : undefined;
	if (json !== undefined) return variablesIn(path, json, options.overrides);
	if (/\.(?:json|[cm]?[jt]s|tsx)$/i.test(path)) return [{ kind: "hidden", by: "env-cmd", ...origin }];
	const required = options.silent ? {} : ({ required: true } as const);
	const dialect = isOld(call) ? "env-cmd-10" : "env-cmd";
	return [filesLayer({ by: "env-cmd", paths: [path], dialect, ...overrides, ...required, ...origin })];
}

function defaultFile({ outside, inherited }: Call): string {
	const names = [".env", ".env.js", ".env.json"].map((name) => outside.paths.join(inherited.cwd, name));
	return names.find((path) => outside.has(path)) ?? (names[0] as string);
}

/** The environments of `.env-cmdrc` that `-e` names; of several the last wins. */
function environmentsOf(options: Options, { outside, inherited }: Call): EnvironmentLayer[] | undefined {
	const origin = options.environments && originOf(options.environments.placed);
	const hidden: EnvironmentLayer[] = [{ kind: "hidden", by: "env-cmd", ...(origin && { origin }) }];
	const told = options.rcFile ?? options.file;
	const written = told ? [literal(told) ?? ""] : [".env-cmdrc", ".env-cmdrc.js", ".env-cmdrc.json"];
	const paths = written.map((name) => outside.paths.resolve(inherited.cwd, name));
	const path = paths.find((one) => outside.has(one));
	const text = path === undefined ? undefined : outside.text(path);
	const names = literal(options.environments)?.split(",");
	if (path === undefined || text === undefined || names === undefined || /\.[cm]?[jt]sx?$/.test(path)) return hidden;
	const tree = parseTree(text, [], { disallowComments: true });
	// Without one of them it stops with an error.
	if (!options.silent && tree && !names.some((name) => findNodeAtLocation(tree, [name]))) return undefined;
	return names.flatMap((name) => variablesIn(path, text, options.overrides, name));
}

/** The variables of a JSON text, or of one of its environments. */
function variablesIn(path: string, text: string, overrides: boolean, environment?: string): EnvironmentLayer[] {
	const tree = parseTree(text, [], { disallowComments: true });
	const object = tree && environment !== undefined ? findNodeAtLocation(tree, [environment]) : tree;
	return (object?.children ?? []).flatMap((property) => variableIn(property, path, text, overrides));
}

/** One property of an environment. Node.js hands values on as text. */
function variableIn(
	{ children, offset, length }: Node,
	path: string,
	text: string,
	overrides: boolean,
): EnvironmentLayer[] {
	const [key, value] = children ?? [];
	if (!key || !value || value.type === "object" || value.type === "array") return [];
	const place = placedAt(path, text.slice(offset, offset + length), offset);
	const layer = variableLayer(place, String(key.value), String(value.value), "env-cmd");
	return [overrides ? layer : { ...layer, onlyIfUnset: true }];
}
