/** The smaller services, and the data all of them answer from, held against Remotion's own packages. */
import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { GetFunctionCommand, LambdaClient, ListFunctionsCommand } from "@aws-sdk/client-lambda";
import {
	CreateSecretCommand,
	DeleteSecretCommand,
	GetSecretValueCommand,
	SecretsManagerClient,
} from "@aws-sdk/client-secrets-manager";
import { GetServiceQuotaCommand, ServiceQuotasClient } from "@aws-sdk/client-service-quotas";
import { AssumeRoleWithWebIdentityCommand, GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import { ACCOUNTS, KEYS, WEB_IDENTITY_TOKEN } from "./accounts.ts";
import { POOL_KEYS, POOL_TWIN } from "./pool.ts";
import { REMOTION_ROLE_ACTIONS, REMOTION_USER_ACTIONS, REMOTION_VERSION, remotionFunction } from "./remotionSetup.ts";
import { type LocalAws, startLocalAws } from "./server.ts";
import type { AccessKey } from "./types.ts";

const require = createRequire(import.meta.url);

describe("local AWS: services and accounts", function () {
	this.timeout(60_000);
	let aws: LocalAws;
	before(async () => {
		aws = await startLocalAws();
	});
	after(() => aws.close());

	const setup = (key: AccessKey) => ({ region: "us-east-1", endpoint: aws.url, credentials: key, maxAttempts: 1 });

	it("has keys of the right shape, each of one owner, and plainly no real ones", () => {
		const keys = ACCOUNTS.flatMap(({ users, roles }) => [...users, ...roles].flatMap(({ keys = [] }) => keys));
		assert.ok(keys.length > 25);
		assert.equal(new Set(keys.map(({ accessKeyId }) => accessKeyId)).size, keys.length);
		for (const { accessKeyId, secretAccessKey, sessionToken } of keys) {
			assert.match(accessKeyId, /^A(KIA|SIA)FAKE[A-Z0-9]{12}$/);
			assert.match(secretAccessKey, /^local-aws-secret-not-real-[a-z0-9]{14}$/);
			assert.equal(accessKeyId.startsWith("ASIA"), sessionToken !== undefined);
		}
		assert.equal(new Set(ACCOUNTS.map(({ id }) => id)).size, ACCOUNTS.length);
		for (const { id } of ACCOUNTS) assert.match(id, /^\d{12}$/);
	});

	it("has the policies and the version of the installed Remotion", () => {
		const { version }: { version: string } = require("@remotion/lambda/package.json");
		assert.equal(version, REMOTION_VERSION);
		const policies: { getUserPolicy(): string; getRolePolicy(): string } = require("@remotion/lambda/policies");
		const actions = (policy: string) => {
			const { Statement }: { Statement: { Action: string | string[] }[] } = JSON.parse(policy);
			return [...new Set(Statement.flatMap(({ Action }) => Action))].sort();
		};
		assert.deepEqual(actions(policies.getUserPolicy()), [...REMOTION_USER_ACTIONS].sort());
		assert.deepEqual(actions(policies.getRolePolicy()), [...REMOTION_ROLE_ACTIONS].sort());
	});

	it("lists an account's functions region by region, in pages, and shows one by name or ARN", async () => {
		const lambda = new LambdaClient(setup(KEYS.studio));
		const first = await lambda.send(new ListFunctionsCommand({ MaxItems: 1 }));
		const second = await lambda.send(new ListFunctionsCommand({ Marker: first.NextMarker }));
		const names = [...(first.Functions ?? []), ...(second.Functions ?? [])].map(({ FunctionName }) => FunctionName);
		assert.deepEqual(names, [remotionFunction("4.0.527").name, remotionFunction("4.0.500").name]);
		assert.equal(second.NextMarker ?? null, null);
		const arn = first.Functions?.[0]?.FunctionArn;
		assert.equal(arn, `arn:aws:lambda:us-east-1:111122223333:function:${names[0]}`);
		for (const FunctionName of [arn, names[0]]) {
			const { Configuration } = await lambda.send(new GetFunctionCommand({ FunctionName }));
			assert.deepEqual([Configuration?.MemorySize, Configuration?.Timeout], [2048, 120]);
		}
		const get = (FunctionName: string) => lambda.send(new GetFunctionCommand({ FunctionName }));
		await assert.rejects(get("nope"), { name: "ResourceNotFoundException" });
		await assert.rejects(get(String(arn).replace("111122223333", "222233334444")), { name: "AccessDeniedException" });
	});

	it("knows each account's concurrency", async () => {
		const quota = { ServiceCode: "lambda", QuotaCode: "L-B99A9384" };
		const value = async (key: AccessKey) =>
			(await new ServiceQuotasClient(setup(key)).send(new GetServiceQuotaCommand(quota))).Quota?.Value;
		assert.deepEqual(await Promise.all([value(KEYS.studio), value(KEYS.fresh)]), [1000, 10]);
	});

	it("gives a role's session for the right web identity token, and for no other", async () => {
		const sts = new STSClient({ region: "us-east-1", endpoint: aws.url, maxAttempts: 1 });
		const assume = (WebIdentityToken: string, role = "web-role") => {
			const RoleArn = `arn:aws:iam::111122223333:role/${role}`;
			return sts.send(new AssumeRoleWithWebIdentityCommand({ RoleArn, RoleSessionName: "test", WebIdentityToken }));
		};
		const { Credentials: key } = await assume(WEB_IDENTITY_TOKEN);
		assert.ok(key?.AccessKeyId && key.SecretAccessKey && key.SessionToken);
		const credentials = {
			accessKeyId: key.AccessKeyId,
			secretAccessKey: key.SecretAccessKey,
			sessionToken: key.SessionToken,
		};
		const { Arn } = await new STSClient(setup(credentials)).send(new GetCallerIdentityCommand({}));
		assert.equal(Arn, "arn:aws:sts::111122223333:assumed-role/web-role/test");
		await assert.rejects(assume("another"), { name: "InvalidIdentityTokenException" });
		await assert.rejects(assume(WEB_IDENTITY_TOKEN, "render-role"), { name: "AccessDenied" });
	});

	it("keeps secrets by name and ARN, never overwrites one, and forgets what is deleted", async () => {
		const manager = new SecretsManagerClient(setup(KEYS.secrets));
		const get = (SecretId: string) => manager.send(new GetSecretValueCommand({ SecretId }));
		const seeded = await get("remotion/agency");
		assert.equal(JSON.parse(seeded.SecretString ?? "").remotion_aws_client_id, KEYS.agency.accessKeyId);
		await assert.rejects(get("remotion/missing"), { name: "ResourceNotFoundException" });
		const create = () => manager.send(new CreateSecretCommand({ Name: "mine", SecretString: "{}" }));
		const { ARN } = await create();
		assert.ok(ARN);
		assert.equal((await get(ARN)).SecretString, "{}");
		await assert.rejects(create(), { name: "ResourceExistsException" });
		await manager.send(new DeleteSecretCommand({ SecretId: "mine", ForceDeleteWithoutRecovery: true }));
		await assert.rejects(get("mine"), { name: "ResourceNotFoundException" });
	});

	it("has twenty more accounts to rotate over: one with two keys, one expired, one denied", async () => {
		const identity = (key: AccessKey) => new STSClient(setup(key)).send(new GetCallerIdentityCommand({}));
		const results = await Promise.allSettled(POOL_KEYS.map(identity));
		const accounts = results.map((result) =>
			result.status === "fulfilled" ? result.value.Account : result.reason.name,
		);
		assert.equal(new Set(accounts).size, 20);
		assert.equal(accounts[18], "ExpiredToken");
		assert.equal((await identity(POOL_TWIN)).Account, accounts[0]);
		const last = POOL_KEYS[19];
		assert.ok(last);
		await assert.rejects(new LambdaClient(setup(last)).send(new ListFunctionsCommand({})), {
			name: "AccessDeniedException",
		});
	});
});
