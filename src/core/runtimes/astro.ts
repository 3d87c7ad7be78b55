import { dotenvDialect } from "../dotenv/parse.ts";
import type { ProgramRow } from "./runtime.ts";

/** Astro. Source: astro 7.3.5, run: `import.meta.env` has every name of `.env`, and a build writes what server code reads there into its text. */
export const astro: ProgramRow = {
	id: "astro",
	label: "Astro",
	loads: ({ codeLoadsEnv }) => codeLoadsEnv,
	dialect: () => dotenvDialect(),
	layers:
		"Astro sees the shell's variables only; it hands a .env file to import.meta.env, and none of it reaches the environment.",
	layersInShort: "Shell, then what the code loads; import.meta.env alone has .env",
	regionVariables: [],
	neverReads: {
		reader: "Remotion's Node.js API in Astro",
		remedy:
			"Astro hands it to import.meta.env alone, and a build writes what is read there into its files: load it with --env-file or dotenv, too.",
	},
	startsHere: ({ dependencies }) => (dependencies.includes("astro") ? "framework" : undefined),
};
