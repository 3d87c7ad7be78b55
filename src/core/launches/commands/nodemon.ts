import { type Call, type KnownCommand, type Next, withLayers } from "../call.ts";
import type { EnvironmentLayer } from "../launch.ts";
import { variableLayer } from "../layers.ts";
import { record } from "../packageJson.ts";
import { placedAt, spaced } from "../placed.ts";
import { literal, type Word } from "../shells/word.ts";
import { valuesOf } from "./flags.ts";
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

/** nodemon: the shell's variables, then `env` of nodemon.json, then what its Node.js loads. Source: nodemon 3.1.14, run. */
export const nodemon: KnownCommand = {
	names: ["nodemon"],
	follow: (call: Call): readonly Next[] => {
		const { flags, rest } = nodeFlags(call.args, takesValue);
		const started = withLayers(call.inherited, ...settings(call));
		const [command] = valuesOf(flags, "-x", "--exec");
		if (command && literal(command) !== undefined) {
			return [{ kind: "shell", text: spaced([command, ...rest].map(({ placed }) => placed)), inherited: started }];
		}
		const layers = [
			...envFileLayers(flags, call.inherited, call.outside),
			...preloadLayers(flags, rest, call.inherited, call.outside),
		];
		const inherited = withLayers(started, ...layers);
		return nodeFile(call, rest.length > 0 ? rest : mainOf(call), inherited);
	},
};

function settings({ inherited, outside, owner }: Call): EnvironmentLayer[] {
	const path = outside.paths.join(inherited.cwd, "nodemon.json");
	const text = outside.text(path);
	const json = text === undefined ? owner?.json.nodemonConfig : parsed(text);
	const place = placedAt(text === undefined ? (owner?.path ?? path) : path, "");
	return Object.entries(record(record(json).env)).flatMap(([name, value]): EnvironmentLayer[] =>
		typeof value === "object"
			? []
			: [{ ...variableLayer(place, name, String(value), "nodemon.json"), onlyIfUnset: true }],
	);
}

function parsed(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}

/** Without a file it runs the package's `main`. */
function mainOf({ owner }: Call): Word[] {
	const main = owner?.placed("main");
	return main ? [{ pieces: [main.text], placed: main }] : [];
}
