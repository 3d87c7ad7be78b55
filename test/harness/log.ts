/** Progress for people: one line a step, so that it is always clear what a long command is doing. */

import { readFileSync } from "node:fs";

/** Prints one line of progress. */
export function say(text: string): void {
	process.stdout.write(`» ${text}\n`);
}

/** The time since a moment (`Date.now()`), as people read it. */
export function seconds(since: number): string {
	return `${((Date.now() - since) / 1000).toFixed(1)} s`;
}

/** Does what takes long, with a sign of life every ten seconds: the text, and for how long now. */
export async function withSignsOfLife<T>(text: string, work: () => Promise<T>): Promise<T> {
	const started = Date.now();
	const pulse = setInterval(() => say(`${text} (${seconds(started)})`), 10_000);
	return work().finally(() => clearInterval(pulse));
}

/** An error whose message is all a person needs: no stack. */
export class HarnessError extends Error {}

/** What a command's file says of it in its first comment: with `--help`, and where its arguments are not understood. */
function usage(): string {
	const comment = /^\/\*\*([\s\S]*?)\*\//.exec(readFileSync(process.argv[1] ?? "", "utf8"))?.[1] ?? "";
	return comment.replace(/^[ \t]*\* ?/gm, "").trim();
}

/** Runs a command's main function; a failure prints what a person needs and sets exit code 1. `--help` runs nothing. */
export async function runMain(main: () => Promise<void>): Promise<void> {
	if (process.argv.includes("--help")) {
		process.stdout.write(`${usage()}\n`);
		return;
	}
	try {
		await main();
	} catch (error) {
		process.stderr.write(`\n✗ ${wordsOf(error)}\n`);
		process.exitCode = 1;
	}
}

function wordsOf(error: unknown): string | undefined {
	if (!(error instanceof Error)) return String(error);
	if (error instanceof HarnessError) return error.message;
	const isArguments = "code" in error && String(error.code).startsWith("ERR_PARSE_ARGS");
	return isArguments ? `${error.message}\n\n${usage()}` : error.stack;
}
