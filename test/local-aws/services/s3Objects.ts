/** S3's calls on objects: put, get, head, delete, and uploads in parts. */
import { randomUUID } from "node:crypto";
import { AwsError } from "../errors.ts";
import type { Operation, Reply, WireRequest } from "../types.ts";
import { queryValue } from "../wire.ts";
import { elements } from "../xml.ts";
import { document, empty } from "./s3Buckets.ts";
import { type Bucket, type S3Store, type StoredObject, stored } from "./s3Store.ts";

/** The call on an object that a request makes. Throws an AwsError. */
export async function objectOperation(
	store: S3Store,
	request: WireRequest,
	bucketName: string,
	key: string,
): Promise<Operation> {
	const bucket = await store.open(bucketName);
	const common = { resource: `arn:aws:s3:::${bucketName}/${key}`, owner: bucket.owner };
	const upload = queryValue(request, "uploadId");
	const read = {
		...common,
		action: "s3:GetObject",
		anonymous: bucket.public || (bucket.objects.get(key)?.public ?? false),
	};
	const write = { ...common, action: "s3:PutObject" };
	switch (request.method) {
		case "GET":
			if (upload !== undefined || "acl" in request.query) break;
			return { ...read, name: "GetObject", run: () => get(bucket, key, request) };
		case "HEAD":
			return { ...read, name: "HeadObject", run: () => get(bucket, key, request) };
		case "PUT":
			if ("acl" in request.query)
				return { ...common, name: "PutObjectAcl", action: "s3:PutObjectAcl", run: () => putAcl(bucket, key, request) };
			if (upload !== undefined) return { ...write, name: "UploadPart", run: () => uploadPart(bucket, upload, request) };
			return { ...write, name: "PutObject", run: () => put(bucket, key, request) };
		case "DELETE":
			if (upload !== undefined)
				return {
					...common,
					name: "AbortMultipartUpload",
					action: "s3:AbortMultipartUpload",
					run: () => abort(bucket, upload),
				};
			return { ...common, name: "DeleteObject", action: "s3:DeleteObject", run: () => remove(bucket, key) };
		case "POST":
			if ("uploads" in request.query)
				return { ...write, name: "CreateMultipartUpload", run: () => begin(bucket, key, request) };
			if (upload !== undefined)
				return { ...write, name: "CompleteMultipartUpload", run: () => complete(bucket, key, upload, request) };
			break;
	}
	throw new AwsError(501, "NotImplemented", `${request.method} ${request.path} is not part of the local AWS.`);
}

function get(bucket: Bucket, key: string, request: WireRequest): Reply {
	const object = existing(bucket, key);
	const headers = { ...object.headers, ...validators(object), "accept-ranges": "bytes" };
	if (request.headers.get("if-none-match") === object.etag)
		return { status: 304, headers: validators(object), body: "" };
	const range = /^bytes=(\d*)-(\d*)$/.exec(request.headers.get("range") ?? "");
	if (range === null || (range[1] === "" && range[2] === "")) return { status: 200, headers, body: object.body };
	const size = object.body.length;
	const start = range[1] === "" ? Math.max(0, size - Number(range[2])) : Number(range[1]);
	const end = range[1] === "" || range[2] === "" ? size - 1 : Math.min(Number(range[2]), size - 1);
	if (start > end) throw new AwsError(416, "InvalidRange", "The requested range is not satisfiable");
	return {
		status: 206,
		headers: { ...headers, "content-range": `bytes ${start}-${end}/${size}` },
		body: object.body.subarray(start, end + 1),
	};
}

function put(bucket: Bucket, key: string, request: WireRequest): Reply {
	if (request.headers.has("x-amz-copy-source"))
		throw new AwsError(501, "NotImplemented", "Copies are not part of the local AWS.");
	mayCreate(bucket, key, request);
	const object = stored(payload(request), keptHeaders(request), publicAcl(request));
	bucket.objects.set(key, object);
	return { ...empty(200), headers: { etag: object.etag } };
}

function putAcl(bucket: Bucket, key: string, request: WireRequest): Reply {
	existing(bucket, key).public = publicAcl(request);
	return empty(200);
}

function remove(bucket: Bucket, key: string): Reply {
	bucket.objects.delete(key);
	return empty(204);
}

function begin(bucket: Bucket, key: string, request: WireRequest): Reply {
	const UploadId = randomUUID();
	bucket.uploads.set(UploadId, { key, headers: keptHeaders(request), public: publicAcl(request), parts: new Map() });
	return document("InitiateMultipartUploadResult", { Bucket: bucket.name, Key: key, UploadId });
}

function uploadPart(bucket: Bucket, id: string, request: WireRequest): Reply {
	const part = payload(request);
	openUpload(bucket, id).parts.set(Number(queryValue(request, "partNumber")), part);
	return { ...empty(200), headers: { etag: stored(part, {}).etag } };
}

function complete(bucket: Bucket, key: string, id: string, request: WireRequest): Reply {
	const upload = openUpload(bucket, id);
	mayCreate(bucket, key, request);
	const parts = elements(request.body.toString("utf8"), "Part").map(({ PartNumber }) =>
		upload.parts.get(Number(PartNumber)),
	);
	if (parts.length === 0 || parts.includes(undefined))
		throw new AwsError(400, "InvalidPart", "One or more of the specified parts could not be found.");
	const object = stored(Buffer.concat(parts.filter((part) => part !== undefined)), upload.headers, upload.public);
	bucket.objects.set(key, object);
	bucket.uploads.delete(id);
	return document("CompleteMultipartUploadResult", { Bucket: bucket.name, Key: key, ETag: object.etag });
}

function abort(bucket: Bucket, id: string): Reply {
	openUpload(bucket, id);
	bucket.uploads.delete(id);
	return empty(204);
}

function openUpload(bucket: Bucket, id: string) {
	const upload = bucket.uploads.get(id);
	if (upload !== undefined) return upload;
	throw new AwsError(404, "NoSuchUpload", "The specified multipart upload does not exist.");
}

function existing(bucket: Bucket, key: string): StoredObject {
	const object = bucket.objects.get(key);
	if (object !== undefined) return object;
	throw new AwsError(404, "NoSuchKey", "The specified key does not exist.", { Key: key });
}

/** `If-None-Match: *`: only if there is no such object yet. */
function mayCreate(bucket: Bucket, key: string, request: WireRequest): void {
	if (request.headers.get("if-none-match") === "*" && bucket.objects.has(key))
		throw new AwsError(412, "PreconditionFailed", "At least one of the pre-conditions you specified did not hold");
}

function validators(object: StoredObject): Record<string, string> {
	return { etag: object.etag, "last-modified": object.modified.toUTCString() };
}

function publicAcl(request: WireRequest): boolean {
	return request.headers.get("x-amz-acl")?.startsWith("public-read") ?? false;
}

function keptHeaders(request: WireRequest): Record<string, string> {
	const kept = [...request.headers].filter(([name]) =>
		/^(content-type|content-disposition|cache-control|x-amz-meta-.+)$/.test(name),
	);
	return { "content-type": "binary/octet-stream", ...Object.fromEntries(kept) };
}

/** The body without the SDK's framing (`aws-chunked`: hexadecimal size, extensions, data, then trailers). */
function payload(request: WireRequest): Buffer {
	const framing = request.headers.get("x-amz-content-sha256") ?? "";
	if (!framing.startsWith("STREAMING-")) return request.body;
	if (!framing.startsWith("STREAMING-UNSIGNED-PAYLOAD"))
		throw new AwsError(501, "NotImplemented", "Signed chunks are not part of the local AWS.");
	const chunks: Buffer[] = [];
	for (let at = 0; ; ) {
		const lineEnd = request.body.indexOf("\r\n", at);
		const size = lineEnd < 0 ? Number.NaN : Number.parseInt(request.body.toString("latin1", at, lineEnd), 16);
		if (Number.isNaN(size)) throw new AwsError(400, "IncompleteBody", "The request body terminated unexpectedly");
		if (size === 0) return Buffer.concat(chunks);
		chunks.push(request.body.subarray(lineEnd + 2, lineEnd + 2 + size));
		at = lineEnd + 2 + size + 2;
	}
}
