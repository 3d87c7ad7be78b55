/** What a tool's configuration loads. Each row was run: next 16, vite 8.4.0, @remotion/cli 4.0.527. */
import assert from "node:assert/strict";
import { inShort, launchesOf } from "./project.ts";

type Row = [script: string, file: string, text: string, layers: string[], dependencies?: readonly string[]];

const dotenv = 'import dotenv from "dotenv";\ndotenv.config({ path: ".env.local" });';
const local = ".env.local (dotenv-17)";
const vite = (text: string) =>
	`import { defineConfig, loadEnv } from "vite";\nexport default defineConfig(({ mode }) => { ${text} });`;
const nextEnv = (text: string) => `const { loadEnvConfig } = require("@next/env");\n${text}\nmodule.exports = {};`;
const kit = ["@remotion/lambda", "@sveltejs/kit"];
const router = ["@react-router/dev", "@remotion/lambda"];
const development = ".env.development.local > .env.development > .env.local > .env (node-22) vite";

const rows: readonly Row[] = [
	["next dev", "next.config.mjs", dotenv, ["program development", local]],
	["next start", "next.config.ts", dotenv, ["program production", local]],
	["next dev", "next.config.js", "module.exports = {};", ["program development"]],
	["next dev", "next.config.js", nextEnv("loadEnvConfig('..');"), ["program development"]],
	["next dev", "next.config.js", nextEnv("loadEnvConfig('..', true);"), ["program development"]],
	[
		"next dev",
		"next.config.js",
		nextEnv("loadEnvConfig('..', true, console, true);"),
		["program development", "/.env.development.local > /.env.local > /.env.development > /.env (dotenv-17) next"],
	],
	["remotion lambda functions ls", "remotion.config.ts", dotenv, ["program", local]],
	[
		"vite dev",
		"vite.config.ts",
		vite('Object.assign(process.env, loadEnv(mode, process.cwd(), ""));'),
		[development, "program development"],
		kit,
	],
	[
		"vite dev --mode staging",
		"vite.config.js",
		vite('process.env = { ...process.env, ...loadEnv(mode, "..", "") };'),
		["/.env.staging.local > /.env.staging > /.env.local > /.env (node-22) vite", "program development"],
		kit,
	],
	["vite dev", "vite.config.ts", vite('const env = loadEnv(mode, process.cwd(), "");'), ["program development"], kit],
	[
		"vite dev",
		"vite.config.ts",
		vite("Object.assign(process.env, loadEnv(mode, process.cwd()));"),
		["program development"],
		kit,
	],
	[
		"vite dev",
		"vite.config.ts",
		vite('Object.assign(process.env, loadEnv(mode, process.cwd(), ["B_"]));'),
		[development.replace("vite", "vite [B_C]"), "program development"],
		kit,
	],
	[
		"vite dev",
		"vite.config.ts",
		vite("Object.assign(process.env, loadEnv(mode, folder, ''));"),
		["hidden loadEnv", "program development"],
		kit,
	],
	[
		"react-router dev",
		"vite.config.ts",
		vite('return { envDir: "../env", plugins: [reactRouter()] };'),
		[development.replaceAll(".env", "/env/.env")],
		router,
	],
	[
		"react-router dev --mode staging",
		"vite.config.js",
		'import path from "node:path";\nexport default { plugins: [], envDir: path.resolve(__dirname, "..") };',
		["/.env.staging.local > /.env.staging > /.env.local > /.env (node-22) vite"],
		router,
	],
	["react-router dev", "vite.config.ts", vite("return { envDir: folder() };"), ["hidden envDir"], router],
	["vite dev", "vite.config.ts", vite('return { envDir: ".." };'), ["program development"], kit],
	[
		"vite dev",
		"vite.config.ts",
		vite('return { envDir: ".." };'),
		["program development"],
		["@tanstack/react-start", "@remotion/lambda"],
	],
];

describe("a configuration loads", () => {
	for (const [script, file, text, layers, dependencies = ["@remotion/lambda", "next"]] of rows)
		it(`${file}: ${text}, ${script}`, () => {
			const files = { [file]: text, ".env": "A=1\nB_C=2\n" };
			const readCode = (path: string) => (path === `/p/${file}` ? text : undefined);
			const found = launchesOf({ scripts: { run: script }, dependencies, files }, { readCode });
			const launch = found.find(({ id }) => id === "script:run");
			assert.deepEqual(launch && inShort(launch), layers);
		});

	it("remotion.config.ts: where Remotion's command line is typed by hand", () => {
		const readCode = (path: string) => (path === "/p/remotion.config.ts" ? dotenv : undefined);
		const [launch] = launchesOf({ dependencies: ["@remotion/cli"] }, { readCode });
		assert.equal(launch?.id, "command:remotion");
		assert.deepEqual(inShort(launch), ["program", local]);
	});
});
