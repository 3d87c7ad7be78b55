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
	/** This checkout's figure divided by the other revision's: the median of the blocks' medians, and the lowest and highest of them. */
	ratio?: Spread;
	/** How far this checkout is from its own second copy: the largest factor that a block showed, 1 or more. */
	again?: number;
	/** What `ratio` may be without being judged. */
	limit: number;
	/** Why there are no figures. */
	missing?: string;
}

/** The limit where a row has none of its own. */
export const usualLimit = 1.05;

/**
 * A row from blocks of rounds. A block is what shares its luck (a process and what its JIT made of the code), so it has one word: the
 * median ratio of its rounds. Of those words the row has the median; A/A has the worst, taken in both directions, as it has none.
 * @param blocks at least one, each with at least one round
 */
export function changeOf(what: string, unit: Unit, blocks: readonly Samples[], limit = usualLimit): Change {
	const all = (side: Side) => blocks.flatMap((block) => block[side]);
	const words = blocks.map(({ now, other }) => ratios(now, other).median);
	const own = blocks.map(({ now, again }) => ratios(now, again).median);
	const ratio = { median: spread(words).median, low: Math.min(...words), high: Math.max(...words) };
	const again = Math.max(...own.map((word) => Math.max(word, 1 / word)));
	return { what, unit, now: spread(all("now")), other: spread(all("other")), ratio, again, limit };
}

/** A row that could not be measured. */
export function missingChange(what: string, reason: string): Change {
	return { what, unit: "", limit: usualLimit, missing: reason };
}

export type Verdict = "worse" | "better" | "same" | "within A/A" | "not measured";

/** "worse": above the limit and outside the A/A spread; "within A/A": beyond the limit in either direction, but so is the same code. */
export function judge({ ratio, again, limit }: Change): Verdict {
	if (ratio === undefined || again === undefined || !Number.isFinite(ratio.median)) return "not measured";
	const apart = Math.max(ratio.median, 1 / ratio.median);
	if (apart <= limit) return "same";
	if (apart <= again) return "within A/A";
	return ratio.median > 1 ? "worse" : "better";
}

/** One row from the same row of several runs: medians of their medians and of their A/A spreads. */
export function medianOfRuns(runs: readonly Change[]): Change | undefined {
	const [first] = runs;
	const measured = runs.filter(({ missing }) => missing === undefined);
	if (first === undefined || measured.length < 2) return measured[0] ?? first;
	const median = (pick: (change: Change) => number | undefined) =>
		spread(measured.flatMap((change) => pick(change) ?? [])).median;
	const between = (pick: (change: Change) => Spread | undefined) =>
		spread(measured.flatMap((one) => pick(one)?.median ?? []));
	const medians = measured.flatMap(({ ratio }) => ratio?.median ?? []);
	return {
		what: first.what,
		unit: measured[0]?.unit ?? "",
		now: between(({ now }) => now),
		other: between(({ other }) => other),
		ratio: { median: median(({ ratio }) => ratio?.median), low: Math.min(...medians), high: Math.max(...medians) },
		again: median(({ again }) => again),
		limit: first.limit,
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
		ratio ? `${times(ratio.median)}× (${times(ratio.low)}–${times(ratio.high)})` : "",
		again === undefined ? "" : `≤ ${times(again)}×`,
		missing === undefined ? judge(change) : `not measured: ${missing}`,
	]);
}

/** What the table comes to, in a sentence. */
export function changeSummary(changes: readonly Change[]): string {
	const worse = changes.filter((change) => judge(change) === "worse").map(({ what }) => what);
	const count = (verdict: Verdict) => changes.filter((change) => judge(change) === verdict).length;
	const rest = `better: ${count("better")}, same: ${count("same")}, within A/A: ${count("within A/A")}, not measured: ${count("not measured")}`;
	const limits = `above ${digits(usualLimit)}× (or the row's own limit) and outside the A/A spread`;
	return worse.length === 0
		? `No row is ${limits} (${rest}).`
		: `${worse.length} ${worse.length === 1 ? "row is" : "rows are"} ${limits}: ${worse.join("; ")} (${rest}).`;
}
