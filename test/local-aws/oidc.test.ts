/** The inserted code for hosts with OIDC tokens, run as it is: token, role, variables, and the real client on the local AWS. */
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { root } from "../harness/paths.ts";
import { WEB_IDENTITY_TOKEN } from "./accounts.ts";
import { type LocalAws, startLocalAws } from "./server.ts";

const run = promisify(execFile);
const own = "arn:aws:iam::111122223333:role/remotion-on-vercel";
const code = (role: string) =>
	readFileSync(join(root, "media", "oidcCredentials.ts"), "utf8").replace(
		own,
		`arn:aws:iam::111122223333:role/${role}`,
	);

describe("code that exchanges a host's token for a role", function () {
	this.timeout(120_000);
	let aws: LocalAws;
	let folder: string;
	before(async () => {
		folder = mkdtempSync(join(tmpdir(), "oidc-test-"));
		aws = await startLocalAws();
	});
	after(async () => {
		await aws.close();
		rmSync(folder, { recursive: true, force: true });
	});
	beforeEach(() => aws.clearRequests());

	/** Runs a program that uses the code; what it says is JSON. */
	async function use(text: string, program: string, environment: Record<string, string> = {}): Promise<unknown> {
		const at = mkdtempSync(join(folder, "project-"));
		mkdirSync(join(at, "node_modules"));
		for (const name of ["@aws-sdk", "@types", "@remotion"])
			symlinkSync(join(root, "node_modules", name), join(at, "node_modules", name), "dir");
		writeFileSync(join(at, "package.json"), '{"type": "module"}');
		writeFileSync(join(at, "credentials.ts"), text);
		const token = `const token = async () => ${JSON.stringify(WEB_IDENTITY_TOKEN)};`;
		const say = "const say = (value: unknown) => process.stdout.write(JSON.stringify(value), () => process.exit());";
		const head = 'import { loadRemotionCredentials } from "./credentials.ts";';
		writeFileSync(join(at, "main.ts"), [head, token, say, program].join("\n"));
		const env = { PATH: process.env.PATH, HOME: at, AWS_ENDPOINT_URL: aws.url, AWS_MAX_ATTEMPTS: "1", ...environment };
		const { stdout } = await run(process.execPath, ["--no-warnings", join(at, "main.ts")], { cwd: at, env });
		return JSON.parse(stdout);
	}

	const asked = () => aws.requests().filter(({ operation }) => operation === "AssumeRoleWithWebIdentity").length;

	it("lets the real client sign as the role, whatever keys the host has under the plain names", async () => {
		const program = `await loadRemotionCredentials(token);
			const { getAwsClient } = await import("@remotion/lambda-client");
			const { client, sdk } = getAwsClient({ region: "us-east-1", service: "sts" });
			say((await client.send(new sdk.GetCallerIdentityCommand({}))).Arn);`;
		const foreign = { AWS_ACCESS_KEY_ID: "AKIAFAKEFOREIGN00001", AWS_SECRET_ACCESS_KEY: "not-a-real-secret" };
		assert.equal(
			await use(code("web-role"), program, foreign),
			"arn:aws:sts::111122223333:assumed-role/web-role/remotion-lambda",
		);
	});

	it("asks AWS once for many calls at once and one after the other", async () => {
		const program = `await Promise.all(Array.from({ length: 20 }, () => loadRemotionCredentials(token)));
			await loadRemotionCredentials(token); say("done");`;
		assert.equal(await use(code("web-role"), program), "done");
		assert.equal(asked(), 1);
	});

	it("renews a session before it ends, once for many calls, with access keys that Remotion has no client for", async () => {
		const program = `await loadRemotionCredentials(token);
			const first = process.env.REMOTION_AWS_ACCESS_KEY_ID;
			const now = Date.now; Date.now = () => now() + 50 * 60_000;
			await Promise.all(Array.from({ length: 5 }, () => loadRemotionCredentials(token)));
			say(first !== process.env.REMOTION_AWS_ACCESS_KEY_ID);`;
		assert.equal(await use(code("web-role"), program), true);
		assert.equal(asked(), 2);
	});

	it("says what is wrong, never the token, and asks again after a failure", async () => {
		const outcome = "await loadRemotionCredentials(token).then(() => say('fine'), (error) => say(error.message));";
		assert.match(
			String(await use(code("locked-role"), outcome)),
			/did not accept the token for the role .*locked-role: AccessDenied/,
		);
		const wrong = `await loadRemotionCredentials(async () => "not-the-token").catch((error) => error.message).then(async (first) => {
			await loadRemotionCredentials(token); say(first); });`;
		const said = String(await use(code("web-role"), wrong));
		assert.match(said, /InvalidIdentityToken/);
		assert.ok(!said.includes("not-the-token"));
		const set = { REMOTION_AWS_PROFILE: "x" };
		assert.match(String(await use(code("web-role"), outcome, set)), /REMOTION_AWS_PROFILE is set/);
	});
});
