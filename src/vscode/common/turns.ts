/** So long a piece of work may go on before others in the extension host have their turn. */
const longestTurnMs = 4;

/** Resolves when all that waits in the extension host has had its turn. */
export function nextTurn(): Promise<void> {
	return new Promise((resolve) => setImmediate(resolve));
}

/** Does the steps one after the other, and lets everything that waits in the extension host have its turn in between. */
export async function inTurns(steps: Iterable<unknown>): Promise<void> {
	// What waits for a file goes on in the same round of the event loop as the next turn: together they would be one long turn.
	await nextTurn();
	let end = performance.now() + longestTurnMs;
	for (const _ of steps) {
		if (performance.now() < end) continue;
		await nextTurn();
		end = performance.now() + longestTurnMs;
	}
}

/**
 * Does it after so many milliseconds, or, where there is nothing to wait for, as soon as all else has had its turn: a timer takes a
 * millisecond at least. Gives what calls it off.
 */
export function later(milliseconds: number, action: () => void): () => void {
	if (milliseconds > 0) {
		const timer = setTimeout(action, milliseconds);
		return () => clearTimeout(timer);
	}
	const turn = setImmediate(action);
	return () => clearImmediate(turn);
}

/** Pieces of work that are asked for one by one, done in that order; everything else has its turn in between. */
export class Queue {
	readonly #waiting: (() => void)[] = [];

	/** Does it when it is its turn. Resolves to what it gives, and rejects with what it throws. */
	do<T>(work: () => T): Promise<T> {
		return new Promise((resolve, reject) => {
			this.#waiting.push(() => {
				try {
					resolve(work());
				} catch (error) {
					reject(error);
				}
			});
			if (this.#waiting.length === 1) void inTurns(this.#steps());
		});
	}

	*#steps(): Generator<void> {
		for (const work of this.#waiting) yield work();
		this.#waiting.length = 0;
	}
}
