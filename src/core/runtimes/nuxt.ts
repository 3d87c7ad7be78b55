import { expandAsNuxt } from "../dotenv/expansions/nuxt.ts";
import { dotenvDialect } from "../dotenv/parse.ts";
import type { ProgramRow } from "./runtime.ts";

/** Nuxt: `.env` alone, in dev and preview. Source: nuxt 4.5.2 and its c12 3.3.4, run. */
export const nuxt: ProgramRow = {
	id: "nuxt",
	label: "Nuxt",
	loads: ({ cwd, paths, mode }) => (mode === "production" ? [] : [paths.join(cwd, ".env")]),
	dialect: () => dotenvDialect(),
	expand: expandAsNuxt,
	layers: "Nuxt's dev server sees the shell's variables and then .env; the built server loads none.",
	layersInShort: "Shell, then .env in dev and preview; the built server loads none",
	regionVariables: [],
	neverReads: { reader: "Nuxt", remedy: "It reads .env alone, in dev and preview: move them there." },
	startsHere: ({ dependencies }) => (dependencies.includes("nuxt") ? "framework" : undefined),
};
