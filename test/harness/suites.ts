/** What `npm test` runs: all suites, in an order that uses two cores, and how each comes to its counts. */
import { globSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { siteFiles } from "../local-aws/siteBundle.ts";
import { buildExtension, buildHostTests, type HostBuild } from "./build.ts";
import type { Earlier, Part } from "./earlier.ts";
import { type HostSuite, readHostSuites, runHostSuite } from "./hostSuite.ts";
import { HarnessError } from "./log.ts";
import { packageExtension } from "./package.ts";
import { root } from "./paths.ts";
import { type PlainRun, runPlainSuite } from "./plainSuite.ts";
import { run } from "./processes.ts";
import { judge, type RunOutcome, sum } from "./results.ts";
import { ensureSystem } from "./system.ts";
import type { Suite, SuiteOutcome } from "./testRun.ts";
import { ensureVSCode, type VSCode } from "./vscode.ts";

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
function fileByFile(
	pattern: string,
	{ earlier, own, ...options }: Omit<PlainRun, "files"> & EarlierRuns & { own?: string },
): () => Promise<SuiteOutcome> {
	if (options.grep !== undefined) return plain(pattern, options);
	return async () => {
		const files = globSync(pattern, { cwd: root }).sort();
		if (files.length === 0) return runPlainSuite({ ...options, files });
		const parts: SuiteOutcome[] = [];
		for (const file of files) {
			const run = () =>
				repeatable(file, (isRepeat) =>
					runPlainSuite({ ...options, files: [file], env: { ...options.env, ...(isRepeat && { RLC_TRACE: "1" }) } }),
				);
			parts.push(await unlessPassed({ name: file, own: own ?? file }, earlier, run)());
		}
		return {
			result: sum(parts.map(({ result }) => result)),
			log: parts.map(({ log }) => log).join("\n"),
			upset: parts.flatMap(({ upset }) => upset ?? []),
		};
	};
}

/** Runs it; where it fails, its outcome waits to be run again. */
async function repeatable(name: string, attempt: (isRepeat: boolean) => Promise<RunOutcome>): Promise<SuiteOutcome> {
	const first = await attempt(false);
	if (first.result.failed === 0) return first;
	const upset = [{ name, first, attempt: () => attempt(true) }];
	return { result: { passed: 0, failed: 0, failures: [] }, log: "", upset };
}

export interface EarlierRuns {
	/** Absent: nothing is kept of what passes, and all runs. */
	earlier?: KeptRuns | undefined;
}

interface KeptRuns {
	runs: Pick<Earlier, "passed" | "keep">;
	/** Whether what passed before is passed over. */
	counts: boolean;
}

/** Runs the part, or gives its last run's count where that is as good (earlier.ts). */
function unlessPassed(
	part: Part,
	earlier: KeptRuns | undefined,
	run: () => Promise<SuiteOutcome>,
): () => Promise<SuiteOutcome> {
	return async () => {
		const before = earlier?.counts ? earlier.runs.passed(part) : undefined;
		if (before !== undefined)
			return {
				result: { passed: before, failed: 0, failures: [], earlier: before },
				log: `${part.name}: passed earlier`,
			};
		const outcome = await run();
		if (outcome.result.failed === 0 && !outcome.upset?.length) earlier?.runs.keep(part, outcome.result.passed);
		return outcome;
	};
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

/** A package's command as a suite: one passed where it exits with 0. Its script is run by this Node: the same on every platform. */
function check(name: string, packageName: string, file: string, ...args: string[]): Suite {
	const script = join(dirname(createRequire(import.meta.url).resolve(`${packageName}/package.json`)), file);
	return {
		name: `check:${name}`,
		run: async () => {
			const outcome = await run(process.execPath, [script, ...args], { cwd: root, timeoutMs: 180_000 });
			const passed = outcome.code === 0 ? 1 : 0;
			const result = { passed, failed: 1 - passed, failures: passed ? [] : [`${name}: exit code ${outcome.code}`] };
			return { result: judge(outcome, result), log: outcome.output };
		},
	};
}

/** Everything `npm test` runs. Each suite is a process of its own. What takes seconds runs every time, whatever passed earlier. */
export function allSuites(options: { grep?: string } & EarlierRuns = {}): Suite[] {
	let vscode: VSCode | undefined;
	let build: HostBuild | undefined;
	const grep = options.grep === undefined ? {} : { grep: options.grep };
	// A part of a suite is not the suite.
	const earlier = options.grep === undefined ? options.earlier : undefined;
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
		run: unlessPassed({ name: `host:${suite.name}`, own: `test/host/${suite.name}/` }, earlier, host(suite)),
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
		check("types (tsc)", "typescript", "bin/tsc"),
		check("lint and format (biome)", "@biomejs/biome", "bin/biome", "ci"),
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
			run: fileByFile(plainPatterns.ui, { timeoutSeconds: 600, testTimeoutMs: 90_000, earlier, ...grep }),
		},
		{
			name: "conformance",
			after: ["system"],
			run: unlessPassed(
				{ name: "conformance", own: "test/conformance/" },
				earlier,
				plain(plainPatterns.conformance, { timeoutSeconds: 1200, testTimeoutMs: 400_000, ...grep }),
			),
		},
		{
			name: "local-aws",
			after: ["system", "site"],
			run: fileByFile(plainPatterns["local-aws"], { timeoutSeconds: 600, testTimeoutMs: 120_000, earlier, ...grep }),
		},
		{
			name: "harness",
			after: ["vscode"],
			run: fileByFile(plainPatterns.harness, {
				timeoutSeconds: 400,
				testTimeoutMs: 100_000,
				earlier,
				// Its suites that fail, hang or die are test files, too.
				own: "test/harness/",
				...grep,
			}),
		},
		...hosts,
		...(hosts.length > 0 ? [] : [{ name: "host", run: plain("test/host/*/*.test.ts", { timeoutSeconds: 1 }) }]),
	];
}
