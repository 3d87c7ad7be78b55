import type { Disposable } from "vscode";
import { explainEach } from "../../core/explainLaunches.ts";
import type { ExplainInput, ParseCache } from "../../core/index.ts";
import { inTurns, later } from "../common/turns.ts";
import type { ExplainedLaunch, Tracked } from "./snapshot.ts";

/** After a change the other launches wait so long, so that each key typed costs one explanation only. */
const pauseMs = 150;

/** What the model does for it. */
interface Parts {
	/** What is known of a project now; what is read through it goes to `launchPaths`. */
	input(tracked: Tracked): ExplainInput;
	/** Whether the project is still there, and its answer true to its files. */
	isCurrent(tracked: Tracked): boolean;
	/** Tells that the launches of a project changed. */
	publish(): void;
}

/**
 * Explains the launches that are not shown, after the shown ones, in turns between which everything else goes on. What a change has
 * overtaken is dropped: the change has put the project back on the list.
 */
export class OtherLaunches implements Disposable {
	readonly #parts: Parts;
	readonly #cache: ParseCache;
	readonly #stale = new Set<Tracked>();
	#isRunning = false;
	#isDisposed = false;
	#callOff: (() => void) | undefined;

	constructor(cache: ParseCache, parts: Parts) {
		this.#cache = cache;
		this.#parts = parts;
	}

	/** Puts a project on the list. */
	add(tracked: Tracked): void {
		this.#stale.add(tracked);
	}

	/** Forgets every project. */
	clear(): void {
		this.#stale.clear();
	}

	/** Explains what is on the list, after a pause. */
	soon(): void {
		if (this.#isRunning || this.#isDisposed || this.#stale.size === 0) return;
		this.#isRunning = true;
		this.#callOff = later(pauseMs, async () => {
			try {
				await inTurns(this.#explainAll());
			} finally {
				this.#isRunning = false;
			}
			this.soon();
		});
	}

	*#explainAll(): Generator<void> {
		let isNew = false;
		for (const tracked of [...this.#stale]) {
			const { state } = tracked;
			this.#stale.delete(tracked);
			if (!state || !this.#parts.isCurrent(tracked)) continue;
			const input = this.#parts.input(tracked);
			const { launch, launches = [] } = input;
			const known = launch && state.launch === launch ? { launch, explanation: state.explanation } : undefined;
			const explained: ExplainedLaunch[] = [];
			for (const one of explainEach(input, launches, this.#cache, known)) {
				explained.push(one);
				yield;
				if (this.#isDisposed) return;
			}
			if (tracked.state !== state || !this.#parts.isCurrent(tracked)) continue;
			tracked.state = { ...state, launches: explained };
			isNew = true;
		}
		if (isNew) this.#parts.publish();
	}

	dispose(): void {
		this.#isDisposed = true;
		this.#callOff?.();
	}
}
