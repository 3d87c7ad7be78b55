/**
 * The command line against `explain()`, which the extension shows: the same answer, sources, region, and profiles in the same environment, on
 * random machines. All of them with the code of the command line in one process, some of them with the built program in a process each.
 * CONFORMANCE_RUNS and CONFORMANCE_SEED choose how many and which.
 */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import fc from "fast-check";
import { explainHere, reportOf } from "../../src/cli/here.ts";
import { mayHaveRole } from "../../src/cli/machine.ts";
import type { EnvironmentReport } from "../../src/core/environmentReport/format.ts";
import { readReport } from "../../src/core/environmentReport/read.ts";
import { environmentReport } from "../../src/core/environmentReport/write.ts";
import { type ExplainInput, explain } from "../../src/core/index.ts";
import { builtCommandLine } from "./commandLineBuilt.ts";
import { type Case, cliCase, nodeCase, place } from "./environments.ts";

const runs = Number(process.env.CONFORMANCE_RUNS ?? 300);
const seed = Number(process.env.CONFORMANCE_SEED ?? 20_261);
/** So many of them are processes of the built program. */
const processes = Math.max(8, Math.round(runs / 100));

/** A machine on the disk, and what a program there starts with. */
interface Placed {
	readonly cwd: string;
	readonly environment: Record<string, string>;
	readonly runtime: "node" | "remotion-cli";
}

/** Puts a machine into an empty folder. */
function put(abstract: Case, folder: string): Placed {
	rmSync(folder, { recursive: true, force: true });
	const { environment, files, directories, dotenv } = place(abstract, folder, "relative-case", 9);
	const [cwd, home] = [join(folder, "work"), join(folder, "home")];
	for (const one of [cwd, home, ...directories]) mkdirSync(one, { recursive: true });
	const all = dotenv === null ? files : { ...files, [join(cwd, ".env")]: dotenv };
	for (const [path, text] of Object.entries(all)) {
		mkdirSync(dirname(path), { recursive: true });
		writeFileSync(path, text);
	}
	// A program has a home in any case.
	return { cwd, environment: { HOME: home, ...environment }, runtime: dotenv === null ? "node" : "remotion-cli" };
}

/** What the extension would say there. */
function expected({ cwd, environment, runtime }: Placed): EnvironmentReport {
	const read = (path: string): string | undefined => {
		const facts = statSync(path, { throwIfNoEntry: false });
		if (facts?.isDirectory()) throw Object.assign(new Error("is a directory"), { code: "EISDIR" });
		return facts && readFileSync(path, "utf8");
	};
	const input: ExplainInput = {
		runtime,
		cwd,
		// What `os.homedir()` gives there; "" leads into the working folder.
		home: environment.HOME || cwd,
		platform: "posix",
		environment,
		facts: { mayHaveRole: mayHaveRole(environment) },
		readFile: read,
	};
	return environmentReport({
		input,
		explanation: explain(input),
		place: {},
		createdAt: new Date(0),
		createdBy: { name: "", version: "" },
		textOf: (path) => {
			try {
				return read(path);
			} catch {
				return undefined;
			}
		},
	});
}

/** What both must say alike. */
function said({ answer, sources, region, profiles, awsFiles, variables }: EnvironmentReport): unknown {
	return { answer, sources, region, profiles, awsFiles, variables };
}

/** Runs something as if this process stood there. */
async function standingAt<T>({ cwd, environment }: Placed, run: () => Promise<T>): Promise<T> {
	const [before, folder] = [{ ...process.env }, process.cwd()];
	const become = (variables: NodeJS.ProcessEnv) => {
		for (const name of Object.keys(process.env)) delete process.env[name];
		Object.assign(process.env, variables);
	};
	process.chdir(cwd);
	become(environment);
	try {
		return await run();
	} finally {
		become(before);
		process.chdir(folder);
	}
}

describe("the command line agrees with explain()", function () {
	this.timeout(Math.max(600_000, runs * 100));
	const folder = mkdtempSync(join(tmpdir(), "rlc-agreement-"));
	after(() => rmSync(folder, { recursive: true, force: true, maxRetries: 3 }));

	const kinds: [string, fc.Arbitrary<Case>][] = [
		["Node.js API: the shell alone", nodeCase],
		["CLI: the shell over <cwd>/.env", cliCase],
	];
	for (const [name, arbitrary] of kinds) {
		it(`${name}, ${runs} machines, seed ${seed}`, async () => {
			const kindsOfAnswers = new Set<string>();
			for (const [index, abstract] of fc.sample(arbitrary, { seed, numRuns: runs }).entries()) {
				const placed = put(abstract, join(folder, "case"));
				const { runtime } = placed;
				const report = await standingAt(placed, async () => reportOf(await explainHere({ runtime })));
				assert.deepEqual(said(report), said(expected(placed)), `machine ${index}: ${JSON.stringify(abstract)}`);
				const read = readReport(JSON.stringify(report));
				assert.ok(read.ok, `machine ${index}: ${read.ok ? "" : read.problem}`);
				kindsOfAnswers.add(report.answer?.kind ?? "");
			}
			if (runs >= 1_000) assert.deepEqual([...kindsOfAnswers].sort(), ["chain", "error", "keys", "profile"]);
		});

		it(`${name}, ${processes} processes of the built program`, async () => {
			const cli = join(await builtCommandLine(), "cli.cjs");
			for (const [index, abstract] of fc.sample(arbitrary, { seed: seed + 1, numRuns: processes }).entries()) {
				const placed = put(abstract, join(folder, "case"));
				const { cwd, environment, runtime } = placed;
				const args = [cli, "--json", "--runtime", runtime];
				const { stdout, stderr } = spawnSync(process.execPath, args, { cwd, env: environment, encoding: "utf8" });
				assert.equal(stderr, "", `machine ${index}: ${JSON.stringify(abstract)}`);
				assert.deepEqual(
					said(JSON.parse(stdout)),
					said(expected(placed)),
					`machine ${index}: ${JSON.stringify(abstract)}`,
				);
			}
		});
	}
});
