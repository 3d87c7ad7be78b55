import assert from "node:assert/strict";
import { explain } from "../../../../src/core/index.ts";
import { findLaunches } from "../../../../src/core/launches/findLaunches.ts";
import { canary, short, situation } from "../../situation.ts";
import { key, pair } from "./explained.ts";
import { inShort, launchesOf, launchInput } from "./project.ts";

const rsbuild = (mode: string, folder = "") =>
	`${[`.env.${mode}.local`, `.env.${mode}`, ".env.local", ".env"].map((name) => folder + name).join(" > ")} (dotenv-17) nest fillsEmpty`;

const viteNode = (mode: string, folder = "") =>
	rsbuild(mode, folder).replace("(dotenv-17) nest fillsEmpty", "(node-22) vite");

/** The script `run` of a package with these dependencies: runtime, layers, and whether it is the main server for developing. */
const rows: [script: string, dependencies: string[], programs: [runtime: string, ...layers: string[]][]][] = [
	["react-router dev", ["@react-router/dev"], [["react-router", "program development"]]],
	["react-router dev --host --port 3000", ["@react-router/dev"], [["react-router", "program development"]]],
	[
		"react-router dev --mode staging",
		["@react-router/dev"],
		[["react-router", ".env.staging.local > .env.staging > .env.local > .env (node-22) vite"]],
	],
	[
		"react-router dev app",
		["@react-router/dev"],
		[["react-router", "app/.env.development.local > app/.env.development > app/.env.local > app/.env (node-22) vite"]],
	],
	["npx @react-router/dev dev", ["@react-router/dev"], [["react-router", "program development"]]],
	["react-router build", ["@react-router/dev"], []],
	["react-router typegen && tsc", ["@react-router/dev"], []],
	["react-router-serve ./build/server/index.js", ["@react-router/serve"], [["react-router", "program production"]]],
	[
		"node --env-file=.env ./node_modules/.bin/react-router-serve build/server/index.js",
		["@react-router/serve"],
		[["react-router", ".env (node-22) required", "program production"]],
	],
	["vite", ["@react-router/dev"], [["react-router", "program development"]]],
	["vite dev --port 3000", ["@tanstack/react-start"], [["tanstack-start", "program development"]]],
	["vite dev", ["@tanstack/solid-start"], [["tanstack-start", "program development"]]],
	[
		"vite preview",
		["@tanstack/react-start"],
		[["tanstack-start", ".env.production.local > .env.production > .env.local > .env (node-22) vite"]],
	],
	["vite dev", ["@sveltejs/kit"], [["sveltekit", "program development"]]],
	["vite preview", ["@sveltejs/kit"], [["sveltekit", "program production"]]],
	["vite build", ["@sveltejs/kit"], []],
	["svelte-kit sync", ["@sveltejs/kit"], []],
	["vite", ["vite"], [["vite", "program development"]]],
	["vite --help", ["vite"], []],
	["nuxt dev", ["nuxt"], [["nuxt", "program development"]]],
	["nuxi dev app", ["nuxt"], [["nuxt", "program development"]]],
	["npx nuxi@latest preview", ["nuxt"], [["nuxt", "program development"]]],
	["nuxt dev --dotenv .env.local", ["nuxt"], [["nuxt", ".env.local (dotenv-17) nuxt"]]],
	["nuxt preview --dotenv=prod.env", ["nuxt"], [["nuxt", "prod.env (dotenv-17) nuxt"]]],
	["nuxt build && nuxt generate", ["nuxt"], []],
	["astro dev", ["astro"], [["astro", "program development"]]],
	["astro check && astro build", ["astro"], []],
	["nest start", ["@nestjs/core", "@nestjs/config"], [["nestjs", ".env (dotenv-17)"]]],
	["nest start --watch", ["@nestjs/core"], [["nestjs"]]],
	[
		"nest start api --env-file a --env-file=b",
		["@nestjs/core"],
		[["nestjs", "b (node-22) required", "a (node-22) required"]],
	],
	["nest build && node dist/main", ["@nestjs/core", "@nestjs/config"], [["nestjs", ".env (dotenv-17)"]]],
	["node dist/main.js", ["express"], [["node"]]],
	["node .output/server/index.mjs", ["nuxt"], [["nuxt", "program production"]]],
	["node .output/server/index.mjs", ["@tanstack/react-start"], [["tanstack-start", "program production"]]],
	["node .output/server/index.mjs", ["nitropack"], [["node"]]],
	["node --env-file=.env build", ["@sveltejs/kit"], [["sveltekit", ".env (node-22) required", "program production"]]],
	["HOST=0.0.0.0 node ./dist/server/entry.mjs", ["astro"], [["astro", 'HOST="0.0.0.0"', "program production"]]],
	["astro preview", ["astro"], [["astro", "program production"]]],
	["node ace serve --hmr", ["@adonisjs/core"], [["node", ".env.local > .env (dotenv-17) nest fillsEmpty"]]],
	["node ace.js render:all", ["@adonisjs/core"], [["node", ".env.local > .env (dotenv-17) nest fillsEmpty"]]],
	["node ace build", ["@adonisjs/core"], []],
	["node ace migration:run --force", ["@adonisjs/core"], []],
	["node ace", ["@adonisjs/core"], []],
	["node ace serve", ["express"], [["node"]]],
	[
		"node build/bin/server.js",
		["@adonisjs/core"],
		[["node", "build/.env.local > build/.env (dotenv-17) nest fillsEmpty"]],
	],
	[
		"NODE_ENV=test node ace test",
		["@adonisjs/core"],
		[["node", 'NODE_ENV="test"', ".env.test.local > .env.test > .env (dotenv-17) nest fillsEmpty"]],
	],
	[
		"ENV_PATH=/etc/x NODE_ENV=production node bin/server.js",
		["@adonisjs/core"],
		[
			[
				"node",
				'ENV_PATH="/etc/x"',
				'NODE_ENV="production"',
				"/etc/x/.env.production.local > /etc/x/.env.local > /etc/x/.env.production > /etc/x/.env (dotenv-17) nest fillsEmpty",
			],
		],
	],
	["rsbuild dev --open", ["@rsbuild/core"], [["node", rsbuild("development")]]],
	["rsbuild", ["@rsbuild/core"], [["node", rsbuild("development")]]],
	["npx rsbuild preview", ["@rsbuild/core"], [["node", rsbuild("production")]]],
	["rsbuild dev --env-mode staging -m production", ["@rsbuild/core"], [["node", rsbuild("staging")]]],
	["NODE_ENV=test rsbuild dev", ["@rsbuild/core"], [["node", 'NODE_ENV="test"', rsbuild("test")]]],
	["rsbuild dev -r app --env-dir=../env", ["@rsbuild/core"], [["node", rsbuild("development", "env/")]]],
	["rsbuild dev --no-env", ["@rsbuild/core"], [["node"]]],
	["rsbuild build", ["@rsbuild/core"], []],
	["vite-node x.ts --mode a", ["vite-node"], [["node", viteNode("development")]]],
	["npx vite-node -m lambda x.ts", ["vite-node"], [["node", viteNode("lambda")]]],
	[
		"NODE_ENV=production vite-node --root=app x.ts",
		["vite-node"],
		[["node", 'NODE_ENV="production"', viteNode("development", "app/")]],
	],
];

const client = "@remotion/lambda-client";

describe("the servers of frameworks", () => {
	for (const [script, dependencies, programs] of rows) {
		it(`${script} (${dependencies})`, () => {
			const found = launchesOf({ scripts: { run: script }, dependencies: [...dependencies, client] });
			const own = found.filter(({ id }) => /^script:run(?:$|\/)/.test(id));
			assert.deepEqual(
				own.map((launch) => [launch.runtime, ...inShort(launch)]),
				programs,
			);
		});
	}

	it("are the main launch for developing, where the package depends on a client", () => {
		const main = (dev: string, dependency: string, more: Record<string, string> = {}) =>
			launchesOf({
				scripts: { deploy: "remotion lambda sites create", ...more, dev },
				dependencies: [dependency, "@remotion/cli", client],
			})[0]?.id;
		assert.equal(main("react-router dev", "@react-router/dev"), "script:dev");
		assert.equal(main("react-router dev --mode staging", "@react-router/dev"), "script:dev");
		assert.equal(main("vite dev", "@tanstack/react-start", { preview: "vite preview" }), "script:dev");
		assert.equal(main("nuxt dev", "nuxt", { preview: "nuxt preview" }), "script:dev");
		assert.equal(main("nuxt dev --dotenv x", "nuxt"), "script:dev");
		assert.equal(main("vite dev", "@sveltejs/kit"), "script:dev");
		assert.equal(main("astro dev", "astro"), "script:dev");
		assert.equal(main("vite", "vite"), "script:deploy", "a page's own server calls no Lambda");
	});

	it("are told by their name where no script starts them", () => {
		for (const [dependency, id, label] of [
			["@react-router/dev", "server:react-router", "react-router dev"],
			["@tanstack/react-start", "server:tanstack-start", "vite dev"],
			["nuxt", "server:nuxt", "nuxt dev"],
			["@sveltejs/kit", "server:sveltekit", "vite dev"],
			["astro", "server:astro", "astro dev"],
			["@nestjs/core", "server:nestjs", "nest start"],
			["@adonisjs/core", "server:adonisjs", "node ace serve"],
		] as const) {
			const [launch] = launchesOf({ dependencies: [dependency, client] });
			assert.deepEqual([launch?.id, launch?.label], [id, label]);
			const started = launchesOf({ dependencies: [dependency, client], scripts: { dev: label } });
			assert.deepEqual(
				started.map((one) => one.id),
				["script:dev"],
			);
		}
	});

	it("know the version of Vite and of Node.js, which decide how a file is read", () => {
		const dialect = (versions: Record<string, string>, files: Record<string, string> = {}) =>
			launchesOf({
				scripts: { dev: "react-router dev --mode x" },
				dependencies: { "@react-router/dev": "8", [client]: "4", ...versions },
				files,
			})[0]?.layers.flatMap((layer) => (layer.kind === "files" ? layer.dialect : []));
		assert.deepEqual(dialect({ vite: "7.3.1" }), ["dotenv-17"]);
		assert.deepEqual(dialect({ vite: "8.0.0" }), ["node-22"]);
		assert.deepEqual(dialect({ vite: "^8.4.0" }, { ".nvmrc": "v20.1.0" }), ["node-20"]);
		const [old] = launchesOf({
			scripts: { run: "vite-node x.ts" },
			dependencies: { "vite-node": "^1.6.1", [client]: "4" },
		});
		assert.deepEqual(old && inShort(old), [], "it loads none before 2.0");
	});
});

describe("what signs in a framework's server", () => {
	const signs = (
		scripts: Record<string, string>,
		dependencies: string[],
		files: Record<string, string>,
		id: string,
	) => {
		const input = launchInput({ scripts, dependencies: [...dependencies, client], files });
		const launch = findLaunches(input).find((one) => one.id === id);
		assert.ok(launch, id);
		return short(explain({ ...situation(), readFile: input.readFile, cwd: "/p", launch }).active);
	};
	const [local, plain] = [key("LOCAL"), key("PLAIN")];
	const both = { ".env.local": pair("REMOTION_AWS_", local), ".env": pair("REMOTION_AWS_", plain) };
	const of = (id: string) => `keys ${id} by REMOTION_AWS_ACCESS_KEY_ID`;
	const none = /^error/;

	it("is .env.local over .env in React Router and TanStack Start, in dev alone (case 20)", () => {
		assert.equal(
			signs({ dev: "react-router dev" }, ["@react-router/dev", "@remotion/cli"], both, "script:dev"),
			of(local),
		);
		assert.equal(signs({ dev: "vite dev" }, ["@tanstack/react-start"], both, "script:dev"), of(local));
		assert.match(
			signs({ start: "react-router-serve build/server/index.js" }, ["@react-router/dev"], both, "script:start"),
			none,
		);
	});

	it("is .env alone in Nuxt, or what --dotenv names", () => {
		assert.equal(signs({ dev: "nuxt dev" }, ["nuxt"], both, "script:dev"), of(plain));
		assert.equal(signs({ preview: "nuxt preview" }, ["nuxt"], both, "script:preview"), of(plain));
		assert.equal(signs({ dev: "nuxt dev --dotenv .env.local" }, ["nuxt"], both, "script:dev"), of(local));
		assert.match(signs({ dev: "nuxt dev" }, ["nuxt"], { ".env.local": both[".env.local"] }, "script:dev"), none);
	});

	it("is .env in AdonisJS and Rsbuild, in the place of an empty variable too, and no ignored file", () => {
		for (const [script, dependency] of [
			["node ace serve", "@adonisjs/core"],
			["rsbuild dev", "@rsbuild/core"],
			["zx --env=.env deploy.mjs", "zx"],
		] as const) {
			const files = { ".env": pair("REMOTION_AWS_", plain) };
			const input = launchInput({ scripts: { dev: script }, dependencies: [dependency, client], files });
			const launches = findLaunches(input);
			const [launch] = launches;
			assert.ok(launch);
			const explained = (environment: Record<string, string>) =>
				explain({ ...situation({ environment }), readFile: input.readFile, cwd: "/p", launch, launches });
			assert.equal(short(explained({}).active), of(plain), script);
			const emptied = { REMOTION_AWS_ACCESS_KEY_ID: "", REMOTION_AWS_SECRET_ACCESS_KEY: "" };
			assert.equal(short(explained(emptied).active), of(plain), script);
			const shell = { REMOTION_AWS_ACCESS_KEY_ID: local, REMOTION_AWS_SECRET_ACCESS_KEY: canary };
			assert.equal(short(explained(shell).active), of(dependency === "zx" ? plain : local), script);
			assert.ok(!explained({}).findings.some(({ rule }) => rule === "ignored-env-file"), script);
		}
	});

	it("is nothing of .env in Vite, SvelteKit and Astro", () => {
		assert.match(signs({ dev: "vite" }, ["vite"], both, "script:dev"), none);
		assert.match(signs({ dev: "vite dev" }, ["@sveltejs/kit"], both, "script:dev"), none);
		assert.match(signs({ dev: "astro dev" }, ["astro"], both, "script:dev"), none);
	});

	it("is what NestJS's ConfigModule is told in the code, two steps from its main file", () => {
		const layers = (options: string) => {
			const code = [
				{ path: "/p/src/main.ts", text: 'import { AppModule } from "./app.module";\nboot(AppModule);' },
				{
					path: "/p/src/app.module.ts",
					text: `import { ConfigModule } from "@nestjs/config";\n@Module({ imports: [ConfigModule.forRoot(${options})] }) export class AppModule {}`,
				},
			];
			const project = { scripts: { dev: "nest start --watch", start: "node dist/main" } };
			const found = launchesOf({ ...project, dependencies: ["@nestjs/core", "@nestjs/config", client] }, { code });
			assert.deepEqual(
				found.map(({ id, callsLambda }) => [id, callsLambda]),
				[
					["script:dev", "likely"],
					["script:start", "likely"],
				],
			);
			assert.deepEqual(found[0] && inShort(found[0]), found[1] && inShort(found[1]));
			return found[0] && inShort(found[0]);
		};
		assert.deepEqual(layers("{ envFilePath: ['.env.local', '.env'] }"), [".env.local > .env (dotenv-17)"]);
		assert.deepEqual(layers("{ override: true }"), [".env (dotenv-17) overrides"]);
		assert.deepEqual(layers("{ envFilePath: process.env.FILE }"), ["hidden @nestjs/config"]);
	});

	it("is what stands in front of them, in each", () => {
		const scripts = {
			dev: "dotenv -e .env.local -- astro dev",
			other: "node --env-file=.env node_modules/vite/bin/vite.js",
		};
		assert.equal(signs(scripts, ["astro", "dotenv-cli"], both, "script:dev"), of(local));
		assert.equal(signs(scripts, ["@sveltejs/kit"], both, "script:other"), of(plain));
	});
});

describe("what signs in the cases of public reports", () => {
	const remotion = { "@remotion/cli": "4.0.527", "@remotion/lambda": "4.0.527" };
	const id = key("CASE");
	const signing = `keys ${id} by REMOTION_AWS_ACCESS_KEY_ID`;
	const main = (
		project: Parameters<typeof launchInput>[0],
		code: Record<string, string> = {},
	): [id: string | undefined, active: string, rules: string[]] => {
		const texts = Object.entries(code).map(([name, text]) => ({ path: `/p/${name}`, text }));
		const input = launchInput(project, { code: texts });
		const [launch] = findLaunches(input);
		assert.ok(launch);
		const { active, findings } = explain({ ...situation(), readFile: input.readFile, cwd: "/p", launch });
		return [launch.id, short(active), findings.map(({ rule }) => rule)];
	};
	const scripts = { remotion: "remotion studio", render: "remotion render", deploy: "node deploy.mjs" };
	const keys = `REMOTION_AWS_ACCESS_KEY_ID=${id}\nREMOTION_AWS_SECRET_ACCESS_KEY=${canary}\n`;
	const files = { ".env.local": keys };

	it("19: Next.js beside the CLI", () => {
		const dependencies = { ...remotion, next: "16.0.0", dotenv: "18.0.10" };
		const project = { scripts: { dev: "next dev", ...scripts }, dependencies, files };
		assert.deepEqual(main(project), ["script:dev", signing, []]);
	});

	it("20: React Router beside the CLI", () => {
		const dependencies = { ...remotion, "@react-router/dev": "8.4.0", dotenv: "18.0.10" };
		const project = { scripts: { dev: "react-router dev", ...scripts }, dependencies, files };
		assert.deepEqual(main(project), ["script:dev", signing, []]);
	});

	const call = 'import { getFunctions } from "@remotion/lambda-client";\n';
	const dependencies = { "@remotion/lambda-client": "4.0.527" };

	it("23: dotenv.config({ path }) before the call", () => {
		const project = {
			scripts: { render: "node scripts/render.mjs" },
			dependencies: { ...dependencies, dotenv: "18.0.10" },
			files,
		};
		const text = `${call}import dotenv from "dotenv";\ndotenv.config({ path: ".env.local" });\nawait getFunctions({});`;
		assert.deepEqual(main(project, { "scripts/render.mjs": text }), ["script:render", signing, []]);
	});

	for (const [what, loading] of [
		["process.loadEnvFile()", "process.loadEnvFile();"],
		["loadEnvConfig()", 'import { loadEnvConfig } from "@next/env";\nloadEnvConfig(process.cwd());'],
	] as const)
		it(`24: ${what} before the call`, () => {
			const project = {
				scripts: { start: "node server.js" },
				dependencies,
				files: { ".env": keys },
			};
			const text = `${call}${loading}\nawait getFunctions({});`;
			assert.deepEqual(main(project, { "server.js": text }), ["script:start", signing, []]);
		});
});
