import { dotenvDialect } from "../dotenv/parse.ts";
import type { ProgramRow } from "./runtime.ts";

/** A program of the project on Node.js that calls Remotion's client. */
export const node: ProgramRow = {
	id: "node",
	label: "Node.js",
	loads: ({ codeLoadsEnv }) => codeLoadsEnv,
	dialect: () => dotenvDialect(),
	layers: "The Node.js API sees the shell's variables only; a .env file counts where the project's own code loads it.",
	layersInShort: "Shell, then what the code loads",
	regionVariables: [],
	neverReads: { reader: "Node.js", remedy: "Load it with --env-file or dotenv." },
	startsHere: ({ usesLambda }) => (usesLambda ? "client" : undefined),
};
