/** What a row of `--against` says, from the samples of three sides that took turns. Pure. */
import { ratios, type Spread, spread } from "../measure.ts";
import { digits, figure, markdownLine, type Unit } from "../rows.ts";

/** This checkout, a second copy of it, and the other revision. */
export const sides = ["now", "again", "other"] as const;
export type Side = (typeof sides)[number];

/** One value a round for each side, in the row's unit. */
export type Samples = Readonly<Record<Side, readonly number[]>>;

/** A row of the report. Plain data: it goes into the JSON. */
export interface Change {
	what: string;
	unit: Unit;
	now?: Spread;
	other?: Spread;
	/** This checkout's figure divided by the other revision's: the geometric mean of the blocks, and the lowest and highest of them. */
	ratio?: { mean: number; low: number; high: number };
	/** The A/A spread: in 19 of 20 cases the mean of as many blocks of the same code beside itself is within this factor of 1. */
	again?: number;
	/** What `ratio` may be without being judged. */
	limit: number;
	/** Why there are no figures. */
	missing?: string;
}

/** The limit where a row has none of its own. */
const usualLimit = 1.05;

/**
 * A row from blocks of rounds. A block is what shares its luck (a process and what its JIT made of the code), so it has one word: the
 * median ratio of its rounds. What the same code says of its second copy shows how much luck there is.
 * @param blocks at least one, each with at least one round
 */
export function changeOf(what: string, unit: Unit, blocks: readonly Samples[], limit = usualLimit): Change {
	const all = (side: Side) => blocks.flatMap((block) => block[side]);
	const words = blocks.map(({ now, other }) => ratios(now, other).median);
	const own = blocks.map(({ now, again }) => ratios(now, again).median);
	const ratio = { mean: geometricMean(words), low: Math.min(...words), high: Math.max(...words) };
	return { what, unit, now: spread(all("now")), other: spread(all("other")), ratio, again: reach(own), limit };
}

function geometricMean(values: readonly number[]): number {
	return Math.exp(values.reduce((sum, value) => sum + Math.log(value), 0) / values.length);
}

/** Student's t for 95 % on both sides, by degrees of freedom from 1. */
const student = [12.71, 4.3, 3.18, 2.78, 2.57, 2.45, 2.36, 2.31, 2.26, 2.23];

/**
 * How far from 1 the mean of such ratios is by chance. Their true mean is known, it is 1: the same code took these times. So each of them is
 * a deviation, and none is spent on the mean.
 */
function reach(ratios: readonly number[]): number {
	const variance = ratios.reduce((sum, ratio) => sum + Math.log(ratio) ** 2, 0) / ratios.length;
	const t = student[ratios.length - 1] ?? 2;
	return Math.exp(t * Math.sqrt(variance / ratios.length));
}

/** A row that could not be measured. */
export function missingChange(what: string, reason: string): Change {
	return { what, unit: "", limit: usualLimit, missing: reason };
}

export type Verdict = "worse" | "better" | "same" | "within A/A" | "not measured";

/** "worse": above the limit and outside the A/A spread; "within A/A": beyond the limit in either direction, but so may the same code be. */
export function judge({ ratio, again, limit }: Change): Verdict {
	if (ratio === undefined || again === undefined || !Number.isFinite(ratio.mean)) return "not measured";
	const apart = Math.max(ratio.mean, 1 / ratio.mean);
	if (apart <= limit) return "same";
	if (apart <= again) return "within A/A";
	return ratio.mean > 1 ? "worse" : "better";
}

/** One row from the same row of several runs: medians of their figures and of their A/A spreads. */
export function medianOfRuns(runs: readonly Change[]): Change | undefined {
	const measured = runs.filter(({ missing }) => missing === undefined);
	const [first] = measured;
	if (first === undefined || measured.length < 2) return first ?? runs[0];
	const between = (pick: (change: Change) => number | undefined) => spread(measured.flatMap((one) => pick(one) ?? []));
	const means = measured.flatMap(({ ratio }) => ratio?.mean ?? []);
	return {
		...first,
		now: between(({ now }) => now?.median),
		other: between(({ other }) => other?.median),
		ratio: { mean: spread(means).median, low: Math.min(...means), high: Math.max(...means) },
		again: between(({ again }) => again).median,
	};
}

/** The lines above the rows. */
export function changeHead(revision: string): string {
	return `${markdownLine(["what", "this checkout", revision, "ratio", "A/A", ""])}\n|---|---|---|---|---|---|`;
}

/** A row for people. */
export function changeLine(change: Change): string {
	const { what, unit, now, other, ratio, again, missing } = change;
	const times = (value: number) => value.toFixed(2);
	return markdownLine([
		what,
		figure(now, unit),
		figure(other, unit),
		ratio ? `${times(ratio.mean)}× (${times(ratio.low)}–${times(ratio.high)})` : "",
		again === undefined ? "" : again > 10 ? "> 10×" : `≤ ${times(again)}×`,
		missing === undefined ? judge(change) : `not measured: ${missing}`,
	]);
}

/** What the table comes to, in a sentence or two. */
export function changeSummary(changes: readonly Change[]): string {
	const named = (verdict: Verdict) => changes.filter((change) => judge(change) === verdict).map(({ what }) => what);
	const [worse, missing] = [named("worse"), named("not measured")];
	const count = (verdict: Verdict) => `${verdict}: ${named(verdict).length}`;
	const rows = worse.length === 0 ? "No row is" : worse.length === 1 ? "1 row is" : `${worse.length} rows are`;
	const limits = `above ${digits(usualLimit)}× (or the row's own limit) and outside the A/A spread`;
	return [
		`${rows} ${limits}${worse.length === 0 ? "" : `: ${worse.join("; ")}`}.`,
		`${count("better")}, ${count("same")}, ${count("within A/A")}.`,
		...(missing.length === 0 ? [] : [`Not measured: ${missing.join("; ")}.`]),
	].join(" ");
}
