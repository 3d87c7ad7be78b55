import assert from "node:assert/strict";
import { inShort, launchesOf, type ProjectFiles } from "./project.ts";

/** The workspace's root is `/`, the project `/p`: what the root's script `run` starts in the project. */
type Row = [script: string, programs: readonly (readonly string[])[], parts?: Parts];

interface Parts extends ProjectFiles {
	root?: Record<string, unknown>;
}

const dev = "program development";
const yarn4 = { root: { packageManager: "yarn@4.18.1" } };
const yarn = (path: string) => `${path} (dotenv-17) yarn overrides`;
const lernaFiles = ".env.local > .env > /.env.local > /.env (dotenv-17) nest";
const turbo = (more: Record<string, unknown> = {}, tasks: Record<string, unknown> = { dev: {} }) => ({
	"/turbo.json": `// comment\n${JSON.stringify({ tasks, ...more })}`,
});
/** Which of these names pass, of what turbo says. */
const asked = ["REMOTION_AWS_PROFILE", "AWS_PROFILE", "NEXT_X", "NODE_ENV"];

const rows: Readonly<Record<string, readonly Row[]>> = {
	"package managers": [
		["npm run dev -w p", [[dev]]],
		["npm run dev --workspace=./p", [[dev]]],
		["npm run dev --workspaces", [[dev]]],
		["npm run dev -w other", []],
		["npm --prefix p run dev", [[dev]]],
		["pnpm --filter @x/video dev", [[dev]]],
		["pnpm -F './p' run dev", [[dev]]],
		["pnpm -F video dev", [[dev]]],
		["pnpm -r run dev", [[dev]]],
		["pnpm -r --filter other run dev", []],
		["pnpm -C p dev", [[dev]]],
		["pnpm -C p next dev", [[dev]]],
		["A=1 pnpm --filter=@x/video exec next dev", [['A="1"', dev]]],
		["yarn workspace @x/video dev", [[dev]]],
		["yarn workspace @x/video run dev", [[dev]]],
		["yarn workspaces foreach -A run dev", [[dev]]],
		["yarn workspace @x/video dev", [[yarn("/.env.yarn"), yarn("/.env.yarn"), dev]], yarn4],
		["cd p && yarn dev", [[yarn("/.env.yarn"), yarn(".env.yarn"), dev]], yarn4],
		["yarn --cwd p dev", [[yarn("/.env.yarn"), yarn("/.env.yarn"), dev]], yarn4],
		[
			"yarn --cwd p dev",
			[[yarn("/.env.yarn"), yarn("a.env"), dev]],
			{ ...yarn4, files: { ".yarnrc.yml": "injectEnvironmentFiles: [a.env?]\n" } },
		],
		[
			"cd p && yarn dev",
			[[yarn("/a.env"), yarn("/a.env"), dev]],
			{ ...yarn4, files: { "/.yarnrc.yml": "injectEnvironmentFiles: [a.env?]\n", ".env.yarn": "" } },
		],
		[
			"cd p && yarn dev",
			[[yarn("/a.env"), yarn("/a.env"), dev]],
			{ ...yarn4, files: { "/.yarnrc.yml": "injectEnvironmentFiles: [a.env?]\n", ".yarnrc.yml": "nodeLinker: pnp\n" } },
		],
		[
			"cd p && yarn dev",
			[[yarn("/.env.yarn"), yarn("a.env"), dev]],
			{ ...yarn4, files: { ".yarnrc.yml": "injectEnvironmentFiles: [a.env?]\n" } },
		],
		["cd p && npm run dev", [[dev]]],
		["cd p && AWS_PROFILE=x next dev", [['AWS_PROFILE="x"', dev]]],
		["next dev p", [[dev]]],
		["next dev", []],
		["dotenv -e .env -- npm run dev -w p", [["/.env (dotenv-17) dotenv-cli", dev]]],
		["lage dev", [[dev]]],
	],
	nx: [
		["nx dev @x/video", [[nxFiles("dev"), dev]]],
		["nx run video:dev", [[nxFiles("dev"), dev]]],
		["nx run-many -t dev", [[nxFiles("dev"), dev]]],
		["nx run-many -t dev -p other", []],
		["NX_LOAD_DOT_ENV_FILES=false nx dev video", [['NX_LOAD_DOT_ENV_FILES="false"', dev]]],
		["nx dev video --env.A=1", [[nxFiles("dev"), 'A="1"', dev]]],
		[
			"nx run video:serve:production",
			[[nxFiles("serve", "production"), "/x.env (dotenv-17) nest required", 'A="1"', dev]],
			{ files: { "project.json": serve({ production: {} }) } },
		],
		[
			"nx run video:serve:gone",
			[[nxFiles("serve"), "/x.env (dotenv-17) nest required", 'A="1"', dev]],
			{ files: { "project.json": serve({}) } },
		],
	],
	lerna: [
		["lerna run dev", [[lernaFiles, dev]]],
		["lerna run dev --scope @x/video", [[lernaFiles, dev]]],
		["lerna run dev --scope other", []],
		["lerna run dev --no-load-env-files", [[dev]]],
		["lerna run dev", [[dev]], { files: { "/lerna.json": '{"useNx":false}' } }],
		["lerna exec -- next dev", [[dev]]],
	],
	moon: [
		["moon run p:dev", [[dev]]],
		["moon run :dev", [[dev]]],
		[
			"moon run p:serve",
			[['A="1" onlyIfUnset', "B=null", ".env.local > .env (dotenv-17)", dev]],
			{
				files: {
					"moon.yml":
						"tasks:\n  serve:\n    command: next dev\n    env:\n      A: '1'\n      B: null\n    options:\n      envFile: true\n",
				},
			},
		],
	],
};

function nxFiles(target: string, configuration?: string): string {
	const parts = [...(configuration ? [`${target}.${configuration}`, configuration] : []), target];
	const names = [
		...parts.flatMap((part) => [`.env.${part}.local`, `.env.${part}`, `.${part}.local.env`, `.${part}.env`]),
		".env.local",
		".local.env",
		".env",
	];
	return `${[...names, ...names.map((name) => `/${name}`)].join(" > ")} (dotenv-17) nest fillsEmpty`;
}

function serve(configurations: Record<string, unknown>): string {
	const options = { command: "next dev", cwd: "p", envFile: "x.env", env: { A: "1" } };
	return JSON.stringify({
		name: "video",
		targets: { serve: { executor: "nx:run-commands", options, configurations } },
	});
}

function found(script: string, { root = {}, files = {}, ...project }: Parts = {}) {
	const workspace = { scripts: { run: script }, workspaces: ["p"], ...root };
	return launchesOf(
		{
			dependencies: ["next", "@remotion/lambda"],
			scripts: { dev: "next dev" },
			...project,
			more: { name: "@x/video", ...project.more },
			files: {
				"/package.json": JSON.stringify(workspace),
				"/pnpm-workspace.yaml": "packages: [p]\n",
				"/node_modules/x": "",
				...files,
			},
		},
		{ root: "/" },
	).filter(({ id }) => id.startsWith("root:"));
}

describe("the scripts of a workspace's root", () => {
	for (const [group, some] of Object.entries(rows))
		for (const [script, programs, parts] of some)
			it(`${group}: ${script}`, () => {
				const all = found(script, parts);
				assert.deepEqual(
					all.map((launch) => inShort(launch)),
					programs,
				);
				for (const { cwd } of all) assert.equal(cwd, "/p");
			});

	it("have ids and labels that say so", () => {
		assert.deepEqual(
			found("npm run dev -w p", { root: { packageManager: "npm@11.0.0" } }).map(({ id, label }) => [id, label]),
			[["root:run", "npm run run (root)"]],
		);
	});

	it("are those of another package where the project is the root itself", () => {
		const [launch] = launchesOf({ scripts: { run: "cd packages/a && remotion lambda x" } }, { root: "/p" });
		assert.deepEqual([launch?.id, launch?.cwd], ["script:run", "/p/packages/a"]);
	});
});

describe("turbo", () => {
	const passing: [what: string, script: string, files: Record<string, string>, passes: readonly string[] | "all"][] = [
		["strict by default", "turbo run dev", turbo(), ["NEXT_X"]],
		["without run", "turbo dev", turbo(), ["NEXT_X"]],
		["loose by option", "turbo run dev --env-mode=loose", turbo(), "all"],
		["loose by option in two words", "turbo run dev --env-mode loose", turbo(), "all"],
		["loose by turbo.json", "turbo run dev", turbo({ envMode: "loose" }), "all"],
		["loose by variable", "TURBO_ENV_MODE=loose turbo run dev", turbo(), "all"],
		["the option outranks turbo.json", "turbo run dev --env-mode=strict", turbo({ envMode: "loose" }), ["NEXT_X"]],
		["the script's argument", "turbo run dev -- --env-mode=loose", turbo(), ["NEXT_X"]],
		["env", "turbo run dev", turbo({}, { dev: { env: ["REMOTION_AWS_PROFILE"] } }), ["REMOTION_AWS_PROFILE", "NEXT_X"]],
		[
			"a pattern",
			"turbo run dev",
			turbo({}, { dev: { passThroughEnv: ["REMOTION*PROFILE"] } }),
			["REMOTION_AWS_PROFILE", "NEXT_X"],
		],
		["globalEnv", "turbo run dev", turbo({ globalEnv: ["AWS_PROFILE"] }), ["AWS_PROFILE", "NEXT_X"]],
		["globalPassThroughEnv", "turbo run dev", turbo({ globalPassThroughEnv: ["*"] }), asked],
		[
			"a negation in the same list",
			"turbo run dev",
			turbo({}, { dev: { env: ["AWS_PROFILE", "!AWS_PROFILE"] } }),
			["NEXT_X"],
		],
		[
			"a negation of a pattern",
			"turbo run dev",
			turbo({}, { dev: { env: ["*", "!AWS_*"] } }),
			["REMOTION_AWS_PROFILE", "NEXT_X", "NODE_ENV"],
		],
		[
			"a task's negation of what passes globally",
			"turbo run dev",
			turbo({ globalPassThroughEnv: ["AWS_PROFILE"] }, { dev: { passThroughEnv: ["!AWS_PROFILE"] } }),
			["NEXT_X"],
		],
		["a task's negation of what is built in", "turbo run dev", turbo({}, { dev: { passThroughEnv: ["!NEXT_*"] } }), []],
		[
			"a negation in another list",
			"turbo run dev",
			turbo({ globalPassThroughEnv: ["AWS_PROFILE"] }, { dev: { env: ["!AWS_PROFILE"] } }),
			["AWS_PROFILE", "NEXT_X"],
		],
		["another task", "turbo run dev", turbo({}, { dev: {}, build: { env: ["AWS_PROFILE"] } }), ["NEXT_X"]],
		[
			"the package's own definition",
			"turbo run dev",
			turbo({}, { "@x/video#dev": { env: ["AWS_PROFILE"] }, dev: { env: ["NODE_ENV"] } }),
			["AWS_PROFILE", "NEXT_X"],
		],
		[
			"the package's turbo.json, which replaces",
			"turbo run dev",
			{
				...turbo({}, { dev: { passThroughEnv: ["NODE_ENV"] } }),
				"turbo.json": '{"extends":["//"],"tasks":{"dev":{"passThroughEnv":["AWS_PROFILE"]}}}',
			},
			["AWS_PROFILE", "NEXT_X"],
		],
		[
			"the package's turbo.json, which adds",
			"turbo run dev",
			{
				...turbo({}, { dev: { passThroughEnv: ["NODE_ENV"] } }),
				"turbo.json": '{"extends":["//"],"tasks":{"dev":{"passThroughEnv":["$TURBO_EXTENDS$","AWS_PROFILE"]}}}',
			},
			["AWS_PROFILE", "NEXT_X", "NODE_ENV"],
		],
		[
			"the package's turbo.json with another key",
			"turbo run dev",
			{
				...turbo({}, { dev: { passThroughEnv: ["NODE_ENV"] } }),
				"turbo.json": '{"extends":["//"],"tasks":{"dev":{"env":["AWS_PROFILE"]}}}',
			},
			["AWS_PROFILE", "NEXT_X", "NODE_ENV"],
		],
		[
			"the package's turbo.json that extends nothing",
			"turbo run dev",
			{
				...turbo({}, { dev: { passThroughEnv: ["NODE_ENV"] } }),
				"turbo.json": '{"extends":["//"],"tasks":{"dev":{"extends":false,"env":["AWS_PROFILE"]}}}',
			},
			["AWS_PROFILE", "NEXT_X"],
		],
	];
	for (const [what, script, files, passes] of passing)
		it(`lets through, ${what}: ${passes}`, () => {
			const [launch, ...others] = found(script, { files });
			assert.deepEqual(others, []);
			const only = launch?.layers.find((layer) => layer.kind === "only");
			if (passes === "all") assert.equal(only, undefined);
			else
				assert.deepEqual(
					asked.filter((name) => only && lets(only, name)),
					asked.filter((name) => passes.includes(name)),
				);
		});

	it("filters what a loader brings before it, and not what the task's script says", () => {
		const scripts = { dev: "AWS_PROFILE=x next dev" };
		const [launch] = found("dotenv -e .env -- turbo run dev --filter=@x/video", { files: turbo(), scripts });
		const [files, only, ...rest] = launch ? inShort(launch) : [];
		assert.equal(files, "/.env (dotenv-17) dotenv-cli");
		assert.match(only ?? "", /^only CI HOME /);
		assert.deepEqual(rest, ['AWS_PROFILE="x"', dev]);
	});
});

/** As the contract says it of `only` layers. */
function lets({ names, except = [] }: { names: readonly string[]; except?: readonly string[] }, name: string): boolean {
	const fits = (pattern: string) => new RegExp(`^${pattern.replaceAll("*", ".*")}$`).test(name);
	return names.includes(name) || (names.some(fits) && !except.some(fits));
}

describe("wireit", () => {
	it("has the command and the environment of the script's own entry", () => {
		const found = launchesOf({
			scripts: { dev: "wireit", other: "AWS_PROFILE=y next start" },
			more: {
				wireit: {
					dev: {
						command: "B=2 next dev",
						env: { AWS_PROFILE: "x", A: { external: true, default: "d" }, C: { external: true } },
						dependencies: ["other"],
					},
				},
			},
		}).filter(({ id }) => id.startsWith("script:dev"));
		assert.deepEqual(
			found.map((launch) => [launch.id, ...inShort(launch)]),
			[
				["script:dev/next", 'AWS_PROFILE="x"', 'A="d" onlyIfUnset', 'B="2"', dev],
				["script:dev/next~2", 'AWS_PROFILE="y"', "program production"],
			],
		);
	});
});
