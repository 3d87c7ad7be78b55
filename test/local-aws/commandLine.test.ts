/** `remotion-lambda-credentials --verify`, built, against the local STS. */
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { join, relative } from "node:path";
import { builtCommandLine, Machine } from "../conformance/commandLineBuilt.ts";
import { connectMcp, type McpClient } from "../conformance/mcpClient.ts";
import { KEYS } from "./accounts.ts";
import { demoAwsFiles } from "./profiles.ts";
import { type LocalAws, startLocalAws } from "./server.ts";

describe("the command line asks AWS", function () {
	this.timeout(180_000);
	const machine = new Machine();
	let aws: LocalAws;
	before(async () => {
		await builtCommandLine();
		aws = await startLocalAws();
	});
	after(async () => {
		machine.dispose();
		await aws.close();
	});

	/** The server is in this process, so that it must have its turn meanwhile. */
	async function verify(args: readonly string[], keys: { accessKeyId: string; secretAccessKey: string }) {
		const env = machine.environment({
			AWS_ACCESS_KEY_ID: keys.accessKeyId,
			AWS_SECRET_ACCESS_KEY: keys.secretAccessKey,
			AWS_ENDPOINT_URL: aws.url,
			AWS_EC2_METADATA_DISABLED: "true",
		});
		const words = [join(await builtCommandLine(), "cli.cjs"), "--verify", ...args];
		const child = spawn(process.execPath, words, { cwd: machine.work, env, stdio: ["ignore", "pipe", "inherit"] });
		let stdout = "";
		child.stdout.setEncoding("utf8").on("data", (text: string) => {
			stdout += text;
		});
		const status = await new Promise<number | null>((resolve) => child.on("close", resolve));
		return { status, stdout };
	}

	it("and shows who the credentials are", async () => {
		const { status, stdout } = await verify([], KEYS.studio);
		assert.equal(status, 0, stdout);
		assert.match(stdout, /^Account \d{4}-\d{4}-\d{4}, user [\w-]+ · arn:aws:iam::\d{12}:user\//m);
		assert.ok(!stdout.includes(KEYS.studio.secretAccessKey) && !stdout.includes(KEYS.studio.accessKeyId));
	});

	it("and has the answer in its report", async () => {
		const { stdout } = await verify(["--json"], KEYS.studio);
		const { identity } = JSON.parse(stdout);
		assert.equal(identity.ok, true);
		assert.match(identity.account, /^\d{12}$/);
	});

	it("and calls the account by the name that the folder's settings give it", async () => {
		const settings = { "remotionLambda.accounts": { "1111-2222-3333": { name: "studio" } } };
		machine.write({ ".vscode/settings.json": JSON.stringify(settings) });
		const named = /^Account studio \(1111-2222-3333\), user render-bot · arn:aws:iam::111122223333:user\//m;
		for (const args of [[], ["check"]]) assert.match((await verify(args, KEYS.studio)).stdout, named);
		const { identity } = JSON.parse((await verify(["--json"], KEYS.studio)).stdout);
		assert.deepEqual([identity.account, identity.accountName], ["111122223333", "studio"]);
	});

	it("and tells of another account than the settings expect, once", async () => {
		const expecting = (expected: string) =>
			machine.write({
				".vscode/settings.json": JSON.stringify({
					"remotionLambda.accounts": { 444455556666: { name: "agency" } },
					"remotionLambda.expectedAccount": expected,
				}),
			});
		expecting("agency");
		const message = "These credentials use account 1111-2222-3333, but this project expects agency (4444-5555-6666).";
		const { status, stdout } = await verify([], KEYS.studio);
		assert.deepEqual([status, stdout.split(message).length], [0, 2], stdout);
		const checked = await verify(["check", "--format", "github"], KEYS.studio);
		assert.equal(checked.status, 1, checked.stdout);
		assert.ok(checked.stdout.includes(`::error title=unexpected-account::${message}`), checked.stdout);
		expecting("111122223333");
		assert.equal((await verify(["check"], KEYS.studio)).status, 0);
	});

	it("and ends with 1 where AWS rejects them", async () => {
		const { status, stdout } = await verify([], {
			...KEYS.studio,
			secretAccessKey: "not-a-real-secret-not-a-real-secret-0000",
		});
		assert.equal(status, 1);
		assert.match(stdout, /^Wrong secret access key: /m);
	});

	describe("for an assistant, with --allow-aws", () => {
		const place = new Machine({ "package.json": "{}" });
		const variables = () => ({ AWS_ENDPOINT_URL: aws.url, AWS_EC2_METADATA_DISABLED: "true" });
		let mcp: McpClient;
		before(async () => {
			for (const [path, text] of Object.entries(demoAwsFiles(place.home)))
				place.write({ [relative(place.work, path)]: text });
			// A repository that has the home folder in it, too.
			place.write({ ".env": "REMOTION_AWS_PROFILE=remotion\n", "../.git/HEAD": "" });
			mcp = await connectMcp(place, ["--allow-aws"], variables());
		});
		after(async () => {
			await mcp.close();
			place.dispose();
		});
		const ask = async (given: Record<string, unknown> = {}) => mcp.call("remotionLambda_verifyIdentity", given);

		it("by a tool that says so", async () => {
			const { tools } = await mcp.client.listTools();
			const { annotations } = tools.find(({ name }) => name === "remotionLambda_verifyIdentity") ?? {};
			assert.deepEqual([annotations?.readOnlyHint, annotations?.openWorldHint], [true, true]);
		});

		it("who the active credentials are, and those of a profile", async () => {
			const studio = "Account 1111-2222-3333, user render-bot · arn:aws:iam::111122223333:user/render-bot";
			assert.deepEqual(await ask(), { text: studio, isError: false });
			assert.match((await ask({ profile: "render-role" })).text, /^Account 1111-2222-3333, role render-role · arn:/);
			assert.match((await ask({ profile: "gone" })).text, /^The profile has no credentials: /);
			assert.match((await ask({ profile: "wrong-secret" })).text, /^Wrong secret access key: /);
		});

		it("and that another account is expected, by its name", async () => {
			const settings = {
				"remotionLambda.accounts": { 111122223333: { name: "studio" } },
				"remotionLambda.expectedAccount": "444455556666",
			};
			place.write({ ".vscode/settings.json": JSON.stringify(settings) });
			const { text } = await ask();
			assert.match(
				text,
				/^Account studio \(1111-2222-3333\), user render-bot · arn:\S+\nThese credentials use account/,
			);
			assert.doesNotMatch((await ask({ profile: "remotion" })).text, /expects/);
		});

		it("and not, where a file of the project names a program or an address", async () => {
			const asked = aws.requests().length;
			const touched = join(place.folder, "ran");
			place.write({
				"aws/config": `[profile remotion]\ncredential_process = touch ${touched}\n`,
				".env": "REMOTION_AWS_PROFILE=remotion\nAWS_CONFIG_FILE=aws/config\nAWS_ENDPOINT_URL_STS=http://127.0.0.1:9\n",
			});
			const { text, isError } = await ask();
			assert.equal(isError, true);
			assert.match(text, /^AWS wasn't asked: files of the project set .*AWS_CONFIG_FILE \(\.env\)/);
			assert.match(text, /AWS_ENDPOINT_URL_STS \(\.env\).*credential_process \(aws\/config\)/);
			assert.deepEqual([existsSync(touched), aws.requests().length], [false, asked]);
		});

		it("with no key in any message", () => {
			const { accessKeyId, secretAccessKey } = KEYS.studio;
			assert.ok(!mcp.heard().includes(secretAccessKey) && !mcp.heard().includes(accessKeyId));
		});
	});
});
