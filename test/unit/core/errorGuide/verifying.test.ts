import assert from "node:assert/strict";
import { failureOf } from "../../../../src/aws/child/failure.ts";
import { type IdentityCircumstances, identityWords } from "../../../../src/core/errorGuide/verifying.ts";
import { formatAccount, nameInArn } from "../../../../src/core/vocabulary/arn.ts";

const about: IdentityCircumstances = { profile: "p", region: "us-east-1", isOptInRegion: false, isTemporary: false };
const invalid = "The security token included in the request is invalid.";
const mismatch =
	"The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key.";

const table: [code: string, message: string, title: string, about?: Partial<IdentityCircumstances>][] = [
	["InvalidClientTokenId", invalid, "Unknown access key ID"],
	["InvalidClientTokenId", invalid, "Unknown temporary credentials", { isTemporary: true }],
	["InvalidClientTokenId", invalid, "Unknown access key, or region not enabled", { isOptInRegion: true }],
	["InvalidClientTokenId", invalid, "Needs an AWS China account", { isOptInRegion: true, region: "cn-northwest-1" }],
	["SignatureDoesNotMatch", mismatch, "Wrong secret access key"],
	[
		"SignatureDoesNotMatch",
		"Signature expired: 20250101T000000Z is now earlier than 20250102T000000Z",
		"The clock is wrong",
	],
	["SignatureDoesNotMatch", "Signature not yet current: 1 is still later than 2", "The clock is wrong"],
	["ExpiredToken", "The security token included in the request is expired", "The session has expired"],
	["Timeout", "", "No response within 10 seconds"],
	["ECONNRESET", "read ECONNRESET", "The connection was interrupted"],
	["ECONNRESET", "aborted", "The connection was interrupted"],
	["Error", "socket hang up", "The connection was interrupted"],
	["ECONNREFUSED", "connect ECONNREFUSED 127.0.0.1:1", "Connection refused"],
	["ENOTFOUND", "getaddrinfo ENOTFOUND sts.us-east-1.amazonaws.com", "AWS couldn't be reached"],
	["SELF_SIGNED_CERT_IN_CHAIN", "self-signed certificate in certificate chain", "The connection isn't trusted"],
	["Error", "@aws-sdk XML parse error: expected > at the end of opening tag.", "The response didn't come from AWS"],
	["NoIdentity", "The answer names no account.", "The response didn't come from AWS"],
	["CredentialsProviderError", "Could not load credentials from any providers", "No credentials found"],
	[
		"CredentialsProviderError",
		"Could not resolve credentials using profile: [p] in configuration/credentials file(s).",
		"The profile has no credentials",
	],
	[
		"CredentialsProviderError",
		"The SSO session associated with this profile has expired. To refresh this SSO session run aws sso login with the corresponding profile.",
		"Sign in to SSO again",
	],
	[
		"CredentialsProviderError",
		"The SSO session token associated with profile=p was not found or is invalid. To refresh this SSO session run 'aws sso login' with the corresponding profile.",
		"Sign in to SSO again",
	],
	[
		"CredentialsProviderError",
		"Failed to load a token for session x, please re-authenticate using aws login",
		"Sign in again",
	],
	[
		"CredentialsProviderError",
		"Profile p requires multi-factor authentication, but no MFA code callback was provided.",
		"Needs an MFA code",
	],
	[
		"AccessDenied",
		"User: arn:aws:iam::1:user/x is not authorized to perform: sts:AssumeRole on resource: r",
		"Not allowed to assume the role",
	],
	["CredentialProcess", "", "The credential_process failed"],
	["ENOENT", "ENOENT: no such file or directory, open '/x/token'", "A file is missing"],
	["Throttling", "Rate exceeded", "Too many requests"],
	["InternalFailure", "unknown error", "AWS has a problem"],
	["NotStarted", "spawn ENOENT", "Couldn't start verifying"],
	["SomethingNew", "Words nobody knows.", "AWS says SomethingNew"],
];

describe("why an identity cannot be verified", () => {
	for (const [code, message, title, more] of table) {
		it(`${code}${message && `: ${message.slice(0, 50)}`}: ${title}`, () => {
			const words = identityWords({ code, message }, { ...about, ...more });
			assert.equal(words.title, title);
			for (const text of [words.cause, words.remedy]) assert.match(text, /\S{3}.*[^\s]$/);
		});
	}

	it("tells what AWS says of the credentials from what says nothing of them", () => {
		const titles = table.flatMap(([code, message, title, more]) =>
			identityWords({ code, message }, { ...about, ...more }).isInconclusive ? [title] : [],
		);
		assert.deepEqual([...new Set(titles)].sort(), [
			"AWS couldn't be reached",
			"AWS has a problem",
			"Couldn't start verifying",
			"No response within 10 seconds",
			"The connection was interrupted",
			"The response didn't come from AWS",
			"Too many requests",
		]);
	});

	it("names the profile, the region and the address it was asked at", () => {
		const sso = identityWords({ code: "x", message: "run aws sso login" }, about);
		assert.equal(sso.remedy, "Run: aws sso login --profile p");
		assert.match(identityWords({ code: "Timeout", message: "" }, about).cause, /^AWS in us-east-1 didn't respond/);
		const local = { ...about, endpoint: "http://127.0.0.1:9" };
		assert.match(identityWords({ code: "ECONNREFUSED", message: "" }, local).cause, /http:\/\/127\.0\.0\.1:9/);
	});
});

describe("an error of the SDK", () => {
	const secrets = ["not-a-real-secret-1", "not-a-real-token-2", ""];
	const thrown = (message: string, more: object = {}) => Object.assign(new Error(message), more);

	it("keeps AWS's code, Node's code, and what it was wrapped in", () => {
		assert.equal(failureOf(thrown("m", { name: "ExpiredToken" }), []).code, "ExpiredToken");
		assert.equal(failureOf(thrown("m", { code: "ECONNRESET" }), []).code, "ECONNRESET");
		assert.equal(failureOf(new AggregateError([thrown("m", { code: "ECONNREFUSED" })]), []).code, "ECONNREFUSED");
		assert.equal(failureOf(new Error("m", { cause: thrown("n", { code: "ENOTFOUND" }) }), []).code, "ENOTFOUND");
		assert.equal(failureOf("a string", []).code, "Error");
	});

	it("loses the secrets, all lines but the first, and what a command printed", () => {
		const text = `before not-a-real-secret-1 and x-amz-security-token:not-a-real-token-2\nsecond line`;
		assert.deepEqual(failureOf(thrown(text), secrets), {
			code: "Error",
			message: "before •••••••• and x-amz-security-token:••••••••",
		});
		const command = "Command failed: print-credentials --secret hunter22222\nhunter22222";
		assert.deepEqual(failureOf(thrown(command), []), { code: "CredentialProcess", message: "" });
		assert.ok(failureOf(thrown("x".repeat(10_000)), []).message.length < 500);
	});
});

describe("who it is, as people read it", () => {
	it("groups the account and finds the name", () => {
		assert.equal(formatAccount("123456789012"), "1234-5678-9012");
		for (const odd of ["odd", "1234567890123", "account 123456789012", "123456789012 in us-east-1"])
			assert.equal(formatAccount(odd), odd);
		assert.equal(nameInArn("arn:aws:iam::123456789012:user/team/render-bot"), "render-bot");
		assert.equal(nameInArn("arn:aws:sts::123456789012:assumed-role/render-role/session"), "render-role");
		assert.equal(nameInArn("arn:aws:iam::123456789012:root"), "root");
		assert.equal(nameInArn("arn:aws:iam::123456789012:user/team:render-bot"), "team:render-bot");
		assert.equal(nameInArn("arn:aws:sts::123456789012:federated-user/bob"), "bob");
	});
});
