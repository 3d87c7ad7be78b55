import { expandAsNext } from "../dotenv/expand.ts";
import { dotenvDialect } from "../dotenv/parse.ts";
import { type Mode, modeFiles, type ProgramRow, type Start } from "./runtime.ts";

/** The server of Next.js. */
export const nextjs: ProgramRow = {
	id: "next",
	label: "Next.js",
	loads: (start) => loadedNames(start).map((name) => start.paths.join(start.cwd, name)),
	// Its own dotenv 16.3.1 reads as 17 does.
	dialect: () => dotenvDialect(),
	expand: (layers, start) => {
		// The command `next` sets NODE_ENV before it reads a file, where nothing else did. A test run is one by NODE_ENV.
		const mode = modeOf(start);
		const nodeEnv = mode === "test" ? mode : layers.outside.get("NODE_ENV") || mode;
		return expandAsNext({ ...layers, outside: new Map([...layers.outside, ["NODE_ENV", nodeEnv]]) });
	},
	layers: "Next.js sees the shell's variables and then its own order of .env files.",
	layersInShort: "Shell, then .env.local, .env, and their mode-specific variants",
	regionVariables: [],
	neverReads: { reader: "Next.js", remedy: "It reads .env, .env.local and those of its mode in the project's folder." },
	startsHere: ({ dependencies }) => (dependencies.includes("next") ? "framework" : undefined),
};

/** Source: `loadEnvConfig` of `@next/env`, which leaves a child of Next.js alone, marked by this variable: it has the values already. */
function loadedNames(start: Start): string[] {
	return start.outside.get("__NEXT_PROCESSED_ENV") === undefined ? modeFiles(modeOf(start)) : [];
}

/** The command decides (`next dev` or not), unless NODE_ENV says "test"; no other value of NODE_ENV counts. */
function modeOf({ outside, mode }: Start): Mode {
	return outside.get("NODE_ENV") === "test" ? "test" : (mode ?? "development");
}
