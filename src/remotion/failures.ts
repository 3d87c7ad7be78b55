/** How a test render can fail, in words that help. The original text stays beside them, without secrets. */
import type { RenderPlace } from "./protocol.ts";

export type FailureKind =
	/** The person stopped it. */
	| "cancelled"
	/** Nothing came back in the time it may take. */
	| "timeout"
	/** The child process did not start, or the project's client could not be loaded in it. */
	| "not-started"
	/** The child process ended without an answer. */
	| "crashed"
	/** Something answered, but not what the client should. */
	| "invalid-reply"
	/** Remotion or AWS said no. */
	| "refused";

/** What may still be running, or lying, on AWS. The render's id is null where Remotion had not named it yet. */
export type StillRunning = Omit<RenderPlace, "renderId"> & { readonly renderId: string | null };

/** A failure that may be told to the person as it is. */
export class TestRenderError extends Error {
	override readonly name = "TestRenderError";
	readonly kind: FailureKind;
	/** What Remotion, AWS or the process itself said; secrets are taken out. Empty where nobody said anything. */
	readonly original: string;
	readonly stillRunning: StillRunning | undefined;

	constructor(kind: FailureKind, message: string, details: { original?: string; stillRunning?: StillRunning } = {}) {
		super(message);
		this.kind = kind;
		this.original = details.original ?? "";
		this.stillRunning = details.stillRunning;
	}
}

/** What may go on without us, as a sentence; empty where nothing does. */
export function stillRunningWords(place: StillRunning | undefined): string {
	if (place === undefined) return "";
	const which = place.renderId === null ? "A render" : `The render ${place.renderId}`;
	const where = place.bucketName === null ? "" : ` and leave files in ${place.bucketName}`;
	return ` ${which} may still run in ${place.functionName} (${place.region}) until it times out${where}.`;
}
