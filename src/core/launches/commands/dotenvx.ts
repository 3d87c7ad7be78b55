import { type Call, type KnownCommand, type Next, withLayers } from "../call.ts";
import type { EnvironmentLayer } from "../launch.ts";
import { filesLayer, variableLayer } from "../layers.ts";
import { isOn, lookup } from "../lookup.ts";
import { originOf } from "../placed.ts";
import { assumedText, behind, literal, literalStart, valueFrom, type Word } from "../shells/word.ts";
import { type Flag, hasFlag, readFlags, valuesOf } from "./flags.ts";

const takesValue = [
	"-e",
	"--env",
	"-f",
	"--env-file",
	"-fk",
	"--env-keys-file",
	"--profile",
	"--convention",
	"--ignore",
	"--token",
	"-l",
	"--log-level",
];

/** `dotenvx run`. Source: @dotenvx/dotenvx 2.38.2 and 1.75.1, run. */
export const dotenvx: KnownCommand = {
	names: ["dotenvx", "@dotenvx/dotenvx"],
	follow: (call: Call): readonly Next[] => {
		const before = readFlags(call.args, ["-l", "--log-level"]);
		if (literal(before.rest[0]) !== "run") return [];
		const { flags, rest } = readFlags(optionsOf(before.rest.slice(1), call), takesValue);
		if (rest.length === 0) return [];
		const overrides = hasFlag(flags, "-o", "--overload") || isOn(lookup(call.inherited.layers, "DOTENV_OVERLOAD"));
		const isStrict = hasFlag(flags, "--strict");
		const layers = flags
			.flatMap((flag) => layerOf(flag, call, overrides))
			.map((layer) => (isStrict && layer.kind === "files" ? { ...layer, required: true as const } : layer));
		if (layers.length === 0) layers.push(files(call, conventional(flags, call), overrides, before.rest[0]));
		// Of several that fill in the first wins, of several that replace the last: as layers act.
		return [{ kind: "command", words: rest, inherited: withLayers(call.inherited, ...layers) }];
	},
};

/** Up to 1 these options take every word up to the next option: `-f a b --`. Source: @dotenvx/dotenvx 1.75.1, run. */
function optionsOf(args: readonly Word[], { outside, inherited }: Call): readonly Word[] {
	if (!outside.versionOf("@dotenvx/dotenvx", inherited.cwd)?.startsWith("1.")) return args;
	const end = args.findIndex((word) => literal(word) === "--");
	let option: string | undefined;
	let count = 0;
	return args.flatMap((word, index) => {
		const text = literalStart(word);
		if (end !== -1 && index >= end) return [word];
		if (text.startsWith("-")) {
			option = /^(?:-f|--env-file|-e|--env|-fk|--env-keys-file)$/.test(text) ? text : undefined;
			count = 0;
		} else if (option !== undefined && count++ > 0) return [{ ...word, pieces: [option] }, word];
		return [word];
	});
}

/** One `-f FILE` or `-e NAME=value`. */
function layerOf({ name, value }: Flag, call: Call, overrides: boolean): EnvironmentLayer[] {
	if (!value) return [];
	if (name === "-f" || name === "--env-file") {
		const names = (assumedText(value) ?? "").split(",").map((one) => one.trim());
		return names.filter(Boolean).map((one) => files(call, [one], overrides, value));
	}
	const variable = /^\w+(?==)/.exec(literalStart(value))?.[0];
	if (variable === undefined || (name !== "-e" && name !== "--env")) return [];
	const layer = variableLayer(
		value.placed,
		variable,
		valueFrom(behind(value, variable.length + 1).pieces),
		"dotenvx -e",
	);
	return [overrides ? layer : { ...layer, onlyIfUnset: true }];
}

function files(call: Call, names: readonly string[], overrides: boolean, word: Word | undefined): EnvironmentLayer {
	const paths = names.map((name) => call.outside.paths.resolve(call.inherited.cwd, name));
	return filesLayer({
		by: "dotenvx run",
		paths: overrides ? paths.reverse() : paths,
		dialect: "dotenv-17",
		expand: "dotenvx",
		...(overrides && { overrides: true }),
		...(word && { origin: originOf(word.placed) }),
	});
}

/** The default files, or those of `--convention`, the first to win first. */
function conventional(flags: readonly Flag[], { inherited }: Call): string[] {
	const told = literal(valuesOf(flags, "--convention").at(-1)) ?? lookup(inherited.layers, "DOTENV_CONFIG_CONVENTION");
	const mode = lookup(inherited.layers, "DOTENV_ENV") ?? lookup(inherited.layers, "NODE_ENV") ?? "development";
	if (told === "flow") return [`.env.${mode}.local`, `.env.${mode}`, ".env.local", ".env", ".env.defaults"];
	if (told !== "nextjs") return [".env"];
	const local = mode === "test" ? [] : [".env.local"];
	if (!/^(?:development|test|production)$/.test(mode)) return [...local, ".env"];
	return [`.env.${mode}.local`, ...local, `.env.${mode}`, ".env"];
}
