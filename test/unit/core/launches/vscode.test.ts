// biome-ignore-all lint/suspicious/noTemplateCurlyInString: they stand in files of VS Code.
import assert from "node:assert/strict";
import { explain, type Launch } from "../../../../src/core/index.ts";
import type { LaunchInput } from "../../../../src/core/launches/launch.ts";
import { home, short, situation } from "../../situation.ts";
import { key, pair, values } from "./explained.ts";
import { launchesOf, layerInShort, type ProjectFiles } from "./project.ts";

const A = key("A");
const B = key("B");
const code = 'import { getSites } from "@remotion/lambda-client";\nawait getSites({ region: "us-east-1" });\n';
const awsFile = `[studio]\naws_access_key_id=${A}\naws_secret_access_key=not-a-real-secret-0123456789\n`;

interface Parts extends ProjectFiles {
	shell?: Record<string, string>;
	/** What this extension sets in terminals. */
	collection?: Record<string, string | null>;
	input?: Partial<LaunchInput>;
}

/** The launches of a project whose workspace has this file, without those of its package.json. */
function found(file: string, json: unknown, { input = {}, ...project }: Parts = {}): Launch[] {
	const text = typeof json === "string" ? json : JSON.stringify(json);
	const files = { [`.vscode/${file}.json`]: text, "render.mjs": code, ...project.files };
	const all = launchesOf(
		{ ...project, files },
		{ readCode: (path) => (files as Record<string, string>)[path.replace("/p/", "")], ...input },
	);
	return all.filter(({ kind }) => kind === "task" || kind === "debug");
}

/** What signs in a launch, in one short line. */
function answer(launch: Launch | undefined, { files = {}, shell = {}, collection = {} }: Parts): string {
	const all = { [`${home}/.aws/credentials`]: awsFile, ...files };
	const { active } = explain(
		situation({
			cwd: "/p",
			files: Object.fromEntries(
				Object.entries(all).map(([name, text]) => [name.startsWith("/") ? name : `/p/${name}`, text]),
			),
			environment: shell,
			terminal: collection,
			...(launch && { launch }),
		}),
	);
	return short(active);
}

const envA = { ".env": pair("REMOTION_AWS_", A) };
const isA = `keys ${A} by REMOTION_AWS_ACCESS_KEY_ID`;
const isB = `keys ${B} by REMOTION_AWS_ACCESS_KEY_ID`;
const studio = (variable: string) => `profile studio ${A} by ${variable}`;
const none = "error no-access-key-id";

const task = (parts: Record<string, unknown>) => ({ version: "2.0.0", tasks: [{ label: "t", ...parts }] });
const shellTask = (env: unknown, parts: Record<string, unknown> = {}) =>
	task({ type: "shell", command: "node render.mjs", options: { env }, ...parts });

describe("VS Code's tasks", () => {
	const rows: [what: string, json: unknown, parts: Parts, expected: string | undefined][] = [
		[
			"options.env over the shell",
			shellTask({ AWS_PROFILE: "studio" }),
			{ shell: { AWS_PROFILE: "x" } },
			studio("AWS_PROFILE"),
		],
		[
			"options.env over terminal.integrated.env",
			shellTask({ AWS_PROFILE: "studio" }),
			{ input: { terminalSettings: { AWS_PROFILE: "x" } } },
			studio("AWS_PROFILE"),
		],
		[
			"options.env over the terminal profile",
			shellTask({ AWS_PROFILE: "studio" }),
			{ input: { terminalProfile: { name: "p", env: { AWS_PROFILE: "x" } } } },
			studio("AWS_PROFILE"),
		],
		[
			"what the extension sets over options.env",
			shellTask({ AWS_PROFILE: "x" }),
			{ collection: { AWS_PROFILE: "studio" } },
			studio("AWS_PROFILE"),
		],
		[
			"null is the text null",
			shellTask({ AWS_PROFILE: null }),
			{ shell: { AWS_PROFILE: "studio" } },
			"error profile-not-found",
		],
		[
			"null of a process task",
			task({ type: "process", command: "node", args: ["render.mjs"], options: { env: { AWS_PROFILE: null } } }),
			{},
			"error profile-not-found",
		],
		[
			"an empty one is set and empty",
			shellTask({ REMOTION_AWS_PROFILE: "" }),
			{ shell: { REMOTION_AWS_PROFILE: "studio" } },
			none,
		],
		[
			"${env:…} is what VS Code has",
			shellTask({ AWS_PROFILE: "${env:P}" }),
			{ shell: { P: "studio" }, input: { terminalSettings: { P: "x" } } },
			studio("AWS_PROFILE"),
		],
		[
			"${env:…} not set",
			shellTask({ REMOTION_AWS_PROFILE: "${env:NOPE}" }),
			{ shell: { REMOTION_AWS_PROFILE: "studio" } },
			none,
		],
		[
			"${workspaceFolder}",
			shellTask({ AWS_SHARED_CREDENTIALS_FILE: "${workspaceFolder}/aws", AWS_PROFILE: "studio" }),
			{ files: { aws: awsFile.replace(A, B) } },
			`profile studio ${B} by AWS_PROFILE`,
		],
		["what VS Code does not know", shellTask({ AWS_PROFILE: "${nosuch:thing}" }), {}, "error profile-not-found"],
		[
			"an input",
			shellTask(Object.fromEntries(Object.keys(values("REMOTION_AWS_", A)).map((name) => [name, "${input:key}"]))),
			{},
			"keys  by REMOTION_AWS_ACCESS_KEY_ID",
		],
		["a number", shellTask({ AWS_PROFILE: 5 }), {}, "error profile-not-found"],
		[
			"a process without a type",
			task({ command: "node", args: ["render.mjs"], options: { env: { AWS_PROFILE: "studio" } } }),
			{},
			studio("AWS_PROFILE"),
		],
		[
			"npm",
			task({ type: "npm", script: "go", options: { env: { AWS_PROFILE: "studio" } } }),
			{ scripts: { go: "node render.mjs" } },
			studio("AWS_PROFILE"),
		],
		[
			"npm in a folder",
			task({ type: "npm", script: "go", path: "sub" }),
			{
				files: {
					"sub/package.json": '{"scripts":{"go":"node ../render.mjs"},"dependencies":{"@remotion/lambda":"*"}}',
					"sub/.env": "",
				},
				shell: { AWS_PROFILE: "studio" },
			},
			studio("AWS_PROFILE"),
		],
		["no such script", task({ type: "npm", script: "nope" }), {}, undefined],
		[
			"the block of this system",
			shellTask(
				{ AWS_PROFILE: "x" },
				{ linux: { options: { env: { AWS_PROFILE: "studio" } } }, osx: { options: { env: { AWS_PROFILE: "y" } } } },
			),
			{},
			studio("AWS_PROFILE"),
		],
		[
			"the block of macOS",
			shellTask(
				{ AWS_PROFILE: "x" },
				{ linux: { options: { env: { AWS_PROFILE: "y" } } }, osx: { options: { env: { AWS_PROFILE: "studio" } } } },
			),
			{ input: { os: "osx" } },
			studio("AWS_PROFILE"),
		],
		[
			"a block adds names",
			shellTask({ AWS_PROFILE: "studio" }, { linux: { options: { env: { AWS_REGION: "us-east-1" } } } }),
			{},
			studio("AWS_PROFILE"),
		],
		[
			"a block's command",
			task({ type: "shell", command: "tsc", linux: { command: "node render.mjs" } }),
			{ shell: { AWS_PROFILE: "studio" } },
			studio("AWS_PROFILE"),
		],
		[
			"the file's top",
			{
				version: "2.0.0",
				options: { env: { AWS_PROFILE: "studio" } },
				tasks: [{ label: "t", type: "shell", command: "node render.mjs" }],
			},
			{},
			studio("AWS_PROFILE"),
		],
		[
			"env of the task in the place of the top's",
			{
				version: "2.0.0",
				options: { env: { AWS_PROFILE: "studio" } },
				tasks: [{ label: "t", type: "shell", command: "node render.mjs", options: { env: { A: "b" } } }],
			},
			{},
			none,
		],
		[
			"a loader",
			task({ type: "shell", command: "npx", args: ["dotenv-cli", "-e", ".env", "--", "node", "render.mjs"] }),
			{ files: envA },
			isA,
		],
		[
			"a word with a blank",
			task({ type: "shell", command: "node", args: ["--env-file", "my env", "render.mjs"] }),
			{ files: { "my env": pair("REMOTION_AWS_", B) } },
			isB,
		],
		[
			"a quoted word",
			task({
				type: "shell",
				command: { value: "node", quoting: "escape" },
				args: [{ value: "--env-file=.env", quoting: "strong" }, "render.mjs"],
			}),
			{ files: envA },
			isA,
		],
		[
			"the folder",
			task({
				type: "shell",
				command: "node --env-file=.env ../render.mjs",
				options: { cwd: "${workspaceFolder}/sub" },
			}),
			{ files: { "sub/.env": pair("REMOTION_AWS_", B) } },
			isB,
		],
		[
			"a folder elsewhere",
			task({ type: "shell", command: "node render.mjs", options: { cwd: "/other" } }),
			{},
			undefined,
		],
		["tsc", task({ type: "shell", command: "tsc -p ." }), {}, undefined],
		["the studio", task({ type: "shell", command: "npx remotion studio" }), {}, undefined],
		["gulp", task({ type: "gulp", task: "x" }), {}, undefined],
		[
			"comments and trailing commas",
			'{ // c\n"version":"2.0.0","tasks":[{"label":"t","type":"shell","command":"node render.mjs","options":{"env":{"AWS_PROFILE":"studio",},},},],}',
			{},
			studio("AWS_PROFILE"),
		],
		["a broken file", '{"tasks":[{"label":"t","type":"shell","command":"node render.mjs"', {}, none],
		["no object", "[]", {}, undefined],
	];
	for (const [what, json, parts, expected] of rows)
		it(`${what}: ${expected ?? "no launch"}`, () => {
			const [launch, ...others] = found("tasks", json, parts);
			assert.deepEqual(others, []);
			assert.equal(launch && answer(launch, parts), expected);
		});

	it("have ids, labels and places", () => {
		const json = {
			version: "2.0.0",
			tasks: [
				{ label: "Deploy", type: "shell", command: "npx remotion lambda sites create && node render.mjs" },
				{ type: "npm", script: "go" },
			],
		};
		const text = JSON.stringify(json, null, 2);
		const all = found("tasks", text, { scripts: { go: "node render.mjs" } });
		assert.deepEqual(
			all.map(({ id, label, kind, place }) => [id, label, kind, place]),
			[
				["task:Deploy/remotion", "Task: Deploy", "task", "here"],
				["task:Deploy/node", "Task: Deploy", "task", "here"],
				["task:npm: go", "Task: npm: go", "task", "here"],
			],
		);
		assert.deepEqual(
			all.map(({ origin }) => text.slice(origin?.range?.start, origin?.range?.end).slice(0, 6)),
			["Deploy", "Deploy", "go"],
		);
	});

	it("are not the main launch over a script", () => {
		const files = { ".vscode/tasks.json": JSON.stringify(shellTask({ AWS_PROFILE: "x" })), "render.mjs": code };
		const ids = (scripts: Record<string, string>) =>
			launchesOf(
				{ scripts, files },
				{ readCode: (path) => (files as Record<string, string>)[path.replace("/p/", "")] },
			).map(({ id }) => id);
		assert.deepEqual(ids({ start: "node other.js" }), ["script:start", "task:t"]);
		assert.deepEqual(ids({ build: "tsc" }), ["task:t"]);
		assert.deepEqual(ids({ render: "npx remotion" }), ["task:t", "script:render"]);
	});
});

const debug = (parts: Record<string, unknown>, more: Record<string, unknown> = {}) => ({
	version: "0.2.0",
	configurations: [{ name: "d", type: "node", request: "launch", program: "${workspaceFolder}/render.mjs", ...parts }],
	...more,
});
const envFile = { envFile: "${workspaceFolder}/.env" };
const terminal = { console: "integratedTerminal" };
const typed = { type: "node-terminal", command: "node render.mjs", program: undefined };

const handedOn = { debuggerTakesProfile: true };

describe("VS Code's debug configurations", () => {
	const rows: [what: string, json: unknown, parts: Parts, expected: string | undefined][] = [
		["case 42: envFile", debug(envFile), { files: envA }, isA],
		["env over envFile", debug({ ...envFile, env: values("REMOTION_AWS_", B) }), { files: envA }, isB],
		["envFile over the shell", debug(envFile), { files: envA, shell: values("REMOTION_AWS_", B) }, isA],
		[
			"envFile is read as dotenv 18 does",
			debug(envFile),
			{ files: { ".env": `export AWS_PROFILE: studio # c` } },
			studio("AWS_PROFILE"),
		],
		["an envFile that is not there", debug(envFile), { shell: values("REMOTION_AWS_", B) }, isB],
		[
			"the internal console has VS Code's own environment",
			debug({}),
			{
				shell: { AWS_PROFILE: "studio" },
				collection: { AWS_PROFILE: "x" },
				input: { terminalSettings: { AWS_PROFILE: "y" } },
			},
			studio("AWS_PROFILE"),
		],
		[
			"the profile of new terminals, where the setting hands it on, over the file's keys as in terminals",
			debug(envFile),
			{ files: envA, collection: { REMOTION_AWS_PROFILE: "studio" }, input: handedOn },
			studio("REMOTION_AWS_PROFILE"),
		],
		[
			"handed on, but the file sets the name",
			debug(envFile),
			{
				files: { ".env": "REMOTION_AWS_PROFILE=studio\n" },
				collection: { REMOTION_AWS_PROFILE: "x" },
				input: handedOn,
			},
			studio("REMOTION_AWS_PROFILE"),
		],
		[
			"handed on, but env chooses keys",
			debug({ env: values("REMOTION_AWS_", B) }),
			{ collection: { REMOTION_AWS_PROFILE: "studio" }, input: handedOn },
			isB,
		],
		[
			"null in the internal console",
			debug({ env: { REMOTION_AWS_PROFILE: null } }),
			{ shell: { REMOTION_AWS_PROFILE: "x", ...values("REMOTION_AWS_", B) } },
			isB,
		],
		[
			"null there takes the file's away",
			debug({ ...envFile, env: { REMOTION_AWS_ACCESS_KEY_ID: null } }),
			{ files: envA },
			none,
		],
		[
			"${env:…} not set",
			debug({ env: { REMOTION_AWS_PROFILE: "${env:NOPE}" } }),
			{ shell: { REMOTION_AWS_PROFILE: "studio" } },
			none,
		],
		[
			"the terminal has settings and what the extension sets",
			debug(terminal),
			{ collection: { AWS_PROFILE: "studio" }, input: { terminalSettings: { AWS_PROFILE: "y" } } },
			studio("AWS_PROFILE"),
		],
		[
			"the terminal has not its profile's environment",
			debug(terminal),
			{ shell: { AWS_PROFILE: "studio" }, input: { terminalProfile: { name: "p", env: { AWS_PROFILE: "y" } } } },
			studio("AWS_PROFILE"),
		],
		[
			"env in the terminal over what the extension sets",
			debug({ ...terminal, env: { AWS_PROFILE: "studio" } }),
			{ collection: { AWS_PROFILE: "x" } },
			studio("AWS_PROFILE"),
		],
		[
			"envFile in the terminal over what the extension sets",
			debug({ ...terminal, ...envFile }),
			{ collection: values("REMOTION_AWS_", B), files: envA },
			isA,
		],
		[
			"null in the terminal leaves what is there",
			debug({ ...terminal, env: { AWS_PROFILE: null } }),
			{ shell: { AWS_PROFILE: "studio" } },
			studio("AWS_PROFILE"),
		],
		[
			"null in the terminal: the file's is not set",
			debug({ ...terminal, ...envFile, env: { AWS_PROFILE: null } }),
			{ shell: { AWS_PROFILE: "studio" }, files: { ".env": "AWS_PROFILE=x" } },
			studio("AWS_PROFILE"),
		],
		[
			"null in the terminal, set nowhere else",
			debug({ ...terminal, ...envFile, env: { AWS_PROFILE: null } }),
			{ files: { ".env": "AWS_PROFILE=x" } },
			none,
		],
		[
			"node-terminal: env over envFile and settings",
			debug({ ...typed, ...envFile, env: { AWS_PROFILE: "studio" } }),
			{
				files: { ".env": "AWS_PROFILE=y" },
				shell: { AWS_PROFILE: "x" },
				input: { terminalSettings: { AWS_PROFILE: "z" } },
			},
			studio("AWS_PROFILE"),
		],
		[
			"node-terminal: what the extension sets over env",
			debug({ ...typed, env: { AWS_PROFILE: "x" } }),
			{ collection: { AWS_PROFILE: "studio" } },
			studio("AWS_PROFILE"),
		],
		[
			"node-terminal: the terminal profile over env",
			debug({ ...typed, env: { AWS_PROFILE: "x" } }),
			{ input: { terminalProfile: { name: "p", env: { AWS_PROFILE: "studio" } } } },
			studio("AWS_PROFILE"),
		],
		[
			"node-terminal: null leaves what is there",
			debug({ ...typed, ...envFile, env: { AWS_PROFILE: null } }),
			{ shell: { AWS_PROFILE: "studio" }, files: { ".env": "AWS_PROFILE=x" } },
			studio("AWS_PROFILE"),
		],
		[
			"node-terminal runs a shell's line",
			debug({ ...typed, command: "AWS_PROFILE=studio npm run go" }),
			{ scripts: { go: "node render.mjs" } },
			studio("AWS_PROFILE"),
		],
		[
			"npm",
			debug({
				program: undefined,
				runtimeExecutable: "npm",
				runtimeArgs: ["run", "go"],
				env: { AWS_PROFILE: "studio" },
			}),
			{ scripts: { go: "node render.mjs" } },
			studio("AWS_PROFILE"),
		],
		[
			"tsx by its path",
			debug({ runtimeExecutable: "${workspaceFolder}/node_modules/.bin/tsx", runtimeArgs: ["--env-file=.env"] }),
			{ files: envA },
			isA,
		],
		[
			"Node.js by its path",
			debug({ runtimeExecutable: "/home/u/.nvm/versions/node/v24.0.0/bin/node", runtimeArgs: ["--env-file=.env"] }),
			{ files: envA },
			isA,
		],
		["bun reads .env itself", debug({ runtimeExecutable: "bun" }), { files: envA }, isA],
		["Bun's own type", debug({ type: "bun" }), { files: envA }, isA],
		[
			"Next.js by its file",
			debug({ program: "${workspaceFolder}/node_modules/next/dist/bin/next", args: ["dev"] }),
			{ dependencies: ["next", "@remotion/lambda"], files: envA },
			isA,
		],
		[
			"the block of this system",
			debug({ env: { AWS_PROFILE: "x" }, linux: { env: { AWS_PROFILE: "studio" } } }),
			{},
			studio("AWS_PROFILE"),
		],
		[
			"the block replaces env as a whole",
			debug({ env: { AWS_PROFILE: "studio" }, linux: { env: { A: "b" } } }),
			{},
			none,
		],
		[
			"the old name of the type",
			debug({ type: "pwa-node", env: { AWS_PROFILE: "studio" } }),
			{},
			studio("AWS_PROFILE"),
		],
		[
			"the folder",
			debug({ cwd: "${workspaceFolder}/sub", runtimeArgs: ["--env-file=.env"] }),
			{ files: { "sub/.env": pair("REMOTION_AWS_", B) } },
			isB,
		],
		["a path that is not known here", debug({ envFile: "${input:file}" }), {}, "hidden envFile"],
		["attach", debug({ request: "attach" }), {}, undefined],
		["a browser", debug({ type: "chrome" }), {}, undefined],
		["the open file", debug({ program: "${file}" }), {}, undefined],
	];
	for (const [what, json, parts, expected] of rows)
		it(`${what}: ${expected ?? "no launch"}`, () => {
			const [launch, ...others] = found("launch", json, parts);
			assert.deepEqual(others, []);
			assert.equal(launch && answer(launch, parts), expected);
		});

	it("of a .code-workspace file count too, and its tasks", () => {
		const workspace = {
			folders: [{ path: "." }],
			launch: debug({ env: { AWS_PROFILE: "studio" } }),
			tasks: shellTask({ AWS_PROFILE: "studio" }),
		};
		const parts = {
			files: { "/w/x.code-workspace": JSON.stringify(workspace) },
			input: { workspaceFile: "/w/x.code-workspace" },
		};
		const all = found("none", {}, parts);
		assert.deepEqual(
			all.map(({ id, label }) => [id, label]),
			[
				["debug:d", "Debug: d"],
				["task:t", "Task: t"],
			],
		);
		for (const launch of all) assert.equal(answer(launch, parts), studio("AWS_PROFILE"));
	});

	it("of the workspace's root count where they reach the project", () => {
		const files = {
			"/.vscode/launch.json": JSON.stringify(debug({ program: "${workspaceFolder}/p/render.mjs" })),
			"render.mjs": code,
		};
		const all = launchesOf({ files }, { root: "/", readCode: (path) => (path === "/p/render.mjs" ? code : undefined) });
		assert.deepEqual(
			all.map(({ id, cwd }) => [id, cwd]),
			[["debug:d", "/"]],
		);
	});
});

describe("the terminal's settings", () => {
	const project = (settings: string, input: Partial<LaunchInput>) =>
		launchesOf({ scripts: { go: "node render.mjs" }, files: { ".vscode/settings.json": settings } }, input)[0];

	it("come before the profile's environment and what the extension sets", () => {
		const launch = project("", {
			terminalSettings: { A: "1", B: null },
			terminalProfile: { name: "zsh", env: { A: "2" } },
		});
		assert.deepEqual(launch?.layers.slice(0, 4).map(layerInShort), ["shell", 'A="1" B=null', 'A="2"', "terminal"]);
	});

	it("have their place where the workspace's own settings say them", () => {
		const text = '{ // mine\n"terminal.integrated.env.linux": { "AWS_PROFILE": "studio" } }';
		const launch = project(text, { terminalSettings: { AWS_PROFILE: "studio", A: "1" } });
		const [, others, own] = launch?.layers ?? [];
		assert.deepEqual(others && layerInShort(others), 'A="1"');
		const origin = own && "origin" in own ? own.origin : undefined;
		assert.equal(text.slice(origin?.range?.start, origin?.range?.end), "AWS_PROFILE");
		const steps = explain(situation({ cwd: "/p", ...(launch && { launch }) })).steps;
		assert.match(steps.find(({ id }) => id === "aws-profile")?.origins[0]?.path ?? "", /settings\.json$/);
	});

	it("are named where no file of the workspace has them", () => {
		const launch = project("", { terminalSettings: { REMOTION_AWS_PROFILE: "" } });
		const { steps } = explain(situation({ cwd: "/p", ...(launch && { launch }) }));
		assert.match(steps.find(({ id }) => id === "remotion-profile")?.reason ?? "", /empty in terminal\.integrated\.env/);
	});

	it("print no secret", () => {
		const secret = "not-a-real-secret-0123456789-0123456789";
		const launch = project("", { terminalSettings: { AWS_SECRET_ACCESS_KEY: secret } });
		assert.doesNotMatch(JSON.stringify(launch), /not-a-real-secret/);
	});
});
