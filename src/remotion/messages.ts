/** Reads what came over IPC, or out of the project's client: nothing is taken on trust. Throws Unexpected. */
import { versionOf } from "../core/text/versionOf.ts";
import {
	type CallName,
	type ChildFailure,
	type FromChild,
	type ListedSite,
	type Output,
	type Rendered,
	type RenderPlace,
	steps,
} from "./protocol.ts";

/** A value that is not what it should be. */
export class Unexpected extends Error {
	override readonly name = "Unexpected";
}

type Fields = Readonly<Record<string, unknown>>;

/** Whether a value is an object with fields: no list, not null. */
export function isFields(value: unknown): value is Fields {
	return typeof value === "object" && value !== null && !Array.isArray(value);
}

function fields(value: unknown, what: string): Fields {
	if (isFields(value)) return value;
	throw new Unexpected(`${what} is no object`);
}

function list<T>(value: unknown, what: string, read: (item: Fields) => T): T[] {
	if (!Array.isArray(value)) throw new Unexpected(`${what} is no list`);
	return value.map((item) => read(fields(item, what)));
}

function text(from: Fields, name: string): string {
	const value = from[name];
	if (typeof value === "string") return value;
	throw new Unexpected(`"${name}" is no text`);
}

function number(from: Fields, name: string): number {
	const value = from[name];
	if (typeof value === "number" && Number.isFinite(value)) return value;
	throw new Unexpected(`"${name}" is no number`);
}

function textOrNull(from: Fields, name: string): string | null {
	return from[name] === null || from[name] === undefined ? null : text(from, name);
}

function numberOrNull(from: Fields, name: string): number | null {
	return from[name] === null || from[name] === undefined ? null : number(from, name);
}

/**
 * Reads what a call gave and keeps the known fields only. The child reads what the project's client said with it, the extension what the
 * child said. Throws Unexpected.
 */
export const readOutput: { [Name in CallName]: (value: unknown) => Output<Name> } = {
	listFunctions: (value) =>
		list(value, "the list of functions", (item) => {
			const price = isFields(item.price) ? item.price : {};
			return {
				functionName: text(item, "functionName"),
				version: versionOf(item.version) ?? null,
				memorySizeInMb: number(item, "memorySizeInMb"),
				diskSizeInMb: number(item, "diskSizeInMb"),
				timeoutInSeconds: number(item, "timeoutInSeconds"),
				price: { still: numberOrNull(price, "still"), video: numberOrNull(price, "video") },
			};
		}),
	listSites: readSites,
	listCompositions: (value) =>
		list(value, "the list of compositions", (item) => ({
			id: text(item, "id"),
			width: number(item, "width"),
			height: number(item, "height"),
			fps: number(item, "fps"),
			durationInFrames: number(item, "durationInFrames"),
		})),
	renderStill: readRendered,
	renderVideo: readRendered,
	download: (value) => ({ sizeInBytes: number(fields(value, "the download"), "sizeInBytes") }),
	presign: (value) => {
		if (typeof value === "string" && /^https?:\/\//.test(value)) return value;
		throw new Unexpected("the link is no web address");
	},
	cancelRender: (value) => ({ isCanceled: fields(value, "the cancellation").isCanceled === true }),
	deleteRender: (value) => ({ freedBytes: number(fields(value, "the deletion"), "freedBytes") }),
	simulatePermissions: (value) =>
		list(value, "the list of permissions", (item) => ({ name: text(item, "name"), decision: text(item, "decision") })),
	policies: (value) => {
		const from = fields(value, "the policies");
		return { user: text(from, "user"), role: text(from, "role") };
	},
	whoSigns: (value) => {
		const from = fields(value, "the identity");
		return { account: text(from, "account"), arn: text(from, "arn") };
	},
	listStorage: (value) => {
		const from = fields(value, "what is stored");
		return {
			sites: readSites(from.sites),
			buckets: list(from.buckets, "the list of buckets", (item) => ({ name: text(item, "name") })),
		};
	},
	concurrency: (value) => ({ limit: number(fields(value, "the quota"), "limit") }),
	pendingIncrease: (value) => {
		const { increase } = fields(value, "the requests");
		if (increase === null) return { increase };
		const from = fields(increase, "the request");
		return { increase: { desired: number(from, "desired"), requested: numberOrNull(from, "requested") } };
	},
	isListable: (value) => ({ isListable: fields(value, "the bucket").isListable === true }),
};

function readSites(value: unknown): ListedSite[] {
	return list(value, "the list of sites", (item) => ({
		id: text(item, "id"),
		serveUrl: text(item, "serveUrl"),
		bucketName: text(item, "bucketName"),
		version: versionOf(item.version) ?? null,
	}));
}

function readRendered(value: unknown): Rendered {
	const from = fields(value, "the render");
	return {
		renderId: text(from, "renderId"),
		bucketName: text(from, "bucketName"),
		outKey: text(from, "outKey"),
		url: text(from, "url"),
		sizeInBytes: number(from, "sizeInBytes"),
		durationMs: number(from, "durationMs"),
		estimatedPrice: numberOrNull(from, "estimatedPrice"),
	};
}

function readPlace(value: unknown): RenderPlace {
	const from = fields(value, "the render's place");
	return {
		region: text(from, "region"),
		functionName: text(from, "functionName"),
		renderId: text(from, "renderId"),
		bucketName: textOrNull(from, "bucketName"),
	};
}

function readFailure(value: unknown): ChildFailure {
	const from = fields(value, "the failure");
	return { name: text(from, "name"), message: text(from, "message") };
}

/** Reads one message of the child; throws Unexpected. */
export function readFromChild(message: unknown): FromChild {
	const from = fields(message, "the message");
	switch (from.type) {
		case "opened":
			return { type: "opened" };
		case "not-opened":
			return { type: "not-opened", failure: readFailure(from.failure) };
		case "progress": {
			const progress = fields(from.progress, "the progress");
			const step = steps.find((known) => known === progress.step);
			if (step === undefined) throw new Unexpected("the progress has no step");
			const fraction = numberOrNull(progress, "fraction");
			return {
				type: "progress",
				id: number(from, "id"),
				progress: {
					step,
					fraction,
					...(progress.place !== undefined && { place: readPlace(progress.place) }),
				},
			};
		}
		case "reply":
			return { type: "reply", id: number(from, "id"), value: from.value };
		case "failed":
			return { type: "failed", id: number(from, "id"), failure: readFailure(from.failure) };
		default:
			throw new Unexpected("the message is of no known type");
	}
}
