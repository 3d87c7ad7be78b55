/** What the extension and the child process with the project's client say to each other over IPC. Nothing secret is ever part of it. */

/** Where a render is found on AWS. */
export interface RenderPlace {
	readonly region: string;
	readonly functionName: string;
	readonly renderId: string;
	/** Null while Remotion has not said it. */
	readonly bucketName: string | null;
}

export interface ListedFunction {
	readonly functionName: string;
	readonly version: string | null;
	readonly memorySizeInMb: number;
	readonly diskSizeInMb: number;
	readonly timeoutInSeconds: number;
	/** By the client's own price list for the region, in dollars; null where it has none. */
	readonly price: { readonly still: number | null; readonly video: number | null };
}

export interface ListedSite {
	readonly id: string;
	readonly serveUrl: string;
	readonly bucketName: string;
	readonly version: string | null;
}

export interface ListedComposition {
	readonly id: string;
	readonly width: number;
	readonly height: number;
	readonly fps: number;
	readonly durationInFrames: number;
}

/** What a render left on S3. */
export interface Rendered {
	readonly renderId: string;
	readonly bucketName: string;
	readonly outKey: string;
	/** As Remotion says it: without a signature, so it opens only where the object is public. */
	readonly url: string;
	readonly sizeInBytes: number;
	/** From the call to the result. */
	readonly durationMs: number;
	/** In dollars, as Remotion estimates it; null where it does not. */
	readonly estimatedPrice: number | null;
}

/** One action of Remotion's user policy, as IAM's simulator judged it. */
export interface SimulatedAction {
	/** Such as `lambda:InvokeFunction`. */
	readonly name: string;
	/** AWS's own word: `allowed`, `implicitDeny`, `explicitDeny`. */
	readonly decision: string;
}

/** What both renders are told. */
export interface RenderInput {
	readonly region: string;
	readonly functionName: string;
	readonly serveUrl: string;
	readonly composition: string;
	/** Default: none, so the composition's own default props are used. */
	readonly inputProps?: Readonly<Record<string, unknown>>;
}

/** Every call by its name: what goes in, what comes out. */
export interface Calls {
	listFunctions: { input: { readonly region: string }; output: ListedFunction[] };
	listSites: { input: { readonly region: string }; output: ListedSite[] };
	listCompositions: {
		input: Pick<RenderInput, "region" | "functionName" | "serveUrl" | "inputProps">;
		output: ListedComposition[];
	};
	renderStill: { input: RenderInput & { readonly frame: number }; output: Rendered };
	/** The first second, or all of it where it is shorter. */
	renderVideo: {
		input: RenderInput & { readonly fps: number; readonly durationInFrames: number };
		output: Rendered;
	};
	/** Streams the object to a file; fails where the size is not the expected one. */
	download: {
		input: ObjectPlace & { readonly to: string; readonly sizeInBytes: number };
		output: { readonly sizeInBytes: number };
	};
	presign: { input: ObjectPlace & { readonly expiresInSeconds: number }; output: string };
	deleteRender: {
		input: { readonly region: string; readonly bucketName: string; readonly renderId: string };
		output: { readonly freedBytes: number };
	};
	/** Needs the full package. Reports every action as it is answered. */
	simulatePermissions: { input: { readonly region: string }; output: SimulatedAction[] };
	/** The policies of this version, as JSON; asks AWS nothing. */
	policies: { input: { readonly region: string }; output: { readonly user: string; readonly role: string } };
	/** Who signs, asked in this region. */
	whoSigns: { input: { readonly region: string }; output: { readonly account: string; readonly arn: string } };
	/** Remotion's sites and buckets in the region; a bucket may have no site. */
	listStorage: {
		input: { readonly region: string };
		output: { readonly sites: ListedSite[]; readonly buckets: { readonly name: string }[] };
	};
	/** How many functions the account may run at once in the region. */
	concurrency: { input: { readonly region: string }; output: { readonly limit: number } };
}

/** How many frames a second of a composition has; all of it where it is shorter. */
export function framesOfOneSecond({
	fps,
	durationInFrames,
}: Pick<ListedComposition, "fps" | "durationInFrames">): number {
	return Math.max(1, Math.min(Math.round(fps), durationInFrames));
}

export interface ObjectPlace {
	readonly region: string;
	readonly bucketName: string;
	readonly outKey: string;
}

export type CallName = keyof Calls;
export type Input<Name extends CallName> = Calls[Name]["input"];
export type Output<Name extends CallName> = Calls[Name]["output"];

const steps = ["rendering", "downloading", "checking"] as const;

/** Real progress, as the client tells it. */
export interface Progress {
	readonly step: (typeof steps)[number];
	/** 0 to 1; null where nothing is known yet. */
	readonly fraction: number | null;
	/** Known from the moment Remotion has named the render. */
	readonly place?: RenderPlace;
}

/** What went wrong, as the child saw it. */
export interface ChildFailure {
	readonly name: string;
	readonly message: string;
}

/** Extension → child: `open` once, then calls. */
export type ToChild =
	| { type: "open"; client: string }
	| { type: "call"; id: number; name: CallName; input: Input<CallName> };

/** Child → extension. */
export type FromChild =
	| { type: "opened" }
	| { type: "not-opened"; failure: ChildFailure }
	| { type: "progress"; id: number; progress: Progress }
	| { type: "reply"; id: number; value: unknown }
	| { type: "failed"; id: number; failure: ChildFailure };

/** A value that is not what it should be. */
export class Unexpected extends Error {
	override readonly name = "Unexpected";
}

type Fields = Readonly<Record<string, unknown>>;

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
				version: textOrNull(item, "version"),
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
};

function readSites(value: unknown): ListedSite[] {
	return list(value, "the list of sites", (item) => ({
		id: text(item, "id"),
		serveUrl: text(item, "serveUrl"),
		bucketName: text(item, "bucketName"),
		version: textOrNull(item, "version"),
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
