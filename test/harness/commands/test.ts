/**
 * `npm test`: everything. `npm test -- unit host:demo` runs those suites and what they need; `--grep TEXT` narrows to tests
 * whose title contains it. Ends with a line `N passed, N failed`; exit code 1 if anything failed or nothing ran.
 */
import { parseArgs } from "node:util";
import { runMain, say, seconds } from "../log.ts";
import { logFolder } from "../paths.ts";
import { allSuites, chooseSuites, conclude, runSuites } from "../testRun.ts";

const started = Date.now();
await runMain(async () => {
	const { values, positionals } = parseArgs({ options: { grep: { type: "string" } }, allowPositionals: true });
	const suites = chooseSuites(allSuites(values.grep === undefined ? {} : { grep: values.grep }), positionals);
	const total = await runSuites(suites, { logs: logFolder });
	if (total.failures.length > 0)
		process.stdout.write(`\nFailed:\n${total.failures.map((line) => `  ✗ ${line}\n`).join("")}`);
	if (total.unsteady !== undefined)
		process.stdout.write(`\nPassed only when run again:\n${total.unsteady.map((line) => `  ~ ${line}\n`).join("")}`);
	say(`${suites.length} suites in ${seconds(started)}; full output in .cache/logs`);
	const { line, code } = conclude(total);
	process.stdout.write(`${line}\n`);
	process.exitCode = code;
});
// What a finished suite left open must not keep the run from ending.
process.exit();
