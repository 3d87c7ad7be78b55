// biome-ignore-all lint/suspicious/noTemplateCurlyInString: they stand in code.
/** What code loads and sets by itself. Each row was run: dotenv 17.4.2, dotenv-flow 4.1.0, @next/env 16, Node.js 20.20.2 and 24.21.0. */
import assert from "node:assert/strict";
import { inShort, launchesOf } from "./project.ts";

type Row = [text: string, layers: string[], parts?: { script?: string; files?: Record<string, string> }];

const call = 'import { getFunctions } from "@remotion/lambda-client";\nawait getFunctions({});\n';
const dotenv = 'import dotenv from "dotenv";\n';
const inProduction = { script: "NODE_ENV=production node server.ts" };
const production = 'NODE_ENV="production"';

const rows: Readonly<Record<string, readonly Row[]>> = {
	"behind a condition": [
		[`${dotenv}if (process.env.NODE_ENV !== "production") { dotenv.config(); }`, [production], inProduction],
		[`${dotenv}if (process.env.NODE_ENV !== "production") { dotenv.config(); }`, [".env (dotenv-17)"]],
		[`${dotenv}process.env.NODE_ENV !== "production" && dotenv.config();`, [production], inProduction],
		[`${dotenv}if (!(process.env.NODE_ENV === "production")) dotenv.config();`, [production], inProduction],
		[
			`${dotenv}const isProduction = process.env.NODE_ENV === "production";\nif (!isProduction) dotenv.config();`,
			[production],
			inProduction,
		],
		[`${dotenv}if (process.env.NODE_ENV === "test" || process.env.NODE_ENV === "development") dotenv.config();`, []],
		[
			`${dotenv}if (process.env.NODE_ENV === "production") dotenv.config({ path: "a" }); else dotenv.config({ path: "b" });`,
			["b (dotenv-17)"],
		],
		[
			`${dotenv}if (process.env.NODE_ENV === "production") { dotenv.config({ path: "a" }); } else { dotenv.config({ path: "b" }); }`,
			[production, "a (dotenv-17)"],
			inProduction,
		],
		["if (process.env.NODE_ENV !== 'production') require('dotenv').config();", [production], inProduction],
		// Only the shell knows.
		[`${dotenv}if (process.env.CI) dotenv.config();`, [".env (dotenv-17)"]],
		[`${dotenv}if (process.env.STAGE === "local") dotenv.config();`, [".env (dotenv-17)"]],
	],
	"taken out of a module": [
		[
			'import nextEnv from "@next/env";\nconst { loadEnvConfig } = nextEnv;\nloadEnvConfig(process.cwd());',
			[".env.production.local > .env.local > .env.production > .env (dotenv-17) next"],
		],
		['const { loadEnvFile: load } = process;\nload("a");', ["a (node-22) required"]],
		['(await import("dotenv")).config({ path: "a" });', ["a (dotenv-17)"]],
		['require("dotenv").config({ path: require("path").join(__dirname, "a") });', ["a (dotenv-17)"]],
		['import "dotenv-expand/config";', [".env (dotenv-17) dotenv-cli"]],
	],
	"in the order of require": [
		[
			'require("dotenv").config({ path: "a" });\nrequire("./env");',
			["a (dotenv-17)", "b (dotenv-17)"],
			{ files: { "env.ts": 'require("dotenv").config({ path: "b" });' } },
		],
		[
			`${dotenv}dotenv.config({ path: "a" });\nimport "./env";`,
			["b (dotenv-17)", "a (dotenv-17)"],
			{ files: { "env.ts": 'require("dotenv").config({ path: "b" });' } },
		],
	],
	"dotenv-flow": [
		['require("dotenv-flow").config();', [".env.local > .env (dotenv-17)"]],
		[
			'require("dotenv-flow").config({ default_node_env: "development" });',
			[".env.development.local > .env.development > .env.local > .env (dotenv-17)"],
		],
		[
			'require("dotenv-flow").config({ node_env: process.env.NODE_ENV, default_node_env: "development" });',
			[production, ".env.production.local > .env.production > .env.local > .env (dotenv-17)"],
			inProduction,
		],
		['require("dotenv-flow").config({ path: "envs" });', ["envs/.env.local > envs/.env (dotenv-17)"]],
		['require("dotenv-flow").config({ files: [".env", "b"] });', ["b > .env (dotenv-17)"]],
		['require("dotenv-flow").config({ pattern: "[node_env].env" });', ["hidden dotenv-flow"]],
		[
			"",
			[".env.test.local > .env.test > .env (dotenv-17)"],
			{ script: "node -r dotenv-flow/config server.ts --node-env=test" },
		],
	],
	"parsed by itself": [
		[`${dotenv}Object.assign(process.env, dotenv.parse(fs.readFileSync("a")));`, ["a (dotenv-17) overrides"]],
		[`${dotenv}dotenv.populate(process.env, dotenv.parse(fs.readFileSync("a")));`, ["a (dotenv-17)"]],
		[
			`${dotenv}dotenv.populate(process.env, dotenv.parse(fs.readFileSync("a")), { override: true });`,
			["a (dotenv-17) overrides"],
		],
		[
			`${dotenv}const all = dotenv.parse(fs.readFileSync("a"));\nfor (const one in all) { process.env[one] = all[one]; }`,
			["a (dotenv-17) overrides"],
		],
		[`${dotenv}process.env = { ...process.env, ...dotenv.parse(fs.readFileSync("a")) };`, ["a (dotenv-17) overrides"]],
		[
			'import { parseEnv } from "node:util";\nObject.assign(process.env, parseEnv(fs.readFileSync("a", "utf8")));',
			["a (node-22) overrides"],
		],
		[`${dotenv}const own = dotenv.parse(fs.readFileSync("a"));`, []],
	],
	"set by itself": [
		['process.env.AWS_PROFILE = "studio";', ['AWS_PROFILE="studio"']],
		["process.env.AWS_PROFILE = process.env.STUDIO;", ['AWS_PROFILE={"expand":"${STUDIO-undefined}","as":"shell"}']],
		['process.env.AWS_PROFILE = process.env.A ?? "b";', ['AWS_PROFILE={"expand":"${A-b}","as":"shell"}']],
		['process.env.AWS_PROFILE = process.env.A || "b";', ['AWS_PROFILE={"expand":"${A:-b}","as":"shell"}']],
		['process.env.AWS_PROFILE ??= "b";', ['AWS_PROFILE="b" onlyIfUnset']],
		['process.env.AWS_PROFILE ||= "b";', ['AWS_PROFILE={"expand":"${AWS_PROFILE:-b}","as":"shell"}']],
		["process.env.AWS_PROFILE = await secret();", ['AWS_PROFILE={"unknown":"a value of the code"}']],
		["delete process.env.AWS_PROFILE;", ["AWS_PROFILE=null"]],
		[`${dotenv}dotenv.config();\ndelete process.env.AWS_PROFILE`, [".env (dotenv-17)", "AWS_PROFILE=null"]],
		['if (process.env.NODE_ENV === "production") process.env.AWS_PROFILE = "b";', []],
		['function later() { process.env.AWS_PROFILE = "b"; }', []],
		['const later = () => process.env.AWS_PROFILE = "b";', []],
		['if (process.env.AWS_PROFILE === "b") {}', []],
	],
};

describe("code by itself", () => {
	for (const [group, some] of Object.entries(rows))
		for (const [text, layers, { script = "node server.ts", files = {} } = {}] of some)
			it(`${group}: ${text}, ${script}`, () => {
				const texts: Record<string, string> = { "server.ts": `${text}\n${call}`, ...files };
				const readCode = (path: string) => texts[path.replace("/p/", "")];
				const [launch] = launchesOf({ scripts: { run: script } }, { readCode });
				assert.ok(launch);
				assert.deepEqual(inShort(launch), layers);
			});

	it("is read in time, however its conditions are nested", () => {
		const load = "dotenv.config();";
		const texts = [
			`if (a) { ${load.repeat(8_000)} }`,
			`a${" && dotenv.config()".repeat(8_000)}`,
			`${`if (a) { ${load} `.repeat(8_000)}${"}".repeat(8_000)}`,
			`if (${"!".repeat(8_000)}a) ${load}`,
			`if (${"(".repeat(8_000)}a${")".repeat(8_000)}) ${load}`,
			"process.env = { ...dotenv.parse(x) };".repeat(4_000),
		];
		for (const text of texts) {
			// Each takes a tenth of a second: what grows with the square of the text takes many.
			const start = performance.now();
			launchesOf({ scripts: { run: "node server.ts" } }, { readCode: () => `${dotenv}${text}` });
			assert.ok(performance.now() - start < 5_000, text.slice(0, 40));
		}
	});
});
