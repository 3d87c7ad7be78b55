/** S3 through the real SDK: what Remotion's client does with buckets and files. */
import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { Readable } from "node:stream";
import {
	CompleteMultipartUploadCommand,
	CreateBucketCommand,
	CreateMultipartUploadCommand,
	DeleteBucketCommand,
	DeleteObjectCommand,
	DeleteObjectsCommand,
	GetBucketLocationCommand,
	GetObjectCommand,
	HeadBucketCommand,
	HeadObjectCommand,
	ListBucketsCommand,
	ListObjectsV2Command,
	PutObjectAclCommand,
	PutObjectCommand,
	S3Client,
	UploadPartCommand,
} from "@aws-sdk/client-s3";
import { getSignedUrl } from "@aws-sdk/s3-request-presigner";
import { ACCOUNTS, KEYS } from "./accounts.ts";
import { type LocalAws, startLocalAws } from "./server.ts";
import type { AccessKey } from "./types.ts";

const Bucket = "remotionlambda-useast1-test000001";
const KEY = "renders/ä b+c(1)*'/out.mp4";

describe("local AWS: S3", function () {
	this.timeout(60_000);
	let aws: LocalAws;
	let s3: S3Client;
	before(async () => {
		// No site in any bucket: nothing to bundle.
		aws = await startLocalAws({ accounts: ACCOUNTS.map((account) => ({ ...account, buckets: [] })) });
		s3 = client(KEYS.studio);
		await s3.send(new CreateBucketCommand({ Bucket }));
	});
	after(() => aws.close());

	const client = (key: AccessKey, region = "us-east-1") =>
		new S3Client({ region, endpoint: aws.url, credentials: key, maxAttempts: 1 });

	it("creates, lists, locates and deletes buckets, each account its own", async () => {
		const central = client(KEYS.studio, "eu-central-1");
		await central.send(new CreateBucketCommand({ Bucket: "remotionlambda-eucentral1-test2" }));
		const { Buckets } = await s3.send(new ListBucketsCommand({}));
		assert.deepEqual(
			Buckets?.map(({ Name }) => Name),
			[Bucket, "remotionlambda-eucentral1-test2"],
		);
		assert.deepEqual((await client(KEYS.agency).send(new ListBucketsCommand({}))).Buckets ?? [], []);
		const location = (name: string) => s3.send(new GetBucketLocationCommand({ Bucket: name }));
		assert.equal((await location(Bucket)).LocationConstraint, undefined);
		assert.equal((await location("remotionlambda-eucentral1-test2")).LocationConstraint, "eu-central-1");
		await central.send(new DeleteBucketCommand({ Bucket: "remotionlambda-eucentral1-test2" }));
		await assert.rejects(location("remotionlambda-eucentral1-test2"), { name: "NoSuchBucket" });
		await assert.rejects(client(KEYS.agency).send(new CreateBucketCommand({ Bucket })), {
			name: "BucketAlreadyExists",
		});
		await assert.rejects(central.send(new CreateBucketCommand({ Bucket })), { name: "BucketAlreadyOwnedByYou" });
	});

	it("puts, heads, gets, ranges and deletes an object under an awkward name", async () => {
		const Body = randomBytes(100_000);
		await s3.send(
			new PutObjectCommand({ Bucket, Key: KEY, Body, ContentType: "video/mp4", Metadata: { made: "here" } }),
		);
		const head = await s3.send(new HeadObjectCommand({ Bucket, Key: KEY }));
		assert.deepEqual(
			[head.ContentLength, head.ContentType, head.Metadata],
			[Body.length, "video/mp4", { made: "here" }],
		);
		const whole = await s3.send(new GetObjectCommand({ Bucket, Key: KEY }));
		assert.deepEqual(Buffer.from((await whole.Body?.transformToByteArray()) ?? []), Body);
		const part = await s3.send(new GetObjectCommand({ Bucket, Key: KEY, Range: "bytes=10-19" }));
		assert.deepEqual(Buffer.from((await part.Body?.transformToByteArray()) ?? []), Body.subarray(10, 20));
		assert.equal(part.ContentRange, `bytes 10-19/${Body.length}`);
		await s3.send(new DeleteObjectCommand({ Bucket, Key: KEY }));
		await assert.rejects(s3.send(new GetObjectCommand({ Bucket, Key: KEY })), { name: "NoSuchKey" });
		await assert.rejects(s3.send(new HeadObjectCommand({ Bucket, Key: KEY })), { name: "NotFound" });
		await assert.rejects(s3.send(new HeadBucketCommand({ Bucket: "none" })), { name: "NotFound" });
	});

	it("takes a stream of unknown parts and an upload in parts", async () => {
		const halves = [randomBytes(5 * 1024 * 1024), randomBytes(1000)];
		const stream = Readable.from(halves);
		await s3.send(new PutObjectCommand({ Bucket, Key: "stream", Body: stream, ContentLength: 5 * 1024 * 1024 + 1000 }));
		const { UploadId } = await s3.send(new CreateMultipartUploadCommand({ Bucket, Key: "parts" }));
		const Parts = await Promise.all(
			halves.map(async (Body, index) => {
				const PartNumber = index + 1;
				const { ETag } = await s3.send(new UploadPartCommand({ Bucket, Key: "parts", UploadId, PartNumber, Body }));
				return { ETag, PartNumber };
			}),
		);
		await s3.send(new CompleteMultipartUploadCommand({ Bucket, Key: "parts", UploadId, MultipartUpload: { Parts } }));
		for (const Key of ["stream", "parts"]) {
			const { Body } = await s3.send(new GetObjectCommand({ Bucket, Key }));
			assert.deepEqual(Buffer.from((await Body?.transformToByteArray()) ?? []), Buffer.concat(halves), Key);
		}
		const late = new UploadPartCommand({ Bucket, Key: "parts", UploadId, PartNumber: 3, Body: "x" });
		await assert.rejects(s3.send(late), { name: "NoSuchUpload" });
	});

	it("lists by prefix, in pages, and deletes many", async () => {
		const keys = ["list/a", "list/b", "list/c", "list/d/e", "list/d/ü"];
		for (const Key of [...keys, "other"]) await s3.send(new PutObjectCommand({ Bucket, Key, Body: "1234" }));
		const first = await s3.send(new ListObjectsV2Command({ Bucket, Prefix: "list/", MaxKeys: 2 }));
		const { NextContinuationToken: ContinuationToken } = first;
		const second = await s3.send(new ListObjectsV2Command({ Bucket, Prefix: "list/", ContinuationToken }));
		assert.deepEqual(
			[...(first.Contents ?? []), ...(second.Contents ?? [])].map(({ Key }) => Key),
			keys,
		);
		assert.deepEqual([first.IsTruncated, second.IsTruncated, second.Contents?.[0]?.Size], [true, false, 4]);
		const grouped = await s3.send(new ListObjectsV2Command({ Bucket, Prefix: "list/", Delimiter: "/" }));
		assert.deepEqual(grouped.CommonPrefixes, [{ Prefix: "list/d/" }]);
		await s3.send(new DeleteObjectsCommand({ Bucket, Delete: { Objects: keys.map((Key) => ({ Key })) } }));
		assert.equal((await s3.send(new ListObjectsV2Command({ Bucket, Prefix: "list/" }))).KeyCount, 0);
		await assert.rejects(s3.send(new DeleteBucketCommand({ Bucket })), { name: "BucketNotEmpty" });
	});

	it("opens presigned URLs, and only those that are untouched", async () => {
		await s3.send(new PutObjectCommand({ Bucket, Key: "private", Body: "for you only" }));
		for (const key of [KEYS.studio, KEYS.studioSession]) {
			const url = await getSignedUrl(client(key), new GetObjectCommand({ Bucket, Key: "private" }), { expiresIn: 60 });
			assert.equal(await (await fetch(url)).text(), "for you only");
			assert.equal((await fetch(url.replace("private", "stream"))).status, 403);
			assert.equal((await fetch(url.replace("Expires=60", "Expires=600"))).status, 403);
		}
		assert.equal((await fetch(`${aws.url}/${Bucket}/private`)).status, 403);
		const acl = new PutObjectAclCommand({ Bucket, Key: "private", ACL: "public-read" });
		await s3.send(acl);
		assert.equal((await fetch(`${aws.url}/${Bucket}/private`)).status, 200);
	});

	it("keeps other accounts out, minds the expected owner and what is there already", async () => {
		await s3.send(new PutObjectCommand({ Bucket, Key: "mine", Body: "mine", ACL: "private" }));
		const get = new GetObjectCommand({ Bucket, Key: "mine" });
		await assert.rejects(client(KEYS.agency).send(get), { name: "AccessDenied" });
		await assert.rejects(client(KEYS.denied).send(get), { name: "AccessDenied" });
		await client(KEYS.invokeOnly).send(get);
		const expecting = (ExpectedBucketOwner: string) =>
			s3.send(new GetObjectCommand({ Bucket, Key: "mine", ExpectedBucketOwner }));
		await expecting("111122223333");
		await assert.rejects(expecting("222233334444"), { name: "AccessDenied" });
		const again = new PutObjectCommand({ Bucket, Key: "mine", Body: "x", IfNoneMatch: "*" });
		await assert.rejects(s3.send(again), { name: "PreconditionFailed" });
	});
});
