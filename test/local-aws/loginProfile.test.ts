/** A login profile whose sessions lie in a folder of the project's own: what verifies it and what renders with it find the same session. */
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { verifyIdentity } from "../../src/aws/verifyIdentity.ts";
import { resolveProject } from "../../src/core/project/resolve.ts";
import { type Signing, signingOf } from "../../src/core/signing/signingContext.ts";
import { fromSigning } from "../../src/remotion/childEnvironment.ts";
import { openSession } from "../../src/remotion/session.ts";
import { KEYS } from "./accounts.ts";
import { DECOYS, region, type Setup, setUp } from "./testRenderSetup.ts";

const loginSession = "arn:aws:iam::111122223333:user/render-bot";

/** A session as `aws login` keeps it. Source: `LoginCredentialsFetcher` of `@aws-sdk/credential-provider-login`. */
const session = {
	accessToken: {
		accessKeyId: KEYS.studioSession.accessKeyId,
		secretAccessKey: KEYS.studioSession.secretAccessKey,
		sessionToken: KEYS.studioSession.sessionToken,
		accountId: "111122223333",
		expiresAt: new Date(Date.now() + 3_600_000).toISOString(),
	},
	clientId: "arn:aws:signin:::devtools/same-device",
	refreshToken: "not-a-real-refresh-token",
	dpopKey: "not-a-real-key",
};

describe("a login profile on the local AWS", function () {
	this.timeout(60_000);
	let setup: Setup;
	before(async () => {
		setup = await setUp();
		writeFileSync(join(setup.folder, ".aws", "config"), `[profile login]\nlogin_session = ${loginSession}\n`);
		const cache = join(setup.folder, "sessions");
		mkdirSync(cache);
		const name = createHash("sha256").update(loginSession).digest("hex");
		writeFileSync(join(cache, `${name}.json`), JSON.stringify(session), { mode: 0o600 });
	});
	after(() => setup.end());

	/** @param env the project's `.env` */
	function signing(env: string): Signing {
		const { folder: cwd, aws } = setup;
		const readFile = (path: string) => {
			if (path === join(cwd, ".env")) return env;
			try {
				return readFileSync(path, "utf8");
			} catch {
				return undefined;
			}
		};
		const found = signingOf(
			resolveProject({
				runtime: "remotion-cli",
				cwd,
				home: cwd,
				platform: "posix",
				environment: { PATH: process.env.PATH, HOME: cwd, AWS_ENDPOINT_URL: aws.url },
				readFile,
			}),
		);
		assert.ok(found);
		return found;
	}

	async function both(env: string): Promise<{ verified: string; rendered: string }> {
		const { folder: cwd, program, client } = setup;
		const signed = signing(env);
		const identity = await verifyIdentity(signed, { script: join(cwd, "dist", "identity.cjs"), cwd });
		const base = { PATH: process.env.PATH, HOME: cwd, ...DECOYS };
		const renders = openSession({ program, client, cwd, base, ...fromSigning(signed) });
		const asked = renders.call("whoSigns", { region }).then(
			({ arn }) => arn,
			(error: unknown) => String(error),
		);
		const rendered = await asked;
		await renders.end();
		return { verified: identity?.ok ? identity.arn : String(identity?.message), rendered };
	}

	it("verifies and renders with the folder that the project's .env names", async () => {
		const env = "REMOTION_AWS_PROFILE=login\nAWS_LOGIN_CACHE_DIRECTORY=sessions\n";
		const { verified, rendered } = await both(env);
		assert.match(verified, /^arn:aws:(sts|iam)::111122223333:/);
		assert.equal(rendered, verified);
	});

	it("does so where the SDK's chain takes the profile", async () => {
		const env = "AWS_PROFILE=login\nREMOTION_SKIP_AWS_CREDENTIALS_CHECK=1\nAWS_LOGIN_CACHE_DIRECTORY=sessions\n";
		const { verified, rendered } = await both(env);
		assert.match(verified, /^arn:aws:(sts|iam)::111122223333:/);
		assert.equal(rendered, verified);
	});

	it("does neither without the folder: the session is not in the home folder", async () => {
		const { verified, rendered } = await both("REMOTION_AWS_PROFILE=login\n");
		for (const text of [verified, rendered]) assert.doesNotMatch(text, /^arn:/);
	});
});
