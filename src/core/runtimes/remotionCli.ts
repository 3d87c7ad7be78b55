import { dotenvDialect } from "../dotenv/parse.ts";
import { cliRegionVariables, type ProgramRow } from "./runtime.ts";

/** Remotion's command line on Node.js: `npx remotion lambda …`. */
export const remotionCli: ProgramRow = {
	id: "remotion-cli",
	label: "Remotion CLI",
	loads: ({ cwd, paths }) => [paths.join(cwd, ".env")],
	dialect: ({ versions }) => dotenvDialect(versions.remotion),
	layers: "The Remotion CLI sees the shell's variables and then the .env file of the folder it is run in.",
	layersInShort: "The shell, then .env",
	regionVariables: cliRegionVariables,
	neverReads: { reader: "The Remotion CLI", remedy: "It reads .env of the folder it is run in." },
	keepsReferences: true,
	sendsEnvFile: true,
	startsHere: ({ dependencies }) => (dependencies.includes("@remotion/cli") ? "cli" : undefined),
};
