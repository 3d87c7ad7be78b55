/**
 * `npm run conformance`: our core held against the real Remotion, SDK and dotenv, its report in sight. `-- --runs N --seed S`
 * for more random cases than `npm test` takes, or the same ones again; `--grep TEXT` narrows.
 */
import { globSync } from "node:fs";
import { parseArgs } from "node:util";
import { HarnessError, runMain } from "../log.ts";
import { root } from "../paths.ts";
import { runPlainSuite } from "../plainSuite.ts";
import { conclude, plainPatterns } from "../testRun.ts";

await runMain(async () => {
	const { values } = parseArgs({
		options: { runs: { type: "string" }, seed: { type: "string" }, grep: { type: "string" } },
	});
	for (const [name, value] of Object.entries({ runs: values.runs, seed: values.seed }))
		if (value !== undefined && !/^-?\d+$/.test(value)) throw new HarnessError(`--${name} ${value}: not a number.`);
	const { result } = await runPlainSuite({
		files: globSync(plainPatterns.conformance, { cwd: root }).sort(),
		timeoutSeconds: 6 * 3600,
		testTimeoutMs: 3 * 3600_000,
		...(values.grep === undefined ? {} : { grep: values.grep }),
		env: {
			...(values.runs === undefined ? {} : { CONFORMANCE_RUNS: values.runs }),
			...(values.seed === undefined ? {} : { CONFORMANCE_SEED: values.seed }),
		},
		onOutput: (text) => process.stdout.write(text),
	});
	for (const failure of result.failures) process.stdout.write(`  ✗ ${failure}\n`);
	const { line, code } = conclude(result);
	process.stdout.write(`${line}\n`);
	process.exitCode = code;
});
process.exit();
