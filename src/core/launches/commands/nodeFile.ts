import { runtimes } from "../../runtimes/index.ts";
import { type Call, type Inherited, type Next, type Program, withLayers } from "../call.ts";
import { programCode } from "../code/program.ts";
import type { EnvironmentLayer } from "../launch.ts";
import { filesLayer } from "../layers.ts";
import type { Outside } from "../outside.ts";
import type { PackageJson } from "../packageJson.ts";
import { literal, type Word } from "../shells/word.ts";
import { adonisProgram } from "./adonis.ts";
import { builtServer, isNestProgram } from "./builtServers.ts";
import { dotenvConfig, dotenvFlow } from "./dotenvDefaults.ts";
import { dependsOnClient, packageAround } from "./likelyCalls.ts";

/**
 * What a JavaScript file starts that a runtime is given: the program of a package where it is that one's, else code of the project. Such
 * code is told where its text is known or the package depends on a client of Remotion Lambda.
 */
export function nodeFile(
	call: Call,
	words: readonly Word[],
	inherited: Inherited,
	runtime?: "bun" | "deno",
): readonly Next[] {
	const [file] = words;
	const written = literal(file);
	if (written === undefined || !file) return [];
	const bin = binOf(written);
	if (bin !== undefined)
		return [{ kind: "command", words: [{ ...file, pieces: [bin] }, ...words.slice(1)], inherited }];
	const { outside } = call;
	const owner = packageAround(outside, inherited.cwd);
	const likely = dependsOnClient(owner, outside);
	const built = builtServer(written, owner);
	if (built) {
		const program: Program = {
			name: call.name,
			runtime: built,
			inherited: withLayers(inherited, { kind: "program", mode: "production" }),
			callsLambda: likely ? "likely" : "unknown",
			server: built,
		};
		return [{ kind: "program", program }];
	}
	const adonis = runtime ? undefined : adonisProgram(words, inherited, owner, outside);
	if (adonis) return adonis;
	if (!runtime && isNestProgram(written, owner)) return nestProgram(call, written, inherited, words.slice(1));
	const path = outside.paths.resolve(inherited.cwd, written);
	const code = programCode(path, inherited, words.slice(1), outside);
	if (!code && !likely) return [];
	const callsLambda = code ? seen(code.callsLambda, likely) : isMissing(path, outside) ? "unknown" : "likely";
	const own = withLayers(inherited, ...(code?.layers ?? assumed(owner, inherited, outside)));
	const program: Program = {
		name: call.name,
		runtime: runtime ?? "node",
		inherited: own,
		callsLambda,
		...(code?.regions && { regions: code.regions }),
		...(code?.isCut && callsLambda === "likely" && { isPartlyRead: true as const }),
		// Remotion's command line may run in this runtime, too, and sends one.
		...(runtimes[runtime ?? "node"].sendsEnvFile && { sendsEnvFile: false as const }),
	};
	return [{ kind: "program", program }];
}

/**
 * A server of NestJS: the files that its `ConfigModule` is told, as far as its code was handed in, else those that the package's loaders
 * read by themselves.
 * @param written its built file, or its source
 */
export function nestProgram(
	{ outside }: Call,
	written: string,
	inherited: Inherited,
	args: readonly Word[],
	isDevServer = false,
): readonly Next[] {
	const owner = packageAround(outside, inherited.cwd);
	const named = /\.[cm]?[jt]s$/.test(written) ? written : `${written}.js`;
	const [code] = [named, "src/main.ts"].flatMap(
		(name) => programCode(outside.paths.resolve(inherited.cwd, name), inherited, args, outside) ?? [],
	);
	// A service of it calls Lambda, further from the main file than its imports are followed.
	const likely = dependsOnClient(owner, outside) ? "likely" : "unknown";
	const callsLambda = code?.callsLambda === "yes" ? "yes" : likely;
	const hasLoader = code?.layers.some(({ kind }) => kind === "files" || kind === "hidden") === true;
	const layers = hasLoader ? (code?.layers ?? []) : assumed(owner, inherited, outside);
	const own = withLayers(inherited, ...layers);
	const program: Program = {
		name: "nest",
		runtime: "nestjs",
		inherited: own,
		callsLambda,
		server: "nestjs",
		isDevServer,
	};
	return [{ kind: "program", program }];
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

/** What was not read of a program may call Lambda where its package depends on a client. */
function seen(callsLambda: Program["callsLambda"], isLikely: boolean): Program["callsLambda"] {
	return callsLambda === "likely" && !isLikely ? "unknown" : callsLambda;
}

/** Whether a file is not there that nothing builds: a program of TypeScript. Without a way to read code nobody knows. */
function isMissing(path: string, outside: Outside): boolean {
	return outside.input.readCode !== undefined && /\.[cm]?tsx?$/.test(path) && outside.text(path) === undefined;
}

/** The command of a file below `node_modules`: `next` of `node_modules/next/dist/bin/next`. */
function binOf(path: string): string | undefined {
	const inside = /(?:^|[\\/])node_modules[\\/](?:\.bin[\\/]([^\\/]+)|((?:@[^\\/]+[\\/])?[^\\/]+)[\\/])/.exec(path);
	return inside?.[1]?.replace(/\.(?:cmd|ps1)$/, "") ?? inside?.[2]?.replace("\\", "/");
}
