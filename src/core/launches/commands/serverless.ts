import { type Call, type Inherited, type KnownCommand, type Next, withLayers } from "../call.ts";
import type { EnvironmentLayer, Value } from "../launch.ts";
import { filesLayer, guarded } from "../layers.ts";
import type { Outside } from "../outside.ts";
import { record, string } from "../packageJson.ts";
import { literal } from "../shells/word.ts";
import { type Flag, readAllFlags, valuesOf } from "./flags.ts";
import { likelyCalls } from "./likelyCalls.ts";

const takesValue = [
	"-s",
	"--stage",
	"-c",
	"--config",
	"-f",
	"--function",
	"-d",
	"--data",
	"-p",
	"--path",
	"-r",
	"--region",
	"--httpPort",
	"--lambdaPort",
	"--host",
	"--param",
	"--aws-profile",
];
const mostFunctions = 20;

/**
 * `serverless offline` and `serverless invoke local`: with `useDotenv` the file `.env.STAGE`, or where that is not there `.env`, behind the shell;
 * then the region and the profile that serverless is told, then the `environment` of the service and the function. A function of
 * serverless-offline has the names `AWS_…` and no others, unless it is told `--localEnvironment`. Source: serverless 3.40.0 and
 * serverless-offline 13.9.0, run, 2026-11-29; `loadEnvVars` of `invoke-local` and `LambdaFunction.js`, read.
 */
export const serverless: KnownCommand = {
	names: ["serverless", "sls"],
	follow: ({ args, inherited, outside }: Call): readonly Next[] => {
		const { flags, words } = readAllFlags(args, takesValue);
		const named = words.map((word) => literal(word));
		const isOffline = named[0] === "offline";
		if (!isOffline && !(named[0] === "invoke" && named[1] === "local")) return [];
		const service = serviceIn(outside, inherited.cwd, flags);
		if (!service) return [];
		const stage = literal(valuesOf(flags, "-s", "--stage").at(-1)) ?? stageOf(service.config);
		const loaded = withLayers(inherited, ...dotenv(outside, inherited.cwd, service.config, stage));
		const isWhole = !isOffline || flags.some(({ name }) => name === "--localEnvironment");
		const only: EnvironmentLayer = { kind: "only", by: "serverless offline", names: ["AWS_*"] };
		const told = toldOf(service, flags, isOffline, loaded);
		const started = withLayers(loaded, ...(isWhole ? [] : [only]), told);
		const callsLambda = likelyCalls(outside, inherited.cwd);
		return environments(service.config, literal(valuesOf(flags, "-f", "--function").at(-1))).map(
			({ name, values }) => ({
				kind: "program",
				program: {
					name,
					runtime: "node",
					inherited: withLayers(started, ...variables(values, service.path, loaded)),
					callsLambda,
				},
			}),
		);
	},
};

/** What serverless itself sets: the region, and for `invoke local` the profile. */
function toldOf(
	{ path, config }: Service,
	flags: readonly Flag[],
	isOffline: boolean,
	{ layers }: Inherited,
): EnvironmentLayer {
	const { region, profile } = record(config.provider);
	const text = (written: string) => valueIn(written, layers.length);
	const own = text(literal(valuesOf(flags, "-r", "--region").at(-1)) ?? string(region) ?? "us-east-1");
	const named = literal(valuesOf(flags, "--aws-profile").at(-1)) ?? string(profile);
	return {
		kind: "variables",
		by: "serverless",
		values: {
			AWS_REGION: own,
			AWS_DEFAULT_REGION: own,
			...(named !== undefined && !isOffline && { AWS_PROFILE: text(named) }),
		},
		origin: { layer: "launch", path },
	};
}

interface Service {
	readonly path: string;
	readonly config: Record<string, unknown>;
}

function serviceIn(outside: Outside, cwd: string, flags: readonly Flag[]): Service | undefined {
	const named = literal(valuesOf(flags, "-c", "--config").at(-1));
	const names = named === undefined ? ["serverless.yml", "serverless.yaml", "serverless.json"] : [named];
	const path = names.map((name) => outside.paths.resolve(cwd, name)).find((one) => outside.text(one) !== undefined);
	if (path === undefined) return undefined;
	return { path, config: record(path.endsWith(".json") ? outside.json(path) : outside.yaml(path)) };
}

/** The stage that is written down, be it behind options and variables that may name another; else the default. */
function stageOf({ provider }: Record<string, unknown>): string {
	const written = string(record(provider).stage);
	if (!written?.includes("${")) return written ?? "dev";
	return /^\$\{(?:(?:opt|env):\w+[ \t]*,[ \t]*)+["']([\w-]+)["'][ \t]*\}$/.exec(written)?.[1] ?? "dev";
}

function dotenv(
	outside: Outside,
	cwd: string,
	{ useDotenv }: Record<string, unknown>,
	stage: string,
): EnvironmentLayer[] {
	if (useDotenv !== true) return [];
	const own = outside.paths.join(cwd, `.env.${stage}`);
	const path = outside.text(own) === undefined ? outside.paths.join(cwd, ".env") : own;
	return [filesLayer({ by: "serverless", paths: [path], dialect: "dotenv-17", expand: "next" })];
}

/** The variables of each function: the service's, then its own. */
function environments(
	{ provider, functions }: Record<string, unknown>,
	only: string | undefined,
): { name: string; values: Record<string, unknown> }[] {
	const common = record(record(provider).environment);
	const own = Object.entries(record(functions)).filter(([name]) => only === undefined || name === only);
	const found = own
		.slice(0, mostFunctions)
		.map(([name, one]) => ({ name, values: { ...common, ...record(record(one).environment) } }));
	const seen = new Set<string>();
	const different = found.filter(({ values }) => {
		const key = JSON.stringify(values);
		return seen.size < seen.add(key).size;
	});
	return different.length > 0 ? different : [{ name: "serverless", values: common }];
}

/** Variables as serverless itself sees them, before anything is taken away. */
function variables(values: Record<string, unknown>, path: string, { layers }: Inherited): EnvironmentLayer[] {
	const known = Object.entries(values).flatMap(([name, value]) => {
		const text = typeof value === "number" || typeof value === "boolean" ? String(value) : string(value);
		return text === undefined ? [] : [[name, guarded(name, valueIn(text, layers.length))] as const];
	});
	if (known.length === 0) return [];
	return [
		{
			kind: "variables",
			by: "serverless.yml",
			values: Object.fromEntries(known),
			origin: { layer: "launch", path },
		},
	];
}

/** `${env:NAME}` and `${env:NAME, "default"}` are followed; other variables of serverless are not known. */
function valueIn(text: string, after: number): Exclude<Value, null> {
	if (!text.includes("${")) return text;
	// Text, a name, its default, text, and so on.
	const pieces = text.split(/\$\{env:(\w+)(?:[ \t]*,[ \t]*('[^'{}]*'|"[^"{}]*"))?\}/);
	const parts = pieces.map((piece, index) => {
		if (index % 3 === 0) return piece.includes("${") ? undefined : quoted(piece);
		const fallback = pieces[index + 1];
		if (index % 3 === 2) return "";
		return fallback === undefined ? `\${${piece}}` : `\${${piece}-${quoted(fallback.slice(1, -1))}}`;
	});
	if (parts.some((part) => part === undefined)) return { unknown: "a variable of serverless" };
	return { expand: parts.join(""), as: "shell", after };
}

function quoted(text: string): string {
	return text.replace(/[\\$`"]/g, "\\$&");
}
