import { type Call, type Inherited, type KnownCommand, type Next, withLayers } from "../call.ts";
import type { EnvironmentLayer } from "../launch.ts";
import { filesLayer } from "../layers.ts";
import type { Outside } from "../outside.ts";
import { originOf } from "../placed.ts";
import { assumedText, literal, type Word } from "../shells/word.ts";
import { nodeDialect } from "../versions.ts";
import { type Flag, valuesOf } from "./flags.ts";
import { lateEnvFiles } from "./lateEnvFiles.ts";
import { nodeFile } from "./nodeFile.ts";
import { nodeFlags, preloadLayers } from "./preloads.ts";

/** Node.js. Source: `node --help` and runs of 20, 22, 24 and 26. */
export const node: KnownCommand = {
	names: ["node", "nodejs"],
	isNative: true,
	follow: (call: Call): readonly Next[] => {
		const { flags, rest } = nodeFlags(call.args);
		const files = envFileLayers(flags, call.inherited, call.outside);
		const late = lateEnvFiles(rest, call.inherited, call.outside);
		const [script] = valuesOf(flags, "--run");
		const name = literal(script);
		if (name !== undefined && call.owner) {
			const inherited = withLayers(call.inherited, ...files.flatMap(lookedFor), ...late);
			return [{ kind: "script", owner: call.owner, name, args: rest, inherited, hooks: false, manager: "npm" }];
		}
		const preloads = preloadLayers(flags, rest, call.inherited, call.outside);
		const inherited = withLayers(call.inherited, ...files, ...preloads, ...late);
		if (flags.some(({ name }) => /^(?:-e|--eval|-p|--print|-c|--check|--test|-v|--version)$/.test(name))) return [];
		return nodeFile(call, rest, inherited);
	},
};

/**
 * What `--run` leaves of a file that is named beside it: the script has nothing of it and nothing of a preloaded module, but does not start
 * where a file of `--env-file` is not there. Source: Node.js 22.23.5, 24.21.0 and 26.12.1, run.
 */
function lookedFor(layer: EnvironmentLayer): EnvironmentLayer[] {
	return layer.kind === "files" && layer.required ? [{ ...layer, names: [] }] : [];
}

/** `--env-file` and `--env-file-if-exists`, in Node.js's way: of several the last wins, and the environment over all of them. */
export function envFileLayers(flags: readonly Flag[], inherited: Inherited, outside: Outside): EnvironmentLayer[] {
	const named = flags.filter(({ name, value }) => value && /^--env-file(?:-if-exists)?$/.test(name)).reverse();
	return named.flatMap(({ name, value, word }): EnvironmentLayer[] => {
		const path = assumedText(value as Word);
		if (path === undefined) return [{ kind: "hidden", by: `node ${name}`, origin: originOf(word.placed) }];
		const paths = [outside.paths.resolve(inherited.cwd, path)];
		const dialect = nodeDialect(outside, inherited.cwd);
		const origin = originOf((value as Word).placed);
		const required = name === "--env-file" ? ({ required: true } as const) : {};
		return [filesLayer({ by: "node --env-file", paths, dialect, ...required, origin })];
	});
}
