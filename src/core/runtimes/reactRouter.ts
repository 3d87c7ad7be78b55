import { expandAsVite } from "../dotenv/expansions/dotenvExpand.ts";
import { type ProgramRow, viteDialect, viteFiles } from "./runtime.ts";

/** React Router as a framework. Source: `loadDotenv` of @react-router/dev 8.4.0, which hands what Vite loads to process.env. */
export const reactRouter: ProgramRow = {
	id: "react-router",
	label: "React Router",
	loads: viteFiles,
	readsEnvDir: true,
	dialect: viteDialect,
	expand: expandAsVite,
	layers:
		"React Router's dev server sees the shell's variables and then its own order of .env files; the built server loads none.",
	layersInShort: "Shell, then .env.local, .env, and their mode-specific variants in dev; the built server loads none",
	regionVariables: [],
	neverReads: {
		reader: "React Router",
		remedy: "Its dev server reads .env, .env.local and those of its mode in the project's folder.",
	},
	startsHere: ({ dependencies }) => (dependencies.includes("@react-router/dev") ? "framework" : undefined),
};
