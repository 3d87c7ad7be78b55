/**
 * `npm run mutation`: every condition, operator, text and expression of `src/core` changed, one at a time, and the table tests that run
 * through it run again: a change that none of them notices is a line that nothing holds. Some hours for all on a free machine, so no part of
 * `npm test`. It prints a table of files and each change that survived; the same as JSON, and as a page to read it in, in `.cache/mutation`.
 *
 * `-- --only core/precedence/ladder.ts` takes the files whose path holds this text (several: once each), `--concurrency N` another number of processes
 * than one, `--quick` leaves out what runs once when a module is loaded, such as a table of names: each such change costs a process of its own.
 */
import { globSync, mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import type { LogLevel } from "@stryker-mutator/api/core";
import { Stryker } from "@stryker-mutator/core";
import { cleanEnvironment, homeVariables } from "../environment.ts";
import { HarnessError, runMain, say, seconds } from "../log.ts";
import { ensureFolder, root } from "../paths.ts";

type Mutant = Awaited<ReturnType<Stryker["runMutationTest"]>>[number];

/** An error: the module does not load with it. */
const killing = ["Killed", "Timeout", "RuntimeError"];
const surviving = ["Survived", "NoCoverage"];

function score(mutants: readonly Mutant[]): string {
	const killed = mutants.filter(({ status }) => killing.includes(status)).length;
	const survived = mutants.filter(({ status }) => surviving.includes(status)).length;
	const percent = killed + survived === 0 ? 100 : (100 * killed) / (killed + survived);
	return `${killed} | ${survived} | ${percent.toFixed(1)} %`;
}

await runMain(async () => {
	const { values } = parseArgs({
		options: {
			only: { type: "string", multiple: true },
			concurrency: { type: "string", default: "1" },
			quick: { type: "boolean", default: false },
		},
	});
	if (!/^[1-9]\d*$/.test(values.concurrency))
		throw new HarnessError(`--concurrency ${values.concurrency}: not a number.`);
	const files = globSync("src/core/**/*.ts", { cwd: root })
		.map((file) => file.replaceAll("\\", "/"))
		.filter((file) => values.only?.some((text) => file.includes(text)) ?? true)
		.sort();
	if (files.length === 0) throw new HarnessError(`No file's path holds ${values.only?.join(" or ")}.`);
	const folder = ensureFolder(join(root, ".cache", "mutation"));
	const temporary = join(folder, "temporary");
	rmSync(temporary, { recursive: true, force: true });
	mkdirSync(join(temporary, "home"), { recursive: true });
	const environment = cleanEnvironment({
		...homeVariables(join(temporary, "home")),
		NODE_COMPILE_CACHE: join(temporary, "compiled"),
	});
	for (const name of Object.keys(process.env)) delete process.env[name];
	Object.assign(process.env, environment);

	say(`Changing ${files.length === 1 ? files[0] : `${files.length} files`} …`);
	const started = Date.now();
	const mutants = await new Stryker({
		mutate: files,
		testRunner: "table-tests",
		plugins: [join(root, "test/harness/mutationRunner.ts")],
		coverageAnalysis: "perTest",
		ignoreStatic: values.quick,
		concurrency: Number(values.concurrency),
		// Generous: on a busy machine a slow run must not count as a change that was noticed. Most loops without an end are counted.
		timeoutMS: 10_000,
		timeoutFactor: 3,
		// Types are stripped, never checked. The TypeScript that Stryker would rewrite tsconfig.json with is not the one of this project.
		disableTypeChecks: false,
		ignorePatterns: ["/.cache", "/dist", "/tsconfig.json"],
		tempDirName: temporary,
		reporters: ["json", "html", "progress-append-only"],
		jsonReporter: { fileName: join(folder, "mutation.json") },
		htmlReporter: { fileName: join(folder, "mutation.html") },
		allowConsoleColors: false,
		logLevel: "warn" as LogLevel,
	}).runMutationTest();
	rmSync(temporary, { recursive: true, force: true, maxRetries: 3 });

	const judged = mutants.filter(({ status }) => [...killing, ...surviving].includes(status));
	if (judged.length === 0) throw new HarnessError("Nothing was changed.");
	const rows: string[] = [];
	const named: string[] = [];
	for (const file of files) {
		const own = judged.filter(({ fileName }) => fileName.replaceAll("\\", "/").endsWith(`/${file}`));
		if (own.length > 0) rows.push(`| ${file} | ${score(own)} |`);
		for (const { location, replacement, status, mutatorName } of own)
			if (surviving.includes(status))
				named.push(
					`${file}:${location.start.line}:${location.start.column} ${mutatorName}${status === "NoCoverage" ? " (no test runs here)" : ""}: ${replacement.replace(/\s+/g, " ")}`,
				);
	}
	process.stdout.write(`\n${named.join("\n")}\n\n`);
	process.stdout.write(`| file | killed | survived | score |\n|---|--:|--:|--:|\n${rows.join("\n")}\n`);
	process.stdout.write(`| all | ${score(judged)} |\n\n`);
	say(`${judged.length} changes in ${seconds(started)}; .cache/mutation/mutation.html shows them in their places`);
});
process.exit();
