/** The local AWS: one HTTP server on 127.0.0.1 that speaks for every service. Development, demo and tests only. */
import { randomUUID } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { ACCOUNTS, WEB_IDENTITY_TOKEN } from "./accounts.ts";
import { control } from "./control.ts";
import { AwsError, accessDenied, errorReply, PROTOCOL, type Refusal, refusal } from "./errors.ts";
import { FAULT_REFUSALS, type Fault, Faults, sendHalf, spoilConnection } from "./faults.ts";
import { allows, Identities } from "./identities.ts";
import { services } from "./services/index.ts";
import { checkSignature, readSignature } from "./sigv4.ts";
import { siteFiles } from "./siteBundle.ts";
import type { Account, Call, Operation, Reply, Service, ServiceName, WireRequest } from "./types.ts";
import { readRequest, send } from "./wire.ts";

export interface LocalAwsOptions {
	/** Default 0: any free port. */
	port?: number;
	/** Default: the demo's accounts. */
	accounts?: readonly Account[];
	/** Sandboxes that run at once, for each depth of functions that call functions; default 2. */
	concurrency?: number;
	/** Told what functions print. */
	onLog?: (line: string) => void;
}

/** One call, as it is remembered: never a secret, a token or a body. */
export interface RecordedRequest {
	service: ServiceName | "unknown";
	operation: string;
	region: string;
	accessKeyId: string | null;
	account: string | null;
	status: number;
	/** The error's code, if it was one. */
	code: string | null;
	/** What was ordered to go wrong. */
	fault: string | null;
}

export interface LocalAws {
	url: string;
	port: number;
	/** Orders a failure for calls to come. */
	order(fault: Fault): void;
	clearFaults(): void;
	requests(): readonly RecordedRequest[];
	clearRequests(): void;
	/** Stops functions, ends connections, frees the port. */
	close(): Promise<void>;
}

/** Starts a local AWS. Rejects if the port is taken. */
export async function startLocalAws(options: LocalAwsOptions = {}): Promise<LocalAws> {
	const identities = new Identities(options.accounts ?? ACCOUNTS);
	const faults = new Faults();
	const recorded: RecordedRequest[] = [];
	let url = "";
	const { byName, stop } = services({
		identities,
		webIdentityToken: WEB_IDENTITY_TOKEN,
		url: () => url,
		concurrency: options.concurrency ?? 2,
		site: siteFiles,
		onLog: options.onLog ?? (() => undefined),
	});
	const api = {
		order: (fault: Fault) => faults.order(fault),
		clearFaults: () => faults.clear(),
		requests: () => [...recorded],
		clearRequests: () => void recorded.splice(0),
	};

	const server = createServer((message, response) => {
		void handle(message, response).catch((error: unknown) => {
			options.onLog?.(`local AWS: ${String(error)}`);
			response.destroy();
		});
	});
	// Renders take longer than Node's patience for a request.
	server.requestTimeout = 0;

	async function handle(message: IncomingMessage, response: ServerResponse): Promise<void> {
		const gone = new AbortController();
		response.on("close", () => gone.abort());
		const requestId = randomUUID();
		const request = await readRequest(message);
		if (request.path.startsWith("/_local-aws/")) return send(response, control(request, api), false);
		const entry: RecordedRequest = {
			service: "unknown",
			operation: "unknown",
			region: "",
			accessKeyId: null,
			account: null,
			status: 0,
			code: null,
			fault: null,
		};
		recorded.push(entry);
		const answered = await answer(request, requestId, entry, response, gone.signal);
		if (answered === undefined) return;
		entry.status = answered.reply.status;
		if (answered.fault?.kind === "half-answer") return sendHalf(response, answered.reply);
		await send(response, answered.reply, request.method === "HEAD").catch((error: unknown) => {
			if (!gone.signal.aborted) throw error;
		});
	}

	/** Undefined: there is nothing (more) to send. */
	async function answer(
		request: WireRequest,
		requestId: string,
		entry: RecordedRequest,
		response: ServerResponse,
		signal: AbortSignal,
	): Promise<{ reply: Reply; fault: Fault | undefined } | undefined> {
		const signature = readSignature(request);
		const signed = typeof signature === "string" ? undefined : signature;
		const service = byName[signed?.service ?? unsignedService(request)];
		const region = signed?.region ?? "us-east-1";
		Object.assign(entry, { service: service.name, region, accessKeyId: signed?.accessKeyId ?? null });
		let fault: Fault | undefined;
		try {
			if (signature === "malformed") throw refusal("malformed", service.name);
			const credential = signed === undefined ? undefined : identities.find(signed.accessKeyId);
			entry.account = credential?.principal.account.id ?? null;
			const refused = signed === undefined ? undefined : await checkSignature(request, signed, credential);
			const operation = await route(service, request, region, refused);
			entry.operation = operation?.name ?? "unknown";
			fault = faults.take(service.name, entry.operation, signed?.accessKeyId);
			entry.fault = fault?.kind ?? null;
			if (fault !== undefined && (await spoilConnection(fault, response, signal))) return undefined;
			const ordered = fault === undefined ? undefined : FAULT_REFUSALS[fault.kind];
			if (ordered !== undefined) throw refusal(ordered, service.name);
			if (refused !== undefined) throw refusal(refused, service.name);
			if (operation === undefined) throw refusal("malformed", service.name);
			const call: Call = { request, requestId, region, signal };
			if (credential !== undefined) call.principal = credential.principal;
			if (fault?.kind === "function-crash") call.functionFault = "crash";
			if (fault?.kind === "function-hang") call.functionFault = "hang";
			authorize(service.name, operation, call, fault);
			return { reply: await operation.run(call), fault };
		} catch (error) {
			const known = error instanceof AwsError ? error : broken(error, service.name, options.onLog);
			entry.code = known.code;
			return { reply: errorReply(service.name, known, requestId), fault };
		}
	}

	await new Promise<void>((resolve, reject) => {
		server.once("error", reject);
		server.listen(options.port ?? 0, "127.0.0.1", resolve);
	});
	const address = server.address();
	const port = typeof address === "object" && address !== null ? address.port : 0;
	url = `http://127.0.0.1:${port}`;
	return {
		url,
		port,
		...api,
		async close() {
			await stop();
			await new Promise<void>((resolve) => {
				server.close(() => resolve());
				server.closeAllConnections();
			});
		},
	};
}

/** Who is asked when nobody signed: web identity is STS's, everything else a public file's. */
function unsignedService(request: WireRequest): ServiceName {
	return request.method === "POST" && request.path === "/" ? "sts" : "s3";
}

/** A caller who is refused anyway learns nothing about whether the operation exists. */
async function route(
	service: Service,
	request: WireRequest,
	region: string,
	refused: Refusal | undefined,
): Promise<Operation | undefined> {
	try {
		return await service.route(request, region);
	} catch (error) {
		if (refused === undefined) throw error;
		return undefined;
	}
}

/** Throws an AwsError unless the caller may do what it asks for. */
function authorize(service: ServiceName, operation: Operation, call: Call, fault: Fault | undefined): void {
	const { principal } = call;
	if (principal === undefined) {
		if (operation.anonymous) return;
		throw refusal("unsigned", service);
	}
	const denied = accessDenied(
		service,
		principal.arn,
		operation.action ?? `${service}:${operation.name}`,
		operation.resource ?? "*",
	);
	if (fault?.kind === "access-denied") throw denied;
	if (operation.action === undefined) return;
	const foreign = operation.owner !== undefined && operation.owner !== principal.account.id;
	if ((foreign || !allows(principal.allow, operation.action)) && !operation.anonymous) throw denied;
}

/** A mistake of ours: said in the log, and to the caller as AWS says its own. */
function broken(error: unknown, service: ServiceName, onLog: LocalAwsOptions["onLog"]): AwsError {
	onLog?.(`local AWS, ${service} (${PROTOCOL[service]}): ${error instanceof Error ? error.stack : String(error)}`);
	return refusal("server-error", service);
}
