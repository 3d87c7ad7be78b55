/** The buckets of every account and what is in them. Names are global, as in S3. */
import { createHash } from "node:crypto";
import { AwsError } from "../errors.ts";
import type { Account } from "../types.ts";

export interface StoredObject {
	body: Buffer;
	etag: string;
	modified: Date;
	/** Sent back as they were given: content-type, content-disposition, x-amz-meta-… */
	headers: Record<string, string>;
	public: boolean;
}

export interface Bucket {
	name: string;
	region: string;
	owner: string;
	created: Date;
	/** By its policy, everybody may read its objects. */
	public: boolean;
	/** Everybody may list what is in it. */
	listable: boolean;
	objects: Map<string, StoredObject>;
	uploads: Map<string, { key: string; headers: Record<string, string>; public: boolean; parts: Map<number, Buffer> }>;
}

/** All buckets of all accounts, in memory. */
export class S3Store {
	readonly #buckets = new Map<string, Bucket>();
	/** Fills in the demo site's files where a bucket has a site. */
	readonly #seeded: () => Promise<void>;

	/** `site`: the files of the demo site by path, asked for once, when something first looks into a bucket. */
	constructor(accounts: readonly Account[], site: () => Promise<ReadonlyMap<string, Buffer>>) {
		for (const account of accounts)
			for (const { name, region, isListable } of account.buckets)
				this.create(name, region, account.id, true, isListable);
		let seeding: Promise<void> | undefined;
		this.#seeded = () => {
			seeding ??= this.#seed(accounts, site).catch((error: unknown) => {
				seeding = undefined;
				throw error;
			});
			return seeding;
		};
	}

	async #seed(accounts: readonly Account[], site: () => Promise<ReadonlyMap<string, Buffer>>): Promise<void> {
		const seeds = accounts.flatMap((account) => account.buckets).filter((bucket) => bucket.sites.length > 0);
		if (seeds.length === 0) return;
		const files = [...(await site())].map(([path, body]) => ({
			path,
			object: stored(body, { "content-type": mimeType(path) }),
		}));
		for (const seed of seeds)
			for (const name of seed.sites)
				for (const { path, object } of files)
					this.#buckets.get(seed.name)?.objects.set(`sites/${name}/${path}`, object);
	}

	create(name: string, region: string, owner: string, isPublic = false, listable = false): void {
		const created = new Date();
		this.#buckets.set(name, {
			name,
			region,
			owner,
			created,
			public: isPublic,
			listable,
			objects: new Map(),
			uploads: new Map(),
		});
	}

	delete(name: string): void {
		this.#buckets.delete(name);
	}

	of(account: string): Bucket[] {
		return [...this.#buckets.values()].filter((bucket) => bucket.owner === account);
	}

	find(name: string): Bucket | undefined {
		return this.#buckets.get(name);
	}

	/** A bucket with its site in it. Throws NoSuchBucket. */
	async open(name: string): Promise<Bucket> {
		const bucket = this.#buckets.get(name);
		if (bucket === undefined)
			throw new AwsError(404, "NoSuchBucket", "The specified bucket does not exist", { BucketName: name });
		await this.#seeded();
		return bucket;
	}
}

/** An object as it is kept, with its ETag. */
export function stored(body: Buffer, headers: Record<string, string>, isPublic = false): StoredObject {
	return {
		body,
		headers,
		public: isPublic,
		modified: new Date(),
		etag: `"${createHash("md5").update(body).digest("hex")}"`,
	};
}

function mimeType(path: string): string {
	const types: Record<string, string> = {
		html: "text/html",
		js: "application/javascript",
		css: "text/css",
		json: "application/json",
		map: "application/json",
		png: "image/png",
		ico: "image/x-icon",
	};
	return types[path.slice(path.lastIndexOf(".") + 1)] ?? "application/octet-stream";
}
