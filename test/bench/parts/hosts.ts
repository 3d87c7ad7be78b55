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
import { envFile, writeAwsFiles, writeProjects } from "../corpora.ts";
import type { Samples } from "../host/samples.ts";
import { absolute, compare, type Row } from "../rows.ts";
import type { Scale } from "../scale.ts";

export const yardsticks = ["empty", "trivial"].map((name) => join(import.meta.dirname, "..", "yardsticks", name));

interface Bench {
	vscode: VSCode;
	build: HostBuild;
	/** The extension as it ships, in a folder. */
	extension: string;
	folder: string;
}

/** Runs one of `test/bench/host` and gives what it measured. */
async function runSuite(
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
		timeoutSeconds: 300,
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

export async function* hostRows(scale: Scale): AsyncGenerator<Row> {
	const folder = mkdtempSync(join(tmpdir(), "rlc-bench-"));
	try {
		const extension = join(folder, "extension");
		mkdirSync(extension);
		await stageExtension(extension);
		const build = await buildHostTests(join(root, "test", "bench", "host"), join(root, "dist", "test", "bench"));
		const bench: Bench = { vscode: await ensureVSCode(), build, extension, folder };
		yield* typingRows(scale, bench);
		yield* startRows(scale, bench);
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}

async function* typingRows(scale: Scale, bench: Bench): AsyncGenerator<Row> {
	const lines = scale.envLines.long;
	const cli = createRequire(import.meta.url).resolve("@remotion/cli/package.json");
	const env = { RLC_BENCH_ROUNDS: String(scale.rounds), RLC_BENCH_STARTS: String(scale.starts) };
	const measure = (projects: number, more: Record<string, string>) =>
		runSuite(bench, "typing", { ...env, ...more }, ({ workspace, home }) => {
			writeAwsFiles(home, scale.profiles.usual);
			writeProjects(workspace, projects);
			const text = envFile(lines);
			const manifest = JSON.stringify({ name: "video", dependencies: { remotion: "4.0.527" } });
			const write = (project: string, files: Record<string, string>) => {
				mkdirSync(join(workspace, project));
				for (const [name, content] of Object.entries({ "package.json": manifest, ...files }))
					writeFileSync(join(workspace, project, name), content);
			};
			const long = `${text}REMOTION_AWS_REGION=us-east-1\n`;
			write("long", { ".env": long, "text.yardstick": long });
			write("small", { ".env": "REMOTION_AWS_PROFILE=nobody\n" });
			write("wrong", { ".env": "REMOTION_AWS_PROFILE=nobody\n" });
			symlinkSync(join(dirname(cli), "../.."), join(workspace, "wrong", "node_modules"));
		});
	const what = `a key typed in a ${lines}-line \`.env\`: edit to diagnostics`;
	const trivial = "a provider that searches each line";
	const typed = ({ ours = [], theirs = [] }: Samples) => ({ ours, theirs });
	const alone = await measure(0, { RLC_BENCH_CLI: `${process.execPath} ${join(dirname(cli), "remotion-cli.js")}` });
	yield compare(what, trivial, typed(alone), 1.1);
	yield compare(
		"wrong credentials explained: edit, save, diagnostics",
		"`remotion lambda functions ls`",
		{ ours: alone.explained ?? [], theirs: alone.cli ?? [] },
		1 / 30,
	);
	const among = await measure(scale.projects.many, {});
	yield compare(`${what}, among ${scale.projects.many} projects`, trivial, typed(among), 1.1);
}

async function* startRows(scale: Scale, bench: Bench): AsyncGenerator<Row> {
	const measure = async (profiles: number, starts: number): Promise<Samples> => {
		const all: Samples = {};
		for (let start = 0; start < starts; start++) {
			const order = start % 2 === 0 ? "ours first" : "empty first";
			const once = await runSuite(bench, "start", { RLC_BENCH_ORDER: order }, ({ home }) => {
				writeAwsFiles(home, profiles);
			});
			for (const [name, samples] of Object.entries(once)) all[name] = [...(all[name] ?? []), ...samples];
		}
		return all;
	};
	const block = (profiles: number, { block: ours = [], sdk: theirs = [] }: Samples) =>
		compare(
			`longest block of the extension host, start with the view open, ${profiles} profiles`,
			"the SDK's load of the same files",
			{ ours, theirs },
			0.5,
		);
	const usual = await measure(scale.profiles.usual, scale.hosts);
	const { ours = [], empty: theirs = [] } = usual;
	yield compare("activation", "an empty extension", { ours, theirs }, 1.5);
	yield absolute("activation", "", ours, 10, "ms");
	yield block(scale.profiles.usual, usual);
	const many = await measure(scale.profiles.many, Math.ceil(scale.hosts / 2));
	yield block(scale.profiles.many, many);
}
