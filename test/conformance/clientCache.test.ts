/** Which switch turns off Remotion's cache of AWS clients. Its documentation names the check's; the real client says otherwise. */
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { promisify } from "node:util";

/** Makes a client, changes the session token of the same key as a refreshed session does, makes another, and says which token signs. */
const program = `
	import { createRequire } from "node:module";
	const { getAwsClient } = createRequire(import.meta.url)("@remotion/lambda-client");
	const make = () => getAwsClient({ region: "us-east-1", service: "sts" }).client;
	const first = make();
	process.env.AWS_SESSION_TOKEN = "not-a-real-token-fresh";
	const second = make();
	console.log(JSON.stringify([first === second, (await second.config.credentials()).sessionToken]));
`;

async function twice(switches: Record<string, string>): Promise<unknown> {
	const env = {
		PATH: process.env.PATH,
		HOME: "/nonexistent",
		AWS_ACCESS_KEY_ID: "ASIAFAKECACHE0000001",
		AWS_SECRET_ACCESS_KEY: "not-a-real-secret-of-the-cache-000000001",
		AWS_SESSION_TOKEN: "not-a-real-token-stale",
		...switches,
	};
	const { stdout } = await promisify(execFile)(process.execPath, ["--input-type=module", "-e", program], {
		env,
		cwd: import.meta.dirname,
	});
	return JSON.parse(stdout);
}

describe("Remotion's cache of AWS clients", function () {
	this.timeout(120_000);

	it("keeps signing with the stale token of a key", async () => {
		assert.deepEqual(await twice({}), [true, "not-a-real-token-stale"]);
	});

	it("is not turned off by REMOTION_SKIP_AWS_CREDENTIALS_CHECK", async () => {
		const [isSame] = Object.values((await twice({ REMOTION_SKIP_AWS_CREDENTIALS_CHECK: "1" })) ?? {});
		assert.equal(isSame, true);
	});

	it("is turned off by REMOTION_DISABLE_AWS_CLIENT_CACHE", async () => {
		assert.deepEqual(await twice({ REMOTION_DISABLE_AWS_CLIENT_CACHE: "1" }), [false, "not-a-real-token-fresh"]);
	});
});
