import assert from "node:assert/strict";
import { explain, explainLaunches, type Launch } from "../../../../src/core/index.ts";
import { short, situation } from "../../situation.ts";
import { inShort, launchesOf, type ProjectFiles } from "./project.ts";

const deploy = 'import { deployFunction } from "@remotion/lambda";\nawait deployFunction({ region: "us-east-1" });\n';
/** Written apart, so that no one takes the texts for templates. */
const secret = (name: string) => `$\u007b{ secrets.${name} }}`;
const expression = (text: string) => `$\u007b{ ${text} }}`;

const base: ProjectFiles = {
	dependencies: ["@remotion/lambda", "@remotion/cli"],
	scripts: { deploy: "remotion lambda sites create", lint: "eslint src" },
};

/** The launches of one workflow file, in `/p`. */
function workflowLaunches(yaml: string, project: ProjectFiles = {}, file = ".github/workflows/ci.yml"): Launch[] {
	const files = { "deploy.mjs": deploy, ...project.files, [file]: yaml };
	const code = Object.entries(files).map(([name, text]) => ({ path: `/p/${name}`, text }));
	const names = file.replace(/^.*\//, "");
	const list = (folder: string) => (folder === "/p/.github/workflows" ? [names, "README.md"] : []);
	return launchesOf({ ...base, ...project, files }, { code, list }).filter(({ kind }) => kind === "workflow");
}

function job(steps: string, more = ""): string {
	return `on: push\njobs:\n  video:\n    runs-on: ubuntu-latest\n${more}    steps:\n${steps}`;
}

const run = (command: string, more = "") => `      - run: ${command}\n${more}`;

function answers(yaml: string, project: ProjectFiles = {}): string[] {
	const files = { ...project.files };
	return workflowLaunches(yaml, project).map((launch) => {
		const given = Object.fromEntries(Object.entries(files).map(([name, text]) => [`/p/${name}`, text]));
		return short(explain(situation({ cwd: "/p", files: given, launch })).active);
	});
}

describe("a workflow's steps", () => {
	const table: [command: string, launches: readonly string[]][] = [
		["npx remotion lambda sites create", ["yes remotion-cli"]],
		["npx remotion lambda render x y --props=./p.json", ["yes remotion-cli"]],
		["npm run deploy", ["yes remotion-cli"]],
		["pnpm deploy-site", []],
		["npm ci && npm run deploy", ["yes remotion-cli"]],
		["node deploy.mjs", ["yes node"]],
		["node other.mjs", []],
		["npm run lint", []],
		["npx tsc --noEmit", []],
		["npx remotion render", []],
		["npx next dev &", []],
		['echo "remotion lambda sites create"', []],
	];
	for (const [command, expected] of table) {
		it(`${command}: ${expected.join(", ") || "none"}`, () => {
			const found = workflowLaunches(job(`      - run: |\n          ${command}\n`), {
				files: { "other.mjs": "console.log(1);\n" },
			});
			assert.deepEqual(
				found.map(({ callsLambda, runtime }) => `${callsLambda} ${runtime}`),
				expected,
			);
		});
	}

	it("are named by file, job and number, and as GitHub names them", () => {
		const yaml = job(
			`      - uses: actions/checkout@v5\n      - name: Deploy the site\n        run: npm run deploy\n${run("node deploy.mjs")}`,
		);
		assert.deepEqual(
			workflowLaunches(yaml).map(({ id, label, place, cwd }) => [id, label, place, cwd]),
			[
				["workflow:ci.yml#video/2", "ci.yml: Deploy the site", "elsewhere", "/p"],
				["workflow:ci.yml#video/3", "ci.yml: node deploy.mjs", "elsewhere", "/p"],
			],
		);
	});

	it("point at the text that is run", () => {
		const yaml = job("      - run: |\n          npm ci\n          npm run deploy\n");
		const [launch] = workflowLaunches(yaml);
		const { start = 0, end = 0 } = launch?.origin?.range ?? {};
		assert.equal(launch?.origin?.path, "/p/.github/workflows/ci.yml");
		assert.equal(yaml.slice(start, end), "npm ci\n          npm run deploy\n");
	});

	it("say where a variable in a script stands", () => {
		const yaml = job("      - run: |\n          npm ci\n          AWS_PROFILE=studio npm run deploy\n");
		const [launch] = workflowLaunches(yaml);
		const layer = launch?.layers.find(({ kind }) => kind === "variables");
		const range = layer && "origin" in layer ? layer.origin?.range : undefined;
		assert.equal(yaml.slice(range?.start, range?.end), "AWS_PROFILE=studio");
	});

	it("mask a secret in their name", () => {
		const yaml = job(run("REMOTION_AWS_SECRET_ACCESS_KEY=NotReal7Q2wZ4kB9xT1mC6vN8sD3fG5hJ0pL2rY1 npm run deploy"));
		const [launch] = workflowLaunches(yaml);
		assert.ok(!launch?.label.includes("NotReal7Q2wZ4"), launch?.label);
		assert.ok(!JSON.stringify(launch).includes("NotReal7Q2wZ4"));
	});

	it("are read of well-known names where folders cannot be listed", () => {
		const files = { ".github/workflows/deploy.yml": job(run("npm run deploy")) };
		const ids = launchesOf({ ...base, files }).map(({ id }) => id);
		assert.ok(ids.includes("workflow:deploy.yml#video/1"), ids.join());
	});

	it("never become the main launch while anything is started here", () => {
		const files = { ".github/workflows/ci.yml": job(run("npm run deploy")) };
		assert.equal(launchesOf({ ...base, scripts: {}, files })[0]?.id, "command:remotion");
		const library = { dependencies: ["@remotion/lambda-client"], files: { ...files, "deploy.mjs": deploy } };
		assert.equal(launchesOf(library)[0]?.id, "runtime:node");
	});

	for (const text of [
		"",
		"jobs: 1",
		"jobs:\n  a: [",
		"jobs:\n  a:\n    steps:\n      - run: [1]\n      - 2",
		"\u0000",
		"- a",
	]) {
		it(`are none in ${JSON.stringify(text)}`, () => assert.deepEqual(workflowLaunches(text), []));
	}
});

describe("what a workflow's step has", () => {
	const pair = { REMOTION_AWS_ACCESS_KEY_ID: secret("KEY"), REMOTION_AWS_SECRET_ACCESS_KEY: secret("SECRET") };
	const env = (values: Record<string, string>, indent: string) =>
		`${indent}env:\n${Object.entries(values)
			.map(([name, value]) => `${indent}  ${name}: ${value}\n`)
			.join("")}`;
	const configure = (inputs: Record<string, string>, version = "v6") =>
		`      - uses: aws-actions/configure-aws-credentials@${version}\n        with:\n${Object.entries(inputs)
			.map(([name, value]) => `          ${name}: ${value}\n`)
			.join("")}`;
	const role = { "role-to-assume": "arn:aws:iam::111122223333:role/deploy", "aws-region": "eu-central-1" };
	const remotionKeys = "keys  by REMOTION_AWS_ACCESS_KEY_ID";
	const plainKeys = "keys  by AWS_ACCESS_KEY_ID";
	const none = "error no-access-key-id";
	const step = run("npm run deploy");

	const table: [what: string, yaml: string, expected: string, files?: Record<string, string>][] = [
		["nothing", job(step), none],
		["the step's env", job(step + env(pair, "        ")), remotionKeys],
		["the job's env", job(step, env(pair, "    ")), remotionKeys],
		["the workflow's env", `${env(pair, "")}${job(step)}`, remotionKeys],
		["a container's env", job(step, `    container:\n      image: node:24\n${env(pair, "      ")}`), remotionKeys],
		["another step's env", job(run("npm ci", env(pair, "        ")) + step), none],
		["another job's env", `${job(step)}  other:\n${env(pair, "    ")}    steps: []\n`, none],
		[
			"a job's value over the workflow's",
			`${env(pair, "")}${job(step, env({ REMOTION_AWS_ACCESS_KEY_ID: '""' }, "    "))}`,
			none,
		],
		[
			"a half pair",
			job(step + env({ REMOTION_AWS_ACCESS_KEY_ID: secret("KEY") }, "        ")),
			"error no-secret-access-key",
		],
		[
			"an anchor",
			job(`${step}        env: &keys\n          A: 1\n${run("node deploy.mjs")}        env: *keys\n`),
			none,
		],
		[
			"variables in the script",
			job(
				`      - run: |\n          export REMOTION_AWS_ACCESS_KEY_ID='${secret("K")}'\n          REMOTION_AWS_SECRET_ACCESS_KEY="${secret("S")}" npm run deploy\n`,
			),
			remotionKeys,
		],
		[
			"variables that refer to others",
			job(
				step +
					env(
						{ REMOTION_AWS_ACCESS_KEY_ID: expression("env.ID"), REMOTION_AWS_SECRET_ACCESS_KEY: expression("env.S") },
						"        ",
					),
				env({ ID: "AKIAFAKEWORKFLOW0001", S: secret("S") }, "    "),
			),
			"keys AKIAFAKEWORKFLOW0001 by REMOTION_AWS_ACCESS_KEY_ID",
		],
		["a role of configure-aws-credentials", job(configure(role) + step), "keys +token by AWS_ACCESS_KEY_ID"],
		["a role in another job", `${job(step)}  other:\n    steps:\n${configure(role)}`, none],
		["a role after the step", job(step + configure(role)), none],
		[
			"keys of configure-aws-credentials",
			job(
				configure({
					"aws-access-key-id": secret("A"),
					"aws-secret-access-key": secret("B"),
					"aws-region": "us-east-1",
				}) + step,
			),
			plainKeys,
		],
		["its region alone", job(configure({ "aws-region": "us-east-1" }) + step), none],
		["a role that is not exported", job(configure({ ...role, "output-env-credentials": "false" }) + step), none],
		[
			"a role beside AWS_PROFILE of the job",
			job(configure(role) + step, env({ AWS_PROFILE: "studio" }, "    ")),
			"error profile-not-found",
		],
		["a role beside REMOTION_ keys", job(configure(role) + step + env(pair, "        ")), remotionKeys],
		[
			"a profile that configure-aws-credentials writes",
			job(configure({ ...role, "aws-profile": "studio" }) + step + env({ REMOTION_AWS_PROFILE: "studio" }, "        ")),
			"hidden configure-aws-credentials",
		],
		[
			"a profile (case 45)",
			job(`      - run: npx remotion lambda sites create\n${env({ REMOTION_AWS_PROFILE: "studio" }, "        ")}`),
			"error profile-not-found",
		],
		[
			"a profile on a runner of one's own",
			job(step + env({ REMOTION_AWS_PROFILE: "studio" }, "        ")).replace("ubuntu-latest", "[self-hosted, linux]"),
			"hidden the self-hosted runner",
		],
		[
			"a profile that a step writes",
			job(
				run("aws configure set aws_access_key_id x --profile studio") +
					step +
					env({ AWS_PROFILE: "studio" }, "        "),
			),
			"hidden step 1 of the job video",
		],
		[
			"what a step puts into GITHUB_ENV",
			job(
				`      - run: |\n          echo "REMOTION_AWS_ACCESS_KEY_ID=${secret("K")}" >> $GITHUB_ENV\n          echo "REMOTION_AWS_SECRET_ACCESS_KEY=${secret("S")}" >> "$GITHUB_ENV"\n${step}`,
			),
			remotionKeys,
		],
		["a whole file in GITHUB_ENV", job(run("cat secrets.txt >> $GITHUB_ENV") + step), "hidden GITHUB_ENV"],
		[
			"a .env that is checked in",
			job(step),
			"keys AKIAFAKECHECKEDIN01 by REMOTION_AWS_ACCESS_KEY_ID",
			{ ".env": keysFile("AKIAFAKECHECKEDIN01") },
		],
		[
			"a .env that Git leaves out",
			job(step),
			none,
			{ ".env": keysFile("AKIAFAKECHECKEDIN01"), ".gitignore": "node_modules\n.env*\n" },
		],
		[
			"a .env that the step writes",
			job(
				`      - run: |\n          echo "REMOTION_AWS_ACCESS_KEY_ID=${secret("K")}" >> .env\n          echo "REMOTION_AWS_SECRET_ACCESS_KEY=${secret("S")}" >> .env\n          npm run deploy\n`,
			),
			remotionKeys,
			{ ".gitignore": ".env\n" },
		],
		[
			"a .env that is written as a whole",
			job(run(`echo "${secret("ENV")}" > .env`) + step),
			"hidden .env",
			{ ".gitignore": ".env\n" },
		],
		["a .env that is copied", job(run("cp .env.ci .env") + step), "hidden .env"],
	];
	for (const [what, yaml, expected, files = {}] of table) {
		it(`${what}: ${expected}`, () =>
			assert.deepEqual(
				answers(yaml, { files }),
				expected === "" ? [] : yaml.includes("*keys") ? [expected, expected] : [expected],
			));
	}

	it("AWS_ keys from secrets for a program of Node.js (case 44)", () => {
		const yaml = job(
			`      - run: node deploy.mjs\n${env({ AWS_ACCESS_KEY_ID: secret("KEY"), AWS_SECRET_ACCESS_KEY: secret("SECRET") }, "        ")}`,
		);
		const [launch] = workflowLaunches(yaml);
		assert.deepEqual(launch && inShort(launch), [
			'AWS_ACCESS_KEY_ID={"unknown":"secrets.KEY"}',
			'AWS_SECRET_ACCESS_KEY={"unknown":"secrets.SECRET"}',
		]);
		assert.deepEqual(answers(yaml), [plainKeys]);
	});

	it("is nothing of this machine's", () => {
		const [launch] = workflowLaunches(job(step));
		const environment = { AWS_PROFILE: "default", REMOTION_AWS_ACCESS_KEY_ID: "AKIAFAKESHELL0000001" };
		const files = {
			"/home/tester/.aws/credentials":
				"[default]\naws_access_key_id = AKIAFAKELOCAL0000001\naws_secret_access_key = x\n",
		};
		assert.equal(short(explain(situation({ cwd: "/p", environment, files, ...(launch && { launch }) })).active), none);
	});

	it("is read in its own folder: working-directory, defaults, cd", () => {
		const files = { "web/package.json": JSON.stringify({ scripts: { x: "remotion lambda sites create" } }) };
		const cwds = (yaml: string) => workflowLaunches(yaml, { files }).map(({ cwd }) => cwd);
		assert.deepEqual(cwds(job(`${run("npm run x")}        working-directory: web\n`)), ["/p/web"]);
		assert.deepEqual(cwds(job(run("npm run x"), "    defaults:\n      run:\n        working-directory: ./web\n")), [
			"/p/web",
		]);
		assert.deepEqual(cwds(`defaults:\n  run:\n    working-directory: web\n${job(run("npm run x"))}`), ["/p/web"]);
		assert.deepEqual(cwds(job(run("cd web && npm run x"))), ["/p/web"]);
	});

	it("is told of the shells that this reading knows", () => {
		const ids = (shell: string) => workflowLaunches(job(`${step}        shell: ${shell}\n`)).length;
		assert.deepEqual(["bash", "sh", "pwsh", "cmd", "python", "bash -l {0}"].map(ids), [1, 1, 1, 1, 0, 1]);
	});
});

function keysFile(id: string): string {
	return `REMOTION_AWS_ACCESS_KEY_ID=${id}\nREMOTION_AWS_SECRET_ACCESS_KEY=not-a-real-secret-for-a-workflow-00000001\n`;
}

describe("findings of a workflow's launches", () => {
	const found = (yaml: string) => {
		const launches = workflowLaunches(yaml);
		const { findings } = explainLaunches(situation({ cwd: "/p" }), launches);
		return findings.map(({ rule, origin: { path, range } }) => [rule, path, yaml.slice(range?.start, range?.end)]);
	};
	const path = "/p/.github/workflows/ci.yml";

	it("are told at the place of a profile's name (case 45)", () => {
		const yaml = job(run("npx remotion lambda sites create", "        env:\n          REMOTION_AWS_PROFILE: studio\n"));
		assert.deepEqual(found(yaml), [["profile-without-files", path, "REMOTION_AWS_PROFILE"]]);
	});

	it("are told at the place of a name that nobody reads", () => {
		const yaml = job(run("npm run deploy", `        env:\n          REMOTION_AWS_ACESS_KEY_ID: ${secret("K")}\n`));
		assert.deepEqual(found(yaml), [["misspelled-variable", path, "REMOTION_AWS_ACESS_KEY_ID"]]);
	});

	it("are none of a secret with a name of its own", () => {
		const values = [
			["REMOTION_AWS_ACCESS_KEY_ID", "AWS_ACCESS_KEY"],
			["REMOTION_AWS_SECRET_ACCESS_KEY", "AWS_SECRET_KEY"],
			["REMOTION_AWS_REGION", "PROD_REGION"],
		];
		const env = values.map(([name = "", from = ""]) => `          ${name}: ${secret(from)}\n`).join("");
		assert.deepEqual(found(job(run("npm run deploy", `        env:\n${env}`))), []);
	});
});
