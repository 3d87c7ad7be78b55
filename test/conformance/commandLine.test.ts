/** The command line as people run it: the built package, in a process of its own, with files and an environment of its own. */
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { readReport } from "../../src/core/environmentReport/read.ts";
import { root } from "../harness/paths.ts";
import { skip } from "../harness/skip.ts";
import { canary } from "../unit/situation.ts";
import { builtCommandLine, Machine } from "./commandLineBuilt.ts";

const keys = { AWS_ACCESS_KEY_ID: "AKIANOTAREALKEY7Q2WZ", AWS_SECRET_ACCESS_KEY: canary };
const envFile = "AWS_ACCESS_KEY_ID=AKIAFAKEDOTENV000001\nAWS_SECRET_ACCESS_KEY=not-a-real-secret\n";
const withCli = JSON.stringify({ dependencies: { "@remotion/cli": "4.0.527", "@remotion/lambda": "4.0.527" } });

describe("the command line in a process of its own", function () {
	this.timeout(180_000);
	const machines: Machine[] = [];
	const machine = (files: Readonly<Record<string, string>> = {}) => {
		const made = new Machine(files);
		machines.push(made);
		return made;
	};
	before(builtCommandLine);
	after(() => {
		for (const one of machines) one.dispose();
	});

	it("explains its own environment, without colors where there is no terminal", async () => {
		const { status, stdout, stderr } = await machine().run([], keys);
		assert.deepEqual([status, stderr], [0, ""]);
		assert.match(stdout, /^Keys AKIA…Q2WZ · shell · us-east-1\nRuntime: Remotion CLI\n/);
		assert.ok(!stdout.includes("\u001b") && !stdout.includes(canary));
	});

	it("says that nobody waits for its report any more, where a script of the extension is run later", async () => {
		const one = machine({ "request.json": '{ "socket": "/nonexistent/s", "token": "a" }' });
		for (const file of ["request.json", "gone.json", "package.json"]) {
			const { status, stdout, stderr } = await one.run(["--send-report", file], keys);
			assert.deepEqual([status, stdout], [70, ""]);
			assert.match(stderr, /^VS Code no longer waits for this\. /);
		}
	});

	it("reads .env where the program that calls Remotion reads it", async () => {
		const one = machine({ ".env": envFile });
		assert.match((await one.run([])).stdout, /^Keys AKIA…0001 · \.env:1 · us-east-1\n/);
		assert.match((await one.run(["--runtime", "node"])).stdout, /^No credentials: no access key ID\n/);
	});

	it("takes the runtime and the version from package.json", async () => {
		const next = JSON.stringify({ dependencies: { next: "16.0.0", "@remotion/lambda": "4.0.527" } });
		const { stdout } = await machine({ "package.json": next, ".env.local": envFile }).run([]);
		assert.match(stdout, /^Keys AKIA…0001 · \.env\.local:1\nRuntime: Next\.js · Remotion 4\.0\.527\n/);
	});

	for (const [loader = "", ...args] of [
		["dotenv-cli/cli.js", "-e", ".env.staging", "--"],
		["dotenv/dist/cli.cjs", "run", "-f", ".env.staging", "--"],
		["env-cmd/bin/env-cmd.js", "-f", ".env.staging"],
		["@dotenvx/dotenvx/src/cli/dotenvx.js", "run", "-q", "-f", ".env.staging", "--"],
	])
		it(`sees what a loader hands over: ${loader}`, async () => {
			const one = machine({ ".env.staging": envFile });
			const cli = join(await builtCommandLine(), "cli.cjs");
			const program = join(root, "node_modules", loader);
			const words = [program, ...args, process.execPath, cli, "--runtime", "node"];
			const { status, stdout, stderr } = one.spawn(process.execPath, words);
			assert.equal(status, 0, stderr);
			assert.match(stdout, /^Keys AKIA…0001 · shell$/m);
		});

	it("gives a report that the extension reads", async () => {
		const one = machine({
			".env": "REMOTION_AWS_PROFILE=staging\n",
			"~/.aws/config": "[profile staging]\nregion = eu-west-1\n",
		});
		const { stdout } = await one.run(["--json"], { CI: "true", GITHUB_ACTIONS: "true" });
		const read = readReport(stdout);
		assert.ok(read.ok, read.ok ? "" : read.problem);
		const { place, answer, createdBy, sources } = read.report;
		assert.deepEqual(
			[place.name, place.runtime, answer?.text, createdBy.name],
			["GitHub Actions", "remotion-cli", "Profile can't be used", "remotion-lambda-credentials"],
		);
		assert.equal(createdBy.version, JSON.parse(readFileSync(join(root, "package.json"), "utf8")).version);
		assert.equal(sources?.find(({ id }) => id === "remotion-profile")?.state, "broken");
	});

	it("lists the launches of a folder, and tells those apart that differ in a secret alone", async () => {
		const pair = "REMOTION_AWS_ACCESS_KEY_ID=AKIANOTAREALKEY7Q2WZ REMOTION_AWS_SECRET_ACCESS_KEY=";
		const scripts = { whole: `${pair}not-a-real-secret node a.mjs`, half: `${pair} node a.mjs` };
		const { stdout } = await machine({
			"package.json": JSON.stringify({ scripts, dependencies: { "@remotion/lambda": "4.0.527" } }),
			"a.mjs": 'import { getFunctions } from "@remotion/lambda/client";\nawait getFunctions({});\n',
			"vercel.json": "{}",
		}).run(["--launches"]);
		assert.match(stdout, /^ {2}npm run whole +Keys AKIA…Q2WZ$/m);
		assert.match(stdout, /^ {2}npm run half +No credentials: no secret access key$/m);
		assert.match(stdout, /^ {2}Deployed to Vercel +Fails · Access keys set by the platform$/m);
	});

	it("says nothing against a file that a launch reads", async () => {
		const files = { ".env.staging": envFile, ".env.local": envFile };
		const scripts = { dev: "dotenv -e .env.local -- remotion lambda render x" };
		const manifest = JSON.stringify({ scripts, dependencies: { "@remotion/cli": "4.0.527" } });
		const { stdout } = await machine({ ...files, "package.json": manifest }).run([]);
		assert.match(stdout, /warning \.env\.staging:1 ignored-env-file/);
		assert.doesNotMatch(stdout, /\.env\.local:\d+ ignored-env-file/);
	});

	it("waits for no pipe, and prints all of a long report", async () => {
		const one = machine();
		execFileSync("mkfifo", [join(one.work, ".env")]);
		const profiles = Array.from({ length: 4_000 }, (_, index) => `[profile number-${index}]\nregion = eu-west-1\n`);
		one.write({ "~/.aws/config": profiles.join("") });
		const { status, stdout } = await one.run(["--json"]);
		assert.equal(status, 0);
		assert.equal(JSON.parse(stdout).answer.text, "Supplied by .env (a pipe)");
		assert.ok(stdout.length > 200_000);
	});

	it("ends quietly where nobody reads on", async () => {
		const one = machine({ "~/.aws/config": "[profile a]\n".repeat(20_000) });
		const cli = join(await builtCommandLine(), "cli.cjs");
		const { status, stdout, stderr } = one.spawn("sh", ["-c", '"$0" "$1" --json | head -n 1', process.execPath, cli]);
		assert.deepEqual([status, stdout, stderr], [0, "{\n", ""]);
	});

	it("says that its folder is gone", async function () {
		if (process.platform === "win32") return skip(this, "Windows removes no folder that a program stands in");
		const one = machine({ "gone/.env": envFile });
		const cli = join(await builtCommandLine(), "cli.cjs");
		const { status, stdout, stderr } = one.spawn("sh", [
			"-c",
			'cd gone; rm -r ../gone; exec "$@"',
			"sh",
			process.execPath,
			cli,
		]);
		assert.deepEqual([status, stdout], [70, ""]);
		assert.equal(stderr, "remotion-lambda-credentials failed: the current folder no longer exists\n");
	});

	it("tells of wrong usage with a code of its own", async () => {
		const { status, stdout, stderr } = await machine().run(["chek"]);
		assert.deepEqual([status, stdout], [64, ""]);
		assert.equal(stderr, "Unknown command: chek. Did you mean check?\nHelp: remotion-lambda-credentials --help\n");
	});

	it("prints help and version", async () => {
		assert.match((await machine().run(["--help"])).stdout, /^Usage: remotion-lambda-credentials/);
		assert.match((await machine().run(["--version"])).stdout, /^\d+\.\d+\.\d+\n$/);
	});
});

describe("remotion-lambda-credentials check", function () {
	this.timeout(180_000);
	const machines: Machine[] = [];
	const machine = (files: Readonly<Record<string, string>> = {}) => {
		const made = new Machine(files);
		machines.push(made);
		return made;
	};
	before(builtCommandLine);
	after(() => {
		for (const one of machines) one.dispose();
	});

	it("exits with 0, 1, or 2", async () => {
		const table: [string, number, readonly string[], Record<string, string>, Record<string, string>][] = [
			["credentials, no problem", 0, [], {}, keys],
			["none", 1, [], {}, {}],
			["none, files only", 0, ["--files-only"], {}, {}],
			["a profile that is missing", 1, [], {}, { AWS_PROFILE: "gone" }],
			["a region that is none", 1, [], {}, { ...keys, AWS_REGION: "eu-nowhere-1" }],
			["a warning", 0, [], { ".env": envFile }, {}],
			["a warning, strict", 2, ["--strict"], { ".env": envFile }, {}],
			["an error, strict", 1, ["--strict"], { ".env": "REMOTION_AWS_PROFILE=gone\n" }, {}],
			["an error in a file, files only", 1, ["--files-only"], { ".env": "REMOTION_AWS_PROFILE=gone\n" }, {}],
		];
		for (const [name, code, args, files, variables] of table) {
			const { status, stdout } = await machine(files).run(["check", ...args], variables);
			assert.equal(status, code, `${name}: ${stdout}`);
		}
	});

	it("tells one mistake once", async () => {
		const { stdout } = await machine({ ".env": "REMOTION_AWS_PROFILE=gone\n" }).run(["check", "--json"]);
		const rules = JSON.parse(stdout).problems.map(({ rule }: { rule: string }) => rule);
		assert.deepEqual(rules, ["unknown-profile"]);
	});

	it("finds problems in code, workflows, launches, and what Git tracks", async () => {
		const one = machine({
			"package.json": withCli,
			".env": envFile,
			"src/a.ts": 'import { getFunctions } from "@remotion/lambda/client";\nconst key = "AKIANOTAREALKEY7Q2WZ";\n',
			"dist/b.js": 'const key = "AKIANOTAREALKEY7Q2WZ";\n',
			".gitignore": "dist\n",
			".github/workflows/a.yml": "jobs:\n  a:\n    env:\n      REMOTION_AWS_ACCESS_KEY_ID: AKIANOTAREALKEY7Q2WZ\n",
		});
		const found = async () => {
			const { stdout } = await one.run(["check", "--format", "github"]);
			return [...stdout.matchAll(/^::(\w+) title=([\w-]+),file=([^,]+),line=(\d+)/gm)].map((match) =>
				match.slice(1).join(" "),
			);
		};
		assert.ok(
			(await found()).every((line) => !line.includes("dist/")),
			"what is made is left out without Git, too",
		);
		one.spawn("git", ["init", "-q"]);
		one.spawn("git", ["add", "-A"]);
		assert.deepEqual(
			(await found()).filter((line) => line.startsWith("error")),
			[
				"error env-file-in-git .env 2",
				"error access-key-in-code .github/workflows/a.yml 4",
				"error access-key-in-code src/a.ts 2",
			],
		);
	});

	it("takes severities from the folder's settings", async () => {
		const settings =
			'{\n\t// ours\n\t"remotionLambda.rules": { "unprefixed-variable": "error", "long-lived-keys": "off" },\n}\n';
		const one = machine({ ".env": envFile });
		assert.equal((await one.run(["check"])).status, 0);
		one.write({ ".vscode/settings.json": settings });
		const { status, stdout } = await one.run(["check"]);
		assert.equal(status, 1);
		assert.match(stdout, /error \.env:1 unprefixed-variable/);
	});

	it("tells what is ignored in the folder's settings, at its line", async () => {
		const one = machine({
			".vscode/settings.json":
				'{\n\t"remotionLambda.accounts": { "12345": { "name": "studio" } },\n\t"remotionLambda.expectedAccount": "nobody"\n}\n',
		});
		const accounts = '"12345" in remotionLambda.accounts is ignored: an account ID has 12 digits.';
		const expected =
			'"nobody" in remotionLambda.expectedAccount is ignored: it is no account ID (12 digits), and remotionLambda.accounts has no such name.';
		const { status, stdout } = await one.run(["check", "--format", "github"], keys);
		assert.equal(status, 0);
		const told = stdout.split("\n").filter((line) => line.includes("account-settings"));
		assert.deepEqual(told, [
			`::warning title=account-settings,file=.vscode/settings.json,line=2,col=2::${accounts}`,
			`::warning title=account-settings,file=.vscode/settings.json,line=3,col=2::${expected}`,
		]);
		assert.equal((await one.run(["check", "--strict"], keys)).status, 2);
		const plain = await one.run(["--json"], keys);
		assert.deepEqual([plain.status, plain.stderr], [0, `${accounts}\n${expected}\n`]);
		assert.equal(JSON.parse(plain.stdout).answer.kind, "keys");
	});

	it("takes names of accounts from the folder and the repository, and expects one of them", async () => {
		const one = machine({
			"~/.aws/config": "[profile a]\nrole_arn = arn:aws:iam::111122223333:role/r\ncredential_source = Environment\n",
			"../.vscode/settings.json": JSON.stringify({ "remotionLambda.accounts": { 111122223333: { name: "studio" } } }),
			".vscode/settings.json": JSON.stringify({
				"remotionLambda.accounts": { 444455556666: { name: "agency" } },
				"remotionLambda.expectedAccount": "agency",
			}),
		});
		one.write({ "../.git/HEAD": "" });
		const message =
			'Profile "a" uses account studio (1111-2222-3333), but this project expects agency (4444-5555-6666).';
		for (const args of [[], ["check"]]) {
			const { stdout, stderr } = await one.run(args, { ...keys, REMOTION_AWS_PROFILE: "a" });
			assert.ok(stdout.includes(message), stdout + stderr);
			assert.equal(stderr, "");
		}
	});

	it("runs no program that a repository names", async () => {
		const one = machine({ "package.json": withCli, ".env": envFile });
		one.spawn("git", ["init", "-q"]);
		one.spawn("git", ["config", "core.fsmonitor", `touch ${one.folder}/ran; false`]);
		one.write({ git: "#!/bin/sh\ntouch ../ran\n" });
		one.spawn("chmod", ["+x", "git"]);
		await one.run(["check"], { PATH: `.:${one.work}:${process.env.PATH}` });
		assert.equal(one.spawn("ls", [join(one.folder, "ran")]).status === 0, false);
	});
});
