/** Loaders whose older versions, which many projects have, read their command line or their files in another way. Each row was run. */
import assert from "node:assert/strict";
import { readOther } from "../../../../src/core/dotenv/dialects/index.ts";
import { inShort, launchesOf } from "./project.ts";

type Row = [script: string, programs: [name: string, ...layers: string[]][], files?: Record<string, string>];

const rc = '{"one":{"A":1,"B":"2"},"two":{"B":"3"}}';

const rows: Readonly<Record<string, readonly Row[]>> = {
	"env-cmd@10.1.0": [
		["env-cmd -f a node x.js", [["node", "a (env-cmd-10) overrides required"]]],
		["env-cmd --file=a node x.js", [["node", "a (env-cmd-10) overrides required"]]],
		["env-cmd node x.js -f a", [["node", ".env (env-cmd-10) overrides required"]]],
		["env-cmd --no-override -f a node x.js", [["node", "a (env-cmd-10) required"]]],
		["env-cmd -e one node x.js", [["node", 'A="1"', 'B="2"']], { ".env-cmdrc": rc }],
		["env-cmd -e one,two node x.js", [["node", 'A="1"', 'B="2"', 'B="3"']], { ".env-cmdrc.json": rc }],
		["env-cmd -r rc.json -e two node x.js", [["node", 'B="3"']], { "rc.json": rc }],
		["env-cmd -f a -e two node x.js", [["node", 'B="3"']], { ".env-cmdrc": rc, a: "A=1" }],
		["env-cmd -e three node x.js", [], { ".env-cmdrc": rc }],
	],
	"env-cmd@11.0.0": [
		["env-cmd -e one node x.js", [], { ".env-cmdrc": rc }],
		["env-cmd -e three -- node x.js", [], { ".env-cmdrc": rc }],
		["env-cmd --environments=one node x.js", [["node", 'A="1"', 'B="2"']], { ".env-cmdrc": rc }],
		["env-cmd --file=a -- node x.js", [["node", "a (env-cmd) overrides required"]]],
		["env-cmd -fa -- node x.js", [["node", "a (env-cmd) overrides required"]]],
		["env-cmd -f a.json node x.js", [["node", 'A="1"']], { "a.json": '{"A":1}' }],
		["env-cmd -f a.js node x.js", [["node", "hidden env-cmd"]]],
	],
	"@dotenvx/dotenvx@1.75.1": [
		["dotenvx run -f a b -- node x.js", [["node", "a (dotenv-17) dotenvx", "b (dotenv-17) dotenvx"]]],
		["dotenvx run -f a -f b -- node x.js", [["node", "a (dotenv-17) dotenvx", "b (dotenv-17) dotenvx"]]],
		["dotenvx run -f a node x.js", []],
		["dotenvx run --strict -f a -- node x.js", [["node", "a (dotenv-17) dotenvx required"]]],
	],
};

describe("a loader of its version", () => {
	for (const [loader, some] of Object.entries(rows))
		for (const [script, programs, more = {}] of some)
			it(`${loader}: ${script}`, () => {
				const [, name = "", version = ""] = /^(.+)@(.+)$/.exec(loader) ?? [];
				const files = { ...more, [`node_modules/${name}/package.json`]: JSON.stringify({ name, version }) };
				const own = launchesOf({ scripts: { run: script }, files }).filter(({ id }) => id === "script:run");
				assert.deepEqual(
					own.map((launch) => [launch.runtime, ...inShort(launch)]),
					programs,
				);
			});

	it("env-cmd up to 10.1 keeps comments behind values, and takes a quote away at either end", () => {
		const lines: [line: string, name: string, value: string][] = [
			["A=stu # note", "A", "stu # note"],
			['A="eu" # c', "A", 'eu" # c'],
			["A=a#b", "A", "a#b"],
			["A = 'b c'", "A", "b c"],
			["export A=b", "export A", "b"],
			['A="a\\nb"', "A", "a\nb"],
			["A='", "A", ""],
			["  #A=1", "#A", "1"],
			["A=`t`", "A", "`t`"],
		];
		for (const [line, name, value] of lines) {
			const [one] = readOther("env-cmd-10", `# c\n\n${line}\n`)?.assignments ?? [];
			assert.deepEqual([one?.name, one?.value.reveal()], [name, value], line);
		}
	});
});
