/** How the rows of `--against` are measured: sizes, calls that are warm, calls and loads in fresh processes. */
import { existsSync, statSync } from "node:fs";
import { join } from "node:path";
import { root } from "../../harness/paths.ts";
import { run } from "../../harness/processes.ts";
import { roundsWithin } from "../measure.ts";
import { type Call, calls } from "./calls.ts";
import type { Order } from "./child.ts";
import type { Effort } from "./effort.ts";
import { type Change, changeOf, missingChange, type Samples, type Side, sides } from "./judge.ts";
import type { Built } from "./revisions.ts";

/** A row's name, and what makes it. */
export interface ChangeRow {
	what: string;
	/** Rejects where a side cannot be measured; the message says why. */
	measure: () => Promise<Change>;
}

/** What all rows are measured on. */
export interface Subjects {
	built: Readonly<Record<Side, Built>>;
	/** The bundle of `child.ts`. */
	child: string;
	effort: Effort;
}

/** Bundles that a bare Node can load, as they need nothing of VS Code. */
const loadable = ["identity", "secrets", "testRender", "launches"];

/** The path of a bundle that ships. @throws Error where it is not there */
export function bundle({ extension, problem }: Built, name: string): string {
	return existing(extension && join(extension, "dist", `${name}.cjs`), problem);
}

function existing(file: string | undefined, problem = "there is no such file"): string {
	if (file === undefined || !existsSync(file)) throw new Error(problem);
	return file;
}

/** The rows about what ships. */
export function sizeRows({ built }: Subjects): ChangeRow[] {
	const row = (what: string, file: (side: Built) => string, limit?: number): ChangeRow => ({
		what,
		measure: async () => {
			const size = (side: Side) => [statSync(file(built[side])).size / 1000];
			return changeOf(what, "kB", [{ now: size("now"), again: size("again"), other: size("other") }], limit);
		},
	});
	return [
		row(".vsix, size", ({ vsix, problem }) => existing(vsix, problem), 1.02),
		...["extension", "features", ...loadable].map((name) => row(`${name}.cjs, size`, (side) => bundle(side, name))),
	];
}

/** The rows of `calls.ts`. */
export function callRows(subjects: Subjects): ChangeRow[] {
	return calls(subjects.effort.sizes).map((call) => ({ what: call.what, measure: () => callRow(call, subjects) }));
}

async function callRow(call: Call, subjects: Subjects): Promise<Change> {
	const { what, needs, how } = call;
	const { built, effort } = subjects;
	for (const side of sides) {
		const absent = needs.filter((name) => !built[side].names.has(name));
		if (absent.length > 0)
			return missingChange(what, `no ${absent.join(", ")} in ${side === "other" ? "that revision" : "this checkout"}`);
	}
	if (how === "warm") return warmRow(what, subjects);
	const order = ({ inner }: Built): Order => ({ do: how, file: inner, what, sizes: effort.sizes });
	return processRow(what, how === "memory" ? "MB" : "ms", subjects, order);
}

/** The rows about loading what runs in processes of its own. */
export function loadRows(subjects: Subjects): ChangeRow[] {
	return loadable.map((name) => {
		const what = `${name}.cjs, load in a process`;
		const order = (side: Built): Order => ({ do: "load", file: bundle(side, name) });
		return { what, measure: () => processRow(what, "ms", subjects, order) };
	});
}

/** The sides, each time another one first. */
function inTurn(round: number): Side[] {
	const first = round % sides.length;
	return [...sides.slice(first), ...sides.slice(0, first)];
}

/** Blocks are processes that load all three sides and let them take turns. */
async function warmRow(what: string, { built, child, effort }: Subjects): Promise<Change> {
	const { milliseconds, rounds, blocks, sizes } = effort;
	const measured: Samples[] = [];
	for (const block of roundsWithin({ ...blocks, milliseconds })) {
		const files = Object.fromEntries(inTurn(block).map((side) => [side, built[side].inner]));
		const { warmUp, batchMs, most, least } = rounds;
		const turns = { rounds: most, warmUp, batchMs, within: { least, milliseconds: milliseconds / blocks.most } };
		measured.push(await ask<Samples>(child, { do: "warm", files, what, sizes, turns }));
	}
	return changeOf(what, "ms", measured);
}

/** Blocks are rounds of fresh processes, one a side. */
async function processRow(
	what: string,
	unit: "ms" | "MB",
	{ built, child, effort }: Subjects,
	order: (side: Built) => Order,
): Promise<Change> {
	const { milliseconds, blocks, processes } = effort;
	const measured: Samples[] = [];
	for (const block of roundsWithin({ ...blocks, milliseconds })) {
		const samples: Record<Side, number[]> = { now: [], again: [], other: [] };
		for (let round = 0; round < processes; round++)
			for (const side of inTurn(block + round)) samples[side].push(await ask<number>(child, order(built[side])));
		measured.push(samples);
	}
	return changeOf(what, unit, measured);
}

/** What a process of its own answers. */
async function ask<Answer>(child: string, order: Order): Promise<Answer> {
	const outcome = await run(process.execPath, [child, JSON.stringify(order)], { cwd: root, timeoutMs: 300_000 });
	const line = outcome.output.trim().split("\n").at(-1) ?? "";
	if (outcome.code !== 0) throw new Error(/^\w*Error: .*/m.exec(outcome.output)?.[0] ?? `the process ended: ${line}`);
	return JSON.parse(line);
}
