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

export interface Turns {
	rounds: number;
	/** Rounds that are not counted. */
	warmUp: number;
	/** What is faster than this is repeated until it takes so long, and the time divided. 0: nothing is. */
	batchMs?: number;
}

/** One of the things that take turns: what is called, or what gives its own measured milliseconds. */
export type Candidate = (() => unknown) | { measured: () => Promise<number> | number };

/**
 * Lets the candidates take turns, each round in another order, and gives every round's milliseconds by the candidate's name.
 */
export async function takeTurns<Name extends string>(
	candidates: Readonly<Record<Name, Candidate>>,
	{ rounds, warmUp, batchMs = 0 }: Turns,
): Promise<Record<Name, number[]>> {
	const names = Object.keys(candidates) as Name[];
	const samples = Object.fromEntries(names.map((name) => [name, [] as number[]])) as Record<Name, number[]>;
	const batch = new Map<Name, number>();
	for (let round = -warmUp; round < rounds; round++) {
		for (let turn = 0; turn < names.length; turn++) {
			const name = names[(turn + Math.abs(round)) % names.length];
			if (name === undefined) continue;
			const count = batch.get(name) ?? 1;
			const each = (await timeOf(candidates[name], count)) / count;
			if (round < 0) batch.set(name, Math.min(1000, Math.max(1, Math.ceil(batchMs / Math.max(each, 0.001)))));
			else samples[name].push(each);
		}
	}
	return samples;
}

async function timeOf(candidate: Candidate, count: number): Promise<number> {
	if ("measured" in candidate) {
		let sum = 0;
		for (let time = 0; time < count; time++) sum += await candidate.measured();
		return sum;
	}
	const start = performance.now();
	for (let time = 0; time < count; time++) {
		const result = candidate();
		if (result instanceof Promise) await result;
	}
	return performance.now() - start;
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
