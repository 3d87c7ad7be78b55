/** The harness itself: whatever goes wrong with a plain suite, the run fails. */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { globSync, mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Part } from "./earlier.ts";
import { root } from "./paths.ts";
import { type PlainRun, runPlainSuite } from "./plainSuite.ts";
import { runAgain } from "./results.ts";
import { allSuites, plainPatterns } from "./suites.ts";
import { chooseSuites, conclude, runSuites, type Suite } from "./testRun.ts";

const fixtures = join(import.meta.dirname, "fixtures", "plain");

function runFixture(name: string, options: Partial<PlainRun> = {}) {
	return runPlainSuite({ files: [join(fixtures, `${name}.test.ts`)], timeoutSeconds: 30, ...options });
}

/** Whether a process still runs. One that is dead, and waits for its parent to take note, does not. */
function runs(pid: number): boolean {
	const { stdout } = spawnSync("ps", ["-o", "stat=", "-p", String(pid)], { encoding: "utf8" });
	return stdout.trim() !== "" && !stdout.trim().startsWith("Z");
}

/** Runs suites without a word on the screen. */
const quietly = (suites: readonly Suite[]) => runSuites(suites, { print: () => {} });

describe("a plain suite", () => {
	it("passes when its tests pass", async () => {
		const { result, log } = await runFixture("passing");
		assert.deepEqual(result, { passed: 1, failed: 0, failures: [] });
		assert.match(log, /✔ passes/);
	});

	it("fails when a test fails, and says which", async () => {
		const { result } = await runFixture("failing");
		assert.equal(result.passed, 1);
		assert.equal(result.failed, 1);
		assert.match(result.failures[0] ?? "", /^a suite fails once: /);
	});

	for (const [name, reason] of [
		["leaving", /without its result \(exit code 0\)/],
		["empty", /ran no tests/],
		["broken", /without its result/],
		["skipping", /is skipped/],
	] as const) {
		it(`fails when it is ${name}`, async () => {
			const { result } = await runFixture(name);
			assert.equal(result.failed, 1);
			assert.match(result.failures.join("\n"), reason);
		});
	}

	it("fails when it has no files", async () => {
		const { result } = await runFixture("passing", { files: [] });
		assert.deepEqual(result, { passed: 0, failed: 1, failures: ["the suite has no test files"] });
	});

	it("keeps a picture and a trace of the window where a test in one fails", async () => {
		const { result, log } = await runFixture("window", { env: { RLC_TRACE: "1" } });
		assert.deepEqual([result.passed, result.failed], [1, 1], log);
		const kept = /What the window showed: (.*)\.\*/.exec(log)?.[1] ?? "";
		for (const file of [`${kept}.png`, `${kept}.trace.zip`]) {
			assert.ok(statSync(file).size > 500, file);
			rmSync(file);
		}
	});

	it("is stopped when it hangs, with all that it has started, and fails", async () => {
		const folder = mkdtempSync(join(tmpdir(), "rlc-self-"));
		const pidFile = join(folder, "pid");
		try {
			const { result } = await runFixture("hanging", { timeoutSeconds: 4, env: { HARNESS_PID_FILE: pidFile } });
			assert.deepEqual(result, { passed: 0, failed: 1, failures: ["the suite hung: stopped at its time limit"] });
			const grandchild = Number(readFileSync(pidFile, "utf8"));
			assert.ok(grandchild > 0);
			assert.equal(runs(grandchild), false);
		} finally {
			rmSync(folder, { recursive: true });
		}
	});
});

describe("what is run again when it fails", () => {
	/** Runs that fail so, one after the other; none of these: it passes. */
	const attempts = (...failures: string[][]) => {
		let made = 0;
		const attempt = async () => {
			const failed = failures[made++] ?? [];
			return { result: { passed: 3 - failed.length, failed: failed.length, failures: failed }, log: `run ${made}` };
		};
		return { attempt, made: () => made };
	};

	it("passes where a later run does, names what failed, and keeps all logs", async () => {
		for (const failures of [[["a window was slow"]], [["a window was slow"], ["a window was slower"]]]) {
			const { attempt, made } = attempts(...failures);
			const { result, log } = await runAgain(await attempt(), attempt);
			assert.deepEqual(result, { passed: 3, failed: 0, failures: [], unsteady: ["a window was slow"] });
			assert.match(log, /run 1.*run 2/s);
			assert.equal(made(), failures.length + 1);
		}
	});

	it("fails where the third run fails too, and makes no fourth", async () => {
		const { attempt, made } = attempts(["one"], ["one"], ["one", "two"], []);
		assert.deepEqual((await runAgain(await attempt(), attempt)).result, {
			passed: 1,
			failed: 2,
			failures: ["one", "two"],
		});
		assert.equal(made(), 3);
	});
});

describe("the whole run", () => {
	const suite = (name: string, passed: number, failed: number) => ({
		name: `pretended-${name}`,
		run: async () => ({ result: { passed, failed, failures: failed > 0 ? ["why"] : [] }, log: "" }),
	});

	it("passes over what passed earlier only where that counts, and says how much it is", async () => {
		const asked: string[] = [];
		const passed = ({ name }: Part) => {
			asked.push(name);
			return 7;
		};
		const runs = { passed, keep: () => {} };
		const [demo] = chooseSuites(allSuites({ earlier: { runs, counts: true } }), ["host:demo"]).slice(-1);
		assert.ok(demo);
		const printed: string[] = [];
		const total = await runSuites([{ ...demo, after: [] }, suite("a", 2, 0)], { print: (text) => printed.push(text) });
		assert.deepEqual(total, { passed: 9, failed: 0, failures: [], earlier: 7 });
		assert.deepEqual(asked, ["host:demo"]);
		assert.match(printed.join("\n"), /✔ host:demo: 7 passed, 0 failed \(\d+\.\d s\), 7 of them earlier/);
		// VS Code was not made ready here: what runs all the same cannot pass.
		const [again] = chooseSuites(allSuites({ earlier: { runs, counts: false } }), ["host:demo"]).slice(-1);
		assert.ok(again);
		assert.equal((await quietly([{ ...again, after: [] }])).failed, 1);
	});

	it("adds up, and passes only when all passed", async () => {
		const total = await quietly([suite("a", 2, 0), suite("b", 3, 0)]);
		assert.deepEqual(conclude(total), { line: "5 passed, 0 failed", code: 0 });
	});

	it("fails when one suite fails", async () => {
		const total = await quietly([suite("a", 2, 0), suite("c", 0, 1)]);
		assert.deepEqual(conclude(total), { line: "2 passed, 1 failed", code: 1 });
		assert.deepEqual(total.failures, ["pretended-c: why"]);
	});

	it("fails when a suite throws", async () => {
		const total = await quietly([{ name: "pretended-d", run: () => Promise.reject(new Error("no browser")) }]);
		assert.deepEqual(conclude(total), { line: "0 passed, 1 failed", code: 1 });
	});

	it("fails when nothing ran", async () => {
		assert.deepEqual(conclude(await quietly([])), { line: "0 passed, 0 failed", code: 1 });
	});

	it("runs what failed again when all else has ended, and counts it once", async () => {
		const order: string[] = [];
		const failed = { result: { passed: 1, failed: 1, failures: ["slow"] }, log: "" };
		const passes = { result: { passed: 2, failed: 0, failures: [] }, log: "" };
		const upset = (name: string, later: typeof failed) => ({
			name: `pretended-${name}`,
			run: async () => ({
				result: { passed: 4, failed: 0, failures: [] },
				log: "",
				upset: [
					{
						name: "a file",
						first: failed,
						attempt: async () => {
							order.push(name);
							return later;
						},
					},
				],
			}),
		});
		const noting = {
			name: "pretended-long",
			after: ["pretended-e", "pretended-f"],
			run: async () => {
				order.push("long");
				return { result: { passed: 1, failed: 0, failures: [] }, log: "" };
			},
		};
		const total = await quietly([upset("e", passes), upset("f", failed), noting]);
		assert.deepEqual(order, ["long", "e", "f", "f"]);
		assert.deepEqual(total, {
			passed: 4 + 4 + 1 + 2 + 1,
			failed: 1,
			failures: ["pretended-f: slow"],
			unsteady: ["pretended-e: slow"],
		});
	});

	it("lets a suite wait for what it needs", async () => {
		const order: string[] = [];
		const noting = (name: string, after: string[]) => ({
			...suite(name, 1, 0),
			after: after.map((other) => `pretended-${other}`),
			run: async () => {
				order.push(name);
				return { result: { passed: 1, failed: 0, failures: [] }, log: "" };
			},
		});
		await quietly([noting("last", ["first"]), noting("first", [])]);
		assert.deepEqual(order, ["first", "last"]);
	});

	it("runs every test file there is", () => {
		const claimed = new Set(Object.values(plainPatterns).flatMap((pattern) => globSync(pattern, { cwd: root })));
		// What is measured in a host is `npm run bench`'s to run.
		const elsewhere = /^test\/(host\/[^/]+|bench\/host|harness\/fixtures)\//;
		const forgotten = globSync("test/**/*.test.ts", { cwd: root }).filter(
			(file) => !claimed.has(file) && !elsewhere.test(file.replaceAll("\\", "/")),
		);
		assert.deepEqual(forgotten, []);
	});
});

describe("a command", () => {
	const start = (name: string, ...args: string[]) => {
		const file = join(import.meta.dirname, "commands", `${name}.ts`);
		return spawnSync(process.execPath, [file, ...args], { encoding: "utf8" });
	};

	it("tells with --help what it does and takes, and does nothing", () => {
		const { status, stdout } = start("conformance", "--help");
		assert.equal(status, 0);
		assert.match(stdout, /^`npm run conformance`: .*--only TEXT/s);
		assert.doesNotMatch(stdout, /\*|random cases \|/);
	});

	it("tells the same of arguments that it does not take", () => {
		const { status, stderr } = start("mutation", "--nosuch");
		assert.equal(status, 1);
		assert.match(stderr, /^\n✗ Unknown option '--nosuch'.*`npm run mutation`: /s);
		assert.doesNotMatch(stderr, /\n\s+at /);
	});
});
