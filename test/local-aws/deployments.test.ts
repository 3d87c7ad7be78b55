/**
 * A project that fails as on Vercel and one that fails as in a Lambda, each led by the extension's own steps to a render that succeeds:
 * Remotion's real client and real function code on a local AWS, in environments as the platforms make them.
 */
import assert from "node:assert/strict";
import { createServer, type Server } from "node:http";
import { IAMClient, PutRolePolicyCommand } from "@aws-sdk/client-iam";
import { getUserPolicy } from "@remotion/lambda/policies";
import { parse } from "dotenv";
import { rolePolicyName } from "../../src/core/awsAccount/rolePolicy.ts";
import { explain, type Finding, type PlatformRuntime } from "../../src/core/index.ts";
import { apply } from "../../src/core/text/edits.ts";
import { KEYS, SITE_NAME } from "./accounts.ts";
import { startRemotionClient } from "./remotionClient.ts";
import { REMOTION_VERSION, remotionFunction } from "./remotionSetup.ts";
import { type LocalAws, startLocalAws } from "./server.ts";
import type { AccessKey } from "./types.ts";

const region = "us-east-1" as const;
const envPath = "/work/.env";

/** What explain() says of a project with this `.env`. */
function explained(runtime: PlatformRuntime, env: string) {
	return explain({
		runtime,
		cwd: "/work",
		home: "/home/nobody",
		platform: "posix",
		environment: {},
		readFile: (path) => (path === envPath ? env : undefined),
	});
}

/** The `.env` after the preferred fix of a finding. */
function fixed(env: string, findings: readonly Finding[], rule: string): string {
	const fix = findings.find((finding) => finding.rule === rule)?.fixes.find(({ preferred }) => preferred);
	assert.ok(fix && "edits" in fix, `no fix for ${rule}`);
	return apply(env, fix.edits);
}

function injected({ accessKeyId, secretAccessKey, sessionToken = "" }: AccessKey): Record<string, string> {
	return {
		AWS_ACCESS_KEY_ID: accessKeyId,
		AWS_SECRET_ACCESS_KEY: secretAccessKey,
		AWS_SESSION_TOKEN: sessionToken,
		AWS_REGION: "us-east-1",
	};
}

describe("from a deployment that fails to one that renders", function () {
	this.timeout(300_000);
	let aws: LocalAws;
	before(async () => {
		aws = await startLocalAws();
	});
	after(() => aws.close());

	/** One still, rendered by the project's program there. */
	async function render(environment: Record<string, string>): Promise<number> {
		const client = startRemotionClient({ AWS_ENDPOINT_URL: aws.url, ...environment });
		try {
			const { sizeInBytes } = await client.call("renderStillOnLambda", {
				region,
				functionName: remotionFunction(REMOTION_VERSION).name,
				serveUrl: SITE_NAME,
				composition: "card",
				inputProps: {},
				imageFormat: "png",
				privacy: "private",
				envVariables: {},
				maxRetries: 0,
				timeoutInMilliseconds: 100_000,
			});
			return sizeInBytes;
		} finally {
			client.end();
		}
	}

	const { accessKeyId, secretAccessKey } = KEYS.studio;
	const plain = `AWS_ACCESS_KEY_ID=${accessKeyId}\nAWS_SECRET_ACCESS_KEY=${secretAccessKey}\n`;

	it("Vercel: the platform's token goes with the project's keys and AWS refuses them; renamed, they render", async () => {
		const there = (env: string) => ({ ...injected(KEYS.platformUnknown), ...parse(env) });
		await assert.rejects(render(there(plain)), /UnrecognizedClientException/);
		const { findings, active } = explained("vercel", plain);
		assert.ok(active.kind === "keys" && active.hasSessionToken);
		assert.match(
			findings.find(({ rule }) => rule === "unprefixed-variable")?.message ?? "",
			/AWS rejects them with UnrecognizedClientException/,
		);
		const env = fixed(plain, findings, "unprefixed-variable");
		assert.deepEqual(Object.keys(parse(env)), ["REMOTION_AWS_ACCESS_KEY_ID", "REMOTION_AWS_SECRET_ACCESS_KEY"]);
		assert.ok((await render(there(env))) > 1000);
		assert.deepEqual(
			explained("vercel", env).findings.filter(({ severity }) => severity === "error"),
			[],
		);
	});

	it("Lambda: the execution role signs instead of the project's keys, and may not; renamed, the project's keys render", async () => {
		const there = (env: string) => ({ ...parse(env), ...injected(KEYS.platform) });
		await assert.rejects(render(there(plain)), /AccessDenied/);
		const { findings, active } = explained("aws-lambda", plain);
		assert.ok(active.kind === "keys" && active.accessKeyId === "");
		assert.ok((await render(there(fixed(plain, findings, "unprefixed-variable")))) > 1000);
	});

	it("Lambda and EC2: with the role's policy its short-lived credentials render, and no key is deployed", async () => {
		const role = injected(KEYS.appFunction);
		await assert.rejects(render(role), /AccessDenied/);
		const [finding] = explained("aws-lambda", "").findings;
		assert.deepEqual(
			finding?.fixes.map((fix) => "command" in fix && fix.command),
			["remotionLambda.createRolePolicy", "remotionLambda.useSecret"],
		);
		// What "Create role policy" opens, attached as its steps say.
		const iam = new IAMClient({ region, endpoint: aws.url, credentials: KEYS.admin });
		const policy = { RoleName: "app-function", PolicyName: rolePolicyName, PolicyDocument: getUserPolicy() };
		await iam.send(new PutRolePolicyCommand(policy));
		iam.destroy();
		assert.ok((await render(role)) > 1000);

		// The same role, as an instance has it.
		const metadata = await startMetadata(KEYS.appFunction);
		const instance = { AWS_EC2_METADATA_DISABLED: "false", AWS_EC2_METADATA_SERVICE_ENDPOINT: metadata.url };
		try {
			await assert.rejects(render(instance), /have not set the environment variable/);
			assert.match(
				explained("aws-ec2", "").findings[0]?.message ?? "",
				/set REMOTION_SKIP_AWS_CREDENTIALS_CHECK=1 in the environment of the service/,
			);
			const skip = "REMOTION_SKIP_AWS_CREDENTIALS_CHECK=1\n";
			assert.deepEqual(explained("aws-ec2", skip).active, { kind: "chain", next: "container-or-instance" });
			assert.ok((await render({ ...instance, ...parse(skip) })) > 1000);
		} finally {
			metadata.server.close();
		}
	});
});

/** An instance's metadata service. */
async function startMetadata({ accessKeyId, secretAccessKey, sessionToken }: AccessKey) {
	const server: Server = createServer((request, response) => {
		const path = request.url ?? "";
		if (path.startsWith("/latest/api/token")) response.end("local-aws-metadata-token-not-real");
		else if (path.endsWith("/security-credentials/")) response.end("app-function");
		else {
			const Expiration = new Date(Date.now() + 3_600_000).toISOString();
			response.end(
				JSON.stringify({
					Code: "Success",
					AccessKeyId: accessKeyId,
					SecretAccessKey: secretAccessKey,
					Token: sessionToken,
					Expiration,
				}),
			);
		}
	});
	await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
	const address = server.address();
	assert.ok(typeof address === "object" && address !== null);
	return { server, url: `http://127.0.0.1:${address.port}` };
}
