import { dotenvDialect } from "../dotenv/parse.ts";
import type { ProgramRow } from "./runtime.ts";

/** SvelteKit. Source: @sveltejs/kit 3.2.0, run. */
export const sveltekit: ProgramRow = {
	id: "sveltekit",
	label: "SvelteKit",
	loads: ({ codeLoadsEnv }) => codeLoadsEnv,
	dialect: () => dotenvDialect(),
	layers:
		"SvelteKit sees the shell's variables only; what it reads from .env goes to its own $env modules, and none of it reaches the environment.",
	layersInShort: "Shell, then what the code loads; .env does not reach the environment",
	regionVariables: [],
	neverReads: {
		reader: "Remotion's Node.js API in SvelteKit",
		remedy: "SvelteKit puts none of it into the environment: load it with --env-file or dotenv, too.",
	},
	startsHere: ({ dependencies }) => (dependencies.includes("@sveltejs/kit") ? "framework" : undefined),
};
