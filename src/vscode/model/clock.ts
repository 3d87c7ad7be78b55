import { type Disposable, EventEmitter, window } from "vscode";
import { nextChange } from "../../core/precedence/validityWords.ts";
import { DisposableStore } from "../common/disposables.ts";
import { later } from "../common/turns.ts";
import type { Snapshot } from "./snapshot.ts";

/** A timer stands still while the computer sleeps: so often the clock is looked at all the same. */
const longestSleepMs = 5 * 60_000;

/** So soon at the earliest: launches that are not shown are explained a moment after the shown one. */
const shortestSleepMs = 250;

/** The time that credentials are judged by. It tells when what is shown of them changes next by time alone, and is silent in between. */
export class Clock implements Disposable {
	readonly #owned = new DisposableStore();
	readonly #changed = this.#owned.add(new EventEmitter<void>());
	/** Fires when something has ended, or the time left is another. */
	readonly onDidChange = this.#changed.event;
	readonly #read: () => number;
	/** When the next change is, in milliseconds since 1970. */
	#due: number | undefined;
	#callOff: (() => void) | undefined;

	/** @param read the time, in milliseconds since 1970; default: the system's */
	constructor(read: () => number = () => Date.now()) {
		this.#read = read;
		this.#owned.add({ dispose: () => this.#callOff?.() });
		// After sleep, somebody comes back to the window.
		this.#owned.add(window.onDidChangeWindowState(({ focused }) => focused && this.#look()));
	}

	/** The time now, in milliseconds since 1970. */
	now(): number {
		return this.#read();
	}

	/** Waits for the next change in what was explained last; nothing is waited for where nothing ends. */
	awaitNext({ projects }: Snapshot): void {
		const now = this.now();
		const all = projects.flatMap(({ explanation }) => explanation.validities ?? []);
		const wait = nextChange(all, now);
		this.#due = wait === undefined ? undefined : now + Math.max(wait, shortestSleepMs);
		this.#sleep();
	}

	#sleep(): void {
		this.#callOff?.();
		this.#callOff = undefined;
		if (this.#due === undefined) return;
		this.#callOff = later(Math.min(this.#due - this.now(), longestSleepMs), () => this.#look());
	}

	#look(): void {
		if (this.#due === undefined) return;
		if (this.now() < this.#due) {
			this.#sleep();
			return;
		}
		this.#due = undefined;
		this.#changed.fire();
	}

	dispose(): void {
		this.#owned.dispose();
	}
}
