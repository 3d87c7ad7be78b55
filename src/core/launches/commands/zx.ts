import { type Call, type KnownCommand, type Next, withLayers } from "../call.ts";
import type { EnvironmentLayer } from "../launch.ts";
import { filesLayer } from "../layers.ts";
import { lookup } from "../lookup.ts";
import { originOf } from "../placed.ts";
import { literal } from "../shells/word.ts";
import { hasFlag, readFlags, valuesOf } from "./flags.ts";
import { nodeFile } from "./nodeFile.ts";

const takesValue = ["--shell", "--prefix", "--postfix", "-e", "--eval", "--cwd", "--ext", "--registry"];
const names = ["--env", "--env-file"];

/**
 * zx, which runs a script on Node.js. The file of `--env`, or of ZX_ENV, replaces the shell's variables; one that is not there is none, and
 * two options of that name are an error. Variables in its values stay as they are written. Source: zx 8.8.5, run.
 */
export const zx: KnownCommand = {
	names: ["zx"],
	follow: (call: Call): readonly Next[] => {
		const { flags, rest } = readFlags(call.args, [...takesValue, ...names]);
		const isOther = hasFlag(flags, "-e", "--eval", "-v", "--version", "-h", "--help", "--repl");
		const named = valuesOf(flags, ...names);
		if (isOther || named.length > 1) return [];
		const { inherited, outside } = call;
		const [word] = named;
		const told = word ? literal(word) : lookup(inherited.layers, "ZX_ENV");
		const folder = outside.paths.resolve(inherited.cwd, literal(valuesOf(flags, "--cwd").at(-1)) ?? ".");
		const origin = word && { origin: originOf(word.placed) };
		const layers: EnvironmentLayer[] = [];
		if (word && told === undefined) layers.push({ kind: "hidden", by: "zx --env", ...origin });
		else if (told) {
			const paths = [outside.paths.resolve(folder, told)];
			layers.push(filesLayer({ by: "zx --env", paths, dialect: "zx", overrides: true, ...origin }));
		}
		return nodeFile(call, rest, withLayers(inherited, ...layers));
	},
};
