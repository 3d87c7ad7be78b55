/**
 * Runtime `bun` against the real Bun, on random folders. A process each: CONFORMANCE_RUNS counts a hundredth here.
 */
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import fc from "fast-check";
import { explain } from "../../src/core/index.ts";
import { resolveProject } from "../../src/core/project/resolve.ts";
import type { ExplainInput } from "../../src/core/types.ts";
import { active } from "../unit/situation.ts";
import { bunProgram } from "./bunProgram.ts";
import { asShown, bunQuotes, type Folder, folders } from "./expandTexts.ts";

const runs = Math.ceil(Number(process.env.CONFORMANCE_RUNS ?? 10_000) / 100);
const seed = Number(process.env.CONFORMANCE_SEED ?? 20_261);

type Values = Record<string, string | undefined>;

function sorted(values: Values): Values {
	return Object.fromEntries(Object.entries(values).sort(([a], [b]) => (a < b ? -1 : 1)));
}

describe("runtime bun agrees with the real Bun", function () {
	this.timeout(Math.max(120_000, runs * 3_000));
	const program = bunProgram();
	let parent: string;
	const run = promisify(execFile);

	/** What a program run by Bun sees. */
	async function theirs(folder: string, environment: Values): Promise<Values> {
		const script = "process.stdout.write(JSON.stringify(process.env))";
		const { stdout } = await run(program, ["-e", script], { cwd: folder, env: environment });
		return sorted(JSON.parse(stdout));
	}

	function make(files: Record<string, string>): string {
		const folder = mkdtempSync(join(parent, "case-"));
		for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
		return folder;
	}

	function input(folder: string, environment: Record<string, string>): ExplainInput {
		return {
			runtime: "bun",
			cwd: folder,
			home: "/nowhere",
			platform: "posix",
			environment,
			readFile: (path) => (path.startsWith(folder) ? readFileSync(path, "utf8") : undefined),
		};
	}

	before(() => {
		parent = mkdtempSync(join(tmpdir(), "bun-env-"));
	});
	after(() => rmSync(parent, { recursive: true }));

	it("is held against the version that is pinned", async () => {
		assert.equal((await run(program, ["--version"])).stdout.trim(), "1.4.5");
	});

	it(`every variable, ${runs} folders, seed ${seed}`, async () => {
		let replaced = 0;
		const agree = fc.asyncProperty(folders, async ({ files, environment }: Folder) => {
			const folder = make(files);
			const ours = sorted(resolveProject(input(folder, environment)).environment.record());
			const real = asShown(await theirs(folder, environment), ours);
			assert.deepEqual(ours, real);
			// What signs is the same as where the shell alone says all this.
			const shell: ExplainInput = { ...input(folder, real as Record<string, string>), runtime: "node" };
			assert.equal(active(input(folder, environment)), active(shell));
			if (Object.values(files).some((text) => text.includes("$"))) replaced++;
			rmSync(folder, { recursive: true });
		});
		await fc.assert(agree, { seed, numRuns: runs });
		assert.ok(replaced > runs / 2, `only ${replaced} folders with a $`);
	});

	for (const text of bunQuotes)
		it(`quotes: ${JSON.stringify(text)}`, async () => {
			const folder = make({ ".env": text });
			assert.deepEqual(sorted(resolveProject(input(folder, {})).environment.record()), await theirs(folder, {}));
		});

	it("a folder in place of a file", async () => {
		const folder = make({ ".env": "A=1\n" });
		mkdirSync(join(folder, ".env.local"));
		assert.deepEqual(await theirs(folder, {}), { A: "1" });
		assert.deepEqual(resolveProject(input(folder, {})).environment.record(), { A: "1" });
		const findings = explain(input(folder, {})).findings.map(({ rule, origin }) => `${rule} ${origin.path}`);
		assert.deepEqual(findings, [`unreadable-file ${folder}/.env.local`]);
	});
});
