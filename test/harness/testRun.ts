/** All suites of `npm test`, in an order that uses two cores, and what they come to. */
import { appendFileSync, globSync, rmSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { siteFiles } from "../local-aws/siteBundle.ts";
import { buildExtension, buildHostTests, type HostBuild } from "./build.ts";
import { checks } from "./checks.ts";
import { type HostSuite, readHostSuites, runHostSuite } from "./hostSuite.ts";
import { HarnessError, seconds } from "./log.ts";
import { packageExtension } from "./package.ts";
import { ensureFolder, root } from "./paths.ts";
import { type PlainRun, runPlainSuite } from "./plainSuite.ts";
import { run } from "./processes.ts";
import { judge, type RunOutcome, runAgain, type SuiteResult, sum } from "./results.ts";
import { ensureSystem } from "./system.ts";
import { ensureVSCode, type VSCode } from "./vscode.ts";

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

/** Where the files of the suites that need no VS Code host lie. Host suites lie in `test/host/<suite>`. */
export const plainPatterns = {
	unit: "test/unit/**/*.test.ts",
	conformance: "test/conformance/**/*.test.ts",
	"local-aws": "test/local-aws/**/*.test.ts",
	harness: "test/harness/*.test.ts",
	ui: "test/ui/**/*.test.ts",
} as const;

function plain(pattern: string, options: Omit<PlainRun, "files">): () => Promise<SuiteOutcome> {
	return () => runPlainSuite({ ...options, files: globSync(pattern, { cwd: root }).sort() });
}

/**
 * Each file in a process of its own, one after the other; a file that fails may be run again. With a grep all in one process: a file in
 * which nothing matches is no failure then.
 */
function fileByFile(pattern: string, options: Omit<PlainRun, "files">): () => Promise<SuiteOutcome> {
	if (options.grep !== undefined) return plain(pattern, options);
	return async () => {
		const files = globSync(pattern, { cwd: root }).sort();
		if (files.length === 0) return runPlainSuite({ ...options, files });
		const parts: SuiteOutcome[] = [];
		for (const file of files) parts.push(await repeatable(file, () => runPlainSuite({ ...options, files: [file] })));
		return {
			result: sum(parts.map(({ result }) => result)),
			log: parts.map(({ log }) => log).join("\n"),
			upset: parts.flatMap(({ upset }) => upset ?? []),
		};
	};
}

/** Runs it; where it fails, its outcome waits to be run again. */
async function repeatable(name: string, attempt: () => Promise<RunOutcome>): Promise<SuiteOutcome> {
	const first = await attempt();
	if (first.result.failed === 0) return first;
	return { result: { passed: 0, failed: 0, failures: [] }, log: "", upset: [{ name, first, attempt }] };
}

/** A step without tests of its own: one passed, or one failed with the reason. */
function step(name: string, action: () => Promise<void>): () => Promise<SuiteOutcome> {
	return async () => {
		try {
			await action();
			return { result: { passed: 1, failed: 0, failures: [] }, log: "" };
		} catch (error) {
			const log = String(error instanceof HarnessError ? error.message : error instanceof Error ? error.stack : error);
			return { result: { passed: 0, failed: 1, failures: [`${name}: ${log.split("\n")[0]}`] }, log };
		}
	};
}

async function check(name: string, args: string[]): Promise<SuiteOutcome> {
	const outcome = await run(process.execPath, args, { cwd: root, timeoutMs: 180_000 });
	const passed = outcome.code === 0 ? 1 : 0;
	const result = { passed, failed: 1 - passed, failures: passed ? [] : [`${name}: exit code ${outcome.code}`] };
	return { result: judge(outcome, result), log: outcome.output };
}

/** Everything `npm test` runs. Each suite is a process of its own. */
export function allSuites(options: { grep?: string } = {}): Suite[] {
	let vscode: VSCode | undefined;
	let build: HostBuild | undefined;
	const grep = options.grep === undefined ? {} : { grep: options.grep };
	const host = (suite: HostSuite) => async (): Promise<SuiteOutcome> => {
		if (vscode === undefined || build === undefined) throw new HarnessError("not run: VS Code or the build is missing");
		const run = { vscode, build, ...grep };
		return repeatable(suite.name, () => runHostSuite(suite, run));
	};
	// The long ones first: two run at a time, and one that comes last runs alone. Those that may take long are those that do.
	const hostSuites = readHostSuites().sort((a, b) => b.timeoutSeconds - a.timeoutSeconds);
	const hosts: Suite[] = hostSuites.map((suite) => ({
		name: `host:${suite.name}`,
		after: ["vscode", "build", "site"],
		run: host(suite),
	}));
	return [
		// All that comes from the operating system at once: two runs of apt-get get in each other's way.
		{
			name: "system",
			run: step("system packages", () => ensureSystem("browser", "renderer", "compiler", "kerberos")),
		},
		{
			name: "vscode",
			after: ["system"],
			run: step("VS Code", async () => {
				vscode = await ensureVSCode();
			}),
		},
		...checks.map(({ name, args }): Suite => ({ name: `check:${name}`, run: () => check(name, args) })),
		{ name: "unit", run: plain(plainPatterns.unit, { timeoutSeconds: 400, ...grep }) },
		{
			name: "build",
			run: step("build", async () => {
				await buildExtension({ production: false });
				build = await buildHostTests();
			}),
		},
		{
			name: "package",
			run: step("package", async () => {
				await packageExtension();
			}),
		},
		{
			name: "site",
			run: step("the demo's site", async () => {
				await siteFiles();
			}),
		},
		// These are longer than any host suite.
		{
			name: "ui",
			after: ["vscode", "package", "site"],
			run: fileByFile(plainPatterns.ui, { timeoutSeconds: 600, testTimeoutMs: 90_000, ...grep }),
		},
		{
			name: "conformance",
			run: plain(plainPatterns.conformance, { timeoutSeconds: 1200, testTimeoutMs: 400_000, ...grep }),
		},
		{
			name: "local-aws",
			after: ["system", "site"],
			run: fileByFile(plainPatterns["local-aws"], { timeoutSeconds: 600, testTimeoutMs: 120_000, ...grep }),
		},
		{
			name: "harness",
			after: ["vscode"],
			run: fileByFile(plainPatterns.harness, { timeoutSeconds: 400, testTimeoutMs: 100_000, ...grep }),
		},
		...hosts,
		...(hosts.length > 0 ? [] : [{ name: "host", run: plain("test/host/*/*.test.ts", { timeoutSeconds: 1 }) }]),
	];
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
		print(`${mark} ${name}: ${result.passed} passed, ${result.failed} failed (${seconds(started)})`);
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
				for (const { name } of parts) print(`~ ${suite.name}: ${name} failed; it runs again when all else is done`);
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
