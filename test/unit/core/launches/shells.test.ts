// biome-ignore-all lint/suspicious/noTemplateCurlyInString: they stand in shell scripts.
import assert from "node:assert/strict";
import { resolveProject } from "../../../../src/core/project/resolve.ts";
import { situation } from "../../situation.ts";
import { inShort, launchesOf, type ProjectFiles } from "./project.ts";

type Rows = readonly (readonly [script: string, programs: readonly (readonly string[])[]])[];
const dev = "program development";

/** Each script under the shell that its package manager gives it. Seen with the real shells (`test/conformance`), but for cmd. */
const shells: Readonly<Record<string, { project: ProjectFiles; platform?: "win32"; rows: Rows }>> = {
	"yarn 4's own shell": {
		project: { more: { packageManager: "yarn@4.18.1" } },
		rows: [
			["A=b next dev", [['A="b"', dev]]],
			["N=1; next dev", [['N="1"', dev]]],
			["N=1 && next dev", [['N="1"', dev]]],
			[
				"A=1 B=$A next dev",
				[
					[
						'B={"expand":"${A}","as":"shell","unquoted":{"at":[[0,4]],"by":"words","more":"joins"}} needs A!',
						'A="1"',
						dev,
					],
				],
			],
			["A=1; B=$A next dev", [['A="1"', 'B="1"', dev]]],
			["export A=b && next dev", []],
			["export A=b; next dev", [[dev]]],
			["A=b; export A; next dev", [['A="b"', dev]]],
			["set -a; . ./.env; next dev", [[dev]]],
			["set -a && . ./.env && next dev", []],
			["unset A; next dev", [["A=null", dev]]],
			["A=`echo hi` next dev", []],
			["A=$(echo hi) next dev", [['A="hi"', dev]]],
			["if true; then next dev; fi", []],
			["(A=1; next dev); next start", [['A="1"', dev], ["program production"]]],
		],
	},
	"pnpm's shell emulator": {
		project: { more: { packageManager: "pnpm@10.34.9" }, files: { ".npmrc": "shell-emulator=true\n" } },
		rows: [
			[
				"A=1 B=$A next dev",
				[
					[
						'B={"expand":"${A}","as":"shell","unquoted":{"at":[[0,4]],"by":"words","more":"joins"}} needs A!',
						'A="1"',
						dev,
					],
				],
			],
			["unset A; next dev", [[dev]]],
			["unset A && next dev", []],
		],
	},
	"pnpm 11, which takes no .npmrc for its shell": {
		project: { more: { packageManager: "pnpm@11.28.11" }, files: { ".npmrc": "shell-emulator=true\n" } },
		rows: [["A=1 B=$A next dev", [['A="1"', 'B="1"', dev]]]],
	},
	"pnpm 12's shell emulator": {
		project: { more: { packageManager: "pnpm@12.21.0" }, files: { "pnpm-workspace.yaml": "shellEmulator: true\n" } },
		rows: [
			["N=1; next dev", [['N="1" onlyIfSet', dev]]],
			["N=1; export N; next dev", [['N="1" onlyIfSet', dev]]],
			["export A=b && next dev", [['A="b"', dev]]],
			["A=1 B=$A next dev", [['A="1"', 'B="1"', dev]]],
			["set -a; . ./.env; next dev", [[dev]]],
			["if true; then next dev; fi", []],
		],
	},
	"Bun's own shell": {
		project: { more: { packageManager: "bun@1.4.5" }, files: { "bunfig.toml": '[run]\nshell = "bun"\n' } },
		rows: [
			["A=b next dev", [['A="b" onlyIfUnset', dev]]],
			[
				"N=1 next dev; N=2 next start",
				[
					['N="1" onlyIfUnset', dev],
					['N="2" onlyIfUnset', "program production"],
				],
			],
			["export A=b && next dev", [['A="b"', dev]]],
			["A=b; export A; next dev", [['A="b" onlyIfSet', 'A=""', dev]]],
			["set -a; . ./.env; next dev", [[dev]]],
			["unset A && next dev", []],
		],
	},
	"the bash that Bun takes": {
		project: { more: { packageManager: "bun@1.4.5" } },
		rows: [
			["A=b next dev", [['A="b"', dev]]],
			["set -a; source .env; next dev", [[".env (sh) overrides", dev]]],
			["npm run other", [['A="1"', dev]]],
		],
	},
	"a bash by .npmrc": {
		project: { files: { ".npmrc": "script-shell=/bin/bash\n" } },
		rows: [["set -a; source .env; next dev", [[".env (sh) overrides", dev]]]],
	},
	cmd: {
		project: {},
		platform: "win32",
		rows: [
			["set A=b&& next dev", [['A="b"', dev]]],
			["set A=b && next dev", [['A="b "', dev]]],
			['set "A=b" && next dev', [['A="b"', dev]]],
			['set A="b"&&next dev', [['A="\\"b\\""', dev]]],
			["set A=& next dev", [["A=null", dev]]],
			["SET A=%B%&& next dev", [['A={"expand":"${B-%B%}","as":"shell"}', dev]]],
			["set A=1&& set B=%A%&& next dev", [['A="1"', 'B={"unknown":"the value from before the line"}', dev]]],
			["set A=a^&b&& next dev", [['A="a&b"', dev]]],
			["A=b next dev", []],
			["export A=b && next dev", []],
			["export A=b & next dev", [[dev]]],
			["cross-env A='b' next dev", [['A="b"', dev]]],
			['cross-env A="b c" next dev', [['A="b c"', dev]]],
			["cd web && next dev", [[dev]]],
			["if exist .env next dev", [[dev]]],
			["call next dev", [[dev]]],
			["node_modules\\.bin\\next.cmd dev", [[dev]]],
			["dotenv -e .env.local -- next dev", [["C:\\p\\.env.local (dotenv-17) dotenv-cli", dev]]],
			["npm run other", [['A="1 "', dev]]],
		],
	},
	"Bun's own shell, which it takes on Windows": {
		project: { more: { packageManager: "bun@1.4.5" } },
		platform: "win32",
		rows: [["A=b next dev", [['A="b" onlyIfUnset', dev]]]],
	},
	"a bash by .npmrc, on Windows": {
		project: { files: { ".npmrc": "script-shell=C:\\\\Program Files\\\\Git\\\\bin\\\\bash.exe\n" } },
		platform: "win32",
		rows: [["A=b next dev", [['A="b"', dev]]]],
	},
};

describe("the shell that runs a script", () => {
	for (const [name, { project, platform, rows }] of Object.entries(shells))
		for (const [script, programs] of rows)
			it(`${name}: ${script}`, () => {
				const other = platform ? "set A=1 && next dev" : "A=1 next dev";
				const whole = { dependencies: ["@remotion/lambda", "next"], ...project, scripts: { run: script, other } };
				const found = launchesOf(whole, platform ? { platform, cwd: "C:\\p", readFile: windowsFiles(whole) } : {});
				const own = found.filter(({ id }) => /^script:run(?:$|\/)/.test(id));
				assert.deepEqual(
					own.map((launch) => inShort(launch).filter((layer) => !layer.startsWith(".env.yarn"))),
					programs,
				);
			});
});

/** Seen with yarn 4.18.1: what stands behind `&&` is done only where the name before it is set, and what comes after `;` in any case. */
const yarnRows: readonly [script: string, shell: Record<string, string>, program: Record<string, string>][] = [
	['A="$N" && unset B; node server.js', { B: "b" }, { B: "b" }],
	['A="$N" && unset B; node server.js', { B: "b", N: "n" }, { A: "n", N: "n" }],
	['A="$N" && B=1; C="$B" node server.js', { B: "b" }, { B: "b", C: "b" }],
	['A="$N" && B=1; C="$B" node server.js', { B: "b", N: "n" }, { A: "n", B: "1", C: "1", N: "n" }],
	['A="$N" && unset N && unset B; node server.js', { B: "b" }, { B: "b" }],
	['A="$N" && unset N && unset B; node server.js', { B: "b", N: "n" }, { A: "n" }],
	['A="$N" && N=1 && unset B; node server.js', { B: "b" }, { B: "b" }],
	['A="$N" && N=1 && unset B; node server.js', { B: "b", N: "n" }, { A: "n", N: "1" }],
	['echo "$N" && unset B; node server.js', { B: "b" }, { B: "b" }],
	["A=a A=${A:-d} node server.js", {}, { A: "d" }],
	["A=a A=${A:-d} node server.js", { A: "s" }, { A: "s" }],
	['echo "$N" && unset B; node server.js', { B: "b", N: "n" }, { N: "n" }],
];

describe("Yarn 4's shell, where a name may not be set", () => {
	for (const [script, environment, expected] of yarnRows)
		it(`${script} with ${JSON.stringify(environment)}`, () => {
			const [launch] = launchesOf({ scripts: { run: script }, more: { packageManager: "yarn@4.18.1" } });
			assert.ok(launch);
			const project = resolveProject(situation({ runtime: launch.runtime, launch, environment }));
			assert.deepEqual(project.stops, []);
			assert.deepEqual(project.environment.pick(["A", "B", "C", "N"]), expected);
		});
});

/** The project's files below `C:\p`. */
function windowsFiles({ scripts, dependencies, more, files = {} }: ProjectFiles): (path: string) => string | undefined {
	const names = Array.isArray(dependencies) ? dependencies : [];
	const json = { scripts, dependencies: Object.fromEntries(names.map((name) => [name, "*"])), ...more };
	return (path) => (path === "C:\\p\\package.json" ? JSON.stringify(json) : files[path.replace("C:\\p\\", "")]);
}
