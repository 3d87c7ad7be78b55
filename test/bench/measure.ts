/** Measures things against each other: in turns, in one run, so that whatever slows the machine slows all of them. */

/** Medians and quartiles of several samples, in the samples' unit. */
export interface Spread {
	median: number;
	low: number;
	high: number;
}

/** A value's place among the sorted samples, between two of them where it falls so. */
function quantile(sorted: readonly number[], share: number): number {
	const at = (sorted.length - 1) * share;
	const below = sorted[Math.floor(at)] ?? Number.NaN;
	const above = sorted[Math.ceil(at)] ?? Number.NaN;
	return below + (above - below) * (at - Math.floor(at));
}

export function spread(samples: readonly number[]): Spread {
	const sorted = [...samples].sort((a, b) => a - b);
	return { median: quantile(sorted, 0.5), low: quantile(sorted, 0.25), high: quantile(sorted, 0.75) };
}

/** How often something is measured: `most` times, fewer where the time is up, but `least` times on the slowest machine. */
export interface Budget {
	most: number;
	least: number;
	milliseconds: number;
}

/**
 * Numbers the rounds that fit into a budget, from 0.
 * @param now the clock, in milliseconds
 */
export function* roundsWithin({ most, least, milliseconds }: Budget, now = () => performance.now()): Generator<number> {
	const end = now() + milliseconds;
	for (let round = 0; round < most && (round < least || now() < end); round++) yield round;
}

export interface Turns {
	rounds: number;
	/** Rounds that are not counted. */
	warmUp: number;
	/** What is faster than this is repeated until it takes so long, and the time divided. 0: nothing is. */
	batchMs?: number;
	/** The time for all rounds, of which a quarter is for those that warm up; `least` are counted in any case. Default: no limit. */
	within?: Omit<Budget, "most">;
	/** Milliseconds so far. Default: the time of day. */
	clock?: () => number;
}

/**
 * Milliseconds that this process has kept processors busy. On a machine that others use, too, the time of day counts their work as well:
 * with four busy processes to a processor, quartiles were 4 % apart by this clock and a factor of 5 by the other. (Windows counts in ticks of
 * 16 ms, so it has the time of day here.)
 */
export const processorTime: () => number =
	process.platform === "win32"
		? () => performance.now()
		: () => {
				const { user, system } = process.cpuUsage();
				return (user + system) / 1000;
			};

/** One of the things that take turns: what is called, or what gives its own measured milliseconds. */
export type Candidate = (() => unknown) | { measured: () => Promise<number> | number };

/**
 * Lets the candidates take turns and gives every round's milliseconds by the candidate's name. Each round has another order, and of three or
 * more the order is also reversed in turns: each comes after each other one, whose garbage it may have to pay for.
 */
export async function takeTurns<Name extends string>(
	candidates: Readonly<Record<Name, Candidate>>,
	{ rounds, warmUp, batchMs = 0, within, clock = () => performance.now() }: Turns,
): Promise<Record<Name, number[]>> {
	const names = Object.keys(candidates) as Name[];
	const samples = Object.fromEntries(names.map((name) => [name, [] as number[]])) as Record<Name, number[]>;
	const { least, milliseconds } = within ?? { least: rounds, milliseconds: Number.POSITIVE_INFINITY };
	const batch = new Map<Name, number>();
	for (const round of roundsWithin({ most: warmUp, least: Math.min(1, warmUp), milliseconds: milliseconds / 4 })) {
		for (const name of inOrder(names, round)) {
			const count = batch.get(name) ?? 1;
			const each = (await timeOf(candidates[name], count, clock)) / count;
			batch.set(name, Math.min(1000, Math.max(1, Math.ceil(batchMs / Math.max(each, 0.001)))));
		}
	}
	for (const round of roundsWithin({ most: rounds, least, milliseconds: 0.75 * milliseconds })) {
		for (const name of inOrder(names, round)) {
			const count = batch.get(name) ?? 1;
			samples[name].push((await timeOf(candidates[name], count, clock)) / count);
		}
	}
	return samples;
}

function inOrder<Name>(names: readonly Name[], round: number): Name[] {
	const first = round % names.length;
	const turned = [...names.slice(first), ...names.slice(0, first)];
	return names.length > 2 && Math.floor(round / names.length) % 2 === 1 ? turned.reverse() : turned;
}

async function timeOf(candidate: Candidate, count: number, clock: () => number): Promise<number> {
	if ("measured" in candidate) {
		let sum = 0;
		for (let time = 0; time < count; time++) sum += await candidate.measured();
		return sum;
	}
	const start = clock();
	for (let time = 0; time < count; time++) {
		const result = candidate();
		if (result instanceof Promise) await result;
	}
	return clock() - start;
}

/**
 * How ours compares with theirs, round by round: what disturbs a round disturbs both, and the median drops it. Where the clock is too coarse
 * for a round of theirs (it says 0), all of ours with all of theirs.
 */
export function ratios(ours: readonly number[], theirs: readonly number[]): Spread {
	const sum = (all: readonly number[]) => all.reduce((whole, one) => whole + one, 0);
	if (theirs.includes(0)) return spread([sum(ours) / sum(theirs)]);
	return spread(ours.map((own, round) => own / (theirs[round] ?? Number.NaN)));
}

/** The power with which times grow with sizes: 1 is linear. The slope of the line through their logarithms. */
export function exponent(points: readonly { size: number; time: number }[]): number {
	const logs = points.map(({ size, time }) => ({ x: Math.log(size), y: Math.log(time) }));
	const mean = (pick: (point: { x: number; y: number }) => number) =>
		logs.reduce((sum, point) => sum + pick(point), 0) / logs.length;
	const [x, y] = [mean((point) => point.x), mean((point) => point.y)];
	const over = logs.reduce((sum, point) => sum + (point.x - x) * (point.y - y), 0);
	return over / logs.reduce((sum, point) => sum + (point.x - x) ** 2, 0);
}
