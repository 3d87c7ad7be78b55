/**
 * Scripts of package.json, really run, against the launches that are found in them: the program at the end of each script prints the variables
 * it has, and they are those of the launch. In batches, as most of them take no more than a shell: CONFORMANCE_RUNS counts a fifth here.
 */
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import fc from "fast-check";
import { unknownValue } from "../../src/core/dotenv/unknownValue.ts";
import { type ExplainInput, findLaunches } from "../../src/core/index.ts";
import { resolveProject } from "../../src/core/project/resolve.ts";
import { dots } from "../../src/core/text/secret.ts";
import { root } from "../harness/paths.ts";
import { comparedNames, type ScriptCase, scriptCases } from "./scriptTexts.ts";

const runs = Math.ceil(Number(process.env.CONFORMANCE_RUNS ?? 9_000) / 5);
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

const program = 'for (const [name, value] of Object.entries(process.env)) console.log(name + "=" + value);\n';
const manifest = (script: string) =>
	JSON.stringify({ name: "app", scripts: { render: script }, dependencies: { "@remotion/lambda": "4.0.527" } });

type Values = Record<string, string>;
/** undefined: the program was not started. */
type Outcome = Values | undefined;

const quoted = (text: string) => `'${text.replaceAll("'", "'\\''")}'`;

describe("scripts agree with what their programs really have", function () {
	this.timeout(Math.max(240_000, runs * 400));
	let parent: string;
	let bin: string;

	before(() => {
		parent = mkdtempSync(join(tmpdir(), "scripts-"));
		bin = join(parent, "node_modules", ".bin");
		mkdirSync(bin, { recursive: true });
		const executable = (name: string, text: string) => {
			writeFileSync(join(bin, name), `#!/bin/sh\n${text}\n`);
			chmodSync(join(bin, name), 0o755);
		};
		for (const [name, file] of Object.entries(loaders))
			executable(
				name,
				`exec ${quoted(process.execPath)} ${quoted(join(folderOf(packageOf(file)), fileOf(file)))} "$@"`,
			);
		// A process of Node takes a hundred times as long as this, which prints the same.
		executable("node", `[ "$*" = server.js ] && exec env\nexec ${quoted(process.execPath)} "$@"`);
		for (const name of packages) {
			mkdirSync(dirname(join(parent, "node_modules", name)), { recursive: true });
			symlinkSync(folderOf(name), join(parent, "node_modules", name), "dir");
		}
	});
	after(() => rmSync(parent, { recursive: true, force: true }));

	let count = 0;
	let unknown = 0;
	function make({ script, files }: ScriptCase): string {
		const folder = join(parent, `case-${count++}`);
		mkdirSync(folder);
		writeFileSync(join(folder, "package.json"), manifest(script));
		writeFileSync(join(folder, "server.js"), program);
		for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
		return folder;
	}

	/** What the programs really have, one shell for all of the cases. */
	async function theirs(cases: readonly ScriptCase[]): Promise<{ folder: string; values: Outcome }[]> {
		const folders = cases.map(make);
		const lines = cases.map(({ script, environment }, index) => {
			const all = { PATH: `${bin}:/usr/bin:/bin`, HOME: parent, ...environment };
			const words = Object.entries(all).map(([name, value]) => quoted(`${name}=${value}`));
			return `cd ${quoted(folders[index] ?? "")} && env -i ${words.join(" ")} sh -c ${quoted(script)} > out.txt 2> err.txt < /dev/null`;
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
		return resolved.missing.length > 0 ? undefined : compared(resolved.environment.record());
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

	it(`through sh, ${runs} scripts, seed ${seed}`, async () => {
		const all = fc.sample(scriptCases, { seed, numRuns: runs });
		const good = new Set<string>();
		let started = 0;
		let failed: number | undefined;
		for (let at = 0; at < all.length && failed === undefined; at += batchSize) {
			const batch = all.slice(at, at + batchSize);
			const real = await theirs(batch);
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
			const agree = fc.asyncProperty(scriptCases, async (one) => {
				if (good.has(JSON.stringify(one))) return;
				const [real] = await theirs([one]);
				assert.equal(difference(real?.folder ?? "", one, real?.values), undefined);
			});
			await fc.assert(agree, { seed, numRuns: runs, endOnFailure: false });
			assert.fail(`Case ${failed} differed once, and not again`);
		}
		assert.ok(started > runs / 2, `only ${started} programs were started`);
		assert.ok(unknown < runs / 20, `${unknown} values are not known`);
	});
});

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
