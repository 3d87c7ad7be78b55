import type { Inherited } from "../call.ts";
import type { EnvironmentLayer } from "../launch.ts";
import { filesLayer } from "../layers.ts";
import type { Outside } from "../outside.ts";
import { originOf } from "../placed.ts";
import { behind, literal, literalStart, type Word } from "../shells/word.ts";
import { nodeDialect } from "../versions.ts";

/**
 * `--env-file` among the arguments of a program that Node.js runs: nothing of it is loaded, but Node.js looks through the whole command line up
 * to a `--`, and does not start where such a file is not there. Source: Node.js 20.20.2, 22.23.5, 24.21.0 and 26.12.1, run.
 * @param args what stands behind the program's file
 * @param by whose option it is
 * @returns a layer for each file, which sets nothing
 */
export function lateEnvFiles(
	args: readonly Word[],
	inherited: Inherited,
	outside: Outside,
	by = "node --env-file",
): EnvironmentLayer[] {
	const layers: EnvironmentLayer[] = [];
	for (const [index, word] of args.entries()) {
		if (literal(word) === "--") break;
		const value = literal(word) === "--env-file" ? args[index + 1] : fileIn(word);
		const path = literal(value);
		if (!value || path === undefined || path === "") continue;
		const paths = [outside.paths.resolve(inherited.cwd, path)];
		const dialect = nodeDialect(outside, inherited.cwd);
		const origin = originOf(value.placed);
		layers.push(filesLayer({ by, paths, dialect, names: [], required: true, origin }));
	}
	return layers;
}

const option = "--env-file=";

function fileIn(word: Word): Word | undefined {
	return literalStart(word).startsWith(option) ? behind(word, option.length) : undefined;
}
