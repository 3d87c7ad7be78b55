import { type Call, type KnownCommand, type Next, withLayers } from "../call.ts";
import { literal } from "../shells/word.ts";
import { hasFlag, readFlags, valuesOf } from "./flags.ts";
import { envFileLayers } from "./node.ts";
import { nestProgram } from "./nodeFile.ts";

const takesValue = [
	...["-c", "--config", "-p", "--path", "-b", "--builder", "--webpackPath", "--rspackPath"],
	...["--sourceRoot", "--entryFile", "-e", "--exec", "--env-file"],
];

/**
 * `nest start [APP]`. It hands `--env-file` on to Node.js, of which the last wins, and the file wins over what `ConfigModule` loads.
 * Source: @nestjs/cli 12.0.8, its `start.action.js`.
 */
export const nest: KnownCommand = {
	names: ["nest", "@nestjs/cli"],
	follow: (call: Call): readonly Next[] => {
		if (literal(call.args[0]) !== "start") return [];
		const before = readFlags(call.args.slice(1), takesValue);
		const app = literal(before.rest[0]);
		const behind = readFlags(before.rest.slice(1), takesValue);
		const flags = [...before.flags, ...behind.flags];
		if (hasFlag(flags, "-h", "--help")) return [];
		const entry = literal(valuesOf(flags, "--entryFile").at(-1)) ?? "main";
		const root = literal(valuesOf(flags, "--sourceRoot").at(-1)) ?? (app === undefined ? "src" : `apps/${app}/src`);
		const inherited = withLayers(call.inherited, ...envFileLayers(flags, call.inherited, call.outside));
		return nestProgram(call, `${root}/${entry}.ts`, inherited, behind.rest, true);
	},
};
