/** How much time a row of `--against` gets, and how it is spent: blocks of rounds. */
import type { Budget } from "../measure.ts";
import { fullSizes, type Sizes, tinySizes } from "./calls.ts";

type Count = Omit<Budget, "milliseconds">;

export interface Effort {
	/** For each row; a slow machine may take longer, for the least number of blocks. */
	milliseconds: number;
	/** A block of warm calls is a process; a block of fresh processes is some of them. */
	blocks: Count;
	/** The rounds of a block of warm calls. */
	rounds: Count & { warmUp: number; batchMs: number };
	/** The rounds of a block of fresh processes. */
	processes: number;
	/** Each round starts VS Code once for each side. */
	hosts: Count;
	sizes: Sizes;
}

/** The effort for rows of so many seconds. */
export function effortFor(seconds: number): Effort {
	return {
		milliseconds: 1000 * seconds,
		blocks: { most: 10, least: 4 },
		rounds: { most: 25, least: 4, warmUp: 30, batchMs: 10 },
		processes: 4,
		hosts: { most: 8, least: 4 },
		sizes: fullSizes,
	};
}

/** For the test that it runs. Its figures mean nothing. */
export const tinyEffort: Effort = {
	milliseconds: 0,
	blocks: { most: 1, least: 1 },
	rounds: { most: 2, least: 2, warmUp: 1, batchMs: 0 },
	processes: 1,
	hosts: { most: 1, least: 1 },
	sizes: tinySizes,
};
