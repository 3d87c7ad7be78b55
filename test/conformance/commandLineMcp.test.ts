/** `remotion-lambda-credentials mcp`, built, with the official client of the Model Context Protocol. */
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ErrorCode, McpError } from "@modelcontextprotocol/sdk/types.js";
import { buildExtension } from "../harness/build.ts";
import { canary } from "../unit/situation.ts";
import { builtCommandLine, Machine } from "./commandLineBuilt.ts";
import { connectMcp, type McpClient } from "./mcpClient.ts";

const keys = { REMOTION_AWS_ACCESS_KEY_ID: "AKIANOTAREALKEY7Q2WZ", REMOTION_AWS_SECRET_ACCESS_KEY: canary };
const files = {
	"package.json": JSON.stringify({
		dependencies: { "@remotion/lambda": "4.0.527" },
		scripts: { deploy: "REMOTION_AWS_PROFILE=studio node deploy.mjs" },
	}),
	"deploy.mjs": 'import { getFunctions } from "@remotion/lambda/client";\nawait getFunctions({});\n',
	".env": `AWS_ACCESS_KEY_ID=AKIAFAKEDOTENV000001\nAWS_SECRET_ACCESS_KEY=${canary}\n`,
	"videos/.env": "REMOTION_AWS_PROFILE=gone\n",
	"videos/package.json": JSON.stringify({ dependencies: { "@remotion/cli": "4.0.527" } }),
	"../elsewhere/.env": "REMOTION_AWS_PROFILE=elsewhere\n",
};

describe("the MCP server of the command line", function () {
	this.timeout(180_000);
	const machine = new Machine(files);
	let mcp: McpClient;
	before(async () => {
		mcp = await connectMcp(machine, [], keys);
	});
	after(async () => {
		await mcp.close();
		machine.dispose();
	});

	it("lists tools that read alone, and none that asks AWS", async () => {
		const { tools } = await mcp.client.listTools();
		assert.deepEqual(
			tools.map(({ name }) => name),
			["remotionLambda_credentials", "remotionLambda_problems", "remotionLambda_explainError"],
		);
		for (const { annotations, description = "" } of tools) {
			const { readOnlyHint, destructiveHint, openWorldHint } = annotations ?? {};
			assert.deepEqual([readOnlyHint, destructiveHint, openWorldHint], [true, false, false]);
			assert.ok(description.length > 100);
		}
		assert.equal(mcp.client.getServerVersion()?.name, "remotion-lambda-credentials");
		assert.match(mcp.client.getInstructions() ?? "", /from local files alone/);
	});

	it("tells which credentials reach Remotion, and by which launches", async () => {
		const { text, isError } = await mcp.call("remotionLambda_credentials");
		assert.equal(isError, false);
		assert.match(text, /^Keys AKIA…Q2WZ · shell/);
		assert.match(text, /^ {2}npm run deploy +Profile not found$/m);
		assert.match(text, /^Credential sources, in order of precedence$/m);
	});

	it("tells it of one launch, and names the launches there are", async () => {
		const { text } = await mcp.call("remotionLambda_credentials", { launch: "npm run deploy" });
		assert.match(text, /^Profile not found · package\.json:1\n/);
		const wrong = await mcp.call("remotionLambda_credentials", { launch: "npm run nothing" });
		assert.equal(wrong.isError, true);
		assert.match(wrong.text, /^Launch not found\. Launches: .*npm run deploy/);
	});

	it("tells it of a folder in its own, as the files are now", async () => {
		const ask = (folder: string) => mcp.call("remotionLambda_credentials", { folder });
		assert.match((await ask("videos")).text, /^Profile not found · \.env:1 · us-east-1\n/);
		machine.write({ "videos/.env": "" });
		assert.match((await ask(join(machine.work, "videos"))).text, /^Keys AKIA…Q2WZ · shell/);
	});

	it("tells nothing of any other folder, there or not", async () => {
		const messages = new Set<string>();
		for (const folder of ["../elsewhere", "..", "/etc", join(machine.folder, "elsewhere"), "gone", ".env", "a\0b"])
			for (const name of ["remotionLambda_credentials", "remotionLambda_problems"]) {
				const { text, isError } = await mcp.call(name, { folder });
				assert.equal(isError, true, folder);
				messages.add(text);
			}
		assert.equal(messages.size, 1, [...messages].join("\n"));
	});

	it("finds the problems of the files", async () => {
		const { text, isError } = await mcp.call("remotionLambda_problems");
		assert.equal(isError, false);
		assert.match(text, /^ {2}warning \.env:1 unprefixed-variable$/m);
		assert.doesNotMatch(text, / credentials$/m);
	});

	it("explains an error for the project, without what only the extension can do", async () => {
		const error = "UnrecognizedClientException: The security token included in the request is invalid. @aws-sdk";
		const { text } = await mcp.call("remotionLambda_explainError", { error });
		assert.match(text, /^.+\.\nCause: .+\nWhat to do: .+\nDocumentation: https:\/\/www\.remotion\.dev\//);
		assert.doesNotMatch(text, /in VS Code/);
		const unknown = await mcp.call("remotionLambda_explainError", { error: "Something else" });
		assert.equal(unknown.text, "The guide doesn't know this error of AWS or Remotion.");
	});

	it("says what is wrong with arguments, and repeats nothing of them", async () => {
		const table: [string, Record<string, unknown>, string][] = [
			["remotionLambda_explainError", {}, '"error" is missing.'],
			["remotionLambda_explainError", { error: 5 }, '"error" must be a text.'],
			[
				"remotionLambda_explainError",
				{ error: canary, [canary]: canary },
				"Unknown argument. Arguments: error, folder.",
			],
			["remotionLambda_problems", { folder: [canary] }, '"folder" must be a text.'],
			["remotionLambda_problems", { folder: "x".repeat(5_000) }, '"folder" is too long: at most 4096 characters.'],
			[
				"remotionLambda_explainError",
				{ error: "x".repeat(1_000_001) },
				'"error" is too long: at most 1000000 characters.',
			],
		];
		for (const [name, given, message] of table)
			assert.deepEqual(await mcp.call(name, given), { text: message, isError: true });
	});

	it("answers a million characters in a few seconds", async () => {
		const error = `UnrecognizedClientException @aws-sdk ${"aws_secret_access_key= ".repeat(43_000)}`;
		const start = performance.now();
		const { text } = await mcp.call("remotionLambda_explainError", { error });
		assert.match(text, /Cause: /);
		assert.ok(performance.now() - start < 20_000);
	});

	it("knows no other tool, and none for AWS without --allow-aws", async () => {
		const refused = (name: string, message: RegExp) =>
			assert.rejects(
				mcp.call(name),
				(error) => error instanceof McpError && error.code === ErrorCode.InvalidParams && message.test(error.message),
			);
		await refused(canary, /Unknown tool\. Tools: remotionLambda_credentials, /);
		await refused("remotionLambda_verifyIdentity", /This server was started without --allow-aws\.$/);
	});

	it("answers several calls at once", async () => {
		const answers = await Promise.all(
			Array.from({ length: 8 }, (_, index) =>
				index % 2 === 0 ? mcp.call("remotionLambda_credentials") : mcp.call("remotionLambda_problems"),
			),
		);
		assert.deepEqual([...new Set(answers.map(({ isError }) => isError))], [false]);
	});

	it("had nothing secret in any message", () => {
		assert.ok(mcp.heard().length > 10_000);
		assert.ok(mcp.heard().includes("AKIA…Q2WZ"));
		for (const secret of [canary, ...[keys.REMOTION_AWS_ACCESS_KEY_ID, "AKIAFAKEDOTENV000001"]])
			assert.ok(!mcp.heard().includes(secret));
	});
});

describe("the process of the MCP server", function () {
	this.timeout(180_000);
	const machine = new Machine(files);
	after(() => machine.dispose());

	/** Starts it, writes to its stdin, and waits for its end. */
	async function talk(text: string, end = true) {
		const cli = join(await builtCommandLine(), "cli.cjs");
		const child = spawn(process.execPath, [cli, "mcp"], { cwd: machine.work, env: machine.environment(keys) });
		const out = { stdout: "", stderr: "" };
		for (const name of ["stdout", "stderr"] as const)
			child[name].setEncoding("utf8").on("data", (data: string) => {
				out[name] += data;
			});
		child.stdin.on("error", () => {});
		child.stdin.write(text);
		if (end) child.stdin.end();
		const status = await new Promise<number | null>((resolve) => child.on("close", resolve));
		return { status, ...out };
	}
	const initialize = JSON.stringify({
		jsonrpc: "2.0",
		id: 1,
		method: "initialize",
		params: { protocolVersion: "2025-06-18", capabilities: {}, clientInfo: { name: "t", version: "1" } },
	});
	const call = JSON.stringify({
		jsonrpc: "2.0",
		id: 2,
		method: "tools/call",
		params: { name: "remotionLambda_credentials", arguments: {} },
	});

	it("ends with its stdin, once what was asked is answered", async () => {
		const { status, stdout, stderr } = await talk(`${initialize}\n${call}\n`);
		assert.deepEqual([status, stderr], [0, ""]);
		const answers = stdout
			.trim()
			.split("\n")
			.map((line) => JSON.parse(line));
		assert.deepEqual(
			answers.map(({ id }) => id),
			[1, 2],
		);
		assert.match(answers[1].result.content[0].text, /^Keys AKIA…Q2WZ/);
	});

	it("passes over what is no message", async () => {
		const { status, stdout } = await talk(`nonsense\n{"a":1}\n[]\n\n${initialize}\n`);
		assert.equal(status, 0);
		assert.equal(JSON.parse(stdout.trim().split("\n").at(-1) ?? "").id, 1);
		assert.ok(!stdout.includes("nonsense"));
	});

	it("ends with a word on stderr after a message that is too long", async () => {
		const { status, stderr } = await talk(`${initialize}\n${"x".repeat(11_000_000)}`, false);
		assert.deepEqual([status, stderr], [70, "A message was too long. The connection is closed.\n"]);
	});

	it("is not in the extension, whose command line says where it is", async () => {
		const folder = mkdtempSync(join(tmpdir(), "rlc-vsix-"));
		try {
			await buildExtension({ production: true, outdir: folder });
			const { status, stdout, stderr } = machine.spawn(process.execPath, [join(folder, "cli.cjs"), "mcp"]);
			assert.deepEqual(
				[status, stdout, stderr],
				[
					64,
					"",
					"The MCP server is in the npm package remotion-lambda-credentials, and not in the VS Code extension.\n",
				],
			);
		} finally {
			rmSync(folder, { recursive: true, force: true });
		}
	});
});
