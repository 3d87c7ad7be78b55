import { type Call, type Inherited, type KnownCommand, type Next, type Program, withLayers } from "../call.ts";
import { frameworkOf } from "../frameworkOf.ts";
import { hostVariables } from "../hostVariables.ts";
import type { EnvironmentLayer } from "../launch.ts";
import { filesLayer, guarded } from "../layers.ts";
import type { Outside } from "../outside.ts";
import { record, string } from "../packageJson.ts";
import { originOf, type Placed, placedAt } from "../placed.ts";
import { literal, type Word } from "../shells/word.ts";
import { readAllFlags, valuesOf } from "./flags.ts";
import { likelyCalls, packageAround } from "./likelyCalls.ts";

const takesValue = [
	"--context",
	"-p",
	"--port",
	"--target-port",
	"-d",
	"--dir",
	"-f",
	"--functions",
	"-c",
	"--command",
	"--cwd",
	"--filter",
];
const files = [".env.development.local", ".env.local", ".env.development", ".env"];

/**
 * `netlify dev`: the project's functions, and the framework's server, with the `.env` files and what `netlify.toml` and the site have behind
 * the shell; a framework's server has the variables of `netlify.toml` in front of all. Source: netlify-cli 27.10.2, run with `--offline`,
 * 2026-11-29; a linked site by its documentation.
 */
export const netlify: KnownCommand = {
	names: ["netlify", "ntl", "netlify-cli"],
	follow: (call: Call): readonly Next[] => {
		const { outside, inherited, words: all } = call;
		const { flags, words, behind } = readAllFlags(call.args, takesValue);
		const command = literal(words[0]);
		if (command !== "dev" && command !== "dev:exec") return [];
		const isOffline = flags.some(({ name }) => name === "--offline");
		const started = withLayers(inherited, ...layersOf(outside, inherited.cwd, isOffline, all[0]?.placed));
		if (command === "dev:exec") {
			const run = [...words.slice(1), ...behind];
			return run.length > 0 ? [{ kind: "command", words: run, inherited: started }] : [];
		}
		return [functions(outside, started), ...server(outside, started, valuesOf(flags, "-c", "--command").at(-1))];
	},
};

function layersOf(outside: Outside, cwd: string, isOffline: boolean, place: Placed | undefined): EnvironmentLayer[] {
	const path = outside.paths.join(cwd, "netlify.toml");
	const { dev } = record(outside.toml(path));
	const told = variablesOf(outside, cwd);
	const named = record(dev).envFiles;
	const names = Array.isArray(named) ? named.filter((one) => typeof one === "string") : files;
	const isLinked = !isOffline && outside.text(outside.paths.join(cwd, ".netlify", "state.json")) !== undefined;
	return [
		filesLayer({
			by: "netlify dev",
			paths: names.map((name) => outside.paths.resolve(cwd, name)),
			dialect: "dotenv-17",
			...(place && { origin: originOf(place) }),
		}),
		...told.map((layer) => ({ ...layer, onlyIfUnset: true as const })),
		...(isLinked ? [hostVariables("netlify dev", place, true)] : []),
	];
}

/** The variables that `netlify.toml` sets for developing. */
function variablesOf(outside: Outside, cwd: string): (EnvironmentLayer & { kind: "variables" })[] {
	const path = outside.paths.join(cwd, "netlify.toml");
	const { build, context } = record(outside.toml(path));
	const told = { ...record(record(build).environment), ...record(record(record(context).dev).environment) };
	const values = Object.entries(told).flatMap(([name, value]) =>
		typeof value === "string" ? [[name, guarded(name, value)] as const] : [],
	);
	if (values.length === 0) return [];
	const origin = { layer: "launch", path } as const;
	return [{ kind: "variables", by: "netlify.toml", values: Object.fromEntries(values), origin }];
}

/** A function has `dev` for its region where none is set. */
function functions(outside: Outside, inherited: Inherited): Next {
	const region: EnvironmentLayer = {
		kind: "variables",
		by: "netlify dev",
		values: { AWS_REGION: "dev" },
		onlyIfUnset: true,
	};
	const program: Program = {
		name: "functions",
		runtime: "node",
		inherited: withLayers(inherited, region),
		callsLambda: likelyCalls(outside, inherited.cwd),
	};
	return { kind: "program", program };
}

/** The command that it is told, else `command` under `[dev]`, else the framework's. */
function server(outside: Outside, inherited: Inherited, told: Word | undefined): readonly Next[] {
	const path = outside.paths.join(inherited.cwd, "netlify.toml");
	const owner = packageAround(outside, inherited.cwd);
	const own = withLayers(inherited, ...variablesOf(outside, inherited.cwd));
	if (told && literal(told) !== undefined) return [{ kind: "shell", text: told.placed, inherited: own }];
	const command = string(record(record(outside.toml(path)).dev).command) ?? frameworkOf(owner)?.command;
	if (command === undefined) return [];
	const at = outside.text(path)?.indexOf(command) ?? -1;
	return [{ kind: "shell", text: placedAt(path, command, Math.max(at, 0)), inherited: own }];
}
