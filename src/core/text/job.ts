/** Work in steps: it pauses after each, so that others may have their turn. */
export type InTurns<Result> = Generator<void, Result>;

/** Does the rest of some work without a pause. */
export function atOnce<Result>(work: InTurns<Result>): Result {
	for (;;) {
		const { done, value } = work.next();
		if (done) return value;
	}
}

/** Work that is done once, whoever asks for its result: in turns, or at once where somebody cannot wait. What was begun is gone on with. */
export class Job<Result> {
	#work: InTurns<Result> | undefined;
	#result: Result | undefined;

	constructor(work: InTurns<Result>) {
		this.#work = work;
	}

	*inTurns(): InTurns<Result> {
		while (this.#work) {
			this.#step(this.#work);
			if (this.#work) yield;
		}
		return this.#result as Result;
	}

	get result(): Result {
		while (this.#work) this.#step(this.#work);
		return this.#result as Result;
	}

	#step(work: InTurns<Result>): void {
		const { done, value } = work.next();
		if (!done) return;
		this.#result = value;
		this.#work = undefined;
	}
}
