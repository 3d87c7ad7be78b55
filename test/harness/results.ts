/**
 * The word of a suite itself. An exit code alone proves nothing (a killed extension host reports 0), so every suite writes
 * its counts to the file named in `RLC_RESULT_FILE` when it has ended, and no run counts as passed without it.
 */
import { readFileSync, renameSync, writeFileSync } from "node:fs";

export interface SuiteResult {
	passed: number;
	failed: number;
	/** Full titles of what failed. */
	failures: string[];
	/** What failed at first and passed when it was run again; absent: nothing. */
	unsteady?: string[];
	/** How many of the passed were not run: they passed before, and nothing that they read has changed (earlier.ts). Absent: none. */
	earlier?: number;
}

/** Writes whole or not at all: a suite killed half-way leaves no file that reads well. */
export function writeResult(file: string, result: SuiteResult): void {
	writeFileSync(`${file}.part`, JSON.stringify(result));
	renameSync(`${file}.part`, file);
}

/** Reads a result file; undefined where there is none, or not a whole one. */
export function readResult(file: string): SuiteResult | undefined {
	let value: unknown;
	try {
		value = JSON.parse(readFileSync(file, "utf8"));
	} catch {
		return undefined;
	}
	if (typeof value !== "object" || value === null) return undefined;
	if (!("passed" in value && "failed" in value && "failures" in value)) return undefined;
	const { passed, failed, failures } = value;
	if (!Number.isSafeInteger(passed) || !Number.isSafeInteger(failed) || !Array.isArray(failures)) return undefined;
	return { passed: Number(passed), failed: Number(failed), failures: failures.map(String) };
}

/**
 * What a suite's end means. In: how the process ended and what the suite wrote. Out: counts in which anything doubtful is a
 * failure, with the reason in `failures`.
 */
export function judge(
	outcome: { code: number | null; signal: string | null; timedOut: boolean },
	result: SuiteResult | undefined,
): SuiteResult {
	const passed = result?.passed ?? 0;
	const failed = result?.failed ?? 0;
	const failures = [...(result?.failures ?? [])];
	const doubt = (reason: string): SuiteResult => ({ passed, failed: failed + 1, failures: [...failures, reason] });
	if (outcome.timedOut) return doubt("the suite hung: stopped at its time limit");
	if (result === undefined)
		return doubt(`the suite ended without its result (exit code ${outcome.code ?? outcome.signal}): crashed or killed`);
	if (passed + failed === 0) return doubt("the suite ran no tests");
	if (outcome.code !== 0 && failed === 0)
		return doubt(`exit code ${outcome.code ?? outcome.signal} though all tests passed`);
	return { passed, failed, failures };
}

/** One run of something: its counts, and all it has printed. */
export interface RunOutcome {
	result: SuiteResult;
	log: string;
}

/** How often what failed is run again. */
const mostRepeats = 2;

/**
 * For suites that drive a real VS Code or a real browser, where a machine under load can upset a single run: what failed is run again,
 * whole and afresh, up to twice. What passes only then is named in the report; what is broken fails each time.
 */
export async function runAgain(first: RunOutcome, attempt: () => Promise<RunOutcome>): Promise<RunOutcome> {
	let { log } = first;
	for (let repeat = 1; ; repeat++) {
		const { result, log: more } = await attempt();
		log = `${log}\n──── run ${repeat + 1} ────\n${more}`;
		if (result.failed === 0) return { result: { ...result, unsteady: first.result.failures }, log };
		if (repeat === mostRepeats) return { result, log };
	}
}

/** Counts of several runs as one. */
export function sum(results: readonly SuiteResult[]): SuiteResult {
	const unsteady = results.flatMap((one) => one.unsteady ?? []);
	const earlier = results.reduce((all, one) => all + (one.earlier ?? 0), 0);
	return {
		passed: results.reduce((all, { passed }) => all + passed, 0),
		failed: results.reduce((all, { failed }) => all + failed, 0),
		failures: results.flatMap(({ failures }) => failures),
		...(unsteady.length > 0 && { unsteady }),
		...(earlier > 0 && { earlier }),
	};
}
