import type { Turns } from "./measure.ts";

/** How much is measured: all of it, or just enough to see that it runs. */
export interface Scale {
	/** Rounds of what takes milliseconds, of what starts a process, and of what starts VS Code. */
	rounds: number;
	starts: number;
	hosts: number;
	warmUp: number;
	batchMs: number;
	/** Seconds for the rounds of one comparison; on a slow machine there are fewer rounds, down to `least`. */
	seconds: { texts: number; starts: number; hosts: number };
	least: { rounds: number; starts: number; hosts: number };
	profiles: { least: number; some: number; usual: number; many: number };
	envLines: { short: number; usual: number; long: number };
	projects: { some: number; many: number; most: number };
}

export const full: Scale = {
	rounds: 25,
	starts: 9,
	hosts: 9,
	warmUp: 10,
	batchMs: 4,
	seconds: { texts: 30, starts: 60, hosts: 120 },
	least: { rounds: 5, starts: 3, hosts: 3 },
	profiles: { least: 5, some: 500, usual: 5000, many: 50_000 },
	envLines: { short: 20, usual: 1000, long: 10_000 },
	projects: { some: 20, many: 200, most: 2000 },
};

/** For the test that the bench runs. Its figures mean nothing. */
export const tiny: Scale = {
	rounds: 2,
	starts: 1,
	hosts: 1,
	warmUp: 1,
	batchMs: 0,
	seconds: { texts: 1, starts: 1, hosts: 1 },
	least: { rounds: 1, starts: 1, hosts: 1 },
	profiles: { least: 3, some: 4, usual: 8, many: 16 },
	envLines: { short: 5, usual: 10, long: 20 },
	projects: { some: 2, many: 3, most: 30 },
};

/** The turns of what takes milliseconds. */
export function manyTurns({ rounds, warmUp, batchMs, seconds, least }: Scale): Turns {
	return { rounds, warmUp, batchMs, within: { least: least.rounds, milliseconds: 1000 * seconds.texts } };
}

/** The turns of what starts a process each time. */
export function startTurns({ starts, seconds, least }: Scale): Turns {
	return { rounds: starts, warmUp: 1, within: { least: least.starts, milliseconds: 1000 * seconds.starts } };
}

/** The turns of what is felt in VS Code, in one start of it. */
export function hostTurns({ rounds, warmUp, seconds, least }: Scale): Turns {
	return { rounds, warmUp, within: { least: least.rounds, milliseconds: 1000 * seconds.hosts } };
}
