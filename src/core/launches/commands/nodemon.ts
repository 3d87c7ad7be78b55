import { type Call, type KnownCommand, type Next, withLayers } from "../call.ts";
import type { EnvironmentLayer } from "../launch.ts";
import { variableLayer } from "../layers.ts";
import { record, string } from "../packageJson.ts";
import { type Placed, placedAt, spaced } from "../placed.ts";
import { literal, plainWord, type Word } from "../shells/word.ts";
import { type Flag, valuesOf } from "./flags.ts";
import { envFileLayers } from "./node.ts";
import { nodeFile } from "./nodeFile.ts";
import { nodeFlags, preloadLayers } from "./preloads.ts";

const takesValue = [
	"-x",
	"--exec",
	"-w",
	"--watch",
	"-e",
	"--ext",
	"-i",
	"--ignore",
	"-d",
	"--delay",
	"--signal",
	"--config",
	"--cwd",
];

/**
 * nodemon: the shell's variables, then `env` of its settings, then what its Node.js loads. `exec` and `execMap` of the settings run the file in
 * Node.js's place; without a file it runs the package's `main`, else its script `start`. Source: nodemon 3.1.14, run.
 */
export const nodemon: KnownCommand = {
	names: ["nodemon"],
	isNative: true,
	follow: (call: Call): readonly Next[] => {
		const { flags, rest } = nodeFlags(call.args, takesValue);
		const settings = settingsOf(flags, call);
		const started = withLayers(call.inherited, ...settings.layers);
		const [told] = valuesOf(flags, "-x", "--exec");
		const isTold = told && literal(told) !== undefined;
		const command = isTold ? told.placed : settings.command(extensionOf(rest[0]));
		const text = command && behindIt(command, [...flags.flatMap(handedOn), ...rest]);
		if (text) return [{ kind: "shell", text, inherited: started }];
		const main = call.owner?.placed("main");
		const start = call.owner?.placed("scripts", "start");
		if (rest.length === 0 && !main && start && !/\bnodemon\b/.test(start.text))
			return [{ kind: "shell", text: start, inherited: started }];
		const layers = [
			...envFileLayers(flags, call.inherited, call.outside),
			...preloadLayers(flags, rest, call.inherited, call.outside),
		];
		const inherited = withLayers(started, ...layers);
		return nodeFile(call, rest.length > 0 || !main ? rest : [plainWord(main)], inherited);
	},
};

/** Options that load go to what `--exec` names, in front of the file, wherever they stand before it. */
function handedOn({ name, value, word }: Flag): Word[] {
	if (!/^(?:-r|--(?:require|import|env-file.*))$/.test(name)) return [];
	return value && name === literal(word) ? [word, value] : [word];
}

interface Settings {
	readonly layers: readonly EnvironmentLayer[];
	/** What runs a file with this ending. */
	command(extension: string): Placed | undefined;
}

/** `nodemon.json`, or the file of `--config`; where there is none, `nodemonConfig` of package.json. */
function settingsOf(flags: readonly Flag[], { inherited, outside, owner }: Call): Settings {
	const name = literal(valuesOf(flags, "--config").at(-1)) ?? "nodemon.json";
	const path = outside.paths.resolve(inherited.cwd, name);
	const text = outside.text(path);
	const json = record(text === undefined ? owner?.json.nodemonConfig : parsed(text));
	const file = text === undefined ? (owner?.path ?? path) : path;
	const layers = Object.entries(record(json.env)).flatMap(([name, value]): EnvironmentLayer[] =>
		typeof value === "object"
			? []
			: [{ ...variableLayer(placedAt(file, ""), name, String(value), "nodemon.json"), onlyIfUnset: true }],
	);
	const command = (extension: string): Placed | undefined => {
		const told = string(json.exec) ?? string(record(json.execMap)[extension]);
		if (told === undefined || told.includes("{{")) return undefined;
		const at = Math.max((outside.text(file) ?? "").indexOf(JSON.stringify(told)) + 1, 0);
		return placedAt(file, told, at);
	};
	return { layers, command };
}

/** A command with words behind it; those of another file stand at its end. */
function behindIt(command: Placed, words: readonly Word[]): Placed {
	const end = command.at.at(-1) ?? 0;
	const others = words.map(({ placed }) =>
		placed.path === command.path ? placed : { ...placed, path: command.path, at: placed.at.map(() => end) },
	);
	return spaced([command, ...others]);
}

function extensionOf(word: Word | undefined): string {
	return /\.(\w+)$/.exec(literal(word) ?? "")?.[1] ?? "";
}

function parsed(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}
