/** What the extension and the child process with the project's client say to each other over IPC. Nothing secret is ever part of it. `messages.ts` reads it. */

import type { PendingIncrease } from "../core/awsAccount/health.ts";

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
	/**
	 * Ends a render on Lambda. `isCanceled`: false where the client has no way to, or the render is not known there yet. Source:
	 * `cancelRenderOnLambda` of `@remotion/lambda-client`, from 4.0.515 on.
	 */
	cancelRender: {
		input: { readonly region: string; readonly bucketName: string; readonly renderId: string };
		output: { readonly isCanceled: boolean };
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
	/** A higher limit that was requested in the region and that AWS has not decided on; null: there is none. */
	pendingIncrease: { input: { readonly region: string }; output: { readonly increase: PendingIncrease | null } };
	/** Whether everybody can list a bucket: asked without a signature. */
	isListable: {
		input: { readonly region: string; readonly bucketName: string };
		output: { readonly isListable: boolean };
	};
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

/** The path of an unfinished download; the side that ends the process removes the file. */
export function partOf(path: string): string {
	return `${path}.part`;
}

export type CallName = keyof Calls;
export type Input<Name extends CallName> = Calls[Name]["input"];
export type Output<Name extends CallName> = Calls[Name]["output"];

/** What the client may be at while a call runs. */
export const steps = ["rendering", "downloading", "checking"] as const;

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
