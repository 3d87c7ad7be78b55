/**
 * Runtime `next` against the real `@next/env`, on random folders. CONFORMANCE_RUNS and CONFORMANCE_SEED choose how many and which.
 */
import assert from "node:assert/strict";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { explain } from "../../src/core/index.ts";
import { resolveProject } from "../../src/core/project/resolve.ts";
import type { ExplainInput } from "../../src/core/types.ts";
import { active } from "../unit/situation.ts";
import { asShown, type Folder, folders } from "./expandTexts.ts";

const runs = Number(process.env.CONFORMANCE_RUNS ?? 3_000);
const seed = Number(process.env.CONFORMANCE_SEED ?? 20_261);

const require = createRequire(import.meta.url);
const nextEnv = require.resolve("@next/env");
interface NextEnv {
	loadEnvConfig(folder: string, isDevelopment: boolean, log: { info(): void; error(): void }): unknown;
}

/** Names that are the loader's own mark, or the command's. */
const notCompared = new Set(["NODE_ENV", "__NEXT_PROCESSED_ENV"]);

type Values = Record<string, string | undefined>;

function compared(values: Values): Values {
	return Object.fromEntries(
		Object.entries(values)
			.filter(([name]) => !notCompared.has(name))
			.sort(([a], [b]) => (a < b ? -1 : 1)),
	);
}

describe("runtime next agrees with the real @next/env", function () {
	this.timeout(Math.max(120_000, runs * 30));
	let folder: string;
	const earlier = { ...process.env };
	const written = new Set<string>();

	function setEnvironment(values: Values): void {
		for (const name of Object.keys(process.env)) delete process.env[name];
		Object.assign(process.env, values);
	}

	function write(files: Record<string, string>): void {
		for (const name of written) if (!(name in files)) rmSync(join(folder, name), { recursive: true });
		written.clear();
		for (const [name, text] of Object.entries(files)) {
			writeFileSync(join(folder, name), text);
			written.add(name);
		}
	}

	/** What a program started by `next` sees: the command sets NODE_ENV and loads the folder; each run has the loader afresh. */
	function theirs({ environment, mode }: Pick<Folder, "environment" | "mode">): Values {
		setEnvironment(environment);
		process.env.NODE_ENV = mode === "test" ? mode : process.env.NODE_ENV || mode;
		delete require.cache[nextEnv];
		const { loadEnvConfig }: NextEnv = require(nextEnv);
		loadEnvConfig(folder, mode === "development", { info: () => {}, error: () => {} });
		return compared(process.env);
	}

	function input({ environment, mode }: Pick<Folder, "environment" | "mode">): ExplainInput {
		return {
			runtime: "next",
			mode,
			cwd: folder,
			home: "/nowhere",
			platform: "posix",
			environment,
			readFile: (path) => (path.startsWith(folder) ? readFileSync(path, "utf8") : undefined),
		};
	}

	before(() => {
		// In memory, where the system has such a place: the writing of so many small files is most of the work.
		folder = mkdtempSync(join(existsSync("/dev/shm") ? "/dev/shm" : tmpdir(), "next-env-"));
	});
	afterEach(() => setEnvironment(earlier));
	after(() => rmSync(folder, { recursive: true }));

	it("is held against the version that is pinned", () => {
		assert.equal(require("@next/env/package.json").version, "16.4.6");
	});

	it(`every variable, ${runs} folders, seed ${seed}`, () => {
		let replaced = 0;
		let sampled = 0;
		const agree = fc.property(folders, (made) => {
			write(made.files);
			const environment = compared(resolveProject(input(made)).environment.record());
			const real = asShown(theirs(made), environment);
			assert.deepEqual(environment, real);
			if (Object.values(made.files).some((text) => text.includes("$"))) replaced++;
			// What signs is the same as where the shell alone says all this.
			if (sampled++ % 10 === 0) {
				const shell: ExplainInput = { ...input(made), runtime: "node", environment: real };
				assert.equal(active(input(made)), active(shell));
			}
		});
		fc.assert(agree, { seed, numRuns: runs });
		assert.ok(replaced > runs / 2, `only ${replaced} folders with a $`);
	});

	it("a folder in place of a file, an unreadable and an endless one", () => {
		write({ ".env": "A=$A\nB=1\n", ".env.development": "C=2\n" });
		mkdirSync(join(folder, ".env.local"));
		written.add(".env.local");
		const made = { environment: {}, mode: "development" as const };
		assert.deepEqual(theirs(made), { C: "2" });
		assert.deepEqual(compared(resolveProject(input(made)).environment.record()), { C: "2" });
		const unreadable = explain(input(made)).findings.map(({ rule, origin }) => `${rule} ${origin.path}`);
		assert.deepEqual(unreadable, [`unreadable-file ${folder}/.env.local`, `unreadable-file ${folder}/.env`]);
	});
});
