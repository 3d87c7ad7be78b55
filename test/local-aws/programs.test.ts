/** Whole programs against the local AWS: Remotion's CLI, its permission check, the AWS CLI, and the local AWS's own command. */
import assert from "node:assert/strict";
import { type ChildProcess, execFile, spawn, spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { homedir, tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import { fromIni } from "@aws-sdk/credential-provider-ini";
import { DEMO_PROFILES, demoAwsFiles } from "./profiles.ts";
import { REMOTION_USER_ACTIONS, REMOTION_VERSION, remotionFunction } from "./remotionSetup.ts";
import { type LocalAws, startLocalAws } from "./server.ts";

const run = promisify(execFile);
const ROOT = join(import.meta.dirname, "../..");
const AWS_CLI = spawnSync("aws", ["--version"], { encoding: "utf8" });
/** From 1.29 and 2.13 on it knows AWS_ENDPOINT_URL; before, as in Debian 12, it would ask AWS itself. */
const knowsEndpoint = (version: string) => {
	const [, major = "0", minor = "0"] = /^aws-cli\/(\d+)\.(\d+)/.exec(version) ?? [];
	return Number(minor) >= (major === "1" ? 29 : 13);
};
/** The AWS CLI keeps sessions in its home, so it gets one of ours; where it is installed by pyenv, that must still be found. */
const PYENV_ROOT = process.env.PYENV_ROOT ?? join(homedir(), ".pyenv");

/** What each demo profile comes to: its ARN, or the error. */
const IDENTITIES: Record<string, string | RegExp> = {
	remotion: "arn:aws:iam::111122223333:user/render-bot",
	"remotion-session": "arn:aws:sts::111122223333:assumed-role/render-role/local-aws-session",
	"remotion-expired": /^ExpiredToken:/,
	agency: "arn:aws:iam::222233334444:user/render-bot",
	"new-account": "arn:aws:iam::333344445555:user/render-bot",
	intern: "arn:aws:iam::111122223333:user/intern",
	invoker: "arn:aws:iam::111122223333:user/invoker",
	checker: "arn:aws:iam::111122223333:user/checker",
	secrets: "arn:aws:iam::111122223333:user/secrets-bot",
	"hosting-platform": "arn:aws:sts::444455556666:assumed-role/platform-function/local-aws-session",
	"wrong-secret": /^SignatureDoesNotMatch:/,
	"unknown-key": /^InvalidClientTokenId:/,
	"render-role": /^arn:aws:sts::111122223333:assumed-role\/render-role\/.+/,
	"locked-role": /^AccessDenied: .*is not authorized to perform: sts:AssumeRole/,
	"mfa-role": /requires multi-factor authentication/,
	"web-identity": /^arn:aws:sts::111122223333:assumed-role\/web-role\/.+/,
	process: "arn:aws:iam::111122223333:user/render-bot",
};

describe("local AWS: whole programs", function () {
	this.timeout(120_000);
	let aws: LocalAws;
	let home: string;
	before(async () => {
		aws = await startLocalAws();
		home = mkdtempSync(join(tmpdir(), "programs-test-"));
		for (const [path, text] of Object.entries(demoAwsFiles(home))) {
			mkdirSync(dirname(path), { recursive: true });
			writeFileSync(path, text);
			chmodSync(path, 0o600);
		}
	});
	after(async () => {
		await aws.close();
		delete process.env.AWS_ENDPOINT_URL;
		rmSync(home, { recursive: true, force: true });
	});

	/** A clean environment with one profile. */
	const environment = (profile: string) => ({
		PATH: process.env.PATH,
		HOME: home,
		AWS_CONFIG_FILE: join(home, ".aws/config"),
		AWS_SHARED_CREDENTIALS_FILE: join(home, ".aws/credentials"),
		AWS_EC2_METADATA_DISABLED: "true",
		AWS_ENDPOINT_URL: aws.url,
		REMOTION_AWS_PROFILE: profile,
	});

	it("knows each demo profile as the SDK resolves it", async () => {
		assert.deepEqual(Object.keys(IDENTITIES), DEMO_PROFILES);
		const config = { region: "us-east-1", endpoint: aws.url, maxAttempts: 1 };
		// The provider hands `clientConfig` on for roles, not for web identity: there only the variable keeps it from dialing AWS.
		process.env.AWS_ENDPOINT_URL = aws.url;
		for (const profile of DEMO_PROFILES) {
			const credentials = fromIni({
				profile,
				filepath: join(home, ".aws/credentials"),
				configFilepath: join(home, ".aws/config"),
				clientConfig: config,
			});
			const found = await new STSClient({ ...config, credentials }).send(new GetCallerIdentityCommand({})).then(
				({ Arn }) => Arn ?? "",
				(error: Error) => `${error.name}: ${error.message}`,
			);
			const expected = IDENTITIES[profile];
			assert.ok(expected);
			if (typeof expected === "string") assert.equal(found, expected);
			else assert.match(found, expected);
		}
	});

	it("answers Remotion's CLI: functions and quotas", async () => {
		const cli = (profile: string, ...args: string[]) =>
			run(process.execPath, [join(ROOT, "node_modules/@remotion/cli/remotion-cli.js"), "lambda", ...args], {
				cwd: ROOT,
				env: { ...environment(profile), NO_COLOR: "1" },
			});
		const { stdout } = await cli("agency", "functions", "ls");
		const { name } = remotionFunction(REMOTION_VERSION);
		assert.match(stdout, /1 function in the us-east-1 region/);
		assert.match(stdout, new RegExp(`${name} +${REMOTION_VERSION.replaceAll(".", "\\.")} +2048 +2048 +120`));
		assert.match((await cli("new-account", "quotas")).stdout, /Concurrency limit: 10 - Increase recommended!/);
		await assert.rejects(cli("intern", "functions", "ls"), /is not authorized to perform: lambda:ListFunctions/);
	});

	it("answers Remotion's simulatePermissions: all allowed, or a user without permissions", async () => {
		const script = `
			const { simulatePermissions } = require("@remotion/lambda");
			simulatePermissions({ region: "us-east-1", onSimulation: () => {} }).then(
				({ results }) => console.log(JSON.stringify(results)),
				(error) => console.log(JSON.stringify(error.name)),
			);`;
		const simulate = async (profile: string): Promise<unknown> => {
			const { stdout } = await run(process.execPath, ["-e", script], { cwd: ROOT, env: environment(profile) });
			return JSON.parse(stdout);
		};
		assert.deepEqual(
			await simulate("remotion"),
			REMOTION_USER_ACTIONS.map((name) => ({ decision: "allowed", name })),
		);
	});

	if (AWS_CLI.status === 0 && knowsEndpoint(AWS_CLI.stdout))
		it(`answers the AWS CLI (${AWS_CLI.stdout.trim()})`, async () => {
			const cli = async (profile: string, ...args: string[]) => {
				const env = { ...environment(profile), AWS_PAGER: "", PYENV_ROOT };
				return (await run("aws", ["--profile", profile, "--region", "us-east-1", "--output", "json", ...args], { env }))
					.stdout;
			};
			assert.equal(JSON.parse(await cli("remotion", "sts", "get-caller-identity")).Account, "111122223333");
			assert.match(JSON.parse(await cli("render-role", "sts", "get-caller-identity")).Arn, /assumed-role\/render-role/);
			assert.equal(JSON.parse(await cli("remotion", "lambda", "list-functions")).Functions.length, 2);
			const file = join(home, "file with spaces");
			writeFileSync(file, "from the AWS CLI");
			await cli("agency", "s3", "cp", file, "s3://remotionlambda-useast1-agency0001/cli/ä b");
			assert.match(await cli("agency", "s3", "ls", "s3://remotionlambda-useast1-agency0001/cli/"), /16 ä b/);
			assert.match(
				await cli("agency", "s3", "cp", "s3://remotionlambda-useast1-agency0001/cli/ä b", "-"),
				/from the AWS CLI/,
			);
			await assert.rejects(cli("wrong-secret", "sts", "get-caller-identity"), /\(SignatureDoesNotMatch\)/);
			await assert.rejects(cli("intern", "lambda", "list-functions"), /\(AccessDeniedException\)/);
			await assert.rejects(cli("intern", "s3", "ls"), /\(AccessDenied\)/);
		});
	else console.log("    no AWS CLI of 1.29, 2.13 or newer on this machine: not tried with it");

	it("runs from the command line until it is told to end", async () => {
		for (const signal of ["SIGTERM", "SIGINT", "SIGHUP"] as const) {
			const child = spawn(process.execPath, [join(import.meta.dirname, "cli.ts")], {
				stdio: ["ignore", "pipe", "inherit"],
			});
			const url = await firstLine(child);
			assert.match(url, /^http:\/\/127\.0\.0\.1:\d+$/);
			assert.deepEqual(await (await fetch(`${url}/_local-aws/health`)).json(), { ok: true });
			child.kill(signal);
			assert.equal(await new Promise((resolve) => child.once("exit", resolve)), 0);
			await assert.rejects(fetch(`${url}/_local-aws/health`));
		}
	});

	it("says so when the port is taken", async () => {
		await assert.rejects(startLocalAws({ port: aws.port }), { code: "EADDRINUSE" });
	});
});

async function firstLine(child: ChildProcess): Promise<string> {
	let text = "";
	for await (const chunk of child.stdout ?? []) {
		text += String(chunk);
		if (text.includes("\n")) break;
	}
	return text.split("\n")[0] ?? "";
}
