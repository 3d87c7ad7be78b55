import { parse } from "jsonc-parser";
import type { Call, KnownCommand, Next, Program } from "../call.ts";
import type { EnvironmentLayer } from "../launch.ts";
import { baseName, filesLayer, guarded, variableLayer } from "../layers.ts";
import { lookup } from "../lookup.ts";
import type { Outside } from "../outside.ts";
import { record } from "../packageJson.ts";
import { literal, type Word } from "../shells/word.ts";
import { readAllFlags, valuesOf } from "./flags.ts";
import { likelyCalls } from "./likelyCalls.ts";

const takesValue = ["-c", "--config", "-e", "--env", "--port", "--ip", "--cwd", "--env-file", "--var", "--name"];

/**
 * `wrangler dev` and `wrangler pages dev`: a Worker, which sees nothing of the shell and no file of this machine. `.dev.vars` takes the place of
 * the `.env` files, and both beat `vars` of its configuration; all three are beside the configuration. `--var` beats them all.
 * Source: wrangler 4.164.0, run: test/real-programs/wrangler.json.
 */
export const wrangler: KnownCommand = {
	names: ["wrangler"],
	follow: ({ args, inherited, outside }: Call): readonly Next[] => {
		const { flags, words } = readAllFlags(args, takesValue);
		const named = words.map((word) => literal(word));
		if (named[0] !== "dev" && !(named[0] === "pages" && named[1] === "dev")) return [];
		const cwd = outside.paths.resolve(inherited.cwd, literal(valuesOf(flags, "--cwd").at(-1)) ?? ".");
		const config = configOf(outside, cwd, literal(valuesOf(flags, "-c", "--config").at(-1)));
		const started: Started = {
			outside,
			folder: config === undefined ? cwd : outside.paths.resolve(config, ".."),
			config,
			environment: literal(valuesOf(flags, "-e", "--env").at(-1)) ?? lookup(inherited.layers, "CLOUDFLARE_ENV"),
		};
		const files = valuesOf(flags, "--env-file").flatMap((word) => literal(word) ?? []);
		const layers = [...filesOf(started, files), ...variablesOf(started), ...toldOf(valuesOf(flags, "--var"))];
		const program: Program = {
			name: "wrangler",
			runtime: "node",
			inherited: { cwd, layers, place: "elsewhere" },
			callsLambda: likelyCalls(outside, cwd),
		};
		return [{ kind: "program", program }];
	},
};

interface Started {
	readonly outside: Outside;
	/** Where its files are. */
	readonly folder: string;
	/** Absolute. */
	readonly config: string | undefined;
	readonly environment: string | undefined;
}

/** The configuration that it is told, else the nearest: of several beside each other JSON counts. */
function configOf(outside: Outside, cwd: string, told: string | undefined): string | undefined {
	if (told !== undefined) return outside.paths.resolve(cwd, told);
	const folders = outside.upwards(cwd);
	return ["wrangler.json", "wrangler.jsonc", "wrangler.toml"]
		.flatMap((name) => folders.map((folder) => outside.paths.join(folder, name)))
		.find((path) => outside.text(path) !== undefined);
}

/** @param told with `--env-file`: those alone, the last wins, and wrangler stops where one is missing */
function filesOf({ outside, folder, environment }: Started, told: readonly string[]): EnvironmentLayer[] {
	const at = (name: string) => outside.paths.resolve(folder, name);
	const layer = { by: "wrangler dev", dialect: "dotenv-17", overrides: true } as const;
	const own = environment === undefined ? [] : [`.dev.vars.${environment}`];
	const vars = [...own, ".dev.vars"].map(at).find((path) => outside.text(path) !== undefined);
	if (vars !== undefined && told.length === 0) return [filesLayer({ ...layer, paths: [vars] })];
	const ofEnvironment = environment === undefined ? [] : [`.env.${environment}`, `.env.${environment}.local`];
	const names = told.length > 0 ? told : [".env", ".env.local", ...ofEnvironment];
	const required = told.length > 0 ? ({ required: true } as const) : {};
	return [filesLayer({ ...layer, paths: names.map(at).reverse(), expand: "wrangler", ...required })];
}

/** `vars` of the configuration; an environment's own take their place. What is no text is JSON. */
function variablesOf({ outside, config: path, environment }: Started): EnvironmentLayer[] {
	const text = path === undefined ? undefined : outside.text(path);
	if (path === undefined || text === undefined) return [];
	const config = record(path.endsWith(".toml") ? outside.toml(path) : jsonOf(text));
	const { vars } = environment === undefined ? config : record(record(config.env)[environment]);
	const values = Object.entries(record(vars)).map(([name, value]) => {
		const said = typeof value === "string" ? value : JSON.stringify(value);
		return [name, guarded(name, said)] as const;
	});
	if (values.length === 0) return [];
	return [
		{
			kind: "variables",
			by: baseName(path),
			values: Object.fromEntries(values),
			onlyIfUnset: true,
			origin: { layer: "launch", path },
		},
	];
}

/** `--var NAME:value`. */
function toldOf(words: readonly Word[]): EnvironmentLayer[] {
	return words.flatMap((word) => {
		const [name = "", ...rest] = (literal(word) ?? "").split(":");
		return /^\w+$/.test(name) && rest.length > 0 ? [variableLayer(word.placed, name, rest.join(":"), "--var")] : [];
	});
}

function jsonOf(text: string): unknown {
	try {
		return parse(text, [], { allowTrailingComma: true });
	} catch {
		// Brackets thousands deep are more than its stack holds.
		return undefined;
	}
}
