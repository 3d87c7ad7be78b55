import { type Call, type Inherited, type Next, withLayers } from "../call.ts";
import { programCode } from "../code/program.ts";
import type { EnvironmentLayer } from "../launch.ts";
import { filesLayer } from "../layers.ts";
import type { Outside } from "../outside.ts";
import type { PackageJson } from "../packageJson.ts";
import { literal, type Word } from "../shells/word.ts";
import { dependsOnClient, packageAround } from "./likelyCalls.ts";
import { dotenvConfig, dotenvFlow } from "./preloads.ts";

/**
 * What a JavaScript file starts that a runtime is given: the program of a package where it is that one's, else code of the project. Such
 * code is told where its text is known or the package depends on a client of Remotion Lambda.
 */
export function nodeFile(
	call: Call,
	words: readonly Word[],
	inherited: Inherited,
	runtime: "node" | "bun" = "node",
): readonly Next[] {
	const [file] = words;
	const written = literal(file);
	if (written === undefined || !file) return [];
	const bin = binOf(written);
	if (bin !== undefined)
		return [{ kind: "command", words: [{ ...file, pieces: [bin] }, ...words.slice(1)], inherited }];
	const { outside } = call;
	const path = outside.paths.resolve(inherited.cwd, written);
	const code = programCode(path, inherited, words.slice(1), outside);
	const owner = packageAround(outside, inherited.cwd);
	const likely = dependsOnClient(owner);
	if (!code && !likely) return [];
	const callsLambda = code?.callsLambda ?? "likely";
	const own = withLayers(inherited, ...(code?.layers ?? assumed(owner, inherited, outside)));
	return [{ kind: "program", program: { name: call.name, runtime, inherited: own, callsLambda } }];
}

/** Where the program's text is not known, and nothing else loads a file: a loader that its package brings is taken to be called plainly. */
function assumed(owner: PackageJson | undefined, inherited: Inherited, outside: Outside): EnvironmentLayer[] {
	if (inherited.layers.some(({ kind }) => kind === "files")) return [];
	if (owner?.dependencies.has("@nestjs/config")) {
		const paths = [outside.paths.join(inherited.cwd, ".env")];
		return [filesLayer({ by: "@nestjs/config", paths, dialect: "dotenv-17" })];
	}
	if (owner?.dependencies.has("dotenv-flow")) return [dotenvFlow(inherited, outside)];
	return owner?.dependencies.has("dotenv") ? [{ ...dotenvConfig([], inherited, outside), by: "dotenv" }] : [];
}

/** Whether a word names a file of code by its ending. */
export function isCodeFile(written: string): boolean {
	return /\.[cm]?[jt]sx?$/.test(written);
}

/** The command of a file below `node_modules`: `next` of `node_modules/next/dist/bin/next`. */
function binOf(path: string): string | undefined {
	const inside = /(?:^|[\\/])node_modules[\\/](?:\.bin[\\/]([^\\/]+)|((?:@[^\\/]+[\\/])?[^\\/]+)[\\/])/.exec(path);
	return inside?.[1]?.replace(/\.(?:cmd|ps1)$/, "") ?? inside?.[2]?.replace("\\", "/");
}
