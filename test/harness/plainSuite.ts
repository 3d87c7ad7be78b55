/** Plain suites: mocha files run by Node alone, in a process of their own. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { cleanEnvironment, homeVariables } from "./environment.ts";
import { root } from "./paths.ts";
import { run } from "./processes.ts";
import { judge, readResult, type SuiteResult } from "./results.ts";

export interface PlainRun {
	files: readonly string[];
	/** Of the whole suite. */
	timeoutSeconds: number;
	/** Of one test. */
	testTimeoutMs?: number;
	grep?: string;
	/** Variables on top of a clean environment with an empty home. */
	env?: Record<string, string>;
	onOutput?: (text: string) => void;
}

/** Runs the files; no files is a failure: a suite that tests nothing must not look green. */
export async function runPlainSuite(options: PlainRun): Promise<{ result: SuiteResult; log: string }> {
	if (options.files.length === 0)
		return { result: { passed: 0, failed: 1, failures: ["the suite has no test files"] }, log: "" };
	const folder = mkdtempSync(join(tmpdir(), "rlc-suite-"));
	try {
		const resultFile = join(folder, "result.json");
		const outcome = await run(
			process.execPath,
			[
				join(import.meta.dirname, "mochaMain.ts"),
				...(options.testTimeoutMs === undefined ? [] : ["--timeout", String(options.testTimeoutMs)]),
				...(options.grep === undefined ? [] : ["--grep", options.grep]),
				...options.files,
			],
			{
				cwd: root,
				env: cleanEnvironment({ ...homeVariables(folder), ...options.env, RLC_RESULT_FILE: resultFile }),
				timeoutMs: options.timeoutSeconds * 1000,
				...(options.onOutput === undefined ? {} : { onOutput: options.onOutput }),
			},
		);
		return { result: judge(outcome, readResult(resultFile)), log: outcome.output };
	} finally {
		rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
	}
}
