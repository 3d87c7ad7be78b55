/**
 * What direnv, mise and Deno put into a program's environment, against the launches that are found in the same files. `npm test` goes by what
 * they did when they were run last (`test/real-programs/environments.json`); `npm run conformance` runs them, on random files, and writes that.
 */
import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import fc from "fast-check";
import { unknownValue } from "../../src/core/dotenv/unknownValue.ts";
import { type ExplainInput, findLaunches } from "../../src/core/index.ts";
import { resolveProject } from "../../src/core/project/resolve.ts";
import { root } from "../harness/paths.ts";
import { comparedNames, type EnvCase, envCases, shell } from "./envProgramTexts.ts";

/** Where the programs are installed: `npm run conformance` says so. */
const programs = process.env.CONFORMANCE_PROGRAMS;
const runs = Number(process.env.CONFORMANCE_RUNS ?? 1_000);
const seed = Number(process.env.CONFORMANCE_SEED ?? 20_261);
const record = join(root, "test/real-programs/environments.json");
/** So many cases of each program are kept. */
const kept = 150;

/** null: the program was not started. */
type Seen = Record<string, string> | null;
interface Recorded {
	readonly program: EnvCase["program"];
	readonly version: string;
	readonly date: string;
	readonly cases: readonly { readonly files: EnvCase["files"]; readonly seen: Seen }[];
}

const printer = "console.log(JSON.stringify(globalThis.Deno ? Deno.env.toObject() : process.env))\n";
const script = { direnv: "node app.js", mise: "node app.js", deno: "deno run -A --env-file app.js" };

/** What our launch has; null: there is none. */
function ours({ program, files }: EnvCase): Seen {
	const all: Record<string, string> = {
		...files,
		"app.js": printer,
		"package.json": JSON.stringify({
			scripts: { run: script[program] },
			dependencies: { "@remotion/lambda-client": "4.0.527" },
		}),
	};
	const readFile = (path: string) => (path.startsWith("/p/") ? all[path.slice(3)] : undefined);
	const found = findLaunches({ cwd: "/p", platform: "posix", readFile });
	const launch = program === "deno" ? found[0] : (found.find(({ label }) => label.includes("(with ")) ?? found[0]);
	assert.ok(launch);
	const input: ExplainInput = {
		runtime: launch.runtime,
		cwd: "/p",
		home: "/home/x",
		platform: "posix",
		environment: shell,
		readFile,
		launch,
	};
	return resolveProject(input).environment.pick(comparedNames);
}

class Programs {
	readonly #folder: string;
	readonly #bin: string;

	constructor(folder: string, bin: string) {
		this.#folder = folder;
		this.#bin = bin;
	}

	version(program: EnvCase["program"]): string {
		const path = this.#path(program);
		return /\d+(?:\.\d+)+/.exec(execFileSync(path, ["--version"], { encoding: "utf8" }))?.[0] ?? "";
	}

	/** What a program has that is started in such a folder. */
	run({ program, files }: EnvCase): Seen {
		const folder = mkdtempSync(join(this.#folder, "case-"));
		for (const [name, text] of Object.entries({ ...files, "app.js": printer })) {
			mkdirSync(dirname(join(folder, name)), { recursive: true });
			writeFileSync(join(folder, name), text);
		}
		const env = {
			PATH: process.env.PATH,
			HOME: this.#folder,
			MISE_TRUSTED_CONFIG_PATHS: folder,
			// Without it bash writes letters beyond ASCII as escapes, which mise takes as they are.
			LC_ALL: "C.UTF-8",
			DENO_NO_UPDATE_CHECK: "1",
			DIRENV_LOG_FORMAT: "",
			...shell,
		};
		const path = this.#path(program);
		const start = (...args: string[]) => spawnSync(path, args, { cwd: folder, env, encoding: "utf8" });
		if (program === "direnv") start("allow");
		const { stdout } =
			program === "direnv"
				? start("exec", ".", process.execPath, "app.js")
				: program === "mise"
					? start("exec", "--", process.execPath, "app.js")
					: start("run", "-A", "--env-file", "app.js");
		rmSync(folder, { recursive: true });
		const text = /^\{.*\}$/m.exec(stdout)?.[0];
		return text === undefined ? null : compared(JSON.parse(text));
	}

	#path(program: EnvCase["program"]): string {
		return program === "direnv" ? "direnv" : join(this.#bin, program);
	}
}

function compared(values: Record<string, string>): Record<string, string> {
	return Object.fromEntries(
		comparedNames.flatMap((name) => (values[name] === undefined ? [] : [[name, values[name]]])),
	);
}

/** The same, but for values that are not known from here. */
function assertAgree(given: EnvCase, seen: Seen): void {
	const found = ours(given);
	// mise starts nothing; a shell with its hook goes on with what it had.
	const real = seen ?? (given.program === "mise" ? { ...shell } : null);
	if (found === null || real === null) {
		assert.deepEqual(found, real);
		return;
	}
	const known = Object.keys(found).filter((name) => !found[name]?.includes(unknownValue));
	const pick = (values: Record<string, string>) =>
		Object.fromEntries(
			Object.entries(values)
				.filter(([name]) => known.includes(name) || !(name in found))
				.sort(),
		);
	assert.deepEqual(pick(found), pick(real));
}

const all = ["direnv", "mise", "deno"] as const;

if (programs === undefined) {
	describe("direnv, mise and Deno as they were run", () => {
		const recorded: Recorded[] = JSON.parse(readFileSync(record, "utf8"));
		for (const program of all)
			it(program, () => {
				const found = recorded.find((one) => one.program === program);
				assert.ok(found && found.cases.length === kept);
				for (const { files, seen } of found.cases) assertAgree({ program, files }, seen);
			});
	});
} else {
	describe("direnv, mise and Deno", function () {
		this.timeout(runs * 1_000 + 60_000);
		let folder: string;
		const recorded: Recorded[] = [];

		before(() => {
			folder = realpathSync(mkdtempSync(join(tmpdir(), "programs-")));
		});
		after(() => {
			rmSync(folder, { recursive: true, force: true });
			if (recorded.length === all.length) writeFileSync(record, `${JSON.stringify(recorded, null, "\t")}\n`);
		});

		for (const program of all)
			it(`${program}: ${runs} folders, seed ${seed}`, () => {
				const real = new Programs(folder, join(programs, "node_modules/.bin"));
				const cases: { files: EnvCase["files"]; seen: Seen }[] = [];
				const agree = fc.property(envCases[program], (files) => {
					const seen = real.run({ program, files });
					// Deno panics on a name that is empty.
					if (program === "deno" && seen === null) return;
					if (cases.length < kept) cases.push({ files, seen });
					assertAgree({ program, files }, seen);
				});
				fc.assert(agree, { seed, numRuns: runs });
				const date = new Date().toISOString().slice(0, 10);
				recorded.push({ program, version: real.version(program), date, cases });
			});
	});
}
