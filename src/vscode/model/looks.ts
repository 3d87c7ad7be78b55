import type { Disposable } from "vscode";
import { atOnce, type InTurns } from "../../core/text/job.ts";
import { inTurns, later } from "../common/turns.ts";
import type { Tracked } from "./snapshot.ts";

/** The longest pause between two looks, in milliseconds. */
const longestPause = 200;

/** Of more projects that wait to be explained, others in the extension host have their turn in between. */
const mostAtOnce = 25;

/** What the model does for it. */
interface Parts {
	/** The projects whose explanation doesn't hold any more. */
	stale(): ReadonlySet<Tracked>;
	/** Explains one, in small steps; paths whose text isn't known yet are added to `missed`. */
	explaining(tracked: Tracked, missed: Set<string>): InTurns<void>;
	/** Takes a project to be stale. */
	isStale(tracked: Tracked): void;
	/** Loads texts, and tells when they are there. */
	load(path: string): void;
	publish(): void;
}

/** When what changed is explained: a few projects at once, so that ranges fit the buffers; many in turns, so that nobody is held up. */
export class Looks implements Disposable {
	readonly #parts: Parts;
	/** Calls the next look off, or the one whose turns are being taken. */
	#callOff: (() => void) | undefined;
	/** When the next look may start: after a pause as long as the last one took, so that typing keeps half of the time. */
	#next = 0;

	constructor(parts: Parts) {
		this.#parts = parts;
	}

	/** Whether a look is still to come, or to be ended. */
	get isPending(): boolean {
		return this.#callOff !== undefined;
	}

	/** Whether more is to be explained than can be at once. */
	get isLong(): boolean {
		return this.isPending && this.#parts.stale().size > mostAtOnce;
	}

	/** Explains what is stale, as soon as it may. */
	soon(): void {
		if (this.#parts.stale().size > 0) this.#callOff ??= later(this.#next - performance.now(), () => void this.#look());
	}

	/** Explains what is stale now. Returns the paths whose text wasn't known yet; they are being loaded. */
	now(): Set<string> {
		this.callOff();
		const start = performance.now();
		const missed = new Set<string>();
		for (const tracked of [...this.#parts.stale()]) atOnce(this.#parts.explaining(tracked, missed));
		this.#end(start, missed);
		return missed;
	}

	/** Explains each, in small steps. Paths without a known text are added to `missed`; the projects that asked for them stay stale. */
	*each(missed: Set<string>, isWanted: () => boolean): Generator<void> {
		for (const tracked of [...this.#parts.stale()]) {
			const own = new Set<string>();
			for (const _ of this.#parts.explaining(tracked, own)) {
				yield;
				if (!isWanted()) return;
			}
			for (const path of own) missed.add(path);
			if (own.size > 0) this.#parts.isStale(tracked);
			yield;
			if (!isWanted()) return;
		}
	}

	/** Forgets the look that is to come, and ends the one that is taking turns. */
	callOff(): void {
		this.#callOff?.();
		this.#callOff = undefined;
	}

	async #look(): Promise<void> {
		if (this.#parts.stale().size <= mostAtOnce) {
			this.now();
			return;
		}
		let isWanted = true;
		this.#callOff = () => {
			isWanted = false;
		};
		const start = performance.now();
		const missed = new Set<string>();
		await inTurns(this.each(missed, () => isWanted));
		if (!isWanted) {
			for (const path of missed) this.#parts.load(path);
			return;
		}
		this.#callOff = undefined;
		this.#end(start, missed);
		// What changed while others had their turn.
		this.soon();
	}

	#end(start: number, missed: ReadonlySet<string>): void {
		for (const path of missed) this.#parts.load(path);
		this.#parts.publish();
		const end = performance.now();
		this.#next = end + Math.min(end - start, longestPause);
	}

	dispose(): void {
		this.callOff();
	}
}
