import { dotenvDialect } from "../dotenv/parse.ts";
import { regionVariables } from "../vocabulary/variables.ts";
import type { ProgramRow } from "./runtime.ts";

/** Remotion's command line on Node.js: `npx remotion lambda …`. */
export const remotionCli: ProgramRow = {
	id: "remotion-cli",
	label: "Remotion CLI",
	loads: ({ cwd, paths }) => [paths.join(cwd, ".env")],
	dialect: ({ versions }) => dotenvDialect(versions.remotion),
	layers: "The Remotion CLI reads your shell environment, then .env in the folder where you run it.",
	layersInShort: "Shell, then .env",
	regionVariables,
	neverReads: { reader: "The Remotion CLI", remedy: "Move them to .env in the folder where you run the CLI." },
	keepsReferences: true,
	sendsEnvFile: true,
	// dotenv 17.3.1 does, 9.0.2 knows no vault.
	readsVault: ({ versions }) => dotenvDialect(versions.remotion) === "dotenv-17",
	startsHere: ({ dependencies }) => (dependencies.includes("@remotion/cli") ? "cli" : undefined),
};
