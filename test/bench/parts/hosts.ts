/** Rows about what is felt in VS Code's extension host: its start, and every key typed. */
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { buildHostTests, type HostBuild } from "../../harness/build.ts";
import { type HostSuite, runHostSuite } from "../../harness/hostSuite.ts";
import { HarnessError } from "../../harness/log.ts";
import { stageExtension } from "../../harness/package.ts";
import { root } from "../../harness/paths.ts";
import { ensureVSCode, type VSCode } from "../../harness/vscode.ts";
import { envFile, writeAwsFiles, writeLaunches, writeProjects } from "../corpora.ts";
import type { Samples } from "../host/samples.ts";
import { roundsWithin } from "../measure.ts";
import type { Measurement } from "../plan.ts";
import { absolute, compare, type Row } from "../rows.ts";
import { hostTurns, type Scale, startTurns } from "../scale.ts";
import { launches } from "./pictures.ts";

export const yardsticks = ["empty", "trivial"].map((name) => join(import.meta.dirname, "..", "yardsticks", name));

export interface Bench {
	vscode: VSCode;
	build: HostBuild;
	/** The extension as it ships, in a folder. */
	extension: string;
	folder: string;
}

/** Runs one of `test/bench/host` and gives what it measured. */
export async function runSuite(
	bench: Bench,
	name: string,
	env: Record<string, string>,
	prepare: (folders: { workspace: string; home: string }) => void,
): Promise<Samples> {
	const file = join(bench.folder, "samples.json");
	rmSync(file, { force: true });
	const suite: HostSuite = {
		name,
		workspace: "plain",
		home: undefined,
		env: { AWS_EC2_METADATA_DISABLED: "true", ...env, RLC_BENCH_FILE: file },
		settings: {},
		timeoutSeconds: 480,
	};
	const { vscode, build, extension } = bench;
	const { result, log } = await runHostSuite(suite, {
		vscode,
		build,
		extension,
		prepare: (folders) => {
			for (const yardstick of yardsticks)
				cpSync(yardstick, join(folders.extensions, `bench.${yardstick.split(/[\\/]/).at(-1)}-0.0.1`), {
					recursive: true,
				});
			prepare(folders);
		},
	});
	if (result.failed > 0) throw new HarnessError(`The bench's host suite ${name} failed:\n${log.slice(-4000)}`);
	return JSON.parse(readFileSync(file, "utf8"));
}

/** Stages the extension and compiles the suites, in a folder of their own, which goes afterwards. */
async function* withBench(measure: (bench: Bench) => AsyncIterable<Row>): AsyncGenerator<Row> {
	const folder = mkdtempSync(join(tmpdir(), "rlc-bench-"));
	try {
		const extension = join(folder, "extension");
		mkdirSync(extension);
		await stageExtension(extension);
		const build = await buildHostTests(join(root, "test", "bench", "host"), join(root, "dist", "test", "bench"));
		yield* measure({ vscode: await ensureVSCode(), build, extension, folder });
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}

export function hostPlan(scale: Scale): Measurement[] {
	const typed = `a key typed in a ${scale.envLines.long}-line \`.env\`: edit to diagnostics`;
	const explained = "wrong credentials explained: edit, save, diagnostics";
	const projects = scale.projects.many;
	const among = `${typed}, among ${projects} projects`;
	const block = (profiles: number) =>
		`longest block of the extension host, start with the view open, ${profiles} profiles`;
	const matrix = `opening the matrix in a fresh host, ${launches} launches: block of the extension host`;
	const { usual, many } = scale.profiles;
	const plan = (rows: readonly string[], measure: (bench: Bench) => AsyncIterable<Row>): Measurement => ({
		rows,
		take: () => withBench(measure),
	});
	return [
		plan([typed, explained], (bench) => typingRows(scale, bench, { typed, explained })),
		plan([among], (bench) => typingRows(scale, bench, { typed: among, projects })),
		plan(["activation", block(usual)], (bench) => startRows(scale, bench, usual, block(usual))),
		plan([block(many)], async function* (bench) {
			const starts = { ...scale, hosts: Math.ceil(scale.hosts / 2) };
			yield blockRow(block(many), await measureStarts(starts, bench, many));
		}),
		plan([matrix], (bench) => matrixRow(scale, bench, matrix)),
		projectsPlan(scale),
	];
}

/** A workspace of thousands of packages: how long until all are explained, and what an edit of an AWS file holds up. */
function projectsPlan(scale: Scale): Measurement {
	const { most } = scale.projects;
	const found = `${most} projects: activation to the last one's diagnostics`;
	const edited = `an AWS file edited, ${most} projects: edit to the last one's diagnostics`;
	const block = `an AWS file edited, ${most} projects: longest block of the extension host`;
	return {
		rows: [found, edited, block],
		take: () =>
			withBench(async function* (bench) {
				const env = { RLC_BENCH_EDITS: String(scale.least.rounds) };
				const samples = await runSuite(bench, "projects", env, ({ workspace, home }) => {
					writeAwsFiles(home, scale.profiles.least);
					writeProjects(workspace, most);
					const last = join(workspace, "zz-last");
					mkdirSync(last);
					writeFileSync(join(last, "package.json"), '{ "dependencies": { "remotion": "4.0.527" } }');
					writeFileSync(join(last, ".env"), "REMOTION_AWS_PROFILE=added\n");
				});
				yield absolute(found, "", samples.found ?? [], 5000, "ms");
				yield absolute(edited, "", samples.edited ?? [], 1000, "ms");
				yield absolute(block, "", samples.block ?? [], 50, "ms");
			}),
	};
}

async function* typingRows(
	scale: Scale,
	bench: Bench,
	{ typed, explained, projects = 0 }: { typed: string; explained?: string; projects?: number },
): AsyncGenerator<Row> {
	const cli = createRequire(import.meta.url).resolve("@remotion/cli/package.json");
	const env: Record<string, string> = {
		RLC_BENCH_TURNS: JSON.stringify({ ...hostTurns(scale), warmUp: Math.min(5, scale.warmUp) }),
		RLC_BENCH_STARTS: JSON.stringify(startTurns(scale)),
	};
	if (explained !== undefined) env.RLC_BENCH_CLI = `${process.execPath} ${join(dirname(cli), "remotion-cli.js")}`;
	const samples = await runSuite(bench, "typing", env, ({ workspace, home }) => {
		writeAwsFiles(home, scale.profiles.usual);
		writeProjects(workspace, projects);
		const manifest = JSON.stringify({ name: "video", dependencies: { remotion: "4.0.527" } });
		const write = (project: string, files: Record<string, string>) => {
			mkdirSync(join(workspace, project));
			for (const [name, content] of Object.entries({ "package.json": manifest, ...files }))
				writeFileSync(join(workspace, project, name), content);
		};
		const long = `${envFile(scale.envLines.long)}REMOTION_AWS_REGION=us-east-1\n`;
		write("long", { ".env": long, "text.yardstick": long });
		write("small", { ".env": "REMOTION_AWS_PROFILE=nobody\n" });
		write("wrong", { ".env": "REMOTION_AWS_PROFILE=nobody\n" });
		symlinkSync(join(dirname(cli), "../.."), join(workspace, "wrong", "node_modules"));
	});
	const { ours = [], theirs = [], explained: saved = [], cli: asked = [] } = samples;
	yield compare(typed, "a provider that searches each line", { ours, theirs }, 1.1);
	if (explained !== undefined)
		yield compare(explained, "`remotion lambda functions ls`", { ours: saved, theirs: asked }, 1 / 30);
}

/** Starts VS Code anew for each round, with so many profiles, as often as the time allows. */
function measureStarts(scale: Scale, bench: Bench, profiles: number): Promise<Samples> {
	return inFreshHosts(scale, (start) => {
		const order = start % 2 === 0 ? "ours first" : "empty first";
		return runSuite(bench, "start", { RLC_BENCH_ORDER: order }, ({ home }) => {
			writeAwsFiles(home, profiles);
		});
	});
}

/** Collects what each round measured in a start of VS Code of its own, as often as the time allows. */
async function inFreshHosts(scale: Scale, once: (round: number) => Promise<Samples>): Promise<Samples> {
	const all: Samples = {};
	const { seconds, least, hosts: most } = scale;
	for (const round of roundsWithin({ most, least: least.hosts, milliseconds: 1000 * seconds.hosts }))
		for (const [name, samples] of Object.entries(await once(round))) all[name] = [...(all[name] ?? []), ...samples];
	return all;
}

async function* matrixRow(scale: Scale, bench: Bench, what: string): AsyncGenerator<Row> {
	const measure = () => runSuite(bench, "matrix", {}, (folders) => writeLaunches(folders, launches));
	const { ours = [] } = await inFreshHosts(scale, measure);
	yield absolute(what, "", ours, 20, "ms");
}

async function* startRows(scale: Scale, bench: Bench, profiles: number, block: string): AsyncGenerator<Row> {
	const samples = await measureStarts(scale, bench, profiles);
	const { ours = [], empty: theirs = [] } = samples;
	yield compare("activation", "an empty extension", { ours, theirs }, 1.5);
	yield absolute("activation", "", ours, 10, "ms");
	yield blockRow(block, samples);
}

function blockRow(what: string, { block: ours = [], sdk: theirs = [] }: Samples): Row {
	return compare(what, "the SDK's load of the same files", { ours, theirs }, 0.5);
}
