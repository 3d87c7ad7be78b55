/** A whole test render: one frame or one second, on Lambda and then on this disk. */
import { TestRenderError } from "./failures.ts";
import { framesOfOneSecond, type ListedComposition, type Progress, type RenderInput } from "./protocol.ts";
import type { RenderSession } from "./session.ts";

export interface TestRenderRequest extends Omit<RenderInput, "composition"> {
	readonly kind: "still" | "video";
	readonly composition: Pick<ListedComposition, "id" | "fps" | "durationInFrames">;
	/** Absolute, without its extension: `.png` or `.mp4` is added. */
	readonly to: string;
}

/** What came of it. Holds no secret, so it may be kept. */
export interface TestRenderResult {
	readonly kind: "still" | "video";
	readonly region: string;
	readonly functionName: string;
	readonly serveUrl: string;
	readonly composition: string;
	readonly renderId: string;
	readonly bucketName: string;
	readonly outKey: string;
	/** As Remotion says it; it opens only where the object is public. */
	readonly url: string;
	/** Where it is on this disk. */
	readonly file: string;
	readonly sizeInBytes: number;
	/** How many frames were asked for. */
	readonly frames: number;
	/** The render alone, without the download. */
	readonly durationMs: number;
	readonly estimatedPrice: number | null;
}

export interface TestRenderOptions {
	readonly signal?: AbortSignal | undefined;
	readonly onProgress?: ((progress: Progress) => void) | undefined;
	/** Of the render; default: the function's own limit and a minute. */
	readonly timeoutMs?: number | undefined;
}

/**
 * Renders one frame (from the middle, where something is to be seen) or the first second, and downloads it.
 * Rejects with a TestRenderError; where it was rendered but not downloaded, `stillRunning` says where it lies.
 */
export async function testRender(
	session: RenderSession,
	request: TestRenderRequest,
	options: TestRenderOptions = {},
): Promise<TestRenderResult> {
	const { kind, composition, to, ...rest } = request;
	const { fps, durationInFrames } = composition;
	const input: RenderInput = { ...rest, composition: composition.id };
	const rendered =
		kind === "still"
			? await session.call("renderStill", { ...input, frame: Math.floor(durationInFrames / 2) }, options)
			: await session.call("renderVideo", { ...input, fps, durationInFrames }, options);
	const { region, functionName } = request;
	const { renderId, bucketName, outKey, sizeInBytes } = rendered;
	const file = `${to}.${kind === "still" ? "png" : "mp4"}`;
	const { signal, onProgress } = options;
	try {
		await session.call("download", { region, bucketName, outKey, sizeInBytes, to: file }, { signal, onProgress });
	} catch (error) {
		if (!(error instanceof TestRenderError)) throw error;
		const place = { region, functionName, renderId, bucketName };
		throw new TestRenderError(
			error.kind,
			`${error.message} The render itself is finished: ${renderId} lies in the bucket ${bucketName}.`,
			{ original: error.original, stillRunning: place },
		);
	}
	return {
		kind,
		region,
		functionName,
		serveUrl: request.serveUrl,
		composition: composition.id,
		...rendered,
		file,
		frames: kind === "still" ? 1 : framesOfOneSecond(composition),
	};
}
