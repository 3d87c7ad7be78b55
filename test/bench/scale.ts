/** How much is measured: all of it, or just enough to see that it runs. */
export interface Scale {
	/** Rounds of what takes milliseconds, of what starts a process, and of what starts VS Code. */
	rounds: number;
	starts: number;
	hosts: number;
	warmUp: number;
	batchMs: number;
	profiles: { least: number; some: number; usual: number; many: number };
	envLines: { short: number; usual: number; long: number };
	projects: { some: number; many: number };
}

export const full: Scale = {
	rounds: 25,
	starts: 9,
	hosts: 9,
	warmUp: 10,
	batchMs: 4,
	profiles: { least: 5, some: 500, usual: 5000, many: 50_000 },
	envLines: { short: 20, usual: 1000, long: 10_000 },
	projects: { some: 20, many: 200 },
};

/** For the test that the bench runs. Its figures mean nothing. */
export const tiny: Scale = {
	rounds: 2,
	starts: 1,
	hosts: 1,
	warmUp: 1,
	batchMs: 0,
	profiles: { least: 3, some: 4, usual: 8, many: 16 },
	envLines: { short: 5, usual: 10, long: 20 },
	projects: { some: 2, many: 3 },
};
