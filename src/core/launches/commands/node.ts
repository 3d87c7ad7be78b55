import { type Call, type Inherited, type KnownCommand, type Next, withLayers } from "../call.ts";
import type { EnvironmentLayer } from "../launch.ts";
import { filesLayer } from "../layers.ts";
import type { Outside } from "../outside.ts";
import { originOf } from "../placed.ts";
import { literal, type Word } from "../shells/word.ts";
import { nodeDialect } from "../versions.ts";
import { type Flag, valuesOf } from "./flags.ts";
import { lateEnvFiles } from "./lateEnvFiles.ts";
import { nodeFile } from "./nodeFile.ts";
import { nodeFlags, preloadLayers } from "./preloads.ts";

/** Node.js. Source: `node --help` and runs of 20, 22, 24 and 26. */
export const node: KnownCommand = {
	names: ["node", "nodejs"],
	follow: (call: Call): readonly Next[] => {
		const { flags, rest } = nodeFlags(call.args);
		const inherited = withLayers(
			call.inherited,
			...envFileLayers(flags, call.inherited, call.outside),
			...preloadLayers(flags, rest, call.inherited, call.outside),
			...lateEnvFiles(rest, call.inherited, call.outside),
		);
		const [script] = valuesOf(flags, "--run");
		const name = literal(script);
		if (name !== undefined && call.owner)
			return [{ kind: "script", owner: call.owner, name, args: rest, inherited, hooks: false, manager: "npm" }];
		if (flags.some(({ name }) => /^(?:-e|--eval|-p|--print|-c|--check|--test|-v|--version)$/.test(name))) return [];
		return nodeFile(call, rest, inherited);
	},
};

/** `--env-file` and `--env-file-if-exists`, in Node.js's way: of several the last wins, and the environment over all of them. */
export function envFileLayers(flags: readonly Flag[], inherited: Inherited, outside: Outside): EnvironmentLayer[] {
	const named = flags.filter(({ name, value }) => value && /^--env-file(?:-if-exists)?$/.test(name)).reverse();
	return named.flatMap(({ name, value, word }): EnvironmentLayer[] => {
		const path = literal(value as Word);
		if (path === undefined) return [{ kind: "hidden", by: `node ${name}`, origin: originOf(word.placed) }];
		const paths = [outside.paths.resolve(inherited.cwd, path)];
		const dialect = nodeDialect(outside, inherited.cwd);
		const origin = originOf((value as Word).placed);
		const required = name === "--env-file" ? ({ required: true } as const) : {};
		return [filesLayer({ by: "node --env-file", paths, dialect, ...required, origin })];
	});
}
