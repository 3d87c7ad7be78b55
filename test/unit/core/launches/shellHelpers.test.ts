import assert from "node:assert/strict";
import { explain } from "../../../../src/core/index.ts";
import { findLaunches } from "../../../../src/core/launches/findLaunches.ts";
import { short, situation } from "../../situation.ts";
import { key, pair } from "./explained.ts";
import { inShort, launchesOf, launchInput, type ProjectFiles } from "./project.ts";

const client = "@remotion/lambda-client";
const scripts = { dev: "node server.js" };

/** The second launch, and what it has between the terminal and the script. */
function second(files: Record<string, string>, project: Partial<ProjectFiles> = {}, root?: string): string[] {
	const found = launchesOf({ scripts, files, ...project }, root === undefined ? {} : { root });
	const launch = found.find(({ label }) => label.includes("(with "));
	return launch ? inShort(launch) : ["none"];
}

const envrc: [what: string, text: string, layers: string[], more?: Record<string, string>][] = [
	["variables beat the shell", "export A=1 B='two 2'", ['A="1"', 'B="two 2"']],
	["made of others", 'export A=1\nexport B="$A-$X"', ['A="1"', 'B={"expand":"1-$\u007bX}","as":"shell"}']],
	["a variable that is not exported changes one that is", "A=1", ['A="1" onlyIfSet']],
	["unset", "unset AWS_PROFILE", ["AWS_PROFILE=null"]],
	["dotenv", "dotenv", [".env (direnv) overrides"]],
	["dotenv FILE", "dotenv .env.local", [".env.local (direnv) overrides"]],
	["dotenv FOLDER", "dotenv config", ["config/.env (direnv) overrides"], { "config/.env": "A=1" }],
	["dotenv_if_exists", "dotenv_if_exists .env.local", [".env.local (direnv) overrides"]],
	["one after the other", "dotenv\nexport A=1\ndotenv b", [".env (direnv) overrides", 'A="1"', "b (direnv) overrides"]],
	["under a condition", "if [ -f .env ]; then\n  dotenv\nfi", [".env (direnv) overrides"], { ".env": "B=1" }],
	["with &&", "[ -f .env ] && dotenv .env", [".env (direnv) overrides"], { ".env": "B=1" }],
	["under a condition that does not hold", "if [ -f .env ]; then\n  dotenv\nfi\nexport A=1", ['A="1"']],
	["paths", "PATH_add bin\npath_add PYTHONPATH lib\nwatch_file a\nexport A=1", ['A="1"']],
	["layouts and tools that set paths", "layout node\nuse node 22\nexport A=1", ['A="1"']],
	["programs", "npm install\nmkdir -p x\necho hi\nexport A=1", ['A="1"']],
	["code that is not known", "export A=1\nuse flake\nexport B=1", ['A="1"', "hidden direnv", 'B="1"']],
	["a function of their own", "load_secrets", ["hidden direnv"]],
	["eval of an output", 'eval "$(op signin)"', ["hidden direnv"]],
	["eval of a text", 'eval "export A=1"', ['A="1"']],
	["a value that a command prints", "export A=$(pass show a)", ['A={"unknown":"a command\'s output"}']],
	["source_env", "source_env .envrc.local\nexport B=1", ['A="1"', 'B="1"'], { ".envrc.local": "export A=1" }],
	["source_env FOLDER", "source_env sub", ["sub/.env (direnv) overrides"], { "sub/.envrc": "dotenv" }],
	["source_env that is not there", "source_env nope\nexport B=1", ['B="1"']],
	["source_env in a circle ends", "source_env .envrc", ["hidden direnv"]],
	["a file that is sourced", "set -a\n. ./.env\nset +a", [".env (sh) overrides"]],
	["a file whose name is not known", 'dotenv "$FILE"', ["hidden direnv"]],
	["export $(…)", "export $(cat .env | xargs)", [".env (xargs) overrides"]],
	["nothing that sets a variable", "PATH_add bin", ["none"]],
	["use mise", "use mise\nexport B=1", ['A="1"', 'A="1"', 'B="1"'], { "mise.toml": '[env]\nA = "1"' }],
];

const mise: [what: string, text: string, layers: string[], more?: Record<string, string>][] = [
	["texts, numbers, switches", '[env]\nA = "1"\nB = 2\nC = true\nD = false', ['A="1"', 'B="2"', 'C="true"', "D=null"]],
	[
		"what is not set stays",
		'[env]\nA = "$X-$\u007bY:-d}$$"',
		['A={"expand":"$\u007bX-\\\\$X}-$\u007bY:-d}\\\\$","as":"shell"}'],
	],
	["a template of a variable", '[env]\nA = "{{ env.X }}-a"', ['A={"expand":"$\u007bX}-a","as":"shell"}']],
	["other templates", '[env]\nA = "{{ exec(command=1) }}"', ['A={"unknown":"a template"}']],
	[
		"tables",
		'[env]\nA = { value = "1" }\nB = { default = "2" }\nC = { required = true }',
		['A="1"', 'B="2" fillsEmpty'],
	],
	["encrypted", '[env]\nA = { age = "x" }', ['A={"unknown":"an encrypted value"}']],
	["_.file", '[env]\nA = "1"\n_.file = ".env"\nB = "1"', ['A="1"', ".env (mise) overrides", 'B="1"']],
	[
		"several, the last wins",
		'[env]\n_.file = ["a", { path = "b", redact = true }]',
		["a (mise) overrides", "b (mise) overrides"],
	],
	["a file of the folder", '[env]\n_.file = "{{config_root}}/.env"', [".env (mise) overrides"]],
	["a file that is not known", '[env]\n_.file = "{{ env.F }}"', ["hidden mise"]],
	["a table of JSON", '[env]\n_.file = "e.json"', ['A="1" B="2" C="true"'], { "e.json": '{"A":"1","B":2,"C":true}' }],
	["encrypted by SOPS", '[env]\n_.file = "e.yaml"', ["hidden mise"], { "e.yaml": "A: x\nsops: {}" }],
	["_.source", '[env]\n_.source = "s.sh"', ['A="1"', 'B="2" onlyIfSet'], { "s.sh": "export A=1\nB=2" }],
	["_.source that cannot be followed", '[env]\n_.source = "s.sh"', ["hidden mise"], { "s.sh": "eval $(x)" }],
	["paths and Python", '[env]\n_.path = ["./x"]\n_.python.venv = ".venv"\nA = "1"', ['A="1"']],
	["a module of its own", "[env]\n_.vault = {}", ["hidden mise"]],
	[
		"env_file of the settings comes last",
		'[settings]\nenv_file = ".env"\n[env]\nA = "1"',
		['A="1"', ".env (mise-settings) overrides"],
	],
	["broken: nothing is set", "[env\nA=1", ["none"]],
	["another folder's word", '[tools]\nnode = "22"', ["none"]],
	[
		"a file with a bad line: nothing else is set",
		'[env]\nA = "1"\n_.file = ".env"',
		[".env (mise) overrides"],
		{ ".env": "B=1\nbad line" },
	],
	["local files win", '[env]\nA = "1"', ['A="1"', 'A="2"'], { "mise.local.toml": '[env]\nA = "2"' }],
	["the other name", "", ['A="2"'], { ".mise.toml": '[env]\nA = "2"' }],
];

describe("direnv", () => {
	for (const [what, text, layers, more] of envrc)
		it(`.envrc: ${what}`, () => {
			assert.deepEqual(second({ ".envrc": text, ...more }), layers);
		});

	it("takes the nearest .envrc above, up to the workspace's root", () => {
		const files = { "/.envrc": "export OUT=1", "/w/.envrc": "export A=1\ndotenv", "/w/p/package.json": "{}" };
		const project = { scripts, dependencies: [client] };
		const input = launchInput({ ...project, files });
		const json = input.readFile("/p/package.json");
		const readFile = (path: string) => (path === "/w/p/package.json" ? json : input.readFile(path));
		const found = findLaunches({ ...input, cwd: "/w/p", root: "/w", readFile });
		assert.deepEqual(found[1] && inShort(found[1]), ['A="1"', "/w/.env (direnv) overrides"]);
	});

	it("source_up goes on above", () => {
		const files = { ".envrc": "export A=2", "sub/.envrc": "source_up\nexport B=1", "sub/package.json": "{}" };
		const input = launchInput({ scripts, files });
		const json = input.readFile("/p/package.json");
		const readFile = (path: string) => (path === "/p/sub/package.json" ? json : input.readFile(path));
		const found = findLaunches({ ...input, cwd: "/p/sub", root: "/p", readFile });
		assert.deepEqual(
			found.flatMap((launch) => (launch.id.startsWith("direnv:") ? inShort(launch) : [])),
			['A="2"', 'B="1"'],
		);
	});
});

describe("mise", () => {
	for (const [what, text, layers, more] of mise)
		it(`mise.toml: ${what}`, () => {
			assert.deepEqual(second({ "mise.toml": text, ...more }), layers);
		});
});

describe("the launch with shells' helpers", () => {
	const A = key("A");
	const B = key("B");

	it("is one, behind the main one", () => {
		const found = launchesOf({
			scripts: { dev: "node a.js", start: "node b.js" },
			files: { ".envrc": "export A=1", "mise.toml": '[env]\nB = "1"' },
		});
		assert.deepEqual(
			found.map(({ id, label }) => `${id} ${label}`),
			[
				"script:dev npm run dev",
				"mise+direnv:script:dev npm run dev (with mise and direnv)",
				"script:start npm run start",
			],
		);
		assert.deepEqual(found[1] && inShort(found[1]), ['B="1"', 'A="1"']);
	});

	it("keeps the moments of values that a script makes of others", () => {
		const files = { ".envrc": "export A=1" };
		const [, launch] = launchesOf({ scripts: { dev: "B=$A A=2 C=$B node a.js" }, files });
		const input = situation({ launch: launch as NonNullable<typeof launch> });
		assert.ok(launch);
		assert.equal(explain(input).active.kind, "error");
		const withKeys = launchesOf({
			scripts: { dev: "REMOTION_AWS_ACCESS_KEY_ID=$ID ID=x node a.js" },
			files: { ".envrc": `export ID=${A}\nexport REMOTION_AWS_SECRET_ACCESS_KEY=not-a-real-secret-0123456789` },
		});
		const [plain, direnv] = withKeys.map((one) => short(explain(situation({ launch: one })).active));
		assert.equal(plain, "error no-access-key-id");
		assert.equal(direnv, `keys ${A} by REMOTION_AWS_ACCESS_KEY_ID`);
	});

	it("beats what the shell had, with files too; direnv drops a file with a line it cannot read", () => {
		const shell = { REMOTION_AWS_ACCESS_KEY_ID: B, REMOTION_AWS_SECRET_ACCESS_KEY: "not-a-real-secret-0123456789" };
		const signs = (files: Record<string, string>) => {
			const input = launchInput({ scripts, files });
			return findLaunches(input).map((launch) =>
				short(explain({ ...situation({ environment: shell }), readFile: input.readFile, cwd: "/p", launch }).active),
			);
		};
		const by = (id: string) => `keys ${id} by REMOTION_AWS_ACCESS_KEY_ID`;
		const env = pair("REMOTION_AWS_", A);
		assert.deepEqual(signs({ ".envrc": "dotenv", ".env": env }), [by(B), by(A)]);
		assert.deepEqual(signs({ ".envrc": "dotenv", ".env": `${env}my keys\n` }), [by(B), by(B)]);
		assert.deepEqual(signs({ "mise.toml": '[env]\n_.file=".env"', ".env": env }), [by(B), by(A)]);
		assert.deepEqual(signs({ "mise.toml": '[env]\n_.file=".env"', ".env": `${env}A: b\n` }), [by(B), by(B)]);
	});

	it("says that direnv rejects the file", () => {
		const input = launchInput({ scripts, files: { ".envrc": "dotenv", ".env": "A=1\nmy keys\n" } });
		const launch = findLaunches(input)[1];
		assert.ok(launch);
		const { findings } = explain({ ...situation(), readFile: input.readFile, cwd: "/p", launch });
		assert.ok(
			findings.some(({ message }) => message.startsWith("direnv rejects the whole file")),
			JSON.stringify(findings),
		);
	});

	it("is none for what is no terminal's", () => {
		assert.deepEqual(
			launchesOf({ scripts: {}, dependencies: [], files: { ".envrc": "export A=1" } }).map(({ id }) => id),
			["runtime:remotion-cli", "direnv:runtime:remotion-cli"],
		);
	});

	it("exec in a script has the same", () => {
		const run = (script: string, files: Record<string, string>) =>
			launchesOf({ scripts: { dev: script }, files }).flatMap((launch) =>
				launch.id === "script:dev" ? inShort(launch) : [],
			);
		const files = { ".envrc": "export A=1", "mise.toml": '[env]\nB = "1"', "sub/mise.toml": '[env]\nC = "1"' };
		assert.deepEqual(run("direnv exec . node a.js", files), ['A="1"']);
		assert.deepEqual(run("mise exec node@22 -- node a.js", files), ['B="1"']);
		assert.deepEqual(run("mise x -C sub -c 'node a.js'", files), ['B="1"', 'C="1"']);
	});

	it("never shows a secret", () => {
		const secret = "not-a-real-secret-of-the-envrc-000000001";
		const found = launchesOf({
			scripts,
			files: {
				".envrc": `export REMOTION_AWS_SECRET_ACCESS_KEY=${secret}`,
				"mise.toml": `[env]\nAWS_SESSION_TOKEN = "${secret}"\n_.file = "e.json"`,
				"e.json": `{"MY_API_KEY":"${secret}"}`,
			},
		});
		assert.ok(!JSON.stringify(found).includes(secret));
	});
});
