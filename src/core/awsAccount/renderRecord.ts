/** What is kept of a test render, and how it is told. Nothing in it is secret. */

import { isSameSigner } from "../signing/credentialRef.ts";
import type { Signer } from "../types.ts";

/** One test render that came to an end. */
export interface RenderRecord {
	readonly id: string;
	/** Milliseconds since 1970. */
	readonly when: number;
	/** The project's folder. */
	readonly folder: string;
	/** What signed; null: whatever was active. */
	readonly signer: Signer | null;
	readonly kind: "still" | "video";
	readonly region: string;
	readonly functionName: string;
	readonly serveUrl: string;
	readonly composition: { readonly id: string; readonly fps: number; readonly durationInFrames: number };
	readonly outcome: RenderOutcome;
}

export type RenderOutcome =
	| {
			readonly ok: true;
			readonly renderId: string;
			readonly bucketName: string;
			readonly outKey: string;
			readonly file: string;
			readonly sizeInBytes: number;
			readonly frames: number;
			readonly durationMs: number;
			readonly estimatedPrice: number | null;
			/** The files on S3 are gone; the one here is not. */
			readonly isDeleted?: true;
	  }
	/** `renderId`: Remotion named the render before it failed. */
	| { readonly ok: false; readonly message: string; readonly original: string; readonly renderId?: string };

/** `1.2 s`. */
export function durationWords(ms: number): string {
	const seconds = ms / 1000;
	return `${seconds < 10 ? seconds.toFixed(1) : Math.round(seconds)} s`;
}

/** `34 kB`, in steps of a thousand as disks count. */
export function sizeWords(bytes: number): string {
	if (bytes < 1000) return `${bytes} B`;
	const [value, unit] = bytes < 1_000_000 ? [bytes / 1000, "kB"] : [bytes / 1_000_000, "MB"];
	return `${value < 10 ? value.toFixed(1) : Math.round(value)} ${unit}`;
}

/** What Remotion says a render has cost: `$0.0002`. */
export function costWords(dollars: number | null): string {
	if (dollars === null) return "cost unknown";
	return dollars < 0.0001 ? "under $0.0001" : `$${dollars.toFixed(4)}`;
}

/** `1 frame · 1.2 s · 34 kB · $0.0002`, or why it failed. */
export function outcomeWords(outcome: RenderOutcome): string {
	if (!outcome.ok) return outcome.message;
	const { frames, durationMs, sizeInBytes, estimatedPrice } = outcome;
	const count = frames === 1 ? "1 frame" : `${frames} frames`;
	return [count, durationWords(durationMs), sizeWords(sizeInBytes), costWords(estimatedPrice)].join(" · ");
}

/** The last good render of the same thing before this one; `records` are the newest first. */
export function lastBefore(record: RenderRecord, records: readonly RenderRecord[]): RenderRecord | undefined {
	return records.find(
		(other) =>
			other.id !== record.id &&
			other.when <= record.when &&
			other.outcome.ok &&
			other.folder === record.folder &&
			other.kind === record.kind &&
			other.composition.id === record.composition.id,
	);
}

/** How a render went beside the one before: a sentence; empty where there is nothing to compare. */
export function compareWords(record: RenderRecord, before: RenderRecord | undefined): string {
	if (!before?.outcome.ok || !record.outcome.ok) return "";
	const [now, then] = [record.outcome, before.outcome];
	const faster = then.durationMs - now.durationMs;
	const parts = [
		Math.abs(faster) < 100 ? "as fast" : `${durationWords(Math.abs(faster))} ${faster > 0 ? "faster" : "slower"}`,
	];
	const larger = now.sizeInBytes - then.sizeInBytes;
	parts.push(larger === 0 ? "same size" : `${sizeWords(Math.abs(larger))} ${larger > 0 ? "larger" : "smaller"}`);
	if (record.functionName !== before.functionName) parts.push("by another function");
	if (record.region !== before.region) parts.push(`in ${record.region} instead of ${before.region}`);
	if (!isSameSigner(record.signer, before.signer)) parts.push("with other credentials");
	return `Compared with the last render: ${parts.join(", ")}.`;
}
