/** Requests off the wire, answers onto it. */
import type { IncomingMessage, ServerResponse } from "node:http";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { AwsError } from "./errors.ts";
import type { Reply, WireRequest } from "./types.ts";

const LARGEST_BODY = 200 * 1024 * 1024;

/** Reads a request to its end. Throws an AwsError if it is larger than anything a test sends. */
export async function readRequest(message: IncomingMessage): Promise<WireRequest> {
	const chunks: Buffer[] = [];
	let size = 0;
	for await (const chunk of message) {
		size += chunk.length;
		if (size > LARGEST_BODY) throw new AwsError(413, "RequestEntityTooLargeException", "The request is too large.");
		chunks.push(chunk);
	}
	const target = message.url ?? "/";
	const mark = target.indexOf("?");
	return {
		method: message.method ?? "GET",
		path: mark < 0 ? target : target.slice(0, mark),
		query: parseQuery(mark < 0 ? "" : target.slice(mark + 1)),
		headers: headersOf(message.rawHeaders),
		body: Buffer.concat(chunks),
	};
}

/** Decoded once, as signers expect it: `+` is a plus. Throws a URIError on a broken escape. */
function parseQuery(text: string): Record<string, string | string[]> {
	const query: Record<string, string | string[]> = Object.create(null);
	for (const pair of text.split("&").filter((part) => part !== "")) {
		const [name = "", ...value] = pair.split("=");
		const key = decodeURIComponent(name);
		const item = decodeURIComponent(value.join("="));
		const before = query[key];
		query[key] = before === undefined ? item : [before, item].flat();
	}
	return query;
}

function headersOf(raw: readonly string[]): Map<string, string> {
	const headers = new Map<string, string>();
	for (let index = 0; index + 1 < raw.length; index += 2) {
		const name = (raw[index] ?? "").toLowerCase();
		const value = raw[index + 1] ?? "";
		const before = headers.get(name);
		headers.set(name, before === undefined ? value : `${before},${value}`);
	}
	return headers;
}

/** The fields of a query-protocol request (STS, IAM). */
export function formOf(request: WireRequest): URLSearchParams {
	return new URLSearchParams(request.body.toString("utf8"));
}

/** The first value of a query parameter. */
export function queryValue(request: WireRequest, name: string): string | undefined {
	const value = request.query[name];
	return Array.isArray(value) ? value[0] : value;
}

/** The body as JSON. Throws an AwsError if it is none. */
export function jsonOf(request: WireRequest): Record<string, unknown> {
	if (request.body.length === 0) return {};
	try {
		const value: unknown = JSON.parse(request.body.toString("utf8"));
		if (typeof value === "object" && value !== null) return { ...value };
	} catch {}
	throw new AwsError(400, "SerializationException", "The request body is not valid JSON.");
}

/** An answer in JSON. */
export function json(status: number, body: unknown, headers: Record<string, string> = {}): Reply {
	return { status, headers: { "content-type": "application/json", ...headers }, body: JSON.stringify(body) };
}

/** Writes an answer; a stream goes out as it comes. */
export async function send(response: ServerResponse, reply: Reply, head: boolean): Promise<void> {
	if (typeof reply.body === "string" || Buffer.isBuffer(reply.body)) {
		response.writeHead(reply.status, { "content-length": Buffer.byteLength(reply.body), ...reply.headers });
		response.end(head || reply.status === 204 || reply.status === 304 ? undefined : reply.body);
		return;
	}
	response.writeHead(reply.status, reply.headers);
	response.flushHeaders();
	await pipeline(Readable.from(reply.body, { objectMode: false }), response);
}
