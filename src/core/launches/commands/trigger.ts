import { type Call, type KnownCommand, type Next, type Program, withLayers } from "../call.ts";
import { hostVariables } from "../hostVariables.ts";
import { filesLayer, variableLayer } from "../layers.ts";
import { originOf } from "../placed.ts";
import { literal } from "../shells/word.ts";
import { readAllFlags, valuesOf } from "./flags.ts";
import { likelyCalls } from "./likelyCalls.ts";

const takesValue = [
	"-c",
	"--config",
	"-p",
	"--project-ref",
	"-a",
	"--api-url",
	"-l",
	"--log-level",
	"--env-file",
	"--profile",
];
const files = [".env", ".env.development", ".env.local", ".env.development.local", "dev.vars"];

/**
 * `trigger dev` of trigger.dev: its files beat what the dashboard has for developing, and that the shell; a blank value is none.
 * Source: `resolveDotEnvVars` of the package `trigger.dev`, called; its use in `dev` read (2026-11-28).
 */
export const trigger: KnownCommand = {
	names: ["trigger", "trigger.dev"],
	follow: ({ args, words, inherited, outside }: Call): readonly Next[] => {
		const read = readAllFlags(args, takesValue);
		if (literal(read.words[0]) !== "dev") return [];
		const cwd = outside.paths.resolve(inherited.cwd, literal(read.words[1]) ?? ".");
		const place = words[0]?.placed;
		const [named] = valuesOf(read.flags, "--env-file");
		const written = literal(named);
		const paths = (written === undefined ? files : [written]).map((name) => outside.paths.resolve(cwd, name));
		const by = "trigger.dev dev";
		const own = withLayers(
			{ ...inherited, cwd },
			hostVariables(by, place, false),
			named && written === undefined
				? { kind: "hidden", by, origin: originOf(named.placed) }
				: filesLayer({
						by,
						paths,
						dialect: "dotenv-17",
						overrides: true,
						skipsBlank: true,
						...(place && { origin: originOf(named?.placed ?? place) }),
					}),
			...(place ? [variableLayer(place, "NODE_ENV", "development", by)] : []),
		);
		const program: Program = {
			name: "trigger",
			runtime: "node",
			inherited: own,
			callsLambda: likelyCalls(outside, cwd),
		};
		return [{ kind: "program", program }];
	},
};
