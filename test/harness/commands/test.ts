/**
 * `npm test`: everything. `npm test -- unit host:demo` runs those suites and what they need; `--grep TEXT` narrows to tests
 * whose title contains it. Ends with a line `N passed, N failed`; exit code 1 if anything failed or nothing ran.
 *
 * What passed within a day, and of which nothing has changed since, counts without running again (earlier.ts), and the report says so.
 * `--all` runs it; so does CI (where the variable CI is set), and so does naming suites.
 */

import { join } from "node:path";
import { parseArgs } from "node:util";
import { findChrome } from "../../local-aws/sandbox/chrome.ts";
import { Earlier } from "../earlier.ts";
import { runMain, say, seconds } from "../log.ts";
import { cacheFolder, logFolder, root } from "../paths.ts";
import { allSuites } from "../suites.ts";
import { findBrowser } from "../system.ts";
import { chooseSuites, conclude, runSuites } from "../testRun.ts";

const started = Date.now();
await runMain(async () => {
	const options = { grep: { type: "string" }, all: { type: "boolean" } } as const;
	const { values, positionals } = parseArgs({ options, allowPositionals: true });
	const runs = new Earlier(root, join(cacheFolder, "passed.json"), () => [findBrowser(), findChrome()]);
	const counts = !values.all && !process.env.CI && positionals.length === 0;
	const all = allSuites({ earlier: { runs, counts }, ...(values.grep !== undefined && { grep: values.grep }) });
	const suites = chooseSuites(all, positionals);
	const total = await runSuites(suites, { logs: logFolder });
	if (total.failures.length > 0)
		process.stdout.write(`\nFailed:\n${total.failures.map((line) => `  ✗ ${line}\n`).join("")}`);
	if (total.unsteady !== undefined)
		process.stdout.write(`\nPassed only when run again:\n${total.unsteady.map((line) => `  ~ ${line}\n`).join("")}`);
	if (total.earlier !== undefined)
		say(
			`${total.earlier} passed within the last day, and nothing they read has changed: npm test -- --all runs them, too`,
		);
	say(`${suites.length} suites in ${seconds(started)}; full output in .cache/logs`);
	const { line, code } = conclude(total);
	process.stdout.write(`${line}\n`);
	process.exitCode = code;
});
// What a finished suite left open must not keep the run from ending.
process.exit();
