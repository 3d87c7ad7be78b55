import { type Expanded, expandAsBun, expandAsNext, type Layers } from "../dotenv/expand.ts";
import { type DotenvDialect, dotenvDialect } from "../dotenv/parse.ts";
import { layEnvironment } from "../environment/layers.ts";
import type { Paths } from "../text/paths.ts";
import type { ExplainInput, PlatformRuntime, Runtime } from "../types.ts";
import { type PlatformFacts, platforms } from "./platform.ts";

/** How a runtime hands `.env` files to Remotion. */
export interface RuntimeFacts {
	/** What people read. */
	readonly label: string;
	/** Absolute paths of the `.env` files it loads, the winning one first. The shell and the terminal win over all of them. */
	loadedFiles(input: ExplainInput, paths: Paths): readonly string[];
	/** How it reads a `.env` file. */
	dialect(input: ExplainInput): DotenvDialect;
	/** Replaces variables in the values; absent: it replaces none. */
	expand?(layers: Layers, input: ExplainInput): Expanded;
	/** One sentence: which layers reach Remotion. */
	readonly layers: string;
	/** The same in a few words, for a list to choose from. */
	readonly layersInShort: string;
	/** Where the project is deployed to; absent: a program on this machine. */
	readonly platform?: PlatformFacts;
}

/** One row a runtime. To add a runtime, add a row here and to the type in `types.ts`. */
export const runtimes: Readonly<Record<Runtime, RuntimeFacts>> = {
	"remotion-cli": {
		label: "Remotion CLI",
		loadedFiles: (input, paths) => [paths.join(input.cwd, ".env")],
		dialect: (input) => dotenvDialect(input.remotionVersion),
		layers: "The Remotion CLI sees the shell's variables and then the .env file of the folder it is run in.",
		layersInShort: "The shell, then .env",
	},
	node: {
		label: "Node.js",
		loadedFiles: (input, paths) => (input.facts?.codeLoadsEnv ?? []).map((path) => paths.resolve(input.cwd, path)),
		dialect: () => dotenvDialect(),
		layers:
			"The Node.js API sees the shell's variables only; a .env file counts where the project's own code loads it.",
		layersInShort: "The shell, then what the code loads",
	},
	next: {
		label: "Next.js",
		loadedFiles: (input, paths) => nextFiles(input).map((name) => paths.join(input.cwd, name)),
		// Its own dotenv 16.3.1 reads as 17 does.
		dialect: () => dotenvDialect(),
		expand: (layers, input) => {
			// The command `next` sets NODE_ENV before it reads a file, where nothing else did. A test run is one by NODE_ENV.
			const mode = nextMode(input);
			const nodeEnv = mode === "test" ? mode : layers.outside.get("NODE_ENV") || mode;
			return expandAsNext({ ...layers, outside: new Map([...layers.outside, ["NODE_ENV", nodeEnv]]) });
		},
		layers: "Next.js sees the shell's variables and then its own order of .env files.",
		layersInShort: "The shell, then .env.local, .env and their forms by mode",
	},
	bun: {
		label: "Bun",
		loadedFiles: (input, paths) => modeFiles(bunMode(input)).map((name) => paths.join(input.cwd, name)),
		dialect: () => "bun",
		expand: expandAsBun,
		layers: "Bun sees the shell's variables and then the .env files it loads by itself.",
		layersInShort: "The shell, then .env.local, .env and their forms by mode",
	},
	"aws-lambda": deployed(
		"aws-lambda",
		"AWS Lambda sets AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and AWS_SESSION_TOKEN of the execution role and keeps these names for itself.",
		"Injects its role's AWS_ keys, and refuses yours",
	),
	"aws-ec2": deployed(
		"aws-ec2",
		"EC2 sets no variables; the AWS SDK gets the keys of the instance's role from the metadata service, once nothing else is found.",
		"Gives the instance's role where nothing is set",
	),
	vercel: deployed(
		"vercel",
		"Vercel's functions may have AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and AWS_SESSION_TOKEN of Vercel's own; yours replace them one by one.",
		"May inject Vercel's own AWS_ keys; yours replace them",
	),
};

/**
 * A platform among the runtimes. What is set in its settings cannot be seen from here: the project's `.env` files stand for it, as people
 * copy them there. Values are taken as they are: no settings page replaces variables.
 */
function deployed(runtime: PlatformRuntime, injected: string, layersInShort: string): RuntimeFacts {
	const platform = platforms[runtime];
	const names = runtime === "vercel" ? modeFiles("production") : [".env"];
	return {
		label: `Deployed to ${platform.name}`,
		loadedFiles: (input, paths) => [
			...new Set([
				...names.map((name) => paths.join(input.cwd, name)),
				...(input.facts?.codeLoadsEnv ?? []).map((path) => paths.resolve(input.cwd, path)),
			]),
		],
		dialect: () => dotenvDialect(),
		layersInShort,
		layers: `${injected} Assumed: what ${names.join(", ")} set is set in ${platform.settings} too. The shell and the AWS files of this machine are not there.`,
		platform,
	};
}

type Mode = NonNullable<ExplainInput["mode"]>;

/** What both Next.js and Bun load, the winning one first. */
function modeFiles(mode: Mode): string[] {
	return [`.env.${mode}.local`, ...(mode === "test" ? [] : [".env.local"]), `.env.${mode}`, ".env"];
}

/** Source: `loadEnvConfig` of `@next/env`, which leaves a child of Next.js alone, marked by this variable: it has the values already. */
function nextFiles(input: ExplainInput): string[] {
	return layEnvironment(input, []).get("__NEXT_PROCESSED_ENV") === undefined ? modeFiles(nextMode(input)) : [];
}

/** The command decides (`next dev` or not), unless NODE_ENV says "test"; no other value of NODE_ENV counts. */
function nextMode(input: ExplainInput): Mode {
	return layEnvironment(input, []).get("NODE_ENV") === "test" ? "test" : (input.mode ?? "development");
}

/** BUN_ENV outranks NODE_ENV, an empty one too; what is neither "production" nor "test" is development. Seen with Bun 1.4.5. */
function bunMode(input: ExplainInput): Mode {
	const outside = layEnvironment(input, []);
	const said = (outside.setting("BUN_ENV") ?? outside.setting("NODE_ENV"))?.value ?? input.mode;
	return said === "production" || said === "test" ? said : "development";
}

/** The files that are checked where the caller names none. */
export const checkedFileNames: readonly string[] = [
	".env",
	".env.local",
	".env.development",
	".env.development.local",
	".env.production",
	".env.production.local",
	".env.test",
	".env.test.local",
];
