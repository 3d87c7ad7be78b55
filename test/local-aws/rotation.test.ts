/** The inserted rotation code with the real client: every account of the pool renders; the client's cache does not trap it. */
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { parse } from "dotenv";
import { KEYS, SITE_NAME } from "./accounts.ts";
import { POOL_KEYS } from "./pool.ts";
import { poolEnv, poolLines } from "./profiles.ts";
import { REMOTION_VERSION, remotionFunction } from "./remotionSetup.ts";
import { type LocalAws, startLocalAws } from "./server.ts";
import { siteFiles } from "./siteBundle.ts";

/** What the process starts with beside the pool: all of it would outrank an account, or spoil it. */
const decoys = {
	REMOTION_AWS_PROFILE: "decoy",
	REMOTION_SKIP_AWS_CREDENTIALS_CHECK: "1",
	REMOTION_AWS_SESSION_TOKEN: "a-stale-token",
	AWS_SESSION_TOKEN: "another-stale-token",
};

describe("rotation with the inserted code", function () {
	this.timeout(600_000);
	let aws: LocalAws;
	let home: string;
	before(async () => {
		await siteFiles();
		aws = await startLocalAws();
		home = mkdtempSync(join(tmpdir(), "rotation-test-"));
	});
	after(async () => {
		await aws.close();
		rmSync(home, { recursive: true, force: true });
	});
	beforeEach(() => aws.clearRequests());

	async function run(env: string, ...args: string[]): Promise<unknown> {
		const own = { PATH: process.env.PATH, HOME: home, AWS_ENDPOINT_URL: aws.url, AWS_EC2_METADATA_DISABLED: "true" };
		const file = join(import.meta.dirname, "rotationProcess.ts");
		const { stdout } = await promisify(execFile)(process.execPath, [file, ...args], {
			env: { ...own, ...decoys, ...parse(env) },
		});
		return JSON.parse(stdout);
	}

	it("renders with each of twenty accounts; the expired and the denied one say what they are", async () => {
		const results = await run(poolEnv(), "render", remotionFunction(REMOTION_VERSION).name, SITE_NAME);
		assert.ok(typeof results === "object" && results !== null);
		const entries = Object.entries(results);
		assert.equal(entries.length, 20);
		for (const [index, [name, result]] of entries.entries()) {
			assert.equal(name, `AWS_KEY_${index + 1}`);
			if (index === 18) assert.match(String(result), /ExpiredToken/);
			else if (index === 19) assert.match(String(result), /AccessDenied/);
			else assert.equal(result, `remotionlambda-useast1-pool0000${String(index + 1).padStart(2, "0")} true`);
		}
		// Lambda was called with each account's own key.
		const callers = aws.requests().filter(({ service, accessKeyId }) => service === "lambda" && accessKeyId !== null);
		const own = callers
			.map(({ accessKeyId }) => accessKeyId)
			.filter((key) => POOL_KEYS.some((one) => one.accessKeyId === key));
		assert.deepEqual(
			[...new Set(own)],
			POOL_KEYS.map(({ accessKeyId }) => accessKeyId),
		);
	});

	it("keeps accounts apart that are used at once", async () => {
		const results = await run(poolEnv(18), "together");
		const expected = Array.from({ length: 18 }, (_, index) => [
			`AWS_KEY_${index + 1}`,
			`9000000000${String(index + 1).padStart(2, "0")}`,
		]);
		assert.deepEqual(results, Object.fromEntries(expected));
	});

	const renewed = poolLines(1, KEYS.studioSession);
	it("shows the client's trap: set as the documentation does, a key's new token is never used", async () => {
		const results = await run(
			`${renewed}REMOTION_AWS_PROFILE=\nREMOTION_SKIP_AWS_CREDENTIALS_CHECK=\n`,
			"token",
			"documented",
		);
		assert.ok(Array.isArray(results));
		assert.match(String(results[0]), /InvalidClientTokenId/);
		assert.match(String(results[1]), /InvalidClientTokenId/, "the client has no trap any more");
	});

	it("is not caught in it", async () => {
		const results = await run(renewed, "token", "ours");
		assert.ok(Array.isArray(results));
		assert.match(String(results[0]), /InvalidClientTokenId/);
		assert.equal(results[1], "111122223333");
	});
});
