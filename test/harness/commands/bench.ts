/**
 * `npm run bench`: how fast and how large, beside yardsticks in the same run. Prints a table and writes `.cache/bench.json`, part by part.
 * `npm run bench -- texts window` measures these parts alone; `--readme` puts the table of a whole run into the README.
 * A goal that is missed fails nothing: figures are for people.
 */
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { availableParallelism, cpus, tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { parts } from "../../bench/parts/index.ts";
import { missing, nearness, type Row, readRows, table, type Verdict, verdict } from "../../bench/rows.ts";
import { cleanEnvironment, homeVariables } from "../environment.ts";
import { HarnessError, runMain, say, seconds } from "../log.ts";
import { cacheFolder, ensureFolder, root } from "../paths.ts";
import { run } from "../processes.ts";
import { withTable } from "../readmeTables.ts";
import { ensureVSCode } from "../vscode.ts";

/** Several times what the longest part takes: one that hangs takes its own rows with it, and no others. */
const limitMinutes = 6;

await runMain(async () => {
	const { values, positionals } = parseArgs({
		options: { readme: { type: "boolean", default: false } },
		allowPositionals: true,
	});
	const names = Object.keys(parts);
	const unknown = positionals.filter((name) => !names.includes(name));
	if (unknown.length > 0) throw new HarnessError(`There is no ${unknown.join(", ")}; there are ${names.join(", ")}.`);
	if (values.readme && positionals.length > 0) throw new HarnessError("The README gets the table of a whole run only.");
	const chosen = Object.entries(parts).filter(([name]) => positionals.length === 0 || positionals.includes(name));
	// What is installed is no part's time; where it cannot be, the parts say so.
	if (chosen.some(([, { usesVSCode }]) => usesVSCode)) await ensureVSCode().catch(() => {});
	const machine = `${cpus()[0]?.model.trim() ?? "unknown processor"}, ${availableParallelism()} cores, Node.js ${process.version}`;
	const report = join(ensureFolder(join(root, ".cache")), "bench.json");
	const folder = mkdtempSync(join(tmpdir(), "rlc-bench-"));
	const rows: Row[] = [];
	const failed: string[] = [];
	try {
		for (const [name] of chosen) {
			say(`Measuring: ${name} …`);
			const started = Date.now();
			const file = join(folder, `${name}.jsonl`);
			const outcome = await run(process.execPath, [join(root, "test", "bench", "main.ts"), name, file], {
				cwd: root,
				env: cleanEnvironment({ ...homeVariables(folder), RLC_CACHE: cacheFolder }),
				timeoutMs: limitMinutes * 60_000,
				onOutput: (text) => process.stdout.write(text),
			});
			if (existsSync(file)) rows.push(...readRows(readFileSync(file, "utf8")));
			if (outcome.code !== 0) {
				failed.push(name);
				const reason = outcome.timedOut
					? `stopped after ${limitMinutes} minutes`
					: (/✗ (.*)/.exec(outcome.output)?.[1] ?? "its process ended");
				rows.push(missing(`what else the part \`${name}\` measures`, "", undefined, reason));
			}
			writeFileSync(report, `${JSON.stringify({ machine, rows }, null, "\t")}\n`);
			say(`${name}: ${seconds(started)}`);
		}
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
	const count = (wanted: Verdict) => rows.filter((row) => verdict(row) === wanted).length;
	const summary = `${count("met")} of ${rows.length} goals met, ${count("at the goal")} within ${100 * nearness} % of theirs`;
	process.stdout.write(`\n${table(rows)}\n\n${summary}. ${machine}. All figures: ${report}\n`);
	if (failed.length > 0) throw new HarnessError(`Not measured, see above: ${failed.join(", ")}`);
	if (values.readme) {
		const readme = join(root, "README.md");
		writeFileSync(
			readme,
			withTable(readFileSync(readme, "utf8"), "bench", `${table(rows)}\n\nMeasured on: ${machine}.`),
		);
		say("The README has the new table.");
	}
});
