/** Runs suites two at a time, and says what they come to. */
import { appendFileSync, rmSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { HarnessError, seconds } from "./log.ts";
import { ensureFolder } from "./paths.ts";
import { type RunOutcome, runAgain, type SuiteResult, sum } from "./results.ts";

/** What a suite gives: its counts, and all it has printed. */
export interface SuiteOutcome extends RunOutcome {
	/** Parts that failed and may be run again, once nothing else runs. What they came to is not in `result` and `log`. */
	upset?: readonly UpsetPart[];
}

export interface UpsetPart {
	name: string;
	first: RunOutcome;
	attempt: () => Promise<RunOutcome>;
}

export interface Suite {
	/** Such as "unit" or "host:demo"; `npm test -- host` runs those that are, or start with, "host". */
	name: string;
	run: () => Promise<SuiteOutcome>;
	/** Suites that must have ended before; a wanted suite brings them along. */
	after?: readonly string[];
}

/** The suites with these names, or names that start so, and all that they need before them. No names: all. */
export function chooseSuites(suites: readonly Suite[], names: readonly string[]): Suite[] {
	if (names.length === 0) return [...suites];
	const matches = (suite: Suite, name: string) => suite.name === name || suite.name.startsWith(`${name}:`);
	for (const name of names)
		if (!suites.some((suite) => matches(suite, name)))
			throw new HarnessError(
				`There is no suite "${name}". There are: ${suites.map((suite) => suite.name).join(", ")}.`,
			);
	const chosen = new Set(suites.filter((suite) => names.some((name) => matches(suite, name))));
	for (const suite of chosen)
		for (const name of suite.after ?? []) for (const needed of suites) if (needed.name === name) chosen.add(needed);
	return suites.filter((suite) => chosen.has(suite));
}

export interface RunOptions {
	/** Gets the lines of the report; default: standard output. */
	print?: (text: string) => void;
	/** How many suites at a time; default: two where there are two cores. */
	lanes?: number;
	/** Where each suite's whole output is kept; default: nowhere. */
	logs?: string;
}

/**
 * Runs suites, each when those it waits for have ended. One that needs a failed one runs all the same, and fails by its own
 * word. What failed and may be run again is, one by one, when all else has ended. Gives the totals; prints a line a suite, and
 * all that a failed one has printed.
 */
export async function runSuites(suites: readonly Suite[], options: RunOptions = {}): Promise<SuiteResult> {
	const print = options.print ?? ((text: string) => process.stdout.write(`${text}\n`));
	const lanes = options.lanes ?? Math.min(2, availableParallelism());
	const results: SuiteResult[] = [];
	const upset: { suite: Suite; part: UpsetPart }[] = [];
	const waiting = [...suites];
	const running = new Map<string, Promise<void>>();
	const open = (name: string) => running.has(name) || waiting.some((suite) => suite.name === name);
	const take = (name: string, { result, log }: RunOutcome, started: number) => {
		const named = (titles: readonly string[] = []) => titles.map((title) => `${name}: ${title}`);
		results.push({
			...result,
			failures: named(result.failures),
			...(result.unsteady && { unsteady: named(result.unsteady) }),
		});
		if (options.logs !== undefined)
			appendFileSync(join(ensureFolder(options.logs), `${name.replace(/[^\w.-]+/g, "-")}.log`), log);
		if (result.failed > 0) print(`\n──── ${name} ────\n${log.trim().slice(-20_000)}\n────`);
		const mark = result.failed > 0 ? "✗" : "✔";
		const note = result.earlier === undefined ? "" : `, ${result.earlier} of them earlier`;
		print(`${mark} ${name}: ${result.passed} passed, ${result.failed} failed (${seconds(started)})${note}`);
	};
	if (options.logs !== undefined) rmSync(options.logs, { recursive: true, force: true });
	while (waiting.length > 0 || running.size > 0) {
		for (const suite of [...waiting]) {
			if (running.size >= lanes) break;
			if ((suite.after ?? []).some(open)) continue;
			waiting.splice(waiting.indexOf(suite), 1);
			print(`» ${suite.name} …`);
			const started = Date.now();
			const job = runOne(suite).then((outcome) => {
				const parts = outcome.upset ?? [];
				upset.push(...parts.map((part) => ({ suite, part })));
				if (outcome.result.passed + outcome.result.failed > 0) take(suite.name, outcome, started);
				for (const { name, first } of parts) {
					print(`~ ${suite.name}: ${name} failed; it runs again when all else is done`);
					// Now: who waits for the second time may be ended before it ends.
					print(`──── ${suite.name}: ${name}, first run ────\n${first.log.trim().slice(-20_000)}\n────`);
				}
				running.delete(suite.name);
			});
			running.set(suite.name, job);
		}
		if (running.size === 0)
			throw new Error(`Suites wait for each other: ${waiting.map((suite) => suite.name).join(", ")}`);
		await Promise.race(running.values());
	}
	for (const { suite, part } of upset) {
		print(`» ${suite.name}: ${part.name}, again …`);
		const started = Date.now();
		take(suite.name, await runOne({ name: suite.name, run: () => runAgain(part.first, part.attempt) }), started);
	}
	return sum(results);
}

/** Runs one; a suite that throws, or that counted nothing at all, has failed. */
async function runOne(suite: Suite): Promise<SuiteOutcome> {
	const failed = (reason: string, log: string) => ({ result: { passed: 0, failed: 1, failures: [reason] }, log });
	try {
		const outcome = await suite.run();
		const { passed, failed: broken } = outcome.result;
		if (passed + broken === 0 && !outcome.upset?.length) return failed("the suite ran no tests", outcome.log);
		return outcome;
	} catch (error) {
		const text = String(error instanceof HarnessError ? error.message : error instanceof Error ? error.stack : error);
		return failed(text.split("\n")[0] ?? text, text);
	}
}

/** The last line of the run, and its exit code: 0 only where something ran and nothing failed. */
export function conclude(total: SuiteResult): { line: string; code: 0 | 1 } {
	const line = `${total.passed} passed, ${total.failed} failed`;
	return { line, code: total.failed === 0 && total.passed > 0 ? 0 : 1 };
}
