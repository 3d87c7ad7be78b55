/** The harness itself: whatever goes wrong with a suite in the extension host, the run fails. */
import assert from "node:assert/strict";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { buildHostTests, type HostBuild } from "./build.ts";
import { type HostRun, readHostSuite, runHostSuite } from "./hostSuite.ts";
import { readDesktopArguments } from "./launcher.ts";
import { root } from "./paths.ts";
import { run } from "./processes.ts";
import type { SuiteOutcome } from "./testRun.ts";
import { ensureVSCode, launcher, type VSCode } from "./vscode.ts";

const fixtures = join(import.meta.dirname, "fixtures");

describe("a host suite", () => {
	let vscode: VSCode;
	let build: HostBuild;
	const out = join(root, "dist", "test", `harness-${process.pid}`);
	const outcomes = new Map<string, Promise<SuiteOutcome>>();

	const start = (name: string, options: Partial<HostRun> = {}) =>
		runHostSuite(readHostSuite(join(fixtures, "host"), name), {
			vscode,
			build,
			extension: join(fixtures, "extension"),
			...options,
		});

	before(async () => {
		vscode = await ensureVSCode();
		build = await buildHostTests(join(fixtures, "host"), out);
		// Two at a time: most of a run is waiting.
		for (const [first, second] of [
			["passing", "failing"],
			["killed", "hanging"],
		] as const) {
			const ended = start(first);
			outcomes.set(first, ended);
			outcomes.set(
				second,
				ended.then(() => start(second)),
			);
		}
		for (const outcome of outcomes.values()) outcome.catch(() => {});
	});

	after(() => rmSync(out, { recursive: true, force: true }));

	const outcome = (name: string): Promise<SuiteOutcome> => {
		const found = outcomes.get(name);
		assert.ok(found, `${name} was not started`);
		return found;
	};

	it("passes in a real VS Code when its tests pass", async () => {
		const { result, log } = await outcome("passing");
		assert.deepEqual(result, { passed: 3, failed: 0, failures: [] }, log);
	});

	it("fails when a test fails, and says which", async () => {
		const { result, log } = await outcome("failing");
		assert.deepEqual([result.passed, result.failed], [1, 1], log);
		assert.match(result.failures[0] ?? "", /^a host suite fails once: /);
	});

	it("fails when the extension host is killed", async () => {
		const { result } = await outcome("killed");
		assert.deepEqual([result.passed, result.failed], [0, 1]);
		assert.match(result.failures[0] ?? "", /without its result/);
	});

	it("is stopped when it hangs, and fails", async () => {
		const { result } = await outcome("hanging");
		assert.deepEqual(result, { passed: 0, failed: 1, failures: ["the suite hung: stopped at its time limit"] });
	});

	it("fails without test files", async () => {
		const { result } = await start("failing", { build: { ...build, suites: join(out, "no-such-folder") } });
		assert.deepEqual(result, { passed: 0, failed: 1, failures: ["the suite has no test files"] });
	});

	it("fails without a browser, and says so", async function () {
		if (vscode.kind === "desktop") {
			// A desktop VS Code is its own window: the server build's launcher is asked by itself.
			vscode = { kind: "server", executable: launcher };
			this.timeout(600_000);
		}
		const { result, log } = await start("passing", { launcherEnv: { RLC_CHROMIUM: "/no/such/browser" } });
		assert.deepEqual([result.passed, result.failed], [0, 1]);
		assert.match(log, /RLC_CHROMIUM names \/no\/such\/browser/);
	});
});

describe("the launcher", () => {
	const desktop = [
		"/workspace",
		"--extensionDevelopmentPath=/extension",
		"--extensionTestsPath=/tests",
		"--user-data-dir=/user",
		"--extensions-dir=/extensions",
	];

	it("reads the desktop's arguments", () => {
		assert.deepEqual(readDesktopArguments([...desktop, "--no-sandbox", "--skip-welcome"]), {
			extensionDevelopmentPath: "/extension",
			extensionTestsPath: "/tests",
			userDataDir: "/user",
			extensionsDir: "/extensions",
			workspace: "/workspace",
		});
	});

	it("rejects what it does not know, what comes twice and what is missing", () => {
		assert.throws(() => readDesktopArguments([...desktop, "--locale=de"]), /Unknown option '--locale'/);
		assert.throws(() => readDesktopArguments([...desktop, "--user-data-dir=/other"]), /one user-data-dir only/);
		assert.throws(() => readDesktopArguments([...desktop, "/another"]), /one workspace only/);
		assert.throws(() => readDesktopArguments(desktop.slice(1)), /needs workspace/);
	});

	it("exits with 1 and says why", async () => {
		const outcome = await run(process.execPath, [launcher, ...desktop, "--locale=de"], { cwd: root });
		assert.equal(outcome.code, 1);
		assert.match(outcome.output, /Unknown option '--locale'/);
	});
});
