import { parse } from "jsonc-parser";
import type { Call, KnownCommand, Next, Program } from "../call.ts";
import type { EnvironmentLayer } from "../launch.ts";
import { filesLayer, guarded } from "../layers.ts";
import type { Outside } from "../outside.ts";
import { record } from "../packageJson.ts";
import { literal } from "../shells/word.ts";
import { readAllFlags, valuesOf } from "./flags.ts";
import { likelyCalls } from "./likelyCalls.ts";

const takesValue = ["-c", "--config", "-e", "--env", "--port", "--ip", "--cwd", "--env-file", "--var", "--name"];

/**
 * `wrangler dev` and `wrangler pages dev`: a Worker, which sees nothing of the shell and no file of this machine. `.dev.vars` takes the place of
 * the `.env` files, and both beat `vars` of its configuration. Source: wrangler 4.164.0, run, 2026-11-29.
 */
export const wrangler: KnownCommand = {
	names: ["wrangler"],
	follow: ({ args, inherited, outside }: Call): readonly Next[] => {
		const { flags, words } = readAllFlags(args, takesValue);
		const named = words.map((word) => literal(word));
		if (named[0] !== "dev" && !(named[0] === "pages" && named[1] === "dev")) return [];
		const cwd = outside.paths.resolve(inherited.cwd, literal(valuesOf(flags, "--cwd").at(-1)) ?? ".");
		const environment = literal(valuesOf(flags, "-e", "--env").at(-1));
		const layers = [...filesOf(outside, cwd, environment), ...variablesOf(outside, cwd, environment)];
		const program: Program = {
			name: "wrangler",
			runtime: "node",
			inherited: { cwd, layers, place: "elsewhere" },
			callsLambda: likelyCalls(outside, cwd),
		};
		return [{ kind: "program", program }];
	},
};

function filesOf(outside: Outside, cwd: string, environment: string | undefined): EnvironmentLayer[] {
	const at = (name: string) => outside.paths.join(cwd, name);
	const own = environment === undefined ? [] : [`.dev.vars.${environment}`];
	const vars = [...own, ".dev.vars"].map(at).find((path) => outside.text(path) !== undefined);
	const names = environment === undefined ? [".local", ""] : [`.${environment}.local`, ".local", `.${environment}`, ""];
	const layer = { by: "wrangler dev", dialect: "dotenv-17", overrides: true } as const;
	if (vars !== undefined) return [filesLayer({ ...layer, paths: [vars] })];
	// Variables are replaced file by file, in each by what the files before it have.
	return names.reverse().map((name) => filesLayer({ ...layer, paths: [at(`.env${name}`)], expand: "vite" }));
}

/** `vars` of `wrangler.json`, `wrangler.jsonc` or `wrangler.toml`, the first that is there; an environment's own take their place. */
function variablesOf(outside: Outside, cwd: string, environment: string | undefined): EnvironmentLayer[] {
	for (const name of ["wrangler.json", "wrangler.jsonc", "wrangler.toml"]) {
		const path = outside.paths.join(cwd, name);
		const text = outside.text(path);
		if (text === undefined) continue;
		const config = record(name.endsWith(".toml") ? outside.toml(path) : jsonOf(text));
		const { vars } = environment === undefined ? config : record(record(config.env)[environment]);
		const values = Object.entries(record(vars)).flatMap(([key, value]) =>
			typeof value === "string" ? [[key, guarded(key, value)] as const] : [],
		);
		if (values.length === 0) return [];
		return [
			{
				kind: "variables",
				by: name,
				values: Object.fromEntries(values),
				onlyIfUnset: true,
				origin: { layer: "launch", path },
			},
		];
	}
	return [];
}

function jsonOf(text: string): unknown {
	try {
		return parse(text, [], { allowTrailingComma: true });
	} catch {
		// Brackets thousands deep are more than its stack holds.
		return undefined;
	}
}
