import { regionVariables, sentFileBy } from "../../vocabulary/variables.ts";
import { type Call, type KnownCommand, type Next, type Program, withLayers } from "../call.ts";
import { configurationLayers } from "../code/configuration.ts";
import type { EnvironmentLayer } from "../launch.ts";
import { variableLayer } from "../layers.ts";
import { literal, literalStart, valueFrom, type Word } from "../shells/word.ts";
import { readAllFlags, valuesOf } from "./flags.ts";
import { lateEnvFiles } from "./lateEnvFiles.ts";

/**
 * The commands of `remotion lambda` that hand variables to the function. Source: `getEnvVariables` in `cli/commands` of @remotion/lambda
 * 4.0.527; `sites`, `functions`, `policies` and the rest have none.
 */
const rendering: ReadonlySet<string> = new Set(["render", "still", "compositions"]);

/** Remotion's command line. Only `remotion lambda …` calls Lambda; a bare `remotion` is for arguments that are typed behind it. */
export const remotion: KnownCommand = {
	names: ["remotion", "remotionb", "@remotion/cli"],
	follow: (call: Call): readonly Next[] => {
		const first = call.args.find((word) => !literalStart(word).startsWith("-"));
		const command = literal(first);
		if (first && command !== undefined && command !== "lambda") return [];
		const runtime = call.name === "remotionb" ? "bun" : "remotion-cli";
		const callsLambda = command === "lambda" ? "yes" : "unknown";
		const late = call.name === "remotionb" ? [] : lateEnvFiles(call.args, call.inherited, call.outside, sentFileBy);
		const region = command === "lambda" ? regionLayers(call.args) : [];
		const started = withLayers(call.inherited, ...late, { kind: "program" });
		const { outside } = call;
		const inherited = withLayers(
			started,
			...configurationLayers("remotion.config", started.cwd, started, outside),
			...region,
		);
		const rest = first ? call.args.slice(call.args.indexOf(first) + 1) : [];
		const told = literal(rest.find((word) => !literalStart(word).startsWith("-")));
		const sends = told === undefined || rendering.has(told);
		const program: Program = {
			name: "remotion",
			runtime,
			inherited,
			callsLambda,
			...(!sends && { sendsEnvFile: false }),
		};
		return [{ kind: "program", program }];
	},
};

/** `--region`, over every variable. Source: `getAwsRegion` of @remotion/lambda 4.0.527, whose arguments minimist reads. */
function regionLayers(args: readonly Word[]): EnvironmentLayer[] {
	const value = valuesOf(readAllFlags(args, ["--region"]).flags, "--region").at(-1);
	return value ? [variableLayer(value.placed, regionVariables[0], valueFrom(value.pieces), "--region")] : [];
}
