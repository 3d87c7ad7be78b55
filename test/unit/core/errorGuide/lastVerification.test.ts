import assert from "node:assert/strict";
import { errorEntries, explainError } from "../../../../src/core/errorGuide/index.ts";
import { alreadyKnown, type LastVerification } from "../../../../src/core/errorGuide/lastVerification.ts";
import { toMarkdown } from "../../../../src/core/errorGuide/page.ts";
import { type Explanation, explain } from "../../../../src/core/index.ts";
import { KnownTexts } from "../../../../src/core/text/redact.ts";
import { configPath, credentialsPath, situation } from "../../situation.ts";

const secret = "not/a+real=secret-00000000000000000001";
const keys = `REMOTION_AWS_ACCESS_KEY_ID=AKIAFAKE000000000001\nREMOTION_AWS_SECRET_ACCESS_KEY=${secret}\n`;
const withToken = `${keys}REMOTION_AWS_SESSION_TOKEN=not-a-real-token\n`;
const project = (env: string): Explanation => explain(situation({ runtime: "remotion-cli", files: { ".env": env } }));

const verified: LastVerification = {
	at: "17:17",
	isLocal: false,
	outcome: { kind: "verified", account: "222233334444", arn: "arn:aws:iam::222233334444:user/render-bot" },
};
const failed: LastVerification = { ...verified, outcome: { kind: "failed", title: "The session has expired" } };

const who = "This project's active credentials were verified at 17:17 as 2222-3333-4444 (render-bot)";
const elsewhere =
	", so this message most likely comes from elsewhere: another launch or terminal, a server, or a hosting platform.";
const since = ". They are temporary, so either they have expired since, or this message comes from elsewhere.";
const failure = "Verifying this project's active credentials at 17:17 failed: The session has expired.";

const invalid = "UnrecognizedClientException: The security token included in the request is invalid.";
const missing = "Error: You have not set the environment variable REMOTION_AWS_ACCESS_KEY_ID";
const expired = "ExpiredToken: The provided token has expired.";
const other = "NoSuchBucket: The specified bucket does not exist";

describe("what is known before an error is explained", () => {
	const table: [text: string, env: string, last: LastVerification | undefined, expected: string | undefined][] = [
		[invalid, keys, verified, who + elsewhere],
		[missing, keys, verified, who + elsewhere],
		[invalid, withToken, verified, who + elsewhere],
		[expired, keys, verified, who + elsewhere],
		[expired, withToken, verified, who + since],
		[invalid, keys, failed, failure],
		[expired, withToken, failed, failure],
		[invalid, keys, undefined, undefined],
		[other, keys, verified, undefined],
		[other, keys, failed, undefined],
		["AccessDenied: not authorized to perform: lambda:InvokeFunction", keys, verified, undefined],
	];
	for (const [text, env, last, expected] of table)
		it(`${text.slice(0, 40)}, ${env === keys ? "long-term" : "temporary"}, ${last?.outcome.kind}: ${expected ?? "nothing"}`, () =>
			assert.equal(explainError(text, project(env), { last })?.already, expected));

	it("names a local AWS", () => {
		const local = (last: LastVerification) =>
			explainError(invalid, project(keys), { last: { ...last, isLocal: true } });
		assert.match(
			local(verified)?.already ?? "",
			/^This project's active credentials were verified with a local AWS at/,
		);
		assert.match(local(failed)?.already ?? "", /^Verifying this project's active credentials with a local AWS at/);
	});

	it("counts what the AWS files say of a profile, and what nothing is known of as temporary", () => {
		const config =
			"[profile sso]\nsso_account_id = 1\nsso_role_name = a\nsso_region = us-east-1\nsso_start_url = https://a\n";
		const credentials = `[fixed]\naws_access_key_id = AKIAFAKE000000000001\naws_secret_access_key = ${secret}\n[session]\naws_access_key_id = ASIAFAKE000000000001\naws_secret_access_key = ${secret}\naws_session_token = x\n`;
		const of = (profile: string) =>
			explain(
				situation({
					runtime: "remotion-cli",
					files: {
						".env": `REMOTION_AWS_PROFILE=${profile}\n`,
						[configPath]: config,
						[credentialsPath]: credentials,
					},
				}),
			);
		const told = (explanation: Explanation | undefined) =>
			alreadyKnown({ ifVerified: "expired" }, explanation, verified);
		assert.equal(told(of("fixed")), who + elsewhere);
		for (const one of [
			of("session"),
			of("sso"),
			{ ...of("fixed"), active: { kind: "hidden", by: "doppler" } as const },
		])
			assert.equal(told(one), who + since);
		assert.equal(told(undefined), who + since);
	});

	it("is about credentials that are missing, invalid, or expired, and about nothing else", () => {
		const flagged = errorEntries.filter(({ ifVerified }) => ifVerified !== undefined).map(({ id }) => id);
		for (const id of [
			"no-credentials-set",
			"unrecognized-client",
			"security-token-invalid",
			"expired-token",
			"sso-login",
		])
			assert.ok(flagged.includes(id), id);
		for (const id of flagged)
			assert.doesNotMatch(
				id,
				/denied|region|bucket|function|limit|unreachable|clock|policy|version|^(?:boto|go|php|ruby)/,
			);
	});

	it("stands first on the page, as text", () => {
		const explained = explainError(invalid, project(keys), { last: verified });
		assert.ok(explained);
		const page = toMarkdown(explained);
		assert.match(
			page,
			/^# [^\n]+\n\nThis project\\'s active credentials were verified at 17\\:17 as [^\n]+\n\n## Why\n/,
		);
		assert.match(
			toMarkdown({ ...explained, already: "[run](command:x)" }),
			/\n\n\\\[run\\\]\\\(command\\:x\\\)\n\n## Why/,
		);
	});

	it("shows no secret, whatever came back as the reason", () => {
		const last: LastVerification = { ...failed, outcome: { kind: "failed", title: `AWS says ${secret}` } };
		const explained = explainError(invalid, project(keys), { last, known: new KnownTexts([secret]) });
		assert.ok(explained?.already && !explained.already.includes(secret), explained?.already);
	});
});
