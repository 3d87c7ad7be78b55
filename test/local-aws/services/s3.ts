/** S3: buckets and files, path-style (REST-XML protocol). Objects are in memory; a site's files come from its bundle. */
import { AwsError } from "../errors.ts";
import type { Operation, Service, WireRequest } from "../types.ts";
import { bucketOperation, listBuckets } from "./s3Buckets.ts";
import { objectOperation } from "./s3Objects.ts";
import type { S3Store } from "./s3Store.ts";

/** The service S3. */
export function s3(store: S3Store): Service {
	return {
		name: "s3",
		async route(request: WireRequest, region: string): Promise<Operation> {
			const [, bucketName = "", ...rest] = request.path.split("/").map(decodeURIComponent);
			const key = rest.join("/");
			if (bucketName === "") return listBuckets(store);
			const operation =
				key === ""
					? await bucketOperation(store, request, bucketName, region)
					: await objectOperation(store, request, bucketName, key);
			return expectOwner(request, operation);
		},
	};
}

/** `ExpectedBucketOwner`: another account's bucket is denied to everybody. */
function expectOwner(request: WireRequest, operation: Operation): Operation {
	const expected = request.headers.get("x-amz-expected-bucket-owner");
	if (expected === undefined || operation.owner === undefined || expected === operation.owner) return operation;
	return {
		...operation,
		run() {
			throw new AwsError(403, "AccessDenied", "Access Denied");
		},
	};
}
