/** Failures to order: each does what it says, to the calls it names, as often as it was ordered. */
import assert from "node:assert/strict";
import {
	InvokeCommand,
	InvokeWithResponseStreamCommand,
	type InvokeWithResponseStreamResponseEvent,
	LambdaClient,
	ListFunctionsCommand,
} from "@aws-sdk/client-lambda";
import { GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import { KEYS } from "./accounts.ts";
import { REMOTION_VERSION, remotionFunction } from "./remotionSetup.ts";
import { type LocalAws, startLocalAws } from "./server.ts";

describe("local AWS: faults to order", function () {
	this.timeout(60_000);
	let aws: LocalAws;
	before(async () => {
		aws = await startLocalAws();
	});
	afterEach(() => {
		aws.clearFaults();
		aws.clearRequests();
	});
	after(() => aws.close());

	const setup = (maxAttempts = 1) => ({
		region: "us-east-1",
		endpoint: aws.url,
		credentials: KEYS.studio,
		maxAttempts,
	});
	const identity = (abortSignal?: AbortSignal) =>
		new STSClient(setup()).send(new GetCallerIdentityCommand({}), abortSignal === undefined ? {} : { abortSignal });
	const list = () => new LambdaClient(setup()).send(new ListFunctionsCommand({}));

	it("throttles, fails, expires, denies and disables in each service's own words", async () => {
		const rows = [
			["throttle", "Throttling", 400, "TooManyRequestsException", 429],
			["server-error", "InternalFailure", 500, "ServiceException", 500],
			["expired-token", "ExpiredToken", 403, "ExpiredTokenException", 403],
			["region-disabled", "InvalidClientTokenId", 403, "UnrecognizedClientException", 403],
			["access-denied", "AccessDenied", 403, "AccessDeniedException", 403],
		] as const;
		for (const [kind, sts, stsStatus, lambda, lambdaStatus] of rows) {
			aws.order({ kind, times: 2 });
			await assert.rejects(identity(), { name: sts });
			await assert.rejects(list(), { name: lambda });
			assert.deepEqual(
				aws.requests().map(({ status, fault }) => [status, fault]),
				[
					[stsStatus, kind],
					[lambdaStatus, kind],
				],
			);
			aws.clearRequests();
		}
		await identity();
	});

	it("resets, garbles and halves answers", async () => {
		aws.order({ kind: "reset" });
		await assert.rejects(identity(), { code: "ECONNRESET" });
		aws.order({ kind: "garbage" });
		await assert.rejects(identity());
		aws.order({ kind: "half-answer" });
		await assert.rejects(identity(), /aborted|ECONNRESET|terminated/);
		aws.order({ kind: "half-answer", service: "lambda" });
		await assert.rejects(list(), /aborted|ECONNRESET|terminated/);
		await identity();
	});

	it("delays and hangs until the caller gives up", async () => {
		aws.order({ kind: "delay", milliseconds: 300 });
		const start = performance.now();
		await identity();
		assert.ok(performance.now() - start > 290);
		aws.order({ kind: "hang" });
		await assert.rejects(identity(AbortSignal.timeout(200)), { name: "AbortError" });
	});

	it("spoils only the calls it names, and is over after its number", async () => {
		aws.order({
			kind: "throttle",
			service: "lambda",
			operation: "ListFunctions",
			accessKeyId: KEYS.studio.accessKeyId,
		});
		await identity();
		await new LambdaClient({ ...setup(), credentials: KEYS.agency }).send(new ListFunctionsCommand({}));
		await assert.rejects(list(), { name: "TooManyRequestsException" });
		await list();
		aws.order({ kind: "server-error", times: "always" });
		for (let call = 0; call < 5; call += 1) await assert.rejects(identity());
	});

	it("is survived by the SDK's own retries", async () => {
		aws.order({ kind: "server-error", times: 2 });
		const { $metadata } = await new STSClient(setup(3)).send(new GetCallerIdentityCommand({}));
		assert.equal($metadata.attempts, 3);
	});

	it("crashes and hangs functions", async () => {
		const client = new LambdaClient(setup());
		const FunctionName = remotionFunction(REMOTION_VERSION).name;
		aws.order({ kind: "function-crash", times: 2 });
		const answer = await client.send(new InvokeCommand({ FunctionName, Payload: '{"type":"info"}' }));
		assert.equal(answer.FunctionError, "Unhandled");
		assert.match(answer.Payload?.transformToString() ?? "", /Runtime exited with error: exit status 1/);
		const stream = await client.send(new InvokeWithResponseStreamCommand({ FunctionName, Payload: '{"type":"info"}' }));
		const events: InvokeWithResponseStreamResponseEvent[] = [];
		for await (const event of stream.EventStream ?? []) events.push(event);
		assert.equal(events[0]?.InvokeComplete?.ErrorCode, "Unhandled");
		aws.order({ kind: "function-hang" });
		const signal = AbortSignal.timeout(200);
		await assert.rejects(client.send(new InvokeCommand({ FunctionName }), { abortSignal: signal }), {
			name: "AbortError",
		});
	});

	it("takes orders over HTTP, from programs and not from web pages", async () => {
		const order = (body: string, headers: Record<string, string> = {}) =>
			fetch(`${aws.url}/_local-aws/faults`, { method: "POST", body, headers });
		assert.equal((await order('{"kind":"throttle","service":"sts"}')).status, 200);
		assert.equal((await order('{"kind":"nonsense"}')).status, 400);
		assert.equal((await order("nonsense")).status, 400);
		assert.equal((await order('{"kind":"reset"}', { origin: "http://example.com" })).status, 403);
		await assert.rejects(identity(), { name: "Throttling" });
		await identity();
		const requests: unknown = await (await fetch(`${aws.url}/_local-aws/requests`)).json();
		assert.deepEqual(requests, JSON.parse(JSON.stringify(aws.requests())));
		assert.equal((await fetch(`${aws.url}/_local-aws/requests`, { method: "DELETE" })).status, 200);
		assert.equal(aws.requests().length, 0);
	});
});
