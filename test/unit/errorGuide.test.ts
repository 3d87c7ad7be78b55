import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { commands } from "../../src/contract.ts";
import { errorEntries, explainError } from "../../src/core/errorGuide/index.ts";
import { explain } from "../../src/core/index.ts";
import { canary, situation } from "./situation.ts";

const folder = new URL("errorTexts/", import.meta.url);

interface Sample {
	name: string;
	/** Whose thread, with its number. */
	source: string;
	expected: string | undefined;
	text: string;
}

/** `source:` and `expect:` lines, an empty line, the text. */
function samples(name: "known" | "unrelated"): Sample[] {
	return readdirSync(new URL(name, folder)).map((file) => {
		const whole = readFileSync(new URL(`${name}/${file}`, folder), "utf8");
		const split = whole.indexOf("\n\n");
		const head = whole.slice(0, split);
		return {
			name: file,
			source: /^source: (.+)$/m.exec(head)?.[1] ?? "",
			expected: /^expect: (.+)$/m.exec(head)?.[1],
			text: whole.slice(split + 2),
		};
	});
}

describe("errors of public threads", () => {
	const known = samples("known");
	const unrelated = samples("unrelated");

	it("are thirty and more of each kind, with their source", () => {
		assert.ok(known.length >= 30 && unrelated.length >= 30, `${known.length} and ${unrelated.length}`);
		for (const { name, source, expected } of known) {
			assert.match(source, /^[\w.-]+\/[\w.-]+#\d+$/, name);
			assert.ok(expected, name);
		}
		assert.ok(unrelated.every(({ source, text }) => source !== "" && text.length > 20));
	});

	for (const { name, source, expected, text } of known) {
		it(`${name} (${source}) is ${expected}`, () => {
			assert.equal(explainError(text)?.id, expected);
		});
	}

	for (const { name, text } of unrelated) {
		it(`unrelated ${name} is none`, () => {
			assert.equal(explainError(text)?.id, undefined);
		});
	}
});

const remotionCheck = (
	variable: string,
) => `Error: You have tried to call a Remotion Lambda function, but have not set the environment variable AWS_${variable} or REMOTION_AWS_${variable}.
- Please refer to the Remotion Lambda docs (https://remotion.dev/docs/lambda/setup) to see how to generate the credentials for your AWS account and then set the environment variables.
- For more reasons see the troubleshooting page: https://remotion.dev/docs/lambda/troubleshooting/permissions`;

const invalidToken = "The security token included in the request is invalid.";
const mismatch =
	"The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method.";

/** What the programs print, as a whole: Remotion 4.0.527 and its CLI, the SDK's credential providers, the services. */
const rows: [id: string, text: string][] = [
	["no-credentials-set", remotionCheck("ACCESS_KEY_ID")],
	["no-credentials-set", remotionCheck("SECRET_ACCESS_KEY").replaceAll("\n", "\r\n")],
	[
		"unrecognized-client",
		"Error: UnrecognizedClientException: The AWS credentials provided were probably mixed up. Learn how to fix this issue here: https://remotion.dev/docs/lambda/troubleshooting/unrecognizedclientexception",
	],
	// Hides the general sentence: the code is what counts.
	[
		"unrecognized-client",
		`UnrecognizedClientException: ${invalidToken}\n    at throwDefaultError (/var/task/index.js:1:1)`,
	],
	["unrecognized-client", `{"__type":"UnrecognizedClientException","message":"${invalidToken}"}`],
	[
		"unrecognized-client",
		`AWS returned an error message "The security token included in the request is invalid". A possible reason for this is that you did not enable the region in your AWS account under "Account". The original message is: \n\nAn error occurred:\nUnrecognizedClientException: ${invalidToken}`,
	],
	[
		"security-token-invalid",
		`An error occurred (InvalidClientTokenId) when calling the GetCallerIdentity operation: ${invalidToken}`,
	],
	["security-token-invalid", "InvalidAccessKeyId: The AWS Access Key Id you provided does not exist in our records."],
	["security-token-invalid", "InvalidToken: The provided token is malformed or otherwise invalid."],
	["expired-token", "ExpiredTokenException: The security token included in the request is expired"],
	["expired-token", "ExpiredToken: The provided token has expired."],
	["wrong-secret", `InvalidSignatureException: ${mismatch}`],
	["wrong-secret", `SignatureDoesNotMatch: ${mismatch}`],
	[
		"clock-skew",
		"InvalidSignatureException: Signature expired: 20260101T000000Z is now earlier than 20260101T010000Z (20260101T011500Z - 15 min.)",
	],
	[
		"clock-skew",
		"SignatureDoesNotMatch: Signature not yet current: 20260101T020000Z is still later than 20260101T011500Z",
	],
	["clock-skew", "RequestTimeTooSkewed: The difference between the request time and the current time is too large."],
	["region-not-enabled", "OptInRequired: The AWS Access Key Id needs a subscription for the service"],
	["region-not-enabled", "AuthFailure: region me-central-1 is not enabled in this account"],
	["malformed-credentials", 'TypeError [ERR_INVALID_CHAR]: Invalid character in header content ["authorization"]'],
	["not-signed", "MissingAuthenticationTokenException: Missing Authentication Token"],
	["access-denied", "AccessDenied: Access Denied"],
	[
		"access-denied",
		"AccessDeniedException: User: arn:aws:iam::111122223333:user/remotion-user is not authorized to perform: lambda:ListFunctions on resource: * because no identity-based policy allows the lambda:ListFunctions action",
	],
	[
		"access-denied",
		'AWS returned an "AccessDenied" error message meaning a permission is missing. Read the permissions troubleshooting page: https://remotion.dev/docs/lambda/troubleshooting/permissions. The original error message is:',
	],
	["concurrency-limit", "TooManyRequestsException: Rate Exceeded."],
	["concurrency-limit", '{"Reason":"ConcurrentInvocationLimitExceeded","Type":"User","message":"Rate Exceeded."}'],
	[
		"concurrency-limit",
		"Error: AWS Concurrency limit reached (Original Error: Rate Exceeded.). See https://www.remotion.dev/docs/lambda/troubleshooting/rate-limit for tips to fix this.",
	],
	["api-throttled", "ThrottlingException: Rate exceeded"],
	["api-throttled", "Throttling: Rate exceeded"],
	["bucket-disallows-acl", "AccessControlListNotSupported: The bucket does not allow ACLs"],
	[
		"profile-not-found",
		"CredentialsProviderError: Could not resolve credentials using profile: [nope] in configuration/credentials file(s).",
	],
	["profile-not-found", "CredentialsProviderError: Profile nope could not be found in shared credentials file."],
	[
		"mfa-profile",
		"CredentialsProviderError: Profile mfa-role requires multi-factor authentication, but no MFA code callback was provided.",
	],
	[
		"profile-cycle",
		"CredentialsProviderError: Detected a cycle attempting to resolve credentials for profile a. Profiles visited: a, b",
	],
	[
		"credential-source",
		"CredentialsProviderError: Unsupported credential source in profile a. Got Env, expected EcsContainer or Ec2InstanceMetadata or Environment.",
	],
	[
		"sso-login",
		"CredentialsProviderError: The SSO session associated with this profile has expired. To refresh this SSO session run aws sso login with the corresponding profile.",
	],
	[
		"sso-login",
		"TokenProviderError: Token is expired. To refresh this SSO session run 'aws sso login' with the corresponding profile.",
	],
	[
		"sso-profile-incomplete",
		'CredentialsProviderError: Profile is configured with invalid SSO credentials. Required parameters "sso_account_id", "sso_region", "sso_role_name", "sso_start_url". Got sso_session',
	],
	["sso-profile-incomplete", "TypeError: Cannot read properties of undefined (reading 'sso_region')"],
	[
		"sso-profile-incomplete",
		"TokenProviderError: Sso session 'company' could not be found in shared credentials file.",
	],
	[
		"login-session",
		"CredentialsProviderError: Failed to load a token for session arn:aws:iam::111122223333:user/a, please re-authenticate using aws login",
	],
	["credential-process", "CredentialsProviderError: Profile tool credential_process returned invalid JSON."],
	["credential-process", "CredentialsProviderError: Profile tool credential_process did not return Version 1."],
	["web-identity", "InvalidIdentityToken: No OpenIDConnect provider found in your account for https://example.com"],
	["web-identity", "AccessDenied: Not authorized to perform sts:AssumeRoleWithWebIdentity"],
	[
		"assume-role-denied",
		"AccessDenied: User: arn:aws:iam::111122223333:user/a is not authorized to perform: sts:AssumeRole on resource: arn:aws:iam::111122223333:role/locked",
	],
	["no-host-credentials", "CredentialsProviderError: EC2 Instance Metadata Service access disabled"],
	["no-host-credentials", "ProviderError: TimeoutError from instance metadata service"],
	["no-credentials-in-chain", "CredentialsProviderError: Could not load credentials from any providers"],
	[
		"version-mismatch",
		"Error: Version mismatch: When calling renderMediaOnLambda(), you passed remotion-render-4-0-500-mem2048mb-disk2048mb-120sec as the function, which has the version 4.0.500, but the @remotion/lambda package you used to invoke the function has version 4.0.527. Deploy a new function and use it to call getRenderProgress(). See: https://www.remotion.dev/docs/lambda/upgrading",
	],
	[
		"no-function-of-version",
		"No Lambda functions with version 4.0.527 found in your account.\nRun\n  npx remotion lambda functions deploy",
	],
	["several-functions", "More than 1 lambda function found in your account. Unsure which one to use."],
	[
		"region-unsupported",
		"TypeError: mars-north-1 is not a supported AWS region. Must be one of: eu-central-1, eu-central-2, eu-west-1",
	],
	[
		"memory-limit",
		"ValidationException: 'MemorySize' value failed to satisfy constraint: Member must have value less than or equal to 3008",
	],
	[
		"several-buckets",
		'Error: You have multiple buckets (remotionlambda-a,remotionlambda-b) in your S3 region (us-east-1) starting with "remotionlambda-". Please see https://remotion.dev/docs/lambda/multiple-buckets.',
	],
	[
		"role-not-assumable",
		"InvalidParameterValueException: The role defined for the function cannot be assumed by Lambda.",
	],
	[
		"function-name",
		"Error: The function name my-function does not adhere to the function name convention (https://www.remotion.dev/docs/lambda/naming-convention).",
	],
	[
		"bucket-owner-mismatch",
		"Error: Bucket owner mismatch: Expected the bucket remotionlambda-a to be owned by you (AWS Account ID: 111122223333) but it's not the case. Did you accidentially specify the wrong bucket?",
	],
	[
		"bucket-forbidden",
		'Error: Unable to access item "renders/a/progress.json" from bucket "remotionlambda-a"  - got a 403 error when heading the file. Check your credentials and permissions.',
	],
	[
		"bucket-creation-denied",
		"Error: Since April 2023, more AWS permissions are required to create an S3 bucket. You need to update your user policy to continue.",
	],
	[
		"kms-denied",
		"KMSAccessDeniedException: Lambda was unable to decrypt the environment variables because KMS access was denied.",
	],
	["no-such-bucket", "NoSuchBucket: The specified bucket does not exist"],
	["no-such-key", "NoSuchKey: The specified key does not exist."],
	[
		"bucket-in-another-region",
		"PermanentRedirect: The bucket you are attempting to access must be addressed using the specified endpoint.",
	],
	[
		"function-not-found",
		"ResourceNotFoundException: Function not found: arn:aws:lambda:us-east-1:111122223333:function:remotion-render-4-0-527-mem2048mb-disk2048mb-120sec",
	],
	["function-timeout", "2026-01-01T00:00:00.000Z 11112222 Task timed out after 120.02 seconds"],
	["out-of-memory", "Error: Runtime exited with error: signal: killed\nRuntime.ExitError"],
	[
		"function-crashed",
		"Error: Lambda function remotion-render-4-0-527-mem2048mb-disk2048mb-120sec failed with an unhandled error: Runtime exited with error: exit status 1 See https://us-east-1.console.aws.amazon.com/x to see the logs of this invocation.",
	],
	["stream-stalled", "Error: AWS did not invoke Lambda in 30000ms"],
	[
		"local-serve-url",
		"Error: Remotion Lambda can only render based on a URL in the cloud. It seems like you passed a local file: src/index.ts.",
	],
	["package-too-large", "InvalidParameterValueException: Unzipped size must be smaller than 262144000 bytes"],
	["response-too-large", "Error: lambda Function.ResponseSizeTooLarge"],
	["disk-full", "Error: ENOSPC: no space left on device, write\n    at /var/task/index.js:1:1"],
	["not-streamed", "Error: Expected response to be streamed"],
	["credentials-file-unreadable", "Error: EACCES: permission denied, open '/home/user/.aws/credentials'"],
	["unreachable", "Error: getaddrinfo ENOTFOUND lambda.us-eats-1.amazonaws.com"],
	[
		"unreachable",
		"TimeoutError: connect ETIMEDOUT 192.0.2.1:443\n    at /app/node_modules/@smithy/node-http-handler/dist-cjs/index.js:1:1",
	],
	["aws-internal-error", "ServiceException: An error occurred and the request cannot be processed."],
];

describe("the error guide", () => {
	for (const [id, text] of rows) {
		it(`tells ${text.slice(0, 60).replaceAll(/\s/g, " ")}… as ${id}`, () => {
			assert.equal(explainError(text)?.id, id);
			// In a terminal: red, and broken into lines of eighty.
			const terminal = `\u001b[31m${text.replaceAll(/(.{60,80}) /g, "$1\r\n")}\u001b[39m`;
			assert.equal(explainError(terminal)?.id, id);
		});
	}

	it("has a text here for every entry, and unique ids", () => {
		const ids = errorEntries.map(({ id }) => id);
		assert.equal(new Set(ids).size, ids.length);
		assert.deepEqual([...new Set(rows.map(([id]) => id))].sort(), [...ids].sort());
	});

	it("gives each a cause, a remedy, a page of the documentation and commands there are", () => {
		const known = new Set<string>([...Object.values(commands), "remotionLambda.verifyIdentity"]);
		const explanation = explain(situation({ files: { ".env": "AWS_ACCESS_KEY_ID=AKIAFAKE000000000001\n" } }));
		for (const [, text] of rows) {
			for (const told of [explainError(text), explainError(text, explanation)]) {
				assert.ok(told);
				const { id, title, cause, remedy, docs, actions } = told;
				for (const part of [title, cause, remedy])
					assert.ok(part.length > 10 && !/undefined|\s\s|\.\./.test(part), `${id}: ${part}`);
				assert.match(cause, /[.!?]$/, id);
				assert.match(remedy, /[.!?)]$/, id);
				assert.match(docs, /^https:\/\/www\.remotion\.dev\/docs\/lambda(\/[a-z0-9-]+)+$/, id);
				for (const { title: name, command } of actions) assert.ok(known.has(command), `${id}: ${name}`);
			}
		}
	});

	it("sends to the pages that the documentation has for them", () => {
		const pages = {
			"no-credentials-set": "setup",
			"unrecognized-client": "troubleshooting/unrecognizedclientexception",
			"security-token-invalid": "troubleshooting/security-token",
			"access-denied": "troubleshooting/permissions",
			"concurrency-limit": "troubleshooting/rate-limit",
			"bucket-disallows-acl": "troubleshooting/bucket-disallows-acl",
			"version-mismatch": "upgrading",
			"no-function-of-version": "upgrading",
			"several-functions": "upgrading",
			"region-unsupported": "region-selection",
			"memory-limit": "runtime",
			"several-buckets": "multiple-buckets",
			"role-not-assumable": "permissions",
			"function-name": "naming-convention",
		};
		for (const [id, page] of Object.entries(pages)) {
			assert.equal(errorEntries.find((entry) => entry.id === id)?.docs, `lambda/${page}`, id);
		}
	});

	it("tells the most specific of several errors in one text", () => {
		const first = (...texts: string[]) => explainError(texts.join("\n"))?.id;
		const denied = "AccessDenied: Access Denied";
		assert.equal(first("ExpiredToken: expired", invalidToken), "expired-token");
		assert.equal(first(denied, "The bucket does not allow ACLs"), "bucket-disallows-acl");
		assert.equal(first(denied, "KMSAccessDeniedException: denied"), "kms-denied");
		assert.equal(
			first("connect ECONNREFUSED amazonaws.com", "Could not load credentials from any providers"),
			"no-credentials-in-chain",
		);
		assert.equal(
			first("Runtime exited with error: signal: killed", "Lambda function a failed with an unhandled error"),
			"out-of-memory",
		);
	});

	it("takes a network error for AWS's where the text is known to come from AWS", () => {
		const text = "Error: connect ECONNREFUSED 127.0.0.1:4566";
		assert.equal(explainError(text), undefined);
		assert.equal(explainError(text, undefined, { fromAws: true })?.id, "unreachable");
	});

	it("takes linear time for a megabyte of the worst texts", () => {
		const pieces = [
			"a",
			"is not authorized to perform: ",
			"User: a",
			"Profile '",
			"getaddrinfo ENOTFOUND ",
			"PutBucketPolicy ",
			"SSO session ",
			'Unable to access item "',
			"Version mismatch: When calling ",
			"Function not found: ",
			"Credential=",
			"region a ",
			"\u001b[",
			" \n",
		];
		for (const piece of pieces) {
			const start = performance.now();
			explainError(piece.repeat(Math.ceil(1_000_000 / piece.length)));
			// Quadratic time would be many minutes for a megabyte; a busy machine is not.
			assert.ok(performance.now() - start < 20_000, `slow on ${JSON.stringify(piece)}`);
		}
	}).timeout(120_000);
});

describe("the error guide with a project", () => {
	const id = "AKIAFAKE00000000REMO";
	const platform = {
		AWS_ACCESS_KEY_ID: "ASIAFAKE00000000PLAT",
		AWS_SECRET_ACCESS_KEY: canary,
		AWS_SESSION_TOKEN: canary,
	};
	const told = (text: string, parts: Parameters<typeof situation>[0]) => {
		const result = explainError(text, explain(situation(parts)));
		assert.ok(result);
		assert.ok(!JSON.stringify(result).includes("canary"));
		return result;
	};
	const unrecognized = `UnrecognizedClientException: ${invalidToken}`;

	it("names the platform's keys that sign in place of half a REMOTION pair, each with its place", () => {
		const { cause, remedy, actions } = told(unrecognized, {
			environment: platform,
			files: { ".env": `REMOTION_AWS_ACCESS_KEY_ID=${id}\n` },
		});
		assert.match(
			cause,
			/signs with AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY \(ASIA…PLAT\) and a session token from the shell\./,
		);
		assert.match(cause, /REMOTION_AWS_ACCESS_KEY_ID is set but REMOTION_AWS_SECRET_ACCESS_KEY is not/);
		assert.match(remedy, /Give Remotion its own names: REMOTION_AWS_ACCESS_KEY_ID/);
		assert.equal(actions[0]?.command, "remotionLambda.openOrigin");
		assert.equal(actions[0]?.title, "Open REMOTION_AWS_ACCESS_KEY_ID in .env");
	});

	it("names halves that come from two places", () => {
		const { cause, remedy } = told(unrecognized, {
			environment: { AWS_ACCESS_KEY_ID: platform.AWS_ACCESS_KEY_ID },
			files: { ".env": `AWS_SECRET_ACCESS_KEY=${canary}\n` },
		});
		assert.match(cause, /AWS_ACCESS_KEY_ID in the shell, AWS_SECRET_ACCESS_KEY in \.env/);
		assert.match(remedy, /AWS_SECRET_ACCESS_KEY should be REMOTION_AWS_SECRET_ACCESS_KEY/);
	});

	it("offers the rename where plain keys of .env sign, as on Vercel", () => {
		const { cause, remedy, actions } = told(unrecognized, {
			files: { ".env": `AWS_ACCESS_KEY_ID=${id}\nAWS_SECRET_ACCESS_KEY=${canary}\n` },
		});
		assert.match(cause, /\(AKIA…REMO\) from \.env/);
		assert.match(remedy, /offers “Rename .*REMOTION_/);
		const { origin } = { origin: actions[0]?.args[0] };
		assert.ok(typeof origin === "object" && origin !== null && "path" in origin);
		assert.equal(origin.path, "/work/project/.env");
	});

	it("says that the switch makes everything else unused", () => {
		const { cause } = told(unrecognized, {
			environment: {
				...platform,
				REMOTION_SKIP_AWS_CREDENTIALS_CHECK: "1",
				REMOTION_AWS_ACCESS_KEY_ID: id,
				REMOTION_AWS_SECRET_ACCESS_KEY: canary,
			},
		});
		assert.match(cause, /Both are set, but REMOTION_SKIP_AWS_CREDENTIALS_CHECK leaves the choice/);
	});

	it("says why the profile that the text names does not work, and leads to it", () => {
		const text = "Could not resolve credentials using profile: [video] in configuration/credentials file(s).";
		const missing = told(text, {
			environment: { REMOTION_AWS_PROFILE: "video" },
			files: {
				"/home/tester/.aws/credentials": `[staging]\naws_access_key_id=${id}\naws_secret_access_key=${canary}\n`,
			},
		});
		assert.match(missing.cause, /Neither AWS file on this machine has it; the profiles there are: staging\./);
		assert.ok(missing.actions.some(({ command }) => command === "remotionLambda.addProfile"));
		const half = told(text, {
			environment: { REMOTION_AWS_PROFILE: "video" },
			files: { "/home/tester/.aws/credentials": `[video]\naws_access_key_id=${id}\n` },
		});
		assert.match(half.cause, /has aws_access_key_id but no aws_secret_access_key/);
		assert.ok(
			half.actions.some(({ title }) => title === "Open credentials"),
			JSON.stringify(half.actions),
		);
	});

	it("says that the program ran elsewhere where this project has credentials", () => {
		const { cause, remedy } = told(remotionCheck("ACCESS_KEY_ID"), {
			files: { ".env": `REMOTION_AWS_ACCESS_KEY_ID=${id}\nREMOTION_AWS_SECRET_ACCESS_KEY=${canary}\n` },
		});
		assert.match(cause, /In this project Remotion signs with REMOTION_AWS_ACCESS_KEY_ID/);
		assert.match(remedy, /started in another folder, by another runtime or on another machine/);
	});

	it("tells a platform's role from a user and from the function's own role", () => {
		const denied = (arn: string) => `User: ${arn} is not authorized to perform: lambda:InvokeFunction on resource: x`;
		const role = told(denied("arn:aws:sts::111122223333:assumed-role/a-platform/a-session"), { environment: platform });
		assert.match(
			role.cause,
			/does not allow lambda:InvokeFunction\. .*is a role, not your Remotion user.* In this project the plain AWS_ names sign/,
		);
		const own = told(denied("arn:aws:sts::111122223333:assumed-role/remotion-lambda-role/a-session"), {});
		assert.match(own.cause, /the role's policy lacks it/);
		assert.match(own.remedy, /policies role/);
		const user = told(denied("arn:aws:iam::111122223333:user/remotion"), {});
		assert.match(user.remedy, /policies user/);
	});

	it("compares the function's region with the project's", () => {
		const text = "Function not found: arn:aws:lambda:eu-west-1:111122223333:function:remotion-render-a";
		const { cause } = told(text, { environment: { REMOTION_AWS_REGION: "us-west-2" } });
		assert.match(
			cause,
			/no function remotion-render-a in eu-west-1 of the account 111122223333.* region is us-west-2\./,
		);
		assert.doesNotMatch(
			told(text, { environment: { REMOTION_AWS_REGION: "eu-west-1" } }).cause,
			/This project's region/,
		);
	});

	it("says of a region that must be enabled first", () => {
		const { cause } = told(`InvalidClientTokenId: ${invalidToken}`, {
			files: { ".env": "REMOTION_AWS_REGION=eu-south-1\n" },
		});
		assert.match(cause, /eu-south-1 must be enabled in your AWS account first/);
	});

	it("offers to sign in where an expired profile is an SSO profile", () => {
		const config =
			"[profile company]\nsso_session=c\nsso_account_id=111122223333\nsso_role_name=r\n[sso-session c]\nsso_region=us-east-1\nsso_start_url=https://example.com\n";
		const { actions } = told("ExpiredToken: The security token included in the request is expired", {
			environment: { REMOTION_AWS_PROFILE: "company" },
			files: { "/home/tester/.aws/config": config },
		});
		assert.equal(actions[0]?.command, "remotionLambda.ssoLogin");
	});

	it("keeps the text and hides its secrets", () => {
		const text = `${unrecognized}\n  AWS_SECRET_ACCESS_KEY=${canary}\n  credentials: { accessKeyId: '${id}' }`;
		const { original, cause } = told(text, {});
		assert.equal(original, text.replace(canary, "••••••••").replace(id, "AKIA…REMO"));
		assert.ok(!cause.includes(id));
	});
});
