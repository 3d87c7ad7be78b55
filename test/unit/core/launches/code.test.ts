// biome-ignore-all lint/suspicious/noTemplateCurlyInString: they stand in code.
import assert from "node:assert/strict";
import { inShort, launchesOf } from "./project.ts";

const call = 'import { getFunctions } from "@remotion/lambda-client";\nawait getFunctions({});\n';

type Row = [
	text: string,
	layers: string[],
	parts?: { script?: string; files?: Record<string, string>; dependencies?: Record<string, string> },
];

/** The program `src/server.ts`, which calls Lambda, and what it loads. */
const rows: readonly Row[] = [
	["", []],
	['import "dotenv/config";', [".env (dotenv-17)"]],
	[
		'import "dotenv/config";',
		['A="1"', ".env.local (dotenv-17)"],
		{ script: "A=1 node src/server.ts dotenv_config_path=.env.local", dependencies: { dotenv: "17.4.2" } },
	],
	['require("dotenv").config();', [".env (dotenv-17)"]],
	['require("dotenv").config({ path: ".env.local", override: true });', [".env.local (dotenv-17) overrides"]],
	['import dotenv from "dotenv";\ndotenv.config({ path: ".env.local" });', [".env.local (dotenv-17)"]],
	['import * as dotenv from "dotenv";\ndotenv.config({ path: ["a", "b"] });', ["a > b (dotenv-17)"]],
	[
		'import { config as load } from "dotenv";\nload({ path: ["a", "b"], override: true });',
		["b > a (dotenv-17) overrides"],
	],
	[
		'import { config } from "dotenv";\nimport path from "node:path";\nconfig({ path: path.join(__dirname, "..", ".env") });',
		[".env (dotenv-17)"],
	],
	[
		'import { config } from "dotenv";\nimport { resolve } from "path";\nconfig({ path: resolve(process.cwd(), ".env.local") });',
		[".env.local (dotenv-17)"],
	],
	[
		'import { config } from "dotenv";\nconfig({ path: new URL("../../.env", import.meta.url) });',
		["/.env (dotenv-17)"],
	],
	[
		'import { config } from "dotenv";\nimport { fileURLToPath } from "node:url";\nconfig({ path: fileURLToPath(new URL("./.env", import.meta.url)) });',
		["src/.env (dotenv-17)"],
	],
	[
		'import { config } from "dotenv";\nconfig({ path: `.env.${process.env.STAGE}` });',
		['STAGE="prod"', ".env.prod (dotenv-17)"],
		{ script: "STAGE=prod tsx src/server.ts" },
	],
	['import { config } from "dotenv";\nconfig({ path: `.env.${process.env.STAGE}` });', ["hidden dotenv"]],
	['import { config } from "dotenv";\nconfig(options);', ["hidden dotenv"]],
	[
		'import { config } from "dotenv";\nconst options = { path: ".env.local" };\nconfig(options);',
		[".env.local (dotenv-17)"],
	],
	[
		'import { config } from "dotenv"\nconst files = [".env.local", ".env"]\nconfig({ path: files })',
		[".env.local > .env (dotenv-17)"],
	],
	[
		'import { config } from "dotenv";\nimport path from "node:path";\nimport { fileURLToPath } from "node:url";\nconst __filename = fileURLToPath(import.meta.url);\nconst here = path.dirname(__filename);\nconst root = path.resolve(here, "..");\nconfig({ path: path.join(root, ".env.local") });',
		[".env.local (dotenv-17)"],
	],
	['import { config } from "dotenv";\nconst a = b;\nconst b = a;\nconfig({ path: a });', ["hidden dotenv"]],
	[
		'import { config } from "dotenv";\nconfig({ path: process.env.NODE_ENV === "production" ? ".env.production" : ".env.local" });',
		[".env.local (dotenv-17)"],
	],
	[
		'import { config } from "dotenv";\nconfig({ path: process.env.NODE_ENV !== "production" ? ".env.local" : ".env.production" });',
		['NODE_ENV="production"', ".env.production (dotenv-17)"],
		{ script: "NODE_ENV=production node src/server.ts" },
	],
	[
		'import { config } from "dotenv";\nconfig({ path: `.env.${process.env.NODE_ENV || "development"}` });',
		[".env.development (dotenv-17)"],
	],
	['import { config } from "dotenv";\nconfig({ path: isLocal ? ".env.local" : ".env" });', ["hidden dotenv"]],
	['import { config } from "dotenv";\nconfig({ processEnv: mine });', []],
	['import { config } from "./config";\nconfig({ path: "x" });', []],
	[
		'import { config } from "dotenv";\nimport { expand } from "dotenv-expand";\nexpand(config());',
		[".env (dotenv-17) dotenv-cli fillsEmpty"],
	],
	["process.loadEnvFile();", [".env (node-22) required"]],
	['process.loadEnvFile(".env.local");', [".env.local (node-22) required"]],
	['import { loadEnvFile } from "node:process";\nloadEnvFile("a")', ["a (node-22) required"]],
	["start()\nprocess.loadEnvFile()", [".env (node-22) required"]],
	// A file that is looked for first, or whose absence is caught, need not be there.
	['import { loadEnvFile } from "node:process";\ntry { loadEnvFile("a"); } catch {}', ["a (node-22)"]],
	['if (existsSync(".env")) process.loadEnvFile(".env");', [".env (node-22)"]],
	['if (existsSync(".env")) { process.loadEnvFile(".env"); }', [".env (node-22)"]],
	['existsSync(".env") && process.loadEnvFile(".env");', [".env (node-22)"]],
	['const load = () => process.loadEnvFile();\nif (existsSync(".env")) load();', [".env (node-22)"]],
	[
		'function load() {\n\tconst path = ".env";\n\tif (!existsSync(path)) return;\n\tprocess.loadEnvFile(path);\n}\nload();',
		[".env (node-22)"],
	],
	[
		'import { loadEnvConfig } from "@next/env";\nloadEnvConfig(process.cwd());',
		[".env.production.local > .env.local > .env.production > .env (dotenv-17) next"],
	],
	[
		'import nextEnv from "@next/env";\nnextEnv.loadEnvConfig(process.cwd(), true);',
		[".env.development.local > .env.local > .env.development > .env (dotenv-17) next"],
	],
	[
		'import { config } from "@dotenvx/dotenvx";\nconfig({ path: ".env.production", overload: true });',
		[".env.production (dotenv-17) dotenvx overrides"],
	],
	['import "@dotenvx/dotenvx/config";', [".env (dotenv-17) dotenvx"]],
	['import "dotenv-flow/config";', [".env.local > .env (dotenv-17)"]],
	[
		'require("dotenv-flow").config();',
		['NODE_ENV="test"', ".env.test.local > .env.test > .env (dotenv-17)"],
		{ script: "NODE_ENV=test node src/server.ts" },
	],
	[
		'import { ConfigModule } from "@nestjs/config";\n@Module({ imports: [ConfigModule.forRoot({ isGlobal: true })] }) class App {}',
		[".env (dotenv-17)"],
	],
	[
		'import { ConfigModule } from "@nestjs/config";\nConfigModule.forRoot({ envFilePath: ["a", "b"], expandVariables: true });',
		["a > b (dotenv-17) nest"],
	],
	['import { ConfigModule } from "@nestjs/config";\nConfigModule.forRoot({ ignoreEnvFile: true });', []],
	[
		'import "./env.js";',
		[".env.local (dotenv-17)"],
		{ files: { "src/env.ts": 'import { config } from "dotenv";\nconfig({ path: ".env.local" });' } },
	],
	[
		'import { env } from "@/env";',
		[".env (dotenv-17)"],
		{ files: { "src/env/index.ts": 'import "./load";', "src/env/load.ts": 'import "dotenv/config";' } },
	],
	['import type { Env } from "./env";', [], { files: { "src/env.ts": 'import "dotenv/config";' } }],
	[
		'import "dotenv/config";\nimport "./env.js";',
		[".env (dotenv-17)", ".env.local (dotenv-17)"],
		{ files: { "src/env.ts": 'import { config } from "dotenv";\nconfig({ path: ".env.local" });' } },
	],
	["// import \"dotenv/config\"\nconst text = 'process.loadEnvFile()';", []],
];

describe("what a program's code loads", () => {
	for (const [text, layers, { script = "node src/server.ts", files = {}, dependencies = {} } = {}] of rows)
		it(`${script.replace("node src/server.ts", "")} ${text}`.trim(), () => {
			const all = { "src/server.ts": `${text}\n${call}`, ...files };
			const code = Object.entries(all).map(([name, content]) => ({ path: `/p/${name}`, text: content }));
			const project = {
				scripts: { start: script },
				dependencies: { "@remotion/lambda-client": "4", dotenv: "18.0.10", ...dependencies },
			};
			const [launch] = launchesOf(project, { code });
			assert.ok(launch);
			assert.deepEqual([launch.callsLambda, ...inShort(launch)], ["yes", ...layers]);
		});

	it("does not count behind all calls of the module", () => {
		const layers = (text: string) => {
			const code = [{ path: "/p/x.mjs", text }];
			const [launch] = launchesOf({ scripts: { start: "node x.mjs" } }, { code });
			return launch && inShort(launch);
		};
		assert.deepEqual(layers(`${call}process.loadEnvFile();`), []);
		assert.deepEqual(layers(`${call}process.loadEnvFile();\nawait getFunctions({});`), [".env (node-22) required"]);
		assert.deepEqual(layers(`${call}export function load() { process.loadEnvFile(); }`), [".env (node-22)"]);
		assert.deepEqual(layers(`${call}import "dotenv/config";`), [".env (dotenv-17)"]);
	});

	it("is told in a moment, where names are made of names that are made of names", () => {
		const lines = Array.from({ length: 60 }, (_, index) => `const a${index} = a${index + 1} + a${index + 1};`);
		const text = `${lines.join("\n")}\nconst a60 = "x";\nprocess.loadEnvFile(a0);\n${call}`;
		const started = performance.now();
		const [launch] = launchesOf({ scripts: { start: "node x.mjs" } }, { code: [{ path: "/p/x.mjs", text }] });
		assert.deepEqual(launch && inShort(launch), ["hidden process.loadEnvFile"]);
		assert.ok(performance.now() - started < 1000);
	});

	it("is looked for in the source of what is built", () => {
		const code = [{ path: "/p/src/server.ts", text: `import "dotenv/config";\n${call}` }];
		const [launch] = launchesOf({ scripts: { start: "node dist/server.js" } }, { code });
		assert.deepEqual(launch && inShort(launch), [".env (dotenv-17)"]);
	});

	it("says that a program does not call Lambda, where its text is known", () => {
		const code = [{ path: "/p/clean.mjs", text: "console.log(1)" }];
		const found = launchesOf({ scripts: { clean: "node clean.mjs", start: "node server.js" } }, { code });
		assert.deepEqual(
			found.map(({ id, callsLambda }) => [id, callsLambda]),
			[
				["script:start", "likely"],
				["script:clean", "unknown"],
			],
		);
	});

	it("is what the package's own dotenv loads, where its text is not known", () => {
		const layers = (dependency: string) => {
			const [launch] = launchesOf({ scripts: { start: "node x.js" }, dependencies: ["@remotion/lambda", dependency] });
			return launch && inShort(launch);
		};
		assert.deepEqual(layers("dotenv"), [".env (dotenv-17)"]);
		assert.deepEqual(layers("@nestjs/config"), [".env (dotenv-17)"]);
		assert.deepEqual(layers("dotenv-flow"), [".env.local > .env (dotenv-17)"]);
		assert.deepEqual(layers("express"), []);
	});

	it("is told with its place", () => {
		const text = `import { config } from "dotenv";\nconfig({ path: "a" });\n${call}`;
		const [launch] = launchesOf({ scripts: { start: "node x.mjs" } }, { code: [{ path: "/p/x.mjs", text }] });
		const layer = launch?.layers.at(-1);
		const origin = layer && "origin" in layer ? layer.origin : undefined;
		assert.equal(origin?.path, "/p/x.mjs");
		assert.equal(text.slice(origin?.range?.start, origin?.range?.end), "config");
	});
});

describe("what a program's imports call", () => {
	const dependencies = { "@remotion/lambda": "4" };
	const started = (files: Record<string, string>, script = "node server.ts") => {
		const texts = new Map(Object.entries(files).map(([name, text]) => [`/p/${name}`, text]));
		const [launch] = launchesOf({ scripts: { start: script }, dependencies }, { readCode: (path) => texts.get(path) });
		return launch;
	};
	const chain = (length: number) =>
		Object.fromEntries(
			Array.from({ length }, (_, index) => [
				`m${index}.ts`,
				`import { a } from "./m${index + 1}";\nexport const b = a;`,
			]),
		);

	it("is followed for several steps, and through modules that hand others on", () => {
		for (const length of [1, 3, 5]) {
			const files = { ...chain(length), [`m${length}.ts`]: call, "server.ts": 'export * from "./m0";' };
			assert.equal(started(files)?.callsLambda, "yes", String(length));
		}
		const handedOn = { "server.ts": 'import "dotenv";\nexport { a } from "./m0";', "m0.ts": call };
		assert.equal(started(handedOn)?.callsLambda, "yes");
		assert.equal(started({ ...chain(3), "m3.ts": "", "server.ts": 'import "./m0";' })?.callsLambda, "unknown");
	});

	it("brings the files that modules further away load", () => {
		const files = {
			...chain(4),
			"m4.ts": 'import "dotenv/config";\nexport const a = 1;',
			"server.ts": 'import "./m0";',
		};
		assert.deepEqual(inShort(started(files) ?? { layers: [] }), [".env (dotenv-17)"]);
	});

	it("is likely where not all was read, but not in a package without a client", () => {
		const many = Object.fromEntries(Array.from({ length: 300 }, (_, index) => [`a${index}.ts`, ""]));
		const server = Object.keys(many).map((name) => `import "./${name.slice(0, -3)}";`);
		assert.equal(started({ ...many, "server.ts": server.join("\n") })?.callsLambda, "likely");
		assert.equal(started({ ...chain(20), "server.ts": 'import "./m0";' })?.callsLambda, "likely");
		const texts = new Map([["/p/server.ts", server.join("\n")]]);
		for (const [name, text] of Object.entries(many)) texts.set(`/p/${name}`, text);
		const input = { readCode: (path: string) => texts.get(path) };
		const found = launchesOf({ scripts: { start: "node server.ts" }, dependencies: {} }, input);
		assert.equal(found[0]?.callsLambda, "unknown");
	});

	it("is looked for first where a name speaks of rendering", () => {
		const many = Object.fromEntries(Array.from({ length: 300 }, (_, index) => [`a${index}.ts`, ""]));
		const server = [...Object.keys(many).map((name) => `import "./${name.slice(0, -3)}";`), 'import "./routes/video";'];
		const files = { ...many, "server.ts": server.join("\n"), "routes/video.ts": 'import "../services/render";' };
		assert.equal(started({ ...files, "services/render.ts": call })?.callsLambda, "yes");
	});

	it("a program is read after many others were", () => {
		const many = Object.fromEntries(Array.from({ length: 300 }, (_, index) => [`a${index}.ts`, ""]));
		const server = Object.keys(many).map((name) => `import "./${name.slice(0, -3)}";`);
		const texts = new Map(
			Object.entries({ ...many, "server.ts": server.join("\n"), "deploy.ts": call, "seed.ts": "" }),
		);
		const scripts = { start: "node server.ts", other: "node other.js", seed: "node seed.ts", deploy: "node deploy.ts" };
		const found = launchesOf({ scripts, dependencies }, { readCode: (path) => texts.get(path.replace("/p/", "")) });
		assert.deepEqual(Object.fromEntries(found.map(({ id, callsLambda }) => [id, callsLambda])), {
			"script:deploy": "yes",
			"script:start": "likely",
			"script:other": "likely",
			"script:seed": "unknown",
		});
	});

	it("a program of TypeScript that is not there calls nothing, a built one may be made later", () => {
		assert.equal(started({}, "tsx src/seed.ts")?.callsLambda, "unknown");
		assert.equal(started({}, "node dist/server.js")?.callsLambda, "likely");
	});

	it("a built file is its source", () => {
		for (const source of ["src/index.ts", "index.ts", "server/index.ts"])
			assert.equal(started({ [source]: call }, "node dist/index.js")?.callsLambda, "yes", source);
	});
});
