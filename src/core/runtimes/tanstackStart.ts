import { expandAsVite } from "../dotenv/expansions/dotenvExpand.ts";
import { type ProgramRow, viteDialect, viteFiles } from "./runtime.ts";

/** TanStack Start. Source: the plugin `load-env` of @tanstack/start-plugin-core (react-start 1.169.5), which hands what Vite loads to process.env. */
export const tanstackStart: ProgramRow = {
	id: "tanstack-start",
	label: "TanStack Start",
	loads: viteFiles,
	dialect: viteDialect,
	expand: expandAsVite,
	layers:
		"TanStack Start's dev server sees the shell's variables and then its own order of .env files; the built server loads none.",
	layersInShort: "Shell, then .env.local, .env, and their mode-specific variants in dev; the built server loads none",
	regionVariables: [],
	neverReads: {
		reader: "TanStack Start",
		remedy: "Its dev server reads .env, .env.local and those of its mode in the project's folder.",
	},
	startsHere: ({ dependencies }) =>
		dependencies.some((name) => /^@tanstack\/(?:react-|solid-|vue-)?start$/.test(name)) ? "framework" : undefined,
};
