/** Measures against yardsticks: each measurement in a process of its own, its rows printed and kept as soon as they are there. */
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { availableParallelism, cpus, tmpdir } from "node:os";
import { join } from "node:path";
import { cleanEnvironment, homeVariables } from "../harness/environment.ts";
import { HarnessError, say, seconds } from "../harness/log.ts";
import { cacheFolder, ensureFolder, root } from "../harness/paths.ts";
import { run } from "../harness/processes.ts";
import { withTable } from "../harness/readmeTables.ts";
import { ensureVSCode } from "../harness/vscode.ts";
import { parts } from "./parts/index.ts";
import { isWanted, type Measurement } from "./plan.ts";
import { missing, nearness, type Row, readRows, table, type Verdict, verdict } from "./rows.ts";
import { full, tiny } from "./scale.ts";

/**
 * No measurement takes so long: each has seconds to spend (`scale.ts`), and fewer rounds where the machine is slow. One that hangs takes its own
 * rows with it, and no others.
 */
const limitMinutes = 10;

interface Chosen {
	part: string;
	/** Its place in the part's plan. */
	index: number;
	measurement: Measurement;
}

/** The processor, how many, and Node's version: what figures depend on. */
export function machine(): string {
	return `${cpus()[0]?.model.trim() ?? "unknown processor"}, ${availableParallelism()} cores, Node.js ${process.version}`;
}

/**
 * Calls `print` when this process ends before its work is done, such as by Ctrl+C.
 * @returns what says that it is done
 */
export function whenInterrupted(print: () => void): () => void {
	process.on("exit", print);
	return () => process.off("exit", print);
}

/**
 * Measures the rows of these parts that are wanted.
 * @throws HarnessError where something could not be measured, after all else was
 */
export async function measureParts(options: { names: readonly string[]; only: readonly string[]; readme: boolean }) {
	const { names, only, readme } = options;
	const tininess = process.env.RLC_BENCH_TINY;
	const chosen = Object.entries(parts).flatMap(([part, { plan }]) =>
		plan(tininess ? tiny : full)
			.map((measurement, index): Chosen => ({ part, index, measurement }))
			.filter(({ measurement: { rows } }) => names.includes(part) && rows.some((what) => isWanted(what, only))),
	);
	if (chosen.length === 0) throw new HarnessError(`No row's name contains ${only.join(" or ")}.`);
	// What is installed is no part's time; where it cannot be, the parts say so.
	if (chosen.some(({ part }) => parts[part]?.usesVSCode)) await ensureVSCode().catch(() => {});
	const report = join(ensureFolder(join(root, ".cache")), "bench.json");
	const folder = mkdtempSync(join(tmpdir(), "rlc-bench-"));
	const env = cleanEnvironment({ ...homeVariables(folder), RLC_CACHE: cacheFolder });
	if (tininess) env.RLC_BENCH_TINY = tininess;
	const rows: Row[] = [];
	const file = join(folder, "rows.jsonl");
	const finish = () => {
		writeFileSync(report, `${JSON.stringify({ machine: machine(), rows }, null, "\t")}\n`);
		process.stdout.write(`\n${table(rows)}\n\n${summary(rows)}. ${machine()}. All figures: ${report}\n`);
		rmSync(folder, { recursive: true, force: true });
	};
	const done = whenInterrupted(() => {
		rows.push(...rowsIn(file));
		finish();
	});
	for (const one of chosen) {
		rows.push(...(await take(one, file, { env, only })));
		rmSync(file, { force: true });
	}
	done();
	finish();
	const failed = rows.filter((row) => row.goal === undefined);
	if (failed.length > 0)
		throw new HarnessError(`Not measured, see above: ${failed.map(({ what }) => what).join("; ")}`);
	if (readme) putIntoReadme(rows);
}

/** Runs one measurement in its process. Where that fails: the rows that it had by then, and one for each that is missing. */
async function take(
	{ part, index, measurement }: Chosen,
	file: string,
	{ env, only }: { env: NodeJS.ProcessEnv; only: readonly string[] },
): Promise<Row[]> {
	const wanted = measurement.rows.filter((what) => isWanted(what, only));
	say(`Measuring (${part}): ${wanted.join("; ")} …`);
	const started = Date.now();
	const args = [join(root, "test", "bench", "main.ts"), part, String(index), file, ...only];
	const outcome = await run(process.execPath, args, {
		cwd: root,
		env,
		timeoutMs: limitMinutes * 60_000,
		onOutput: (text) => process.stdout.write(text),
	});
	const rows = rowsIn(file);
	say(seconds(started));
	if (outcome.code === 0) return rows;
	const reason = outcome.timedOut
		? `stopped after ${limitMinutes} minutes`
		: (/✗ (.*)/.exec(outcome.output)?.[1] ?? "its process ended");
	const lost = wanted.filter((what) => !rows.some((row) => row.what === what));
	const named = lost.length > 0 ? lost : wanted.slice(-1);
	return [...rows, ...named.map((what) => missing(what, "", undefined, reason))];
}

function rowsIn(file: string): Row[] {
	return existsSync(file) ? readRows(readFileSync(file, "utf8")) : [];
}

function summary(rows: readonly Row[]): string {
	const count = (wanted: Verdict) => rows.filter((row) => verdict(row) === wanted).length;
	return `${count("met")} of ${rows.length} goals met, ${count("at the goal")} within ${100 * nearness} % of theirs`;
}

function putIntoReadme(rows: readonly Row[]): void {
	const readme = join(root, "test", "bench", "README.md");
	const text = withTable(readFileSync(readme, "utf8"), "bench", `${table(rows)}\n\nMeasured on: ${machine()}.`);
	writeFileSync(readme, text);
	say("test/bench/README.md has the new table.");
}
