/** Lambda's side of an invocation: who may run now, with which role, and how the answer is written. */
import { basename, dirname, extname } from "node:path";
import { EventStreamCodec } from "@smithy/core/event-streams";
import { AwsError, refusal } from "../errors.ts";
import type { Identities } from "../identities.ts";
import { FUNCTION_ROLE } from "../remotionSetup.ts";
import { functionArn, type Invoker } from "../services/lambda.ts";
import type { Account, Call, LambdaFunction, OwnFunction, Reply } from "../types.ts";
import type { Job, Outcome, Sandboxes } from "./sandboxes.ts";

const LARGEST_EVENT = 6 * 1024 * 1024;

/** @param url the local AWS's own address, known once it listens */
export function invoker(
	identities: Identities,
	sandboxes: Sandboxes,
	url: () => string,
	onLog: (line: string) => void,
): Invoker {
	const active = new Map<string, number>();

	/** Runs the function, counted against the account's concurrency. Throws an AwsError before anything runs. */
	function start(
		account: Account,
		fn: LambdaFunction,
		call: Call,
		onChunk: (data: Uint8Array) => void,
	): Promise<Outcome> {
		const roleName = fn.own?.role ?? FUNCTION_ROLE.name;
		const role = account.roles.find(({ name, trust }) => name === roleName && trust.includes("lambda.amazonaws.com"));
		if (role === undefined)
			throw new AwsError(
				403,
				"AccessDeniedException",
				"The role defined for the function cannot be assumed by Lambda.",
			);
		if (call.request.body.length > LARGEST_EVENT)
			throw new AwsError(
				413,
				"RequestTooLargeException",
				"Request must be smaller than 6291456 bytes for the Invoke operation",
			);
		const now = active.get(account.id) ?? 0;
		if (now >= account.concurrencyLimit) throw refusal("throttled", "lambda");
		active.set(account.id, now + 1);
		const depth = call.principal?.depth ?? 0;
		const key = identities.mint(account, role, fn.name, fn.timeoutInSeconds + 60, depth + 1);
		const job: Job = {
			depth,
			onChunk,
			timeoutInSeconds: fn.timeoutInSeconds,
			environment: {
				...(fn.own && ownVariables(fn.own, fn.region)),
				AWS_LAMBDA_FUNCTION_NAME: fn.name,
				AWS_LAMBDA_FUNCTION_VERSION: "$LATEST",
				AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(fn.memoryInMb),
				AWS_REGION: fn.region,
				AWS_ACCESS_KEY_ID: key.accessKeyId,
				AWS_SECRET_ACCESS_KEY: key.secretAccessKey,
				AWS_SESSION_TOKEN: key.sessionToken,
				AWS_ENDPOINT_URL: url(),
				AWS_EC2_METADATA_DISABLED: "true",
			},
			order: {
				event: call.request.body.toString("utf8") || "{}",
				requestId: call.requestId,
				functionArn: functionArn(account, fn.region, fn.name),
				endpoint: url(),
				version: fn.version,
				...(fn.own && { ownFile: fn.own.file }),
			},
		};
		return spoiled(call, fn, () => sandboxes.run(job)).then((outcome) => {
			active.set(account.id, (active.get(account.id) ?? 1) - 1);
			if (!outcome.ok) onLog(`${fn.name}: ${outcome.errorType} ${outcome.message}\n`);
			return outcome;
		});
	}

	return {
		async invoke(account, fn, call, type) {
			const chunks: Uint8Array[] = [];
			const running = start(account, fn, call, (data) => chunks.push(data));
			const headers = { "x-amzn-requestid": call.requestId, "x-amz-executed-version": "$LATEST" };
			if (type === "Event") return { status: 202, headers, body: "" };
			const outcome = await running;
			if (outcome.ok)
				return {
					status: 200,
					headers: { ...headers, "content-type": "application/json" },
					body: Buffer.concat(chunks),
				};
			const { errorType, message, stack } = outcome;
			return {
				status: 200,
				headers: { ...headers, "content-type": "application/json", "x-amz-function-error": "Unhandled" },
				body: JSON.stringify({ errorType, errorMessage: message, trace: stack }),
			};
		},
		async stream(account, fn, call): Promise<Reply> {
			const queue = new Queue();
			const running = start(account, fn, call, (data) =>
				queue.push(frame("PayloadChunk", "application/octet-stream", data)),
			);
			void running.then((outcome) => {
				const end = outcome.ok ? {} : { ErrorCode: "Unhandled", ErrorDetails: outcome.message };
				queue.push(frame("InvokeComplete", "application/json", Buffer.from(JSON.stringify(end))));
				queue.end();
			});
			return {
				status: 200,
				headers: {
					"content-type": "application/vnd.amazon.eventstream",
					"x-amzn-requestid": call.requestId,
					"x-amz-executed-version": "$LATEST",
				},
				body: queue,
			};
		},
	};
}

/**
 * What somebody's own function has beside its role's keys: the variables of its configuration, and those that Lambda's runtime sets itself.
 * Source: AWS's page "Defined runtime environment variables".
 */
function ownVariables({ variables, file }: OwnFunction, region: string): Record<string, string> {
	return {
		...variables,
		AWS_DEFAULT_REGION: region,
		AWS_EXECUTION_ENV: "AWS_Lambda_nodejs24.x",
		AWS_LAMBDA_INITIALIZATION_TYPE: "on-demand",
		_HANDLER: `${basename(file, extname(file))}.handler`,
		LAMBDA_TASK_ROOT: dirname(file),
	};
}

/** The ordered failure instead of the run, or the run. */
function spoiled(call: Call, fn: LambdaFunction, run: () => Promise<Outcome>): Promise<Outcome> {
	const failed = (errorType: string, text: string): Outcome => ({
		ok: false,
		errorType,
		message: `RequestId: ${call.requestId} Error: ${text}`,
		stack: [],
	});
	switch (call.functionFault) {
		case "crash":
			return Promise.resolve(failed("Runtime.ExitError", "Runtime exited with error: exit status 1"));
		case "hang":
			return new Promise((resolve) => {
				const late = () =>
					resolve(failed("Sandbox.Timedout", `Task timed out after ${fn.timeoutInSeconds.toFixed(2)} seconds`));
				// Nobody waits for it any more, or its time is over.
				call.signal.addEventListener("abort", late, { once: true });
				setTimeout(late, fn.timeoutInSeconds * 1000).unref();
			});
		default:
			return run();
	}
}

const codec = new EventStreamCodec(
	(bytes) => Buffer.from(bytes).toString("utf8"),
	(text) => Buffer.from(text, "utf8"),
);

function frame(event: string, contentType: string, body: Uint8Array): Uint8Array {
	return codec.encode({
		headers: {
			":message-type": { type: "string", value: "event" },
			":event-type": { type: "string", value: event },
			":content-type": { type: "string", value: contentType },
		},
		body,
	});
}

/** What is pushed comes out in order, as soon as somebody asks. */
class Queue implements AsyncIterable<Uint8Array> {
	readonly #items: Uint8Array[] = [];
	#ended = false;
	#wake: () => void = () => undefined;

	push(item: Uint8Array): void {
		this.#items.push(item);
		this.#wake();
	}

	end(): void {
		this.#ended = true;
		this.#wake();
	}

	async *[Symbol.asyncIterator](): AsyncIterator<Uint8Array> {
		for (;;) {
			const item = this.#items.shift();
			if (item !== undefined) yield item;
			else if (this.#ended) return;
			else
				await new Promise<void>((resolve) => {
					this.#wake = resolve;
				});
		}
	}
}
