/** The npm package as people install it, and the step of a workflow that the README shows, run by a shell as GitHub's runner runs it. */
import assert from "node:assert/strict";
import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { packageCommandLine } from "../harness/package.ts";
import { root } from "../harness/paths.ts";
import { Machine } from "./commandLineBuilt.ts";

const readme = readFileSync(join(root, "README.md"), "utf8");
const manifest = JSON.stringify({ name: "app", private: true, dependencies: { "@remotion/lambda": "4.0.527" } });

describe("the npm package of the command line", function () {
	this.timeout(300_000);
	const machine = new Machine({ "package.json": JSON.stringify({ name: "app", private: true }) });
	/** The step's commands, as the runner starts them on Linux where a step names no shell. */
	const runStep = (variables: Record<string, string>) => {
		const [, section = ""] = readme.split("\n## On the command line\n");
		const [, text = ""] = /```yaml\n([\s\S]*?)```/.exec(section) ?? [];
		const [step] = parse(text);
		machine.write({ "../step.sh": step.run });
		return machine.spawn("bash", ["-e", join(machine.folder, "step.sh")], {
			GITHUB_ACTIONS: "true",
			CI: "true",
			...variables,
		});
	};

	before(async () => {
		await packageCommandLine(join(machine.work, "remotion-lambda-credentials.tgz"));
		const [, install = ""] = /```\n(npm install .*)\n```/.exec(readme) ?? [];
		assert.match(install, /remotion-lambda-credentials\.tgz$/);
		const here = install.replace("PATH-TO-THE-CLONE/dist/", "./");
		const installed = machine.spawn("sh", ["-c", `${here} --offline --no-audit --no-fund`]);
		assert.equal(installed.status, 0, installed.stderr);
		machine.write({ "package.json": manifest });
	});
	after(() => machine.dispose());

	it("is one package without dependencies, for Node.js 20 and newer", () => {
		const folder = join(machine.work, "node_modules", "remotion-lambda-credentials");
		const own = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
		assert.deepEqual(
			[own.dependencies, own.engines, own.bin],
			[undefined, { node: ">=20" }, { "remotion-lambda-credentials": "cli.cjs" }],
		);
		assert.equal(own.version, JSON.parse(readFileSync(join(root, "package.json"), "utf8")).version);
		for (const name of [...own.files, "README.md", "LICENSE"]) assert.ok(statSync(join(folder, name)).size > 0, name);
	});

	it("fails the README's step where Remotion would fail, with an annotation", () => {
		const { status, stdout } = runStep({});
		assert.equal(status, 1);
		assert.match(stdout, /^::error title=credentials::Remotion Lambda fails here: /m);
	});

	it("passes the README's step with credentials, and shows what is wrong in the code", () => {
		const keys = {
			REMOTION_AWS_ACCESS_KEY_ID: "AKIANOTAREALKEY7Q2WZ",
			REMOTION_AWS_SECRET_ACCESS_KEY: "not-a-real-secret-not-a-real-secret-0000",
		};
		const good = runStep(keys);
		assert.equal(good.status, 0, good.stdout + good.stderr);
		assert.match(good.stdout, /^Keys AKIA…Q2WZ · 0 errors · 0 warnings$/m);
		machine.write({ "deploy.mjs": 'import "@remotion/lambda";\nconst id = "AKIANOTAREALKEY7Q2WZ";\n' });
		const bad = runStep(keys);
		assert.equal(bad.status, 1);
		assert.match(bad.stdout, /^::error title=access-key-in-code,file=deploy\.mjs,line=2,col=\d+::/m);
	});

	it("does what the README's other commands say", () => {
		const commands = [...readme.matchAll(/^\| `npx (remotion-lambda-credentials[^`]*)` \|/gm)].map(
			([, command = ""]) => command,
		);
		assert.equal(commands.length, 5);
		for (const command of commands.filter((one) => !one.includes("--verify"))) {
			const { status, stdout } = machine.spawn("sh", ["-c", `npx ${command}`]);
			assert.equal(status, command.endsWith("check") ? 1 : 0, command);
			assert.match(stdout, /No credentials/, command);
		}
	});
});
