import assert from "node:assert/strict";
import { explain } from "../../../../src/core/index.ts";
import { findLaunches } from "../../../../src/core/launches/findLaunches.ts";
import { short, situation } from "../../situation.ts";
import { key, pair } from "./explained.ts";
import { inShort, launchesOf, launchInput } from "./project.ts";

const dollar = "$";
const client = "@remotion/lambda-client";

interface Row {
	what: string;
	script: string;
	dependencies?: string[];
	files?: Record<string, string>;
	/** Of each program: what it is, and its layers. */
	expected: string[][];
}

/** What serverless sets where nothing tells it a region. */
const region = 'AWS_REGION="us-east-1" AWS_DEFAULT_REGION="us-east-1"';

const rows: Row[] = [
	{
		what: "trigger.dev: its files, the first wins, over the dashboard and the shell (case 41)",
		script: "trigger dev",
		expected: [
			[
				"node",
				"hidden trigger.dev dev",
				".env > .env.development > .env.local > .env.development.local > dev.vars (dotenv-17) overrides",
				'NODE_ENV="development"',
			],
		],
	},
	{
		what: "trigger.dev with a file of its own",
		script: "npx trigger.dev@latest dev --env-file .env.x",
		expected: [["node", "hidden trigger.dev dev", ".env.x (dotenv-17) overrides", 'NODE_ENV="development"']],
	},
	{ what: "trigger.dev's deployment", script: "trigger deploy", expected: [] },
	{
		what: "netlify dev: functions alone",
		script: "netlify dev",
		expected: [
			[
				"node",
				".env.development.local > .env.local > .env.development > .env (dotenv-17)",
				'AWS_REGION="dev" onlyIfUnset',
			],
		],
	},
	{
		what: "netlify dev in front of Next.js",
		script: "netlify dev",
		dependencies: ["next"],
		expected: [
			["next", ".env.development.local > .env.local > .env.development > .env (dotenv-17)", "program development"],
			[
				"node",
				".env.development.local > .env.local > .env.development > .env (dotenv-17)",
				'AWS_REGION="dev" onlyIfUnset',
			],
		],
	},
	{
		what: "netlify dev with a command, files and variables of netlify.toml, and a linked site",
		script: "ntl dev",
		files: {
			"netlify.toml":
				'[dev]\ncommand = "node server.js"\nenvFiles = [".env.x"]\n[build.environment]\nA = "1"\nB = "2"\n[context.dev.environment]\nB = "3"',
			".netlify/state.json": '{"siteId":"x"}',
		},
		expected: [
			["node", ".env.x (dotenv-17)", 'A="1" B="3" onlyIfUnset', "hidden netlify dev", 'AWS_REGION="dev" onlyIfUnset'],
			["node", ".env.x (dotenv-17)", 'A="1" B="3" onlyIfUnset', "hidden netlify dev", 'A="1" B="3"'],
		],
	},
	{
		what: "netlify dev with a command that it is told",
		script: 'netlify dev -c "A=1 node server.js"',
		files: { "netlify.toml": '[dev]\ncommand = "next dev"\n[build.environment]\nB = "2"' },
		expected: [
			[
				"node",
				".env.development.local > .env.local > .env.development > .env (dotenv-17)",
				'B="2" onlyIfUnset',
				'AWS_REGION="dev" onlyIfUnset',
			],
			[
				"node",
				".env.development.local > .env.local > .env.development > .env (dotenv-17)",
				'B="2" onlyIfUnset',
				'B="2"',
				'A="1"',
			],
		],
	},
	{
		what: "netlify dev --offline asks no site",
		script: "netlify dev --offline",
		files: { ".netlify/state.json": '{"siteId":"x"}' },
		expected: [
			[
				"node",
				".env.development.local > .env.local > .env.development > .env (dotenv-17)",
				'AWS_REGION="dev" onlyIfUnset',
			],
		],
	},
	{
		what: "netlify dev:exec",
		script: "netlify dev:exec node app.js",
		expected: [["node", ".env.development.local > .env.local > .env.development > .env (dotenv-17)"]],
	},
	{ what: "netlify build", script: "netlify build", expected: [] },
	{
		what: "vercel dev: .env beats the shell",
		script: "vercel dev",
		files: { ".env": "A=1", ".env.local": "B=1" },
		expected: [["node", ".env.build > .env (dotenv-17) overrides"]],
	},
	{
		what: "vercel dev without .env: what Vercel keeps",
		script: "vercel dev",
		expected: [["node", "hidden vercel dev"]],
	},
	{
		what: "vercel dev in front of Next.js",
		script: "vercel dev",
		dependencies: ["next"],
		files: { ".env": "A=1" },
		expected: [["next", ".env.build > .env (dotenv-17) overrides", "program development"]],
	},
	{ what: "vercel's deployment", script: "vercel deploy --prod", expected: [] },
	{
		what: "wrangler: nothing of the shell",
		script: "wrangler dev",
		expected: [["node", ".env.local > .env (dotenv-17) wrangler overrides"]],
	},
	{
		what: "wrangler with .dev.vars and vars",
		script: "wrangler dev",
		files: { ".dev.vars": "A=1", "wrangler.toml": '[vars]\nA = "0"\nB = "1"' },
		expected: [["node", ".dev.vars (dotenv-17) overrides", 'A="0" B="1" onlyIfUnset']],
	},
	{
		what: "wrangler's environment",
		script: "wrangler dev --env staging",
		files: { "wrangler.jsonc": '{ // c\n"vars": {"A": "0"}, "env": {"staging": {"vars": {"B": "1"}}}, }' },
		expected: [
			[
				"node",
				".env.staging.local > .env.staging > .env.local > .env (dotenv-17) wrangler overrides",
				'B="1" onlyIfUnset',
			],
		],
	},
	{
		what: "wrangler with files that it is told: those alone, beside its configuration, and --var over all",
		script: "cd sub && wrangler dev --env-file a --env-file b --var A:x:y",
		files: { "wrangler.toml": "[vars]\nA = 5\nB = [1]", ".dev.vars": "A=1" },
		expected: [["node", "b > a (dotenv-17) wrangler overrides required", 'A="5" B="[1]" onlyIfUnset', 'A="x:y"']],
	},
	{
		what: "wrangler's environment by a variable",
		script: "CLOUDFLARE_ENV=staging wrangler dev",
		files: { ".dev.vars": "A=1", ".dev.vars.staging": "A=2" },
		expected: [["node", ".dev.vars.staging (dotenv-17) overrides"]],
	},
	{ what: "wrangler's deployment", script: "wrangler deploy", expected: [] },
	{
		what: "serverless offline with useDotenv: AWS_ names alone, then the service's variables",
		script: "serverless offline",
		files: {
			"serverless.yml": `service: x\nuseDotenv: true\nprovider:\n  environment:\n    A: ${dollar}{env:B}\n    C: ${dollar}{env:D, 'd'}-x\n    E: ${dollar}{ssm:/x}\n    F: 5\nfunctions:\n  hi:\n    handler: h.hi\n    environment: { F: f }\n`,
		},
		expected: [
			[
				"node",
				".env (dotenv-17) next",
				"only AWS_*",
				region,
				`A={"expand":"${dollar}{B}","as":"shell","after":3} C={"expand":"${dollar}{D-d}-x","as":"shell","after":3} E={"unknown":"a variable of serverless"} F="f"`,
			],
		],
	},
	{
		what: "serverless offline --localEnvironment with a file of the stage",
		script: "sls offline start --localEnvironment --stage prod",
		files: { "serverless.yml": "useDotenv: true", ".env.prod": "A=1", ".env": "A=2" },
		expected: [["node", ".env.prod (dotenv-17) next", region]],
	},
	{
		what: "serverless invoke local: the stage behind an option that isn't given",
		script: "serverless invoke local",
		files: {
			"serverless.yml": `useDotenv: true\nprovider:\n  stage: ${dollar}{opt:stage, env:STAGE, 'prod'}\n`,
			".env.prod": "A=1",
			".env": "A=2",
		},
		expected: [["node", ".env.prod (dotenv-17) next", region]],
	},
	{
		what: "serverless invoke local",
		script: "serverless invoke local -f hi",
		files: { "serverless.yml": "functions:\n  hi: { environment: { A: a } }\n  ho: { environment: { A: b } }\n" },
		expected: [["node", region, 'A="a"']],
	},
	{
		what: "serverless invoke local: the region and the profile that it is told, over the shell",
		script: "serverless invoke local -f hi --stage dev",
		files: {
			"serverless.yml": `provider:\n  region: ${dollar}{env:R, "eu-west-1"}\n  profile: studio\nfunctions:\n  hi: {}\n`,
		},
		expected: [
			[
				"node",
				`AWS_REGION={"expand":"${dollar}{R-eu-west-1}","as":"shell"} AWS_DEFAULT_REGION={"expand":"${dollar}{R-eu-west-1}","as":"shell"} AWS_PROFILE="studio"`,
			],
		],
	},
	{
		what: "serverless: a reference is to what serverless has, whatever the function is given above",
		script: "serverless invoke local",
		files: {
			"serverless.yml": `functions:\n  hi:\n    environment:\n      S: s\n      A: ${dollar}{env:S}\n      B: ${dollar}{env:N}\n`,
		},
		expected: [
			[
				"node",
				region,
				`S="s" A={"expand":"${dollar}{S}","as":"shell","after":2} B={"expand":"${dollar}{N}","as":"shell"}`,
			],
		],
	},
	{
		what: "functions that differ",
		script: "serverless offline",
		files: { "serverless.yml": "functions:\n  hi: { environment: { A: a } }\n  ho: { environment: { A: b } }\n" },
		expected: [
			["node", "only AWS_*", region, 'A="a"'],
			["node", "only AWS_*", region, 'A="b"'],
		],
	},
	{ what: "serverless deploy", script: "serverless deploy", files: { "serverless.yml": "{}" }, expected: [] },
	{ what: "serverless without its file", script: "serverless offline", expected: [] },
	{
		what: "nf: each line of the Procfile, the file over the shell",
		script: "nf start",
		files: { Procfile: "web: node server.js\n# c\nworker: A=1 node worker.js\nlint: eslint .\n" },
		expected: [
			["node", ".env (foreman) overrides"],
			["node", ".env (foreman) overrides", 'A="1"'],
		],
	},
	{
		what: "nf with a file and a process",
		script: "nf -e a,b start web=2",
		files: { Procfile: "web: node server.js\nworker: node worker.js\n" },
		expected: [["node", "b > a (foreman) overrides"]],
	},
	{ what: "nf run", script: "nf -e a run node server.js", expected: [["node", "a (foreman) overrides"]] },
	{ what: "nf alone", script: "nf", files: { Procfile: "web: node server.js\n" }, expected: [] },
	{ what: "pm2", script: "pm2 start server.js --name x", expected: [["node", "hidden pm2"]] },
	{ what: "pm2 with its ecosystem", script: "pm2-runtime ecosystem.config.js", expected: [["node", "hidden pm2"]] },
	{ what: "pm2's other commands", script: "pm2 logs", expected: [] },
	{ what: "deno run", script: "deno run -A main.ts", expected: [["deno"]] },
	{ what: "deno main.ts", script: "deno --env-file main.ts", expected: [["deno", ".env (deno)"]] },
	{
		what: "deno with files: the last wins",
		script: "deno run --env-file=a -A --env-file=b --config deno.json main.ts",
		expected: [["deno", "b > a (deno)"]],
	},
	{ what: "deno --env-file F takes F for the program", script: "deno run --env-file .env main.ts", expected: [] },
	{
		what: "deno task",
		script: "deno task --env-file=.env.x start",
		files: { "deno.jsonc": '{ // c\n"tasks": { "start": { "command": "A=1 deno run -A main.ts" }, } }' },
		expected: [["deno", ".env.x (deno)", 'A="1"']],
	},
	{
		what: "deno task of a script",
		script: "deno task start",
		expected: [["node"]],
	},
	{
		what: "Remotion's command line on Deno",
		script: "deno run -A npm:@remotion/cli@4.0.527 lambda sites create",
		expected: [["remotion-cli", "program"]],
	},
	{ what: "deno test", script: "deno test", expected: [] },
	{
		what: "bun --bun run with Bun 1.3: its files for the program",
		script: "bun --bun run start",
		files: { ".bun-version": "1.3.14" },
		expected: [["node", ".env.development.local > .env.local > .env.development > .env (bun) bun"]],
	},
	{ what: "bun --bun run with Bun 1.4: none", script: "bun --bun run start", expected: [["node"]] },
	{
		what: "bunfig.toml: bun in the place of Node.js",
		script: "NODE_ENV=production bun run start",
		files: { ".bun-version": "1.3.14", "bunfig.toml": "[run]\nbun = true" },
		expected: [
			["node", 'NODE_ENV="production"', ".env.production.local > .env.local > .env.production > .env (bun) bun"],
		],
	},
	{
		what: "bunfig.toml without files",
		script: "bun app.ts",
		files: { "bunfig.toml": "# c\nenv = { file = false }" },
		expected: [["bun"]],
	},
	{
		what: "bunfig.toml: env under [run] means nothing",
		script: "bun app.ts",
		files: { "bunfig.toml": "[run]\nenv = false" },
		expected: [["bun", "program"]],
	},
	{ what: "bun --no-env-file", script: "bun --no-env-file app.ts", expected: [["bun"]] },
	{
		what: "bun --env-file",
		script: "bun --no-env-file --env-file=a --env-file=b app.ts",
		expected: [["bun", "b > a (bun) bun"]],
	},
];

describe("local servers of platforms and tools", () => {
	for (const { what, script, dependencies = [], files = {}, expected } of rows)
		it(what, () => {
			const found = launchesOf({
				scripts: { run: script, start: "node start.js" },
				dependencies: [client, ...dependencies],
				files,
			});
			const own = found.filter(({ id }) => /^script:run(?:$|\/|~)/.test(id));
			assert.deepEqual(
				own.map((launch) => [launch.runtime, ...inShort(launch)]),
				expected,
			);
		});

	it("are no launch on this machine where they see nothing of it", () => {
		const [launch] = launchesOf({ scripts: { dev: "wrangler dev" } });
		assert.equal(launch?.place, "elsewhere");
	});

	it("of deno.json's tasks have a launch each", () => {
		const tasks = {
			dev: "deno run -A --env-file main.ts",
			build: "deno bundle main.ts",
			set: "export A=1 && deno main.ts",
		};
		const found = launchesOf({ files: { "deno.json": JSON.stringify({ tasks }) } });
		assert.deepEqual(
			found.map((launch) => [launch.id, launch.label, ...inShort(launch)]),
			[
				["deno:dev", "deno task dev", ".env (deno)"],
				["deno:set", "deno task set", 'A="1"'],
			],
		);
	});

	it("take bad files for none", () => {
		const files = {
			"deno.json": `{"tasks":${"[".repeat(20_000)}`,
			"netlify.toml": "[",
			"serverless.yml": ": : :\n\t-",
		};
		for (const script of ["netlify dev", "serverless offline", "deno task x"])
			launchesOf({ scripts: { dev: script }, files });
	});
});

describe("what signs under them", () => {
	const [A, B] = [key("A"), key("B")];
	const signs = (
		script: string,
		files: Record<string, string>,
		environment: Record<string, string> = {},
		dependencies: string[] = [],
	) => {
		const input = launchInput({ scripts: { dev: script }, dependencies: [client, ...dependencies], files });
		const [launch] = findLaunches(input);
		assert.ok(launch);
		return short(explain({ ...situation({ environment }), readFile: input.readFile, cwd: "/p", launch }).active);
	};
	const by = (id: string, prefix = "REMOTION_AWS_") => `keys ${id} by ${prefix}ACCESS_KEY_ID`;
	const shell = { REMOTION_AWS_ACCESS_KEY_ID: B, REMOTION_AWS_SECRET_ACCESS_KEY: "not-a-real-secret-0123456789" };

	it("41: trigger.dev has .env, over the shell", () => {
		const files = { ".env": pair("REMOTION_AWS_", A) };
		assert.equal(signs("trigger dev", files, {}, ["@trigger.dev/sdk"]), by(A));
		assert.equal(signs("trigger dev", files, shell), by(A));
		assert.equal(signs("trigger dev", { ".env.local": pair("REMOTION_AWS_", A) }), by(A));
		assert.equal(signs("trigger dev", {}), "hidden trigger.dev dev");
	});

	it("trigger.dev passes a blank value by, and that of the files behind it", () => {
		const blank = "REMOTION_AWS_ACCESS_KEY_ID= \nREMOTION_AWS_SECRET_ACCESS_KEY=\n";
		const files = { ".env": blank, ".env.local": pair("REMOTION_AWS_", A) };
		assert.equal(signs("trigger dev", files, shell), "hidden trigger.dev dev");
	});

	it("netlify dev: the shell over the files; a linked site fills in what is missing", () => {
		const files = { ".env": pair("REMOTION_AWS_", A) };
		assert.equal(signs("netlify dev", files), by(A));
		assert.equal(signs("netlify dev", files, shell), by(B));
		const linked = { ".netlify/state.json": "{}" };
		assert.equal(signs("netlify dev", { ...files, ...linked }), by(A));
		assert.equal(signs("netlify dev", linked), "hidden netlify dev");
	});

	it("vercel dev: .env over the shell, and no .env.local", () => {
		assert.equal(signs("vercel dev", { ".env": pair("REMOTION_AWS_", A) }, shell), by(A));
		assert.equal(signs("vercel dev", { ".env.local": pair("REMOTION_AWS_", A) }), "hidden vercel dev");
	});

	it("wrangler: its files alone", () => {
		assert.equal(signs("wrangler dev", { ".env": pair("REMOTION_AWS_", A) }, shell), by(A));
		assert.match(signs("wrangler dev", {}, shell), /^error/);
	});

	it("serverless offline: a REMOTION pair of .env reaches a function by its environment alone", () => {
		const env = { ".env": pair("REMOTION_AWS_", A) };
		assert.match(signs("serverless offline", { ...env, "serverless.yml": "useDotenv: true" }), /^error/);
		const handed = ["ACCESS_KEY_ID", "SECRET_ACCESS_KEY"]
			.map((name) => `    REMOTION_AWS_${name}: ${dollar}{env:REMOTION_AWS_${name}}\n`)
			.join("");
		const yaml = `useDotenv: true\nprovider:\n  environment:\n${handed}`;
		assert.equal(signs("serverless offline", { ...env, "serverless.yml": yaml }), by(A));
		const plain = { ".env": pair("AWS_", A), "serverless.yml": "useDotenv: true" };
		assert.equal(signs("serverless offline", plain), by(A, "AWS_"));
	});

	it("pm2 keeps what it was started with", () => {
		assert.equal(signs("pm2 start server.js", {}), "hidden pm2");
	});

	it("Deno has .env with --env-file alone, and the first assignment counts", () => {
		const text = `${pair("REMOTION_AWS_", A)}REMOTION_AWS_ACCESS_KEY_ID=${B}\n`;
		assert.equal(signs("deno run -A --env-file main.ts", { ".env": text }), by(A));
		assert.match(signs("deno run -A main.ts", { ".env": text }), /^error/);
	});
});
