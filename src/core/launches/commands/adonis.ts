import { type Inherited, type Next, withLayers } from "../call.ts";
import { filesLayer } from "../layers.ts";
import { lookup } from "../lookup.ts";
import type { Outside } from "../outside.ts";
import type { PackageJson } from "../packageJson.ts";
import { literal, type Word } from "../shells/word.ts";
import { likelyCalls } from "./likelyCalls.ts";

const aceFile = /(?:^|[\\/])ace(?:\.[jt]s)?$/;
const server = /(?:^|[\\/])bin[\\/]server(?:\.[jt]s)?$/;
/** Commands of AdonisJS's own that start no program of the project, or one that only works on a database. */
const others =
	/^(?:add|build|configure|eject|help|list|(?:cache|db|generate|inspect|list|make|migration|queue|schema):.{0,100}|-.{0,100})$/;

/**
 * What a file of AdonisJS starts: `node ace serve`, `node ace COMMAND` of the project's own, `node bin/server.js`. All load the project's files.
 * @returns undefined: it is no such file
 */
export function adonisProgram(
	words: readonly Word[],
	inherited: Inherited,
	owner: PackageJson | undefined,
	outside: Outside,
): readonly Next[] | undefined {
	const written = literal(words[0]) ?? "";
	const isConsole = aceFile.test(written);
	if (!owner?.dependencies.has("@adonisjs/core") || !(isConsole || server.test(written))) return undefined;
	const command = isConsole ? literal(words[1]) : "server";
	if (command === undefined || others.test(command)) return [];
	// The project's folder is the one of `ace`, above that of `bin/server.js`.
	const folder = outside.paths.join(outside.paths.resolve(inherited.cwd, written), isConsole ? ".." : "../..");
	const isServer = command === "serve" || !isConsole;
	const program = {
		name: "adonisjs",
		runtime: "node",
		inherited: withLayers(inherited, adonisFiles(folder, inherited, outside)),
		callsLambda: likelyCalls(outside, inherited.cwd),
		...(isServer && { server: "adonisjs", isDevServer: command === "serve" }),
	} as const;
	return [{ kind: "program", program }];
}

/**
 * The files of the project's folder, or of ENV_PATH: they fill in what is not set, or set to nothing. Its own replacing of variables is taken
 * for dotenv-expand's, which knows `${NAME:-text}` besides. Source: @adonisjs/env 6.2.0, run and read.
 */
function adonisFiles(folder: string, { layers }: Inherited, outside: Outside) {
	const mode = lookup(layers, "NODE_ENV");
	const at = outside.paths.resolve(folder, lookup(layers, "ENV_PATH") ?? ".");
	const local = mode === "test" || mode === "testing" ? [] : [".env.local"];
	const names = mode ? [`.env.${mode}.local`, ...local, `.env.${mode}`, ".env"] : [...local, ".env"];
	const paths = names.map((name) => outside.paths.join(at, name));
	return filesLayer({ by: "AdonisJS", paths, dialect: "dotenv-17", expand: "nest", fillsEmpty: true });
}
