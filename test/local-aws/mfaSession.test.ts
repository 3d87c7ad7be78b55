/** The process that takes sessions with an MFA code, on real STS calls of the local AWS. */
import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import { type MfaSession, takeMfaSession } from "../../src/aws/mfaSession.ts";
import { Secret } from "../../src/core/index.ts";
import { resolveProject } from "../../src/core/project/resolve.ts";
import { signingOf } from "../../src/core/signing/signingContext.ts";
import { buildExtension } from "../harness/build.ts";
import { KEYS, MFA_CODE } from "./accounts.ts";
import { demoAwsFiles } from "./profiles.ts";
import { type LocalAws, startLocalAws } from "./server.ts";

const device = "arn:aws:iam::111122223333:mfa/render-bot";
const user = `aws_access_key_id = ${KEYS.studio.accessKeyId}\naws_secret_access_key = ${KEYS.studio.secretAccessKey}\n`;
const config = `
[profile user]
${user}mfa_serial = ${device}
[profile stranger]
${user}mfa_serial = arn:aws:iam::111122223333:mfa/somebody-else
[profile guarded]
role_arn = arn:aws:iam::111122223333:role/guarded-role
source_profile = user
mfa_serial = ${device}
[profile short]
role_arn = arn:aws:iam::111122223333:role/guarded-role
source_profile = user
mfa_serial = ${device}
duration_seconds = 900
[profile locked]
role_arn = arn:aws:iam::111122223333:role/locked-role
source_profile = user
mfa_serial = ${device}
`;

describe("the process that takes sessions with an MFA code", function () {
	this.timeout(60_000);
	const folder = mkdtempSync(join(tmpdir(), "rlc-mfa-"));
	const files = demoAwsFiles(folder);
	let aws: LocalAws;
	before(async () => {
		await buildExtension({ production: true, outdir: join(folder, "dist") });
		for (const [path, text] of Object.entries(files)) {
			mkdirSync(dirname(path), { recursive: true });
			writeFileSync(path, text);
		}
		aws = await startLocalAws();
	});
	after(async () => {
		await aws.close();
		rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
	});

	async function take(profile: string, code: string) {
		const signing = signingOf(
			resolveProject({
				runtime: "remotion-cli",
				cwd: folder,
				home: folder,
				platform: process.platform === "win32" ? "win32" : "posix",
				environment: { PATH: process.env.PATH, HOME: folder, AWS_ENDPOINT_URL: aws.url },
				readFile: (path) => (path.endsWith("config") ? config : files[path]),
			}),
			profile,
		);
		assert.ok(signing);
		return takeMfaSession(signing, new Secret(code), { script: join(folder, "dist", "sessions.cjs"), cwd: folder });
	}

	/** Who the local AWS says a session is. */
	async function whoIs({ accessKeyId, secretAccessKey, sessionToken }: MfaSession): Promise<string | undefined> {
		const credentials = {
			accessKeyId,
			secretAccessKey: secretAccessKey.reveal(),
			sessionToken: sessionToken.reveal(),
		};
		const client = new STSClient({ region: "us-east-1", endpoint: aws.url, credentials });
		return (await client.send(new GetCallerIdentityCommand({}))).Arn;
	}

	const sessions: [profile: string, call: string, arn: RegExp, hours: number][] = [
		["guarded", "AssumeRole", /assumed-role\/guarded-role\//, 1],
		["short", "AssumeRole", /assumed-role\/guarded-role\//, 0.25],
		["user", "GetSessionToken", /user\/render-bot$/, 12],
	];
	for (const [profile, call, arn, hours] of sessions) {
		it(`takes one for ${profile} with ${call}, which AWS accepts`, async () => {
			aws.clearRequests();
			const session = await take(profile, MFA_CODE);
			assert.ok(session?.ok, JSON.stringify(session));
			assert.match((await whoIs(session)) ?? "", arn);
			assert.deepEqual(
				aws.requests().map(({ operation }) => operation),
				[call, "GetCallerIdentity"],
			);
			const left = (session.expires.getTime() - Date.now()) / 3_600_000;
			assert.ok(Math.abs(left - hours) < 0.05, `${left} hours`);
			assert.ok(!JSON.stringify(session).includes(session.sessionToken.reveal()));
		});
	}

	const failures: [what: string, profile: string, code: string, message: RegExp][] = [
		["a wrong code of a role", "guarded", "000000", /invalid MFA one time pass code/],
		["a wrong code of a user", "user", "000000", /invalid MFA one time pass code/],
		["a device that is somebody else's", "stranger", MFA_CODE, /unable to validate MFA code/],
		["a role that doesn't trust the user", "locked", MFA_CODE, /not authorized to perform: sts:AssumeRole/],
	];
	for (const [what, profile, code, message] of failures) {
		it(`says what AWS says of ${what}`, async () => {
			const session = await take(profile, code);
			assert.ok(session && !session.ok, "a session was taken");
			assert.equal(session.code, "AccessDenied");
			assert.match(session.message, message);
			assert.ok(!session.message.includes(KEYS.studio.secretAccessKey));
		});
	}
});
