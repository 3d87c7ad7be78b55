/** Programs of Node.js with options, preloaded modules and nodemon's settings. Each row was run: Node.js 24.21.0, tsx 4.23.15, nodemon 3.1.14. */
import assert from "node:assert/strict";
import { inShort, launchesOf, type ProjectFiles } from "./project.ts";

type Row = [script: string, programs: [name: string, ...layers: string[]][], project?: ProjectFiles];

const loads = { "pre.cjs": 'require("dotenv").config({ path: ".env.local" });', "pre.mts": "process.loadEnvFile();" };
const local = ".env.local (dotenv-17)";
const options = (value: string) => `NODE_OPTIONS="${value}"`;

const rows: Readonly<Record<string, readonly Row[]>> = {
	"options with a value": [
		"--disable-warning ExperimentalWarning",
		"--unhandled-rejections strict",
		"--inspect-port 9333",
		"--max-http-header-size 16384",
		"--trace-event-categories v8",
	].map((option): Row => [`node ${option} --env-file .env x.js`, [["node", ".env (node-22) required"]]]),
	tsx: [
		["tsx --watch --env-file=.env x.ts", [["node", ".env (node-22) required"]]],
		["tsx watch --include ./a --exclude ./b --env-file .env x.ts", [["node", ".env (node-22) required"]]],
		["tsnd --respawn --watch a --ignore-watch b -r dotenv/config x.ts", [["node", ".env (dotenv-17)"]]],
	],
	"preloaded modules": [
		["node -r ./pre.cjs x.js", [["node", local]]],
		["node --import ./pre.mts x.js", [["node", ".env (node-22) required"]]],
		["tsx --import ./pre.mts --env-file=a x.ts", [["node", "a (node-22) required", ".env (node-22) required"]]],
		["node -r ./node_modules/dotenv/config.js x.js", [["node", ".env (dotenv-17)"]]],
		["node -r dotenv-expand/config x.js", [["node", ".env (dotenv-17) dotenv-cli"]]],
		["NODE_OPTIONS='-r ./pre.cjs' node x.js", [["node", options("-r ./pre.cjs"), local]]],
		[
			"NODE_OPTIONS=--require=./pre.cjs next dev",
			[["next", options("--require=./pre.cjs"), local, "program development"]],
		],
		[
			"cross-env NODE_OPTIONS='-r dotenv/config' DOTENV_CONFIG_PATH=a remotion lambda",
			[["remotion-cli", options("-r dotenv/config"), 'DOTENV_CONFIG_PATH="a"', "a (dotenv-17)", "program"]],
		],
		["bun --no-env-file --preload ./pre.cjs x.ts", [["bun", local]]],
		["NODE_OPTIONS='-r ./pre.cjs' env A=1 bun x.ts", [["bun", options("-r ./pre.cjs"), 'A="1"', "program"]]],
	],
	"nodemon's settings": [
		["nodemon", [["node", "a (node-22) required"]], settings({ exec: "node --env-file=a x.js" })],
		["nodemon x.ts", [["node", "a (node-22) required"]], settings({ exec: "tsx --env-file=a" })],
		["nodemon x.ts", [["node", "a (node-22) required"]], settings({ execMap: { ts: "tsx --env-file=a" } })],
		["nodemon -x tsx x.ts", [["node"]], settings({ exec: "tsx --env-file=a" })],
		[
			"nodemon",
			[["node", 'A="1" onlyIfUnset', "a (node-22) required"]],
			{
				more: { nodemonConfig: { env: { A: "1" }, exec: "node --env-file=a x.js" } },
			},
		],
		["nodemon --config n.json x.js", [["node", 'A="1" onlyIfUnset']], { files: { "n.json": '{"env":{"A":"1"}}' } }],
		["nodemon", [["node", "a (node-22) required"]], { scripts: { start: "node --env-file=a x.js" } }],
		["nodemon", [["node"]], { scripts: { start: "node --env-file=a x.js" }, more: { main: "x.js" } }],
	],
};

function settings(json: unknown): ProjectFiles {
	return { files: { "nodemon.json": JSON.stringify(json) } };
}

describe("a program of Node.js is started with", () => {
	for (const [group, some] of Object.entries(rows))
		for (const [script, programs, project = {}] of some)
			it(`${group}: ${script}, ${JSON.stringify(project)}`, () => {
				const files: Record<string, string> = { ...loads, ...project.files };
				const scripts = { run: script, ...project.scripts };
				const readCode = (path: string) => files[path.replace("/p/", "")];
				const found = launchesOf(
					{ dependencies: ["@remotion/lambda", "next"], ...project, scripts, files },
					{ readCode },
				);
				const own = found.filter(({ id }) => id === "script:run");
				assert.deepEqual(
					own.map((launch) => [launch.runtime, ...inShort(launch)]),
					programs,
				);
			});
});
