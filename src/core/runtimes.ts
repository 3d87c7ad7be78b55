import { type DotenvDialect, dotenvDialect } from "./dotenvFile.ts";
import type { Paths } from "./paths.ts";
import type { ExplainInput, Runtime } from "./types.ts";

/** How a runtime hands `.env` files to Remotion. */
export interface RuntimeFacts {
	/** What people read. */
	readonly label: string;
	/** Absolute paths of the `.env` files it loads, the winning one first. The shell and the terminal win over all of them. */
	loadedFiles(input: ExplainInput, paths: Paths): readonly string[];
	/** How it reads a `.env` file. */
	dialect(input: ExplainInput): DotenvDialect;
	/** One sentence: which layers reach Remotion. */
	readonly layers: string;
}

/** One row a runtime. To add a runtime, add a row here and to the type in `types.ts`. */
export const runtimes: Readonly<Record<Runtime, RuntimeFacts>> = {
	"remotion-cli": {
		label: "Remotion CLI",
		loadedFiles: (input, paths) => [paths.join(input.cwd, ".env")],
		dialect: (input) => dotenvDialect(input.remotionVersion),
		layers: "The Remotion CLI sees the shell's variables and then the .env file of the folder it is run in.",
	},
	node: {
		label: "Node.js",
		loadedFiles: (input, paths) => (input.facts?.codeLoadsEnv ?? []).map((path) => paths.resolve(input.cwd, path)),
		dialect: () => dotenvDialect(),
		layers:
			"The Node.js API sees the shell's variables only; a .env file counts where the project's own code loads it.",
	},
	next: {
		label: "Next.js",
		loadedFiles: (input, paths) => nextFiles(input.mode ?? "development").map((name) => paths.join(input.cwd, name)),
		dialect: () => dotenvDialect(),
		layers: "Next.js sees the shell's variables and then its own order of .env files.",
	},
	bun: {
		label: "Bun",
		loadedFiles: (input, paths) => bunFiles(input).map((name) => paths.join(input.cwd, name)),
		dialect: () => dotenvDialect(),
		layers: "Bun sees the shell's variables and then the .env files it loads by itself.",
	},
};

/** Source: `loadEnvConfig` of `@next/env`; `.env.local` is left out in tests. */
function nextFiles(mode: string): string[] {
	return [`.env.${mode}.local`, ...(mode === "test" ? [] : [".env.local"]), `.env.${mode}`, ".env"];
}

/** Source: Bun's documentation of `.env`: rising precedence `.env`, `.env.{NODE_ENV}`, `.env.local`. */
function bunFiles(input: ExplainInput): string[] {
	const known = ["production", "test"].find((mode) => mode === (input.environment.NODE_ENV ?? input.mode));
	const mode = known ?? "development";
	return [`.env.${mode}.local`, ...(mode === "test" ? [] : [".env.local"]), `.env.${mode}`, ".env"];
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
