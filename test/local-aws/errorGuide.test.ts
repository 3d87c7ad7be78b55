/** Every error that the local AWS can cause, caused through the real client and told rightly by the guide. No browser is needed. */
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { appendFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { explainError } from "../../src/core/errorGuide/index.ts";
import { ACCOUNTS, KEYS, SITE_NAME, WRONG_SECRET } from "./accounts.ts";
import { longLivedKey } from "./keys.ts";
import { demoAwsFiles } from "./profiles.ts";
import { type RemotionClient, startRemotionClient } from "./remotionClient.ts";
import {
	FUNCTION_ROLE,
	OLDER_VERSION,
	REMOTION_USER_ACTIONS,
	REMOTION_VERSION,
	remotionFunction,
} from "./remotionSetup.ts";
import { type LocalAws, startLocalAws } from "./server.ts";
import type { AccessKey, Account } from "./types.ts";

const ROOT = join(import.meta.dirname, "../..");
const region = "us-east-1";
const functionName = remotionFunction(REMOTION_VERSION).name;
const STILL = {
	region,
	functionName,
	serveUrl: SITE_NAME,
	composition: "card",
	inputProps: {},
	envVariables: {},
	imageFormat: "png",
	privacy: "private",
	maxRetries: 0,
} as const;

/** An account with two of everything that Remotion wants one of. */
const crowdedKey = longLivedKey("CROWDED");
const fits = remotionFunction(REMOTION_VERSION);
const crowded: Account = {
	id: "555566667777",
	title: "Crowded",
	concurrencyLimit: 1000,
	users: [{ name: "render-bot", allow: REMOTION_USER_ACTIONS, keys: [crowdedKey] }],
	roles: [FUNCTION_ROLE],
	functions: [fits, { ...fits, name: fits.name.replace("mem2048mb", "mem3008mb"), memoryInMb: 3008 }],
	buckets: ["remotionlambda-useast1-crowded001", "remotionlambda-useast1-crowded002"].map((name) => ({
		name,
		region,
		sites: [],
	})),
};

const list = (client: RemotionClient) => client.call("getFunctions", { region, compatibleOnly: false });
const still = (client: RemotionClient, other: { functionName?: string; serveUrl?: string } = {}) =>
	client.call("renderStillOnLambda", { ...STILL, ...other });
const sites = (client: RemotionClient) => client.call("getSites", { region });

describe("the error guide and the local AWS", function () {
	this.timeout(60_000);
	let aws: LocalAws;
	let home: string;
	/** The client's process of the last environment: it takes a second to start, so neighbours share it. */
	let last: { key: string; client: RemotionClient } | undefined;

	before(async () => {
		aws = await startLocalAws({ accounts: [...ACCOUNTS, crowded] });
		home = mkdtempSync(join(tmpdir(), "error-guide-test-"));
		for (const [path, text] of Object.entries(demoAwsFiles(home))) {
			mkdirSync(join(path, ".."), { recursive: true });
			writeFileSync(path, text, { mode: 0o600 });
		}
		const { accessKeyId, secretAccessKey } = crowdedKey;
		const profile = `\n[crowded]\naws_access_key_id = ${accessKeyId}\naws_secret_access_key = ${secretAccessKey}\n`;
		appendFileSync(join(home, ".aws/credentials"), profile);
	});
	afterEach(() => {
		aws.clearFaults();
	});
	after(async () => {
		last?.client.end();
		await aws.close();
		rmSync(home, { recursive: true, force: true });
	});

	function start(environment: Record<string, string>): RemotionClient {
		const key = JSON.stringify(environment);
		if (last?.key === key) return last.client;
		last?.client.end();
		const client = startRemotionClient({
			HOME: join(home, "nobody"),
			AWS_ENDPOINT_URL: aws.url,
			AWS_MAX_ATTEMPTS: "1",
			...environment,
		});
		last = { key, client };
		return client;
	}

	const signed = ({ accessKeyId, secretAccessKey, sessionToken }: AccessKey, prefix = "REMOTION_AWS_") =>
		start({
			[`${prefix}ACCESS_KEY_ID`]: accessKeyId,
			[`${prefix}SECRET_ACCESS_KEY`]: secretAccessKey,
			...(sessionToken !== undefined && { [`${prefix}SESSION_TOKEN`]: sessionToken }),
		});

	const profileOf = (name: string) => ({
		REMOTION_AWS_PROFILE: name,
		AWS_CONFIG_FILE: join(home, ".aws/config"),
		AWS_SHARED_CREDENTIALS_FILE: join(home, ".aws/credentials"),
	});
	const profile = (name: string) => start(profileOf(name));

	const progress = (bucketName: string, name = functionName) => {
		const render = { region, functionName: name, bucketName, renderId: "aaaaaaaaaa", skipLambdaInvocation: true };
		return signed(KEYS.studio).call("getRenderProgress", { ...render, region });
	};
	const remove = (bucketName: string) =>
		signed(KEYS.studio).call("deleteRender", { region, bucketName, renderId: "aaaaaaaaaa" });

	/** What Remotion's command line prints when it fails. */
	async function printed(name: string, ...args: string[]): Promise<string> {
		const cli = join(ROOT, "node_modules/@remotion/cli/remotion-cli.js");
		const environment = {
			PATH: process.env.PATH,
			HOME: home,
			AWS_EC2_METADATA_DISABLED: "true",
			AWS_ENDPOINT_URL: aws.url,
			AWS_MAX_ATTEMPTS: "1",
			...profileOf(name),
		};
		const error = await promisify(execFile)(process.execPath, [cli, "lambda", ...args], {
			cwd: ROOT,
			env: environment,
		}).then(
			() => assert.fail("It should fail."),
			(reason: Error & { stdout: string; stderr: string }) => reason,
		);
		return error.stdout + error.stderr;
	}

	/** The error as the client gives it, told by the guide. */
	async function told(failing: Promise<unknown>) {
		const error = await failing.then(
			() => assert.fail("It should fail."),
			(reason: Error) => reason,
		);
		const result = explainError(error.message, undefined, { fromAws: true });
		assert.ok(result, `nobody knows: ${error.message}`);
		assert.doesNotMatch(JSON.stringify(result), /not-real|AKIAFAKE\w{4}|ASIAFAKE\w{4}/);
		return result;
	}

	const rows: [title: string, id: string, cause: () => Promise<unknown>][] = [
		["a wrong secret", "wrong-secret", () => list(signed(WRONG_SECRET))],
		["a wrong secret, S3", "wrong-secret", () => sites(signed(WRONG_SECRET))],
		["an unknown key", "unrecognized-client", () => list(signed(KEYS.unknown))],
		["an unknown key, hidden by a render", "unrecognized-client", () => still(signed(KEYS.unknown))],
		["an unknown key, S3", "security-token-invalid", () => sites(signed(KEYS.unknown))],
		["a platform's unknown keys", "unrecognized-client", () => still(signed(KEYS.platformUnknown, "AWS_"))],
		["an expired session", "expired-token", () => still(signed(KEYS.expired))],
		["an expired session, S3", "expired-token", () => sites(signed(KEYS.expired))],
		["no permission", "access-denied", () => list(signed(KEYS.denied))],
		["no permission, S3", "access-denied", () => sites(signed(KEYS.denied))],
		["a platform's known keys", "access-denied", () => still(signed(KEYS.platform, "AWS_"))],
		["no credentials", "no-credentials-set", () => list(start({}))],
		[
			"half a pair of each prefix",
			"no-credentials-in-chain",
			() => list(start({ REMOTION_AWS_ACCESS_KEY_ID: "AKIAFAKE000000000001", AWS_SECRET_ACCESS_KEY: "not-real" })),
		],
		[
			"the switch without anything",
			"no-credentials-in-chain",
			() => list(start({ REMOTION_SKIP_AWS_CREDENTIALS_CHECK: "1" })),
		],
		["a profile that is not there", "profile-not-found", () => list(profile("nope"))],
		["a profile with MFA", "mfa-profile", () => list(profile("mfa-role"))],
		["a role that may not be assumed", "assume-role-denied", () => list(profile("locked-role"))],
		["an expired profile", "expired-token", () => list(profile("remotion-expired"))],
		[
			"a key with a line break",
			"malformed-credentials",
			() => list(signed({ ...KEYS.studio, accessKeyId: `${KEYS.studio.accessKeyId}\n` })),
		],
		[
			"a region that is not enabled",
			"unrecognized-client",
			() => signed(KEYS.studio).call("getFunctions", { region: "ap-east-1", compatibleOnly: false }),
		],
		[
			"a function that is not there",
			"function-not-found",
			() => still(signed(KEYS.studio), { functionName: "remotion-render-4-0-1-mem2048mb-disk2048mb-120sec" }),
		],
		[
			"an older function",
			"version-mismatch",
			() => still(signed(KEYS.studio), { functionName: remotionFunction(OLDER_VERSION).name }),
		],
		[
			"a function's name that says nothing",
			"function-name",
			() => progress("remotionlambda-useast1-studio0001", "mine"),
		],
		["a render that is not there", "no-such-key", () => progress("remotionlambda-useast1-studio0001")],
		["a bucket that is not there", "no-such-bucket", () => progress("remotionlambda-useast1-nothere01")],
		["another account's bucket", "access-denied", () => remove("remotionlambda-useast1-agency0001")],
		["two buckets in one region", "several-buckets", () => still(signed(crowdedKey))],
		["a site on this machine", "local-serve-url", () => still(signed(KEYS.studio), { serveUrl: "src/index.ts" })],
	];

	for (const [title, id, cause] of rows) {
		it(`${title} is ${id}`, async () => {
			assert.equal((await told(cause())).id, id);
		});
	}

	it("what the command line prints: no function of this version, two of them, a region that is none", async () => {
		const texts = await Promise.all([
			printed("new-account", "still", "https://example.com/site", "card"),
			printed("crowded", "still", "https://example.com/site", "card"),
			printed("remotion", "functions", "ls", "--region=mars-north-1"),
		]);
		const ids = texts.map((text) => explainError(text)?.id);
		assert.deepEqual(ids, ["no-function-of-version", "several-functions", "region-unsupported"], texts.join("\n---\n"));
	});

	it("throttling is the concurrency limit", async () => {
		aws.order({ kind: "throttle", service: "lambda", times: "always" });
		assert.equal((await told(still(signed(KEYS.studio)))).id, "concurrency-limit");
		assert.equal((await told(list(signed(KEYS.studio)))).id, "concurrency-limit");
	});

	it("a function's crash", async () => {
		aws.order({ kind: "function-crash", times: "always" });
		assert.equal((await told(still(signed(KEYS.studio)))).id, "function-crashed");
	});

	it("a connection that is cut, and nobody there", async () => {
		aws.order({ kind: "reset", times: "always" });
		assert.equal((await told(list(signed(KEYS.studio)))).id, "unreachable");
		const { accessKeyId, secretAccessKey } = KEYS.studio;
		const nobody = start({
			REMOTION_AWS_ACCESS_KEY_ID: accessKeyId,
			REMOTION_AWS_SECRET_ACCESS_KEY: secretAccessKey,
			AWS_ENDPOINT_URL: "http://127.0.0.1:1",
		});
		assert.equal((await told(list(nobody))).id, "unreachable");
	});

	it("an error of AWS's own", async () => {
		aws.order({ kind: "server-error", times: "always" });
		assert.equal((await told(list(signed(KEYS.studio)))).id, "aws-internal-error");
	});
});
