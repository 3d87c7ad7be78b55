/** `npm run bench -- --against REV`: three sides in turns, each row printed as soon as it is there. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { HarnessError, say, seconds as secondsSince } from "../../harness/log.ts";
import { ensureFolder, root } from "../../harness/paths.ts";
import { isWanted } from "../plan.ts";
import { machine, whenInterrupted } from "../run.ts";
import { effortFor, tinyEffort } from "./effort.ts";
import { hostRows } from "./host.ts";
import { type Change, changeHead, changeLine, changeSummary, medianOfRuns, missingChange } from "./judge.ts";
import { type ChangeRow, callRows, loadRows, type Subjects, sizeRows } from "./measurements.ts";
import { buildRevision, bundleChild, checkOut, copyOf, resolveRevision } from "./revisions.ts";

export interface Comparison {
	revision: string;
	only: readonly string[];
	/** For each row. */
	seconds: number;
	runs: number;
}

/** Measures this checkout against a revision, as often as asked, and prints the table; several runs end with that of their medians. */
export async function compareRevisions({ revision, only, seconds, runs }: Comparison): Promise<void> {
	const commit = await resolveRevision(revision);
	const folder = mkdtempSync(join(tmpdir(), "rlc-bench-"));
	const report = join(ensureFolder(join(root, ".cache")), "bench-against.json");
	const head = changeHead(commit.slice(0, 7));
	const all: Change[][] = [];
	const finish = () => {
		rmSync(folder, { recursive: true, force: true });
		if (all.length === 0) return;
		writeFileSync(report, `${JSON.stringify({ machine: machine(), commit, runs: all }, null, "\t")}\n`);
		if (all.length > 1) say(`Medians of ${all.length} runs`);
		const changes = mediansOf(all);
		const lines = [
			head,
			...changes.map(changeLine),
			"",
			changeSummary(changes),
			`${machine()}. All figures: ${report}`,
		];
		process.stdout.write(`\n${lines.join("\n")}\n`);
	};
	const done = whenInterrupted(finish);
	const subjects = await prepare(commit, folder, seconds);
	const rows = rowsOf(subjects).filter(({ what }) => isWanted(what, only));
	if (rows.length === 0) throw new HarnessError(`No row's name contains ${only.join(" or ")}.`);
	for (let time = 1; time <= runs; time++) {
		const changes: Change[] = [];
		all.push(changes);
		say(`Run ${time} of ${runs}: ${rows.length} rows`);
		process.stdout.write(`${head}\n`);
		for (const { what, measure } of rows) {
			const change = await measure().catch((error: Error) => missingChange(what, firstLine(error.message)));
			changes.push(change);
			process.stdout.write(`${changeLine(change)}\n`);
		}
	}
	done();
	finish();
}

function firstLine(text: string): string {
	return text.trim().split("\n")[0] ?? "";
}

function rowsOf(subjects: Subjects): ChangeRow[] {
	return [...sizeRows(subjects), ...callRows(subjects), ...loadRows(subjects), ...hostRows(subjects)];
}

function mediansOf(runs: readonly (readonly Change[])[]): Change[] {
	const names = [...new Set(runs.flat().map(({ what }) => what))];
	return names.flatMap((name) => medianOfRuns(runs.flat().filter(({ what }) => what === name)) ?? []);
}

/** Builds both revisions, copies this one, and bundles the process in which calls are timed. */
async function prepare(commit: string, folder: string, seconds: number): Promise<Subjects> {
	const started = Date.now();
	say(`Building this checkout and ${commit.slice(0, 7)} …`);
	const at = (side: string) => join(folder, side);
	await checkOut(commit, at("tree"));
	const other = await buildRevision(at("tree"), at("other"));
	const now = await buildRevision(root, at("now"));
	const again = copyOf(now, at("now"), at("again"));
	const child = await bundleChild(folder);
	say(`Built in ${secondsSince(started)}`);
	return { built: { now, again, other }, child, effort: process.env.RLC_BENCH_TINY ? tinyEffort : effortFor(seconds) };
}
