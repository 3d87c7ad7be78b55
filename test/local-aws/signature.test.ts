/** The signature check, held against the real SDK and against aws4, an independent signer. */
import assert from "node:assert/strict";
import { request as httpRequest } from "node:http";
import { LambdaClient, ListFunctionsCommand } from "@aws-sdk/client-lambda";
import { AssumeRoleCommand, GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import { Hash } from "@smithy/hash-node";
import { SignatureV4 } from "@smithy/signature-v4";
import aws4 from "aws4";
import { ACCOUNTS, KEYS, WRONG_SECRET } from "./accounts.ts";
import { type LocalAws, startLocalAws } from "./server.ts";
import type { AccessKey, ServiceName } from "./types.ts";

const BODY = "Action=GetCallerIdentity&Version=2011-06-15";

interface Wire {
	method: string;
	path: string;
	headers: Record<string, string>;
	body: string;
}

describe("local AWS: signatures", function () {
	this.timeout(60_000);
	let aws: LocalAws;
	before(async () => {
		aws = await startLocalAws();
	});
	after(() => aws.close());

	/** Signs with aws4; the second argument changes what is signed, `tamper` what is then sent. */
	function wire(
		key: AccessKey,
		change: Partial<Wire> & { service?: ServiceName; region?: string; query?: boolean } = {},
	): Wire {
		const { query = false, service = "sts", region = "us-east-1", ...rest } = change;
		const unsigned = {
			method: "POST",
			path: "/",
			body: BODY,
			...rest,
			host: new URL(aws.url).host,
			service,
			region,
			signQuery: query,
			headers: { "Content-Type": "application/x-www-form-urlencoded", ...rest.headers },
		};
		const signed = aws4.sign(unsigned, {
			accessKeyId: key.accessKeyId,
			secretAccessKey: key.secretAccessKey,
			...(key.sessionToken === undefined ? {} : { sessionToken: key.sessionToken }),
		});
		const headers = Object.fromEntries(
			Object.entries(signed.headers ?? {}).map(([name, value]) => [name, String(value)]),
		);
		return { method: unsigned.method, path: signed.path ?? "/", headers, body: unsigned.body };
	}

	function dial(wire: Wire): Promise<{ status: number; text: string }> {
		return new Promise((resolve, reject) => {
			const call = httpRequest(
				`${aws.url}${wire.path}`,
				{ method: wire.method, headers: wire.headers, path: wire.path },
				(answer) => {
					let text = "";
					answer.setEncoding("utf8").on("data", (chunk) => {
						text += chunk;
					});
					answer.on("end", () => resolve({ status: answer.statusCode ?? 0, text }));
				},
			);
			call.on("error", reject).end(wire.body);
		});
	}

	async function refusedAs(code: string, sent: Wire): Promise<void> {
		const { status, text } = await dial(sent);
		assert.equal(/<Code>(\w+)<\/Code>/.exec(text)?.[1] ?? /"__type":"(\w+)"/.exec(text)?.[1], code, text);
		assert.ok(status >= 400 && status < 500, `status ${status}`);
	}

	it("accepts aws4's signature in headers and in a presigned URL", async () => {
		for (const key of [KEYS.studio, KEYS.studioSession])
			for (const query of [false, true]) {
				const { status, text } = await dial(wire(key, query ? { query, path: "/?X-Amz-Expires=60" } : {}));
				assert.equal(status, 200, text);
				assert.match(text, /<Account>111122223333<\/Account>/);
			}
	});

	it("accepts aws4's signature over awkward paths, queries and header white space", async () => {
		const headers = { "X-Amz-Meta-Spaces": "  two   words  " };
		for (const path of [
			"/2015-03-31/functions/a%20b%2Fc/configuration?z=1&a=2&a=1&empty=",
			"/2015-03-31/functions/arn%3Aaws%3Alambda%3Aus-east-1%3A111122223333%3Afunction%3Ax?Qualifier=%24LATEST",
			"/2015-03-31/functions/%C3%BC?q=%C3%BC%20%2B~%2A%27",
		]) {
			const { status, text } = await dial(
				wire(KEYS.studio, { service: "lambda", method: "GET", path, headers, body: "" }),
			);
			// Signed rightly, such a function does not exist; signed wrongly it would be 403.
			assert.equal(status, 404, `${path}: ${text}`);
		}
	});

	it("accepts the real SDK, for each key that is valid", async () => {
		for (const account of ACCOUNTS.slice(0, 4))
			for (const key of account.users.flatMap((user) => user.keys)) {
				const identity = await new STSClient(client(key)).send(new GetCallerIdentityCommand({}));
				assert.equal(identity.Account, account.id);
				assert.match(identity.Arn ?? "", new RegExp(`^arn:aws:iam::${account.id}:user/`));
			}
	});

	it("refuses another secret, and one changed character anywhere in the request", async () => {
		await refusedAs("SignatureDoesNotMatch", wire(WRONG_SECRET));
		const good = wire(KEYS.studio);
		assert.equal((await dial(good)).status, 200);
		await refusedAs("SignatureDoesNotMatch", { ...good, body: BODY.replace("2011", "2012") });
		await refusedAs("SignatureDoesNotMatch", { ...good, path: "/?more=1" });
		await refusedAs("SignatureDoesNotMatch", { ...good, path: "/x" });
		await refusedAs("SignatureDoesNotMatch", { ...good, headers: { ...good.headers, "Content-Type": "text/plain" } });
		await refusedAs("SignatureDoesNotMatch", { ...good, headers: { ...good.headers, "X-Amz-Extra": "not signed" } });
		const authorization = good.headers.Authorization ?? "";
		const flipped = authorization.replace(/.$/, (last) => (last === "0" ? "1" : "0"));
		await refusedAs("SignatureDoesNotMatch", { ...good, headers: { ...good.headers, Authorization: flipped } });
		const otherRegion = authorization.replace("us-east-1", "us-west-2");
		await refusedAs("SignatureDoesNotMatch", { ...good, headers: { ...good.headers, Authorization: otherRegion } });
		await refusedAs("IncompleteSignature", {
			...good,
			headers: { ...good.headers, Authorization: "AWS4-HMAC-SHA256 nonsense" },
		});
	});

	it("refuses a changed S3 body, an unsigned host and a URL for longer than a week", async () => {
		const put = wire(KEYS.studio, { service: "s3", method: "PUT", path: "/b/k", body: "one" });
		assert.match((await dial(put)).text, /<Code>NoSuchBucket<\/Code>/);
		await refusedAs("XAmzContentSHA256Mismatch", { ...put, body: "two" });
		const signer = new SignatureV4({
			credentials: KEYS.studio,
			region: "us-east-1",
			service: "sts",
			sha256: Hash.bind(null, "sha256"),
		});
		const { hostname } = new URL(aws.url);
		const request = {
			method: "POST",
			protocol: "http:",
			hostname,
			path: "/",
			headers: { host: new URL(aws.url).host },
			body: BODY,
		};
		const type = { "Content-Type": "application/x-www-form-urlencoded" };
		const both = await signer.sign(request);
		assert.equal((await dial({ ...both, path: "/", body: BODY, headers: { ...both.headers, ...type } })).status, 200);
		const hostless = await signer.sign(request, { unsignableHeaders: new Set(["host"]) });
		await refusedAs("SignatureDoesNotMatch", {
			...hostless,
			path: "/",
			body: BODY,
			headers: { ...hostless.headers, ...type },
		});
		const presigned = (seconds: number) =>
			wire(KEYS.studio, { service: "s3", method: "GET", body: "", query: true, path: `/b/k?X-Amz-Expires=${seconds}` });
		assert.match((await dial(presigned(604_800))).text, /NoSuchBucket/);
		await refusedAs("AuthorizationHeaderMalformed", presigned(604_801));
	});

	it("wants the token with a temporary key, the right one, and none with a long-lived key", async () => {
		const { sessionToken, ...withoutToken } = KEYS.studioSession;
		assert.ok(sessionToken);
		await refusedAs("InvalidClientTokenId", wire(withoutToken));
		await refusedAs("InvalidClientTokenId", wire({ ...withoutToken, sessionToken: `${sessionToken}x` }));
		await refusedAs("InvalidClientTokenId", wire({ ...KEYS.studio, sessionToken }));
		await refusedAs("InvalidToken", wire({ ...KEYS.studio, sessionToken }, { service: "s3", method: "GET", body: "" }));
	});

	it("wants the clock right, give or take 15 minutes, and a presigned URL in its time", async () => {
		const at = (minutes: number) => new Date(Date.now() + minutes * 60_000).toISOString().replace(/[-:]|\.\d{3}/g, "");
		const dated = (minutes: number) => wire(KEYS.studio, { headers: { "X-Amz-Date": at(minutes) } });
		assert.equal((await dial(dated(-10))).status, 200);
		assert.equal((await dial(dated(10))).status, 200);
		await refusedAs("SignatureDoesNotMatch", dated(-20));
		await refusedAs("SignatureDoesNotMatch", dated(20));
		const presigned = (seconds: number) =>
			wire(KEYS.studio, {
				service: "s3",
				method: "GET",
				body: "",
				query: true,
				path: `/b/k?X-Amz-Expires=${seconds}&X-Amz-Date=${at(-30)}`,
			});
		assert.match((await dial(presigned(60))).text, /Request has expired/);
		assert.doesNotMatch((await dial(presigned(3600))).text, /Request has expired|SignatureDoesNotMatch/);
	});

	it("gives out sessions of a role that are checked like any other key", async () => {
		const sts = new STSClient(client(KEYS.studio));
		const assume = (name: string) =>
			sts.send(new AssumeRoleCommand({ RoleArn: `arn:aws:iam::111122223333:role/${name}`, RoleSessionName: "test" }));
		const { Credentials } = await assume("render-role");
		assert.ok(Credentials?.AccessKeyId && Credentials.SecretAccessKey && Credentials.SessionToken);
		const session = {
			accessKeyId: Credentials.AccessKeyId,
			secretAccessKey: Credentials.SecretAccessKey,
			sessionToken: Credentials.SessionToken,
		};
		const { Arn } = await new STSClient(client(session)).send(new GetCallerIdentityCommand({}));
		assert.equal(Arn, "arn:aws:sts::111122223333:assumed-role/render-role/test");
		const { Functions } = await new LambdaClient(client(session)).send(new ListFunctionsCommand({}));
		assert.equal(Functions?.length, 2);
		await assert.rejects(assume("locked-role"), { name: "AccessDenied" });
		await assert.rejects(assume("nobody"), { name: "AccessDenied" });
	});

	it("remembers who called what, and no secret", async () => {
		aws.clearRequests();
		await dial(wire(KEYS.studioSession));
		await dial(wire(WRONG_SECRET));
		assert.deepEqual(
			aws
				.requests()
				.map(({ service, operation, accessKeyId, account, status, code }) => [
					service,
					operation,
					accessKeyId,
					account,
					status,
					code,
				]),
			[
				["sts", "GetCallerIdentity", KEYS.studioSession.accessKeyId, "111122223333", 200, null],
				["sts", "GetCallerIdentity", KEYS.studio.accessKeyId, "111122223333", 403, "SignatureDoesNotMatch"],
			],
		);
		assert.doesNotMatch(JSON.stringify(aws.requests()), /not-real/);
	});

	function client(key: AccessKey) {
		return { region: "us-east-1", endpoint: aws.url, credentials: key, maxAttempts: 1 };
	}
});
