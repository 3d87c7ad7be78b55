import { dotenvDialect } from "../dotenv/parse.ts";
import type { ProgramRow } from "./runtime.ts";

/** A server that Vite runs, by `ssrLoadModule()` or a plugin. Source: vite 8.4.0, run. */
export const vite: ProgramRow = {
	id: "vite",
	label: "Vite",
	loads: ({ codeLoadsEnv }) => codeLoadsEnv,
	dialect: () => dotenvDialect(),
	layers:
		"A server that Vite runs sees the shell's variables only; Vite hands a .env file to import.meta.env, and none of it reaches the environment.",
	layersInShort: "Shell, then what the code loads; import.meta.env alone has .env",
	regionVariables: [],
	neverReads: {
		reader: "Remotion's Node.js API in Vite",
		remedy: "Vite hands it to import.meta.env alone: load it with --env-file or dotenv, too.",
	},
	// Most that depend on it build pages with it, and call Remotion elsewhere.
	startsHere: () => undefined,
};
