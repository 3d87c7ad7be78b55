import type { Call, Inherited, Next } from "../call.ts";
import { literal, type Word } from "../shells/word.ts";
import { dependsOnClient, packageAround } from "./likelyCalls.ts";

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
	const code = outside.input.code?.find((one) => one.path === path);
	const likely = dependsOnClient(packageAround(outside, inherited.cwd));
	if (!code && !likely) return [];
	const callsLambda = likely ? "likely" : "unknown";
	return [{ kind: "program", program: { name: call.name, runtime, inherited, callsLambda } }];
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
