/** Every way of being refused, through the real SDK: the right code and status for each service. */
import assert from "node:assert/strict";
import { GetUserCommand, IAMClient, SimulatePrincipalPolicyCommand } from "@aws-sdk/client-iam";
import { LambdaClient, ListFunctionsCommand } from "@aws-sdk/client-lambda";
import { ListBucketsCommand, S3Client } from "@aws-sdk/client-s3";
import { GetSecretValueCommand, SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { GetServiceQuotaCommand, ServiceQuotasClient } from "@aws-sdk/client-service-quotas";
import { GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import { KEYS, WRONG_SECRET } from "./accounts.ts";
import { type LocalAws, startLocalAws } from "./server.ts";
import type { AccessKey } from "./types.ts";

const STUDIO = "arn:aws:iam::111122223333:user/render-bot";

interface Configuration {
	region: string;
	endpoint: string;
	credentials: AccessKey;
	maxAttempts: number;
	systemClockOffset?: number;
}

/** One harmless call of each service. */
const CALLS = {
	sts: (c: Configuration) => new STSClient(c).send(new GetCallerIdentityCommand({})),
	lambda: (c: Configuration) => new LambdaClient(c).send(new ListFunctionsCommand({})),
	s3: (c: Configuration) => new S3Client(c).send(new ListBucketsCommand({})),
	iam: (c: Configuration) =>
		new IAMClient(c).send(
			new SimulatePrincipalPolicyCommand({ PolicySourceArn: STUDIO, ActionNames: ["s3:GetObject"] }),
		),
	servicequotas: (c: Configuration) =>
		new ServiceQuotasClient(c).send(new GetServiceQuotaCommand({ ServiceCode: "lambda", QuotaCode: "L-B99A9384" })),
	secretsmanager: (c: Configuration) =>
		new SecretsManagerClient(c).send(new GetSecretValueCommand({ SecretId: "remotion/agency" })),
};

type Name = keyof typeof CALLS;
type Expected = Record<Name, [code: string, status: number] | null>;

/** IAM has one endpoint for all regions, so a region that is switched off does not concern it; everybody may ask STS who they are. */
const ROWS: { title: string; key: AccessKey; region?: string; clock?: number; expected: Expected }[] = [
	{
		title: "wrong secret",
		key: WRONG_SECRET,
		expected: {
			sts: ["SignatureDoesNotMatch", 403],
			lambda: ["InvalidSignatureException", 403],
			s3: ["SignatureDoesNotMatch", 403],
			iam: ["SignatureDoesNotMatch", 403],
			servicequotas: ["InvalidSignatureException", 400],
			secretsmanager: ["InvalidSignatureException", 400],
		},
	},
	...[
		{ title: "unknown key", key: KEYS.unknown },
		{ title: "temporary key without its token", key: withoutToken(KEYS.studioSession) },
		{ title: "a platform's key of no account", key: KEYS.platformUnknown },
	].map((row) => ({
		...row,
		expected: {
			sts: ["InvalidClientTokenId", 403],
			lambda: ["UnrecognizedClientException", 403],
			s3: ["InvalidAccessKeyId", 403],
			iam: ["InvalidClientTokenId", 403],
			servicequotas: ["UnrecognizedClientException", 400],
			secretsmanager: ["UnrecognizedClientException", 400],
		} satisfies Expected,
	})),
	{
		title: "somebody else's token",
		key: { ...KEYS.studioSession, sessionToken: KEYS.platform.sessionToken ?? "" },
		expected: {
			sts: ["InvalidClientTokenId", 403],
			lambda: ["UnrecognizedClientException", 403],
			s3: ["InvalidToken", 400],
			iam: ["InvalidClientTokenId", 403],
			servicequotas: ["UnrecognizedClientException", 400],
			secretsmanager: ["UnrecognizedClientException", 400],
		},
	},
	{
		title: "expired session",
		key: KEYS.expired,
		expected: {
			sts: ["ExpiredToken", 403],
			lambda: ["ExpiredTokenException", 403],
			s3: ["ExpiredToken", 400],
			iam: ["ExpiredToken", 403],
			servicequotas: ["ExpiredTokenException", 400],
			secretsmanager: ["ExpiredTokenException", 400],
		},
	},
	{
		title: "no permission",
		key: KEYS.denied,
		expected: {
			sts: null,
			lambda: ["AccessDeniedException", 403],
			s3: ["AccessDenied", 403],
			iam: ["AccessDenied", 403],
			servicequotas: ["AccessDeniedException", 400],
			secretsmanager: ["AccessDeniedException", 400],
		},
	},
	{
		title: "the platform's own identity",
		key: KEYS.platform,
		expected: {
			sts: null,
			lambda: ["AccessDeniedException", 403],
			s3: ["AccessDenied", 403],
			iam: ["AccessDenied", 403],
			servicequotas: ["AccessDeniedException", 400],
			secretsmanager: ["AccessDeniedException", 400],
		},
	},
	{
		title: "region not enabled",
		key: KEYS.studio,
		region: "ap-east-1",
		expected: {
			sts: ["InvalidClientTokenId", 403],
			lambda: ["UnrecognizedClientException", 403],
			s3: ["InvalidAccessKeyId", 403],
			iam: null,
			servicequotas: ["UnrecognizedClientException", 400],
			secretsmanager: ["UnrecognizedClientException", 400],
		},
	},
];

function withoutToken({ accessKeyId, secretAccessKey }: AccessKey): AccessKey {
	return { accessKeyId, secretAccessKey };
}

describe("local AWS: refusals", function () {
	this.timeout(60_000);
	let aws: LocalAws;
	before(async () => {
		aws = await startLocalAws();
	});
	after(() => aws.close());

	const configuration = (key: AccessKey, region = "us-east-1"): Configuration => ({
		region,
		endpoint: aws.url,
		credentials: key,
		maxAttempts: 1,
	});

	it("has nothing against a valid key, in any service", async () => {
		for (const call of Object.values(CALLS)) await call(configuration(KEYS.secrets));
		const opted = await CALLS.lambda(configuration(KEYS.studio, "eu-south-1"));
		assert.deepEqual(opted.Functions, []);
	});

	for (const { title, key, region, expected } of ROWS)
		for (const [name, refused] of Object.entries(expected))
			it(`${title}, ${name}: ${refused === null ? "answers" : refused.join(" ")}`, async () => {
				const call = Object.entries(CALLS).find(([other]) => other === name)?.[1];
				assert.ok(call);
				const done = call(configuration(key, region));
				if (refused === null) assert.ok((await done).$metadata.httpStatusCode === 200);
				else
					await assert.rejects(done, (error: Error & { $metadata?: { httpStatusCode?: number } }) => {
						assert.deepEqual([error.name, error.$metadata?.httpStatusCode], refused);
						assert.doesNotMatch(JSON.stringify(error), /not-real/);
						return true;
					});
			});

	it("refuses a clock that is an hour slow, and says the right time", async () => {
		for (const [call, name] of [
			[CALLS.sts, "SignatureDoesNotMatch"],
			[CALLS.lambda, "InvalidSignatureException"],
			[CALLS.s3, "RequestTimeTooSkewed"],
		] as const) {
			const slow = { ...configuration(KEYS.studio), systemClockOffset: -3_600_000 };
			await assert.rejects(call(slow), (error: Error & { $response?: { headers?: Record<string, string> } }) => {
				assert.equal(error.name, name);
				// What the SDK mends its clock by.
				assert.ok(Math.abs(Date.parse(error.$response?.headers?.date ?? "") - Date.now()) < 60_000);
				return true;
			});
		}
	});

	it("names who may not do what", async () => {
		await assert.rejects(CALLS.lambda(configuration(KEYS.denied)), {
			message:
				"User: arn:aws:iam::111122223333:user/intern is not authorized to perform: lambda:ListFunctions on resource: * " +
				"because no identity-based policy allows the lambda:ListFunctions action",
		});
	});

	it("says so when a call is none it knows", async () => {
		await assert.rejects(new IAMClient(configuration(KEYS.studio)).send(new GetUserCommand({})), {
			name: "InvalidAction",
		});
		const unsigned = await fetch(`${aws.url}/`);
		assert.equal(unsigned.status, 403);
		assert.match(await unsigned.text(), /<Code>AccessDenied<\/Code>/);
	});
});
