/** S3's calls on buckets: list, create, look into, configure. */
import { AwsError, NAMESPACE } from "../errors.ts";
import type { Operation, Reply, WireRequest } from "../types.ts";
import { queryValue } from "../wire.ts";
import { elements, type XmlValue, xml } from "../xml.ts";
import type { Bucket, S3Store } from "./s3Store.ts";

const PAGE = 1000;

/** The call that names no bucket. */
export function listBuckets(store: S3Store): Operation {
	return {
		name: "ListBuckets",
		action: "s3:ListAllMyBuckets",
		run: ({ principal }) => {
			const id = principal?.account.id ?? "";
			return document("ListAllMyBucketsResult", {
				Owner: { ID: id, DisplayName: principal?.account.title },
				Buckets: {
					Bucket: store.of(id).map(({ name, created, region }) => ({
						Name: name,
						CreationDate: created.toISOString(),
						BucketRegion: region,
					})),
				},
			});
		},
	};
}

/** Sub-resources that are taken and not looked at again: method and query name → API name and IAM action. */
const ACCEPTED: Record<string, readonly [name: string, action: string]> = {
	"PUT acl": ["PutBucketAcl", "s3:PutBucketAcl"],
	"PUT lifecycle": ["PutBucketLifecycleConfiguration", "s3:PutLifecycleConfiguration"],
	"DELETE lifecycle": ["DeleteBucketLifecycle", "s3:PutLifecycleConfiguration"],
	"PUT ownershipControls": ["PutBucketOwnershipControls", "s3:PutBucketOwnershipControls"],
	"DELETE ownershipControls": ["DeleteBucketOwnershipControls", "s3:PutBucketOwnershipControls"],
	"PUT publicAccessBlock": ["PutPublicAccessBlock", "s3:PutBucketPublicAccessBlock"],
	"DELETE publicAccessBlock": ["DeletePublicAccessBlock", "s3:PutBucketPublicAccessBlock"],
};

/** The call on a bucket that a request makes. Throws an AwsError. */
export async function bucketOperation(
	store: S3Store,
	request: WireRequest,
	name: string,
	region: string,
): Promise<Operation> {
	const { method, query } = request;
	const resource = `arn:aws:s3:::${name}`;
	if (method === "PUT" && Object.keys(query).every((key) => key === "x-id"))
		return {
			name: "CreateBucket",
			action: "s3:CreateBucket",
			resource,
			run: (call) => create(store, request, name, call.region, call.principal?.account.id ?? ""),
		};
	const bucket = method === "HEAD" ? headable(store, name) : await store.open(name);
	const common = { resource, owner: bucket.owner };
	for (const [what, [operation, action]] of Object.entries(ACCEPTED)) {
		const [verb, parameter = ""] = what.split(" ");
		if (method === verb && parameter in query)
			return {
				...common,
				name: operation,
				action,
				run: () => {
					if (parameter === "acl") bucket.listable = request.headers.get("x-amz-acl") === "public-read";
					return empty(method === "DELETE" ? 204 : 200);
				},
			};
	}
	switch (method) {
		case "HEAD":
			return {
				...common,
				name: "HeadBucket",
				action: "s3:ListBucket",
				run: () => ({ ...empty(200), headers: { "x-amz-bucket-region": bucket.region } }),
			};
		case "PUT":
			if (!("policy" in query)) break;
			return {
				...common,
				name: "PutBucketPolicy",
				action: "s3:PutBucketPolicy",
				run: () => putPolicy(bucket, request),
			};
		case "POST":
			if (!("delete" in query)) break;
			return { ...common, name: "DeleteObjects", action: "s3:DeleteObject", run: () => deleteObjects(bucket, request) };
		case "DELETE":
			return { ...common, name: "DeleteBucket", action: "s3:DeleteBucket", run: () => remove(store, bucket) };
		case "GET":
			if ("location" in query)
				return { ...common, name: "GetBucketLocation", action: "s3:GetBucketLocation", run: () => location(bucket) };
			if (queryValue(request, "list-type") === "2")
				return {
					...common,
					name: "ListObjectsV2",
					action: "s3:ListBucket",
					anonymous: bucket.listable,
					run: () => list(bucket, request),
				};
			break;
	}
	throw new AwsError(
		501,
		"NotImplemented",
		`${method} ${request.path}?${Object.keys(query).join("&")} is not part of the local AWS (${region}).`,
	);
}

function headable(store: S3Store, name: string): Bucket {
	const bucket = store.find(name);
	if (bucket !== undefined) return bucket;
	throw new AwsError(404, "NoSuchBucket", "The specified bucket does not exist");
}

function create(store: S3Store, request: WireRequest, name: string, region: string, account: string): Reply {
	const owner = store.find(name)?.owner;
	if (owner === account && region !== "us-east-1")
		throw new AwsError(
			409,
			"BucketAlreadyOwnedByYou",
			"Your previous request to create the named bucket succeeded and you already own it.",
		);
	if (owner !== undefined && owner !== account)
		throw new AwsError(409, "BucketAlreadyExists", "The requested bucket name is not available.");
	const asked = /<LocationConstraint>([^<]+)</.exec(request.body.toString("utf8"))?.[1] ?? "us-east-1";
	if (asked !== region)
		throw new AwsError(
			400,
			"IllegalLocationConstraintException",
			`The ${asked} location constraint is incompatible for the region specific endpoint this request was sent to.`,
		);
	if (owner === undefined) store.create(name, region, account);
	return { ...empty(200), headers: { location: `/${name}` } };
}

function putPolicy(bucket: Bucket, request: WireRequest): Reply {
	const policy = request.body.toString("utf8");
	bucket.public = /"Principal"\s*:\s*"\*"/.test(policy) && policy.includes("s3:GetObject");
	return empty(204);
}

function remove(store: S3Store, bucket: Bucket): Reply {
	if (bucket.objects.size > 0) throw new AwsError(409, "BucketNotEmpty", "The bucket you tried to delete is not empty");
	store.delete(bucket.name);
	return empty(204);
}

function deleteObjects(bucket: Bucket, request: WireRequest): Reply {
	const keys = elements(request.body.toString("utf8"), "Object").map(({ Key = "" }) => Key);
	for (const key of keys) bucket.objects.delete(key);
	return document("DeleteResult", { Deleted: keys.map((Key) => ({ Key })) });
}

function location(bucket: Bucket): Reply {
	return document("LocationConstraint", bucket.region === "us-east-1" ? undefined : bucket.region);
}

function list(bucket: Bucket, request: WireRequest): Reply {
	const prefix = queryValue(request, "prefix") ?? "";
	const delimiter = queryValue(request, "delimiter") ?? "";
	const after = queryValue(request, "continuation-token") ?? queryValue(request, "start-after") ?? "";
	const size = Math.min(Number(queryValue(request, "max-keys") ?? PAGE), PAGE);
	const encoding = queryValue(request, "encoding-type");
	const encode = (text: string) => (encoding === "url" ? text.split("/").map(encodeURIComponent).join("/") : text);
	const groups = new Set<string>();
	const keys: string[] = [];
	for (const key of [...bucket.objects.keys()].filter((name) => name.startsWith(prefix) && name > after).sort()) {
		const cut = delimiter === "" ? -1 : key.indexOf(delimiter, prefix.length);
		if (cut < 0) keys.push(key);
		else groups.add(key.slice(0, cut + delimiter.length));
	}
	const page = keys.slice(0, size);
	return document("ListBucketResult", {
		Name: bucket.name,
		Prefix: encode(prefix),
		EncodingType: encoding,
		KeyCount: page.length + groups.size,
		MaxKeys: size,
		IsTruncated: page.length < keys.length,
		NextContinuationToken: page.length < keys.length ? page.at(-1) : undefined,
		Contents: page.map((key) => {
			const object = bucket.objects.get(key);
			return {
				Key: encode(key),
				LastModified: object?.modified.toISOString(),
				ETag: object?.etag,
				Size: object?.body.length,
				StorageClass: "STANDARD",
			};
		}),
		CommonPrefixes: [...groups].map((group) => ({ Prefix: encode(group) })),
	});
}

/** An answer in XML. */
export function document(root: string, content: XmlValue): Reply {
	const body =
		typeof content === "object" && !Array.isArray(content)
			? xml(root, { "@xmlns": NAMESPACE.s3, ...content })
			: xml(root, { "@xmlns": NAMESPACE.s3, "#text": content });
	return { status: 200, headers: { "content-type": "application/xml" }, body };
}

/** An answer without a body. */
export function empty(status: number): Reply {
	return { status, headers: {}, body: "" };
}
