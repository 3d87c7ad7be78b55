/** Rows of `--against` in VS Code's extension host, where the real module `vscode` is. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buildHostTests } from "../../harness/build.ts";
import { root } from "../../harness/paths.ts";
import { ensureVSCode } from "../../harness/vscode.ts";
import { roundsWithin } from "../measure.ts";
import { runSuite } from "../parts/hosts.ts";
import { type Change, changeOf, type Samples, type Side, sides } from "./judge.ts";
import { bundle, type ChangeRow, type Subjects } from "./measurements.ts";

const activation = "activation in VS Code";
const hosted = ["extension", "features"];
const load = (name: string) => `${name}.cjs, load in VS Code`;

/** A start of VS Code gives all of these rows a sample or more: the first that is asked for measures all. */
export function hostRows(subjects: Subjects): ChangeRow[] {
	const ready = new Map<string, Change>();
	return [activation, ...hosted.map(load)].map((what) => ({
		what,
		measure: async () => {
			if (!ready.has(what)) for (const change of await measureAll(subjects)) ready.set(change.what, change);
			const change = ready.get(what);
			// The next run measures anew.
			ready.delete(what);
			if (!change) throw new Error("VS Code gave no samples");
			return change;
		},
	}));
}

async function measureAll({ built, effort }: Subjects): Promise<Change[]> {
	const folder = mkdtempSync(join(tmpdir(), "rlc-bench-"));
	try {
		const vscode = await ensureVSCode();
		const build = await buildHostTests(join(root, "test", "bench", "host"), join(root, "dist", "test", "bench"));
		const bundles = Object.fromEntries(
			hosted.map((name) => [name, Object.fromEntries(sides.map((side) => [side, bundle(built[side], name)]))]),
		);
		const { most, least, warmUp, batchMs } = effort.rounds;
		const turns = { rounds: most, warmUp, batchMs, within: { least, milliseconds: 5000 } };
		const env = { RLC_BENCH_BUNDLES: JSON.stringify(bundles), RLC_BENCH_TURNS: JSON.stringify(turns) };
		const starts: Record<Side, number[]>[] = [];
		const loads = new Map(hosted.map((name) => [name, [] as Samples[]]));
		for (const _ of roundsWithin({ ...effort.hosts, milliseconds: 10 * effort.milliseconds })) {
			const start: Record<Side, number[]> = { now: [], again: [], other: [] };
			starts.push(start);
			for (const side of sides) {
				const extension = join(bundle(built[side], "extension"), "../..");
				const samples = await runSuite({ vscode, build, extension, folder }, "against", env, () => {});
				start[side].push(...(samples.activation ?? []));
				for (const name of hosted) {
					const of = (one: Side) => samples[`${name} ${one}`] ?? [];
					loads.get(name)?.push({ now: of("now"), again: of("again"), other: of("other") });
				}
			}
		}
		return [
			changeOf(activation, "ms", starts),
			...hosted.map((name) => changeOf(load(name), "ms", loads.get(name) ?? [])),
		];
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}
