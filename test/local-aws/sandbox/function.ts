/**
 * One invocation of Remotion's real function code, or of somebody's own handler, in a process of its own.
 * The stock handler empties the system's temporary folder on every call: `deleteTmpDir` is replaced before anything runs.
 */
import { rmSync } from "node:fs";
import { createRequire } from "node:module";
import { Socket } from "node:net";
import { dirname, join } from "node:path";
import { Writable } from "node:stream";
import { pathToFileURL } from "node:url";
import { endChrome, signalGroup } from "./chrome.ts";
import type { Order, Report } from "./messages.ts";

type Handler = (event: unknown, response: Writable, context: object) => Promise<void>;
type OwnHandler = (event: unknown, context: object) => unknown;

/** The hooks of Remotion's provider that are replaced here. */
interface Provider {
	getChromiumPath(): string | null;
	convertToServeUrl(options: { urlOrId: string; region: string; bucketName: string }): string;
	getOutputUrl(options: object): { url: string; key: string };
}

const folder = process.env.TMPDIR ?? "";
// The stock code deletes and writes in the temporary folder: no private one, no run.
if (!/local-aws-[^/]+$/.test(folder)) throw new Error("A sandbox needs a temporary folder of its own.");

process.on("disconnect", () => {
	endChrome(folder);
	rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 50 });
	signalGroup(process.pid);
});
process.once("message", (order: Order) => {
	run(order).then(
		() => report({ type: "done" }),
		(error: unknown) => {
			const { name, message, stack } = error instanceof Error ? error : new Error(String(error));
			report({ type: "failed", errorType: name, message, stack: (stack ?? "").split("\n") });
		},
	);
});

async function run(order: Order): Promise<void> {
	refuseTheNetwork();
	const handler = order.ownFile === undefined ? loadHandler(order) : await ownHandler(order.ownFile);
	const response = new Writable({
		write(chunk: Uint8Array, _encoding, done) {
			report({ type: "chunk", data: chunk }, done);
		},
	});
	await handler(JSON.parse(order.event), response, {
		awsRequestId: order.requestId,
		invokedFunctionArn: order.functionArn,
		getRemainingTimeInMillis: () => Math.max(0, order.deadline - Date.now()),
	});
}

/** A handler as Lambda's runtime calls it, whose answer is written as JSON. */
async function ownHandler(file: string): Promise<Handler> {
	const { handler }: { handler?: OwnHandler } = await import(pathToFileURL(file).href);
	if (typeof handler !== "function") throw new Error(`${file} exports no handler.`);
	return async (event, response, context) => {
		const answer = await handler(event, context);
		response.write(JSON.stringify(answer ?? null));
	};
}

function loadHandler(order: Order): Handler {
	const here = createRequire(import.meta.url);
	const functions = join(dirname(here.resolve("@remotion/lambda/package.json")), "dist/functions");
	const theirs = createRequire(join(functions, "index.js"));
	// An older function: the same code, saying another version; its own check then finds the mismatch.
	const versions: { VERSION: string } = theirs("remotion/version");
	if (versions.VERSION !== order.version) versions.VERSION = order.version;

	const server: { serverAwsImplementation: { deleteTmpDir(): Promise<void> } } = theirs(
		"./aws-server-implementation.js",
	);
	server.serverAwsImplementation.deleteTmpDir = () => Promise.resolve();
	const client: { LambdaClientInternals: { awsImplementation: Provider } } = theirs("@remotion/lambda-client");
	const provider = client.LambdaClientInternals.awsImplementation;
	const { convertToServeUrl, getOutputUrl } = provider;
	provider.getChromiumPath = () => order.chromePath;
	provider.convertToServeUrl = (options) => local(convertToServeUrl(options), order.endpoint);
	provider.getOutputUrl = (options) => {
		const { url, key } = getOutputUrl(options);
		return { url: local(url, order.endpoint), key };
	};

	Object.assign(globalThis, { awslambda: { streamifyResponse: (stream: Handler) => stream } });
	const { handler }: { handler: Handler } = theirs("./index.js");
	return handler;
}

/** An address of S3, in either style, as an address of the local AWS; any other stays. */
function local(address: string, endpoint: string): string {
	const url = new URL(address);
	const host = /^(?:(.+)\.)?s3\.[a-z0-9-]+\.amazonaws\.com(?:\.cn)?$/.exec(url.hostname);
	if (host === null) return address;
	return `${endpoint}${host[1] === undefined ? "" : `/${host[1]}`}${url.pathname}${url.search}`;
}

/**
 * Function code reaches this machine and nothing else, whatever it was told. Remotion's own code tries: before a render it asks
 * the bucket's public address at amazonaws.com whether strangers may list it (checkBucketListing), and takes a failure lightly.
 */
function refuseTheNetwork(): void {
	const connect = Socket.prototype.connect;
	Socket.prototype.connect = function (this: Socket, ...args: unknown[]): Socket {
		const first = Array.isArray(args[0]) ? args[0][0] : args[0];
		const host: unknown = typeof first === "object" && first !== null && "host" in first ? first.host : undefined;
		if (host === undefined || host === null || LOOPBACK.has(String(host))) return Reflect.apply(connect, this, args);
		const refused = new Error(
			`A function of the local AWS tried to reach ${String(host)}; it may reach this machine only.`,
		);
		// Later: whoever asked has no listener for the error yet.
		setImmediate(() => this.destroy(refused));
		return this;
	};
}

const LOOPBACK: ReadonlySet<string> = new Set(["127.0.0.1", "::1", "localhost"]);

function report(message: Report, done?: (error: Error | null) => void): void {
	process.send?.(message, undefined, undefined, done);
}
