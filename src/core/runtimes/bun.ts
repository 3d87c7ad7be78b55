import { expandAsBun } from "../dotenv/expand.ts";
import { regionVariables } from "../vocabulary/variables.ts";
import { type Mode, modeFiles, type PackageSigns, type ProgramRow, type Start } from "./runtime.ts";

/** Bun, which runs the project's own program, or Remotion's command line in place of Node.js. */
export const bun: ProgramRow = {
	id: "bun",
	label: "Bun",
	loads: (start) => modeFiles(modeOf(start)).map((name) => start.paths.join(start.cwd, name)),
	dialect: () => "bun",
	expand: expandAsBun,
	layers: "Bun sees the shell's variables and then the .env files it loads by itself.",
	layersInShort: "Shell, then .env.local, .env, and their mode-specific variants",
	regionVariables,
	neverReads: {
		reader: "Bun",
		remedy: "It reads .env, .env.local and those of its mode in the folder it is run in.",
	},
	loadsEnvUnasked: true,
	sendsEnvFile: true,
	startsHere,
};

/** BUN_ENV outranks NODE_ENV, an empty one too; what is neither "production" nor "test" is development. Seen with Bun 1.4.5. */
function modeOf({ outside, mode }: Start): Mode {
	const said = (outside.setting("BUN_ENV") ?? outside.setting("NODE_ENV"))?.value ?? mode;
	return said === "production" || said === "test" ? said : "development";
}

/** Bun runs the Remotion CLI itself: by its own entry, or told to (`bun run` and `bunx` alone start the one that runs on Node.js). */
const cliOnBun = /\bremotionb\b|\bbunx? (?:run )?--bun (?:run )?remotion\b/;
/** Bun runs a file of the project. */
const fileOnBun = /\bbun (?:run )?(?:--\S+ )*\S+\.[cm]?[jt]sx?\b/;

function startsHere({ dependencies, scripts, packageManager, usesLambda }: PackageSigns) {
	if (dependencies.includes("@remotion/cli"))
		return scripts.some((script) => cliOnBun.test(script)) ? "cli" : undefined;
	const isBuns = packageManager.startsWith("bun@") || scripts.some((script) => fileOnBun.test(script));
	return usesLambda && isBuns ? "client" : undefined;
}
