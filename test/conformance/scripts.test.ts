/**
 * Scripts of package.json, really run, against the launches that are found in them: the program at the end of each script prints the variables
 * it has, and they are those of the launch. In batches, as most of them take no more than a shell: CONFORMANCE_RUNS counts a fifth here.
 */
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import {
	chmodSync,
	cpSync,
	existsSync,
	mkdirSync,
	mkdtempSync,
	readFileSync,
	realpathSync,
	rmSync,
	symlinkSync,
	writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { promisify } from "node:util";
import fc from "fast-check";
import { unknownValue } from "../../src/core/dotenv/unknownValue.ts";
import { type ExplainInput, findLaunches } from "../../src/core/index.ts";
import { resolveProject } from "../../src/core/project/resolve.ts";
import { dots } from "../../src/core/text/secret.ts";
import { root } from "../harness/paths.ts";
import { bunProgram } from "./bunProgram.ts";
import {
	comparedNames,
	type LoaderKind,
	loadedCases,
	loaderStarts,
	type ScriptCase,
	scriptCases,
	sealed,
	shellStates,
} from "./scriptTexts.ts";

/** Nine of ten go through `sh`, the rest through the package managers. */
const runs = Number(process.env.CONFORMANCE_RUNS ?? 2_000);
const seed = Number(process.env.CONFORMANCE_SEED ?? 20_261);
const batchSize = 50;

const run = promisify(execFile);

/** The loaders by the names that scripts call them by, each with what it runs. */
const loaders = {
	dotenv: "dotenv-cli/cli.js",
	dotenvx: "@dotenvx/dotenvx/src/cli/dotenvx.js",
	"env-cmd": "env-cmd/bin/env-cmd.js",
	"cross-env": "cross-env/dist/bin/cross-env.js",
};

const packages = ["dotenv-cli", "@dotenvx/dotenvx", "env-cmd", "cross-env", "dotenv"];

const folderOf = (name: string) => join(root, "node_modules", name);

/** What runs scripts, by the name and version that stands in package.json, with what comes before the script's name. */
const managers: Readonly<Record<string, readonly string[]>> = {
	"npm@11.19.1": [process.execPath, npmProgram(), "run", "--silent"],
	"pnpm@10.34.9": [process.execPath, join(root, "node_modules/pnpm/bin/pnpm.cjs"), "run", "--silent"],
	"yarn@4.18.1": [process.execPath, join(root, "node_modules/@yarnpkg/cli-dist/bin/yarn.js"), "run"],
	"bun@1.4.5": [bunProgram(), "run", "--silent"],
};

const program =
	'if (0) require("@remotion/lambda/client").renderMediaOnLambda();\nfor (const [name, value] of Object.entries(process.env)) console.log(name + "=" + value);\n';
const manifest = (script: string, packageManager?: string, dependencies?: ScriptCase["dependencies"]) =>
	JSON.stringify({ name: "app", packageManager, scripts: { render: script }, dependencies });

type Values = Record<string, string>;
/** undefined: the program was not started. */
type Outcome = Values | undefined;

/** So that no run of npm writes a log or asks for a newer version. */
const quiet = { npm_config_logs_max: "0", npm_config_update_notifier: "false" };

const quoted = (text: string) => `'${text.replaceAll("'", "'\\''")}'`;

describe("scripts agree with what their programs really have", function () {
	this.timeout(Math.max(240_000, runs * 400));
	let parent: string;
	let bin: string;

	before(async () => {
		parent = mkdtempSync(join(tmpdir(), "scripts-"));
		bin = join(parent, "node_modules", ".bin");
		mkdirSync(bin, { recursive: true });
		const executable = (name: string, text: string) => {
			writeFileSync(join(bin, name), `#!/bin/sh\n${text}\n`);
			chmodSync(join(bin, name), 0o755);
		};
		const started = (file: string) =>
			`exec ${quoted(process.execPath)} ${quoted(join(folderOf(packageOf(file)), fileOf(file)))} "$@"`;
		for (const [name, file] of Object.entries(loaders)) executable(name, started(file));
		// dotenv and dotenv-cli both bring a command of this name; the cases that want dotenv's say `run`.
		executable("dotenv", `[ "$1" = run ] && ${started("dotenv/dist/cli.cjs")}\n${started(loaders.dotenv)}`);
		executable("bun", `exec ${quoted(bunProgram())} "$@"`);
		// A process of Node takes a hundred times as long as this, which prints the same.
		executable("node", `[ "$*" = server.js ] && exec env\nexec ${quoted(process.execPath)} "$@"`);
		for (const name of packages) {
			mkdirSync(dirname(join(parent, "node_modules", name)), { recursive: true });
			symlinkSync(folderOf(name), join(parent, "node_modules", name), "dir");
		}
		await installYarn();
		await seal();
	});
	/** Has dotenvx encrypt a value for each name. */
	async function seal(): Promise<void> {
		const folder = join(parent, "sealed");
		mkdirSync(folder);
		writeFileSync(join(folder, ".env"), comparedNames.map((name) => `${name}=sealed\n`).join(""));
		const env = { PATH: `${bin}:/usr/bin:/bin`, HOME: parent };
		await run(process.execPath, [join(folderOf("@dotenvx/dotenvx"), "src/cli/dotenvx.js"), "encrypt"], {
			cwd: folder,
			env,
		});
		for (const line of readFileSync(join(folder, ".env"), "utf8").split("\n")) {
			const [, name, value] = /^([A-Z_]+)=(.*)$/.exec(line) ?? [];
			if (name !== undefined && value !== undefined) sealedValues.set(name, value);
		}
	}
	const sealedValues = new Map<string, string>();
	const withSealed = (text: string) =>
		text.includes(sealed)
			? `DOTENV_PUBLIC_KEY=${sealedValues.get("DOTENV_PUBLIC_KEY")}\n${text.replace(/sealed:(\w+)/, (_, name) => sealedValues.get(name) ?? "")}`
			: text;
	/** What Yarn 4 wants to see before it runs a script. */
	async function installYarn(): Promise<void> {
		const folder = join(parent, "yarn");
		mkdirSync(folder);
		const [node = "", yarn = ""] = managers["yarn@4.18.1"] ?? [];
		writeFileSync(join(folder, "package.json"), manifest("true", "yarn@4.18.1"));
		writeFileSync(
			join(folder, ".yarnrc.yml"),
			"enableNetwork: false\nenableTelemetry: false\nnodeLinker: node-modules\n",
		);
		writeFileSync(join(folder, "yarn.lock"), "");
		const env = { PATH: `${bin}:/usr/bin:/bin`, HOME: parent };
		await run(node, [yarn, "install"], { cwd: folder, env });
		rmSync(join(folder, "package.json"));
	}
	after(() => rmSync(parent, { recursive: true, force: true }));

	let count = 0;
	let unknown = 0;
	function make({ script, files, dependencies }: ScriptCase, manager?: string): string {
		const folder = join(parent, `case-${count++}`);
		mkdirSync(folder);
		writeFileSync(join(folder, "package.json"), manifest(script, manager, dependencies));
		// What Yarn 4 wants to see installed.
		if (manager?.startsWith("yarn")) cpSync(join(parent, "yarn"), folder, { recursive: true });
		writeFileSync(join(folder, "server.js"), program);
		for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), withSealed(text));
		if (Object.values(files).some((text) => text.includes(sealed)))
			cpSync(join(parent, "sealed", ".env.keys"), join(folder, ".env.keys"));
		return folder;
	}

	/** What the programs really have, one shell for all of the cases. */
	async function theirs(
		cases: readonly ScriptCase[],
		manager?: string,
	): Promise<{ folder: string; values: Outcome }[]> {
		const folders = cases.map((one) => make(one, manager));
		const runner = manager === undefined ? undefined : managers[manager]?.map(quoted).join(" ");
		const lines = cases.map(({ script, environment }, index) => {
			const all = { PATH: `${bin}:/usr/bin:/bin`, HOME: parent, ...quiet, ...environment };
			const words = Object.entries(all).map(([name, value]) => quoted(`${name}=${value}`));
			const start = runner === undefined ? `sh -c ${quoted(script)}` : `${runner} render`;
			return `cd ${quoted(folders[index] ?? "")} && env -i ${words.join(" ")} ${start} > out.txt 2> err.txt < /dev/null`;
		});
		await run("sh", ["-c", `${lines.join("\n")}\ntrue`], { maxBuffer: 1e8 });
		return folders.map((folder) => ({ folder, values: printed(readFileSync(join(folder, "out.txt"), "utf8")) }));
	}

	function ours(folder: string, { environment }: ScriptCase): Outcome {
		const readFile = (path: string): string | undefined => {
			try {
				return readFileSync(path, "utf8");
			} catch {
				return undefined;
			}
		};
		const [launch] = findLaunches({ cwd: folder, platform: "posix", readFile, readCode: readFile }).filter(
			({ id }) => id === "script:render",
		);
		if (!launch) return undefined;
		const input: ExplainInput = {
			runtime: launch.runtime,
			cwd: folder,
			home: parent,
			platform: "posix",
			environment,
			readFile,
			launch,
		};
		const resolved = resolveProject(input);
		return resolved.missing.length + resolved.stops.length > 0 ? undefined : compared(resolved.environment.record());
	}

	/** What is not the same, as text; undefined: nothing. */
	function difference(folder: string, one: ScriptCase, real: Outcome): string | undefined {
		const mine = ours(folder, one);
		// What a script says and nobody can know here is nothing to compare.
		for (const [name, value] of Object.entries(mine ?? {}))
			if (mine && (value.includes(unknownValue) || value.includes(dots))) {
				unknown++;
				if (real) mine[name] = real[name] ?? "";
			}
		const texts = [mine, real].map((values) => (values === undefined ? "not started" : JSON.stringify(values)));
		rmSync(folder, { recursive: true });
		return texts[0] === texts[1] ? undefined : `${JSON.stringify(one, null, 1)}\nours ${texts[0]}\nreal ${texts[1]}`;
	}

	async function agree(runs: number, manager?: string): Promise<void> {
		const isRead = ({ script, files }: ScriptCase) => {
			// Bun's bash goes on behind `;` where `.` finds no file, without what stands behind the `&&` before it.
			const sourced = [...script.matchAll(/(?:^|\s)\. \.\/(\S+?)(?=;|\s|$)/g)].map(([, name = ""]) => name);
			return !manager?.startsWith("bun") || sourced.every((name) => name in files);
		};
		const cases = scriptCases.filter(isRead);
		const all = fc.sample(cases, { seed, numRuns: runs });
		const good = new Set<string>();
		let started = 0;
		unknown = 0;
		let failed: number | undefined;
		for (let at = 0; at < all.length && failed === undefined; at += batchSize) {
			const batch = all.slice(at, at + batchSize);
			const real = await theirs(batch, manager);
			for (const [index, one] of batch.entries()) {
				const { folder = "", values } = real[index] ?? {};
				if (values !== undefined) started++;
				const told = difference(folder, one, values);
				if (told === undefined) good.add(JSON.stringify(one));
				else failed ??= at + index;
			}
		}
		if (failed !== undefined) {
			// Once more up to there, so that fast-check makes the case small.
			const agree = fc.asyncProperty(cases, async (one) => {
				if (good.has(JSON.stringify(one))) return;
				const [real] = await theirs([one], manager);
				assert.equal(difference(real?.folder ?? "", one, real?.values), undefined);
			});
			await fc.assert(agree, { seed, numRuns: runs, endOnFailure: false });
			assert.fail(`Case ${failed} differed once, and not again`);
		}
		// Yarn's own shell knows no `export`, `set`, `.` and more.
		assert.ok(
			started >= Math.floor(runs / (manager?.startsWith("yarn") ? 10 : 2)),
			`only ${started} programs were started`,
		);
		assert.ok(unknown <= runs / 5 + 5, `${unknown} values are not known`);
	}

	const inShell = Math.ceil(runs * 0.9);
	it(`through sh, ${inShell} scripts, seed ${seed}`, () => agree(inShell));

	/** By loader, and by what the shell has of the name: how many programs were started. */
	const met = new Map<string, number>();
	const kinds = Object.keys(loaderStarts) as LoaderKind[];
	const each = Math.ceil(runs / 5_000);
	it(`through each of ${kinds.length} loaders, with the shell set, empty and absent: ${each} projects of each, seed ${seed}`, async () => {
		const all = kinds.flatMap((kind) =>
			shellStates.flatMap((state) =>
				fc.sample(loadedCases(kind, state), { seed, numRuns: each }).map((one) => ({ kind, state, one })),
			),
		);
		const real = await theirs(all.map(({ one }) => one));
		const different = all.flatMap(({ kind, one }, index) => {
			const { folder = "", values } = real[index] ?? {};
			const has = one.environment[one.name];
			const seen = has === undefined ? "absent" : has === "" ? "empty" : "set";
			if (values !== undefined) met.set(`${kind}, ${seen}`, (met.get(`${kind}, ${seen}`) ?? 0) + 1);
			return difference(folder, one, values) ?? [];
		});
		assert.deepEqual(different, []);
	});

	it("met each loader with the shell set, empty and absent", () => {
		const wanted = kinds.flatMap((kind) => shellStates.map((state) => `${kind}, ${state}`));
		assert.deepEqual(
			wanted.filter((one) => !met.has(one)),
			[],
		);
	});

	const inManagers = Math.ceil((runs - inShell) / Object.keys(managers).length);
	for (const manager of Object.keys(managers))
		it(`through ${manager}, ${inManagers} scripts, seed ${seed}`, () => agree(inManagers, manager));
});

/** The command line of the npm that runs here. */
function npmProgram(): string {
	const folders = (process.env.PATH ?? "").split(delimiter);
	const found = folders.map((folder) => join(folder, "npm")).find((path) => existsSync(path));
	assert.ok(found, "npm is not in PATH");
	return realpathSync(found);
}

function packageOf(path: string): string {
	return path
		.split("/")
		.slice(0, path.startsWith("@") ? 2 : 1)
		.join("/");
}

function fileOf(path: string): string {
	return path.slice(packageOf(path).length + 1);
}

function printed(text: string): Outcome {
	const lines = text.split("\n").filter((line) => line.includes("="));
	if (!lines.some((line) => line.startsWith("PATH="))) return undefined;
	return compared(
		Object.fromEntries(lines.map((line) => [line.slice(0, line.indexOf("=")), line.slice(line.indexOf("=") + 1)])),
	);
}

function compared(values: Readonly<Record<string, string | undefined>>): Values {
	return Object.fromEntries(
		comparedNames.flatMap((name) => {
			const value = values[name];
			return value === undefined ? [] : [[name, value] as const];
		}),
	);
}
