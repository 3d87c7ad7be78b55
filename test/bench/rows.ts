/** What the bench reports: a row for each goal, its verdict, the table. */
import { ratios, type Spread, spread } from "./measure.ts";

export type Unit = "ms" | "kB" | "MB" | "";

/** One line of the report. Plain data: it goes from the measuring process to the reporting one, and into the JSON. */
export interface Row {
	what: string;
	yardstick: string;
	unit: Unit;
	/** Ours and the yardstick's; absent: not measured, `missing` says why. */
	ours?: Spread;
	theirs?: Spread;
	/** Ours by the yardstick's, round by round. */
	ratio?: Spread;
	/** What ours, or the ratio, must not exceed. Absent where a whole part is missing. */
	goal?: { of: "ratio" | "value"; atMost: number };
	missing?: string;
}

/** A row from two lists of samples that were taken in turns. */
export function compare(
	what: string,
	yardstick: string,
	samples: { ours: readonly number[]; theirs: readonly number[] },
	atMost: number,
	unit: Unit = "ms",
): Row {
	const { ours, theirs } = samples;
	return {
		what,
		yardstick,
		unit,
		ours: spread(ours),
		theirs: spread(theirs),
		ratio: ratios(ours, theirs),
		goal: { of: "ratio", atMost },
	};
}

/** A row whose goal is a figure of its own. */
export function absolute(what: string, yardstick: string, ours: readonly number[], atMost: number, unit: Unit): Row {
	return { what, yardstick, unit, ours: spread(ours), goal: { of: "value", atMost } };
}

/** A row that could not be measured here. */
export function missing(what: string, yardstick: string, goal: Row["goal"] | undefined, reason: string): Row {
	return { what, yardstick, unit: "", ...(goal && { goal }), missing: reason };
}

/** The rows in the file of a part, as far as it came. A process that is killed may leave half a line: it counts as none. */
export function readRows(text: string): Row[] {
	return text
		.split("\n")
		.slice(0, -1)
		.map((line) => JSON.parse(line));
}

export type Verdict = "met" | "not met" | "at the goal" | "not measured";

/**
 * A ratio so near to its goal, as a share of it, may be on the other side in the next run: the medians of one row differed by 13 % between
 * two runs of the same code (the click at 5 profiles, 1.13 and 1.28).
 */
export const nearness = 0.125;

export function verdict({ ours, ratio, goal }: Row): Verdict {
	const figure = goal?.of === "ratio" ? ratio?.median : ours?.median;
	// What is no number has become null on its way as JSON.
	if (goal === undefined || figure === undefined || !Number.isFinite(figure)) return "not measured";
	if (goal.of === "ratio" && Math.abs(figure - goal.atMost) <= nearness * goal.atMost) return "at the goal";
	return figure <= goal.atMost ? "met" : "not met";
}

/** Three digits that count, no more. */
export function digits(value: number): string {
	if (!Number.isFinite(value)) return String(value);
	const size = Math.abs(value);
	return size >= 100
		? value.toFixed(0)
		: size >= 10
			? value.toFixed(1)
			: size >= 0.095
				? value.toFixed(2)
				: value.toFixed(3);
}

export function figure(value: Spread | undefined, unit: Unit): string {
	if (!value) return "";
	const around = value.low === value.high ? "" : ` (${digits(value.low)}–${digits(value.high)})`;
	return `${digits(value.median)}${unit === "" ? "" : ` ${unit}`}${around}`;
}

/** A ratio far below one reads better the other way round, and as its goal does. */
function times(ratio: number, goal: Row["goal"]): string {
	return Math.min(ratio, goal?.atMost ?? 1) < 0.2 && ratio < 1 ? `${digits(1 / ratio)}× faster` : `${digits(ratio)}×`;
}

function goalText({ goal, unit }: Row): string {
	if (goal === undefined) return "";
	if (goal.of === "value") return `≤ ${digits(goal.atMost)}${unit === "" ? "" : ` ${unit}`}`;
	return goal.atMost < 0.2 ? `≥ ${digits(1 / goal.atMost)}× faster` : `≤ ${digits(goal.atMost)}×`;
}

/** A line of the report. */
export function tableLine(row: Row): string {
	return markdownLine([
		row.what,
		figure(row.ours, row.unit),
		row.theirs ? `${row.yardstick}: ${figure(row.theirs, row.unit)}` : row.yardstick,
		row.ratio && Number.isFinite(row.ratio.median) ? times(row.ratio.median, row.goal) : "",
		goalText(row),
		row.missing === undefined ? verdict(row) : `not measured: ${row.missing}`,
	]);
}

/** A line of a Markdown table. */
export function markdownLine(cells: readonly string[]): string {
	return `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
}

/** The report as a Markdown table: medians, with the quartiles in brackets. */
export function table(rows: readonly Row[]): string {
	const head = markdownLine(["what", "ours", "yardstick", "ratio", "goal", ""]);
	return [head, "|---|---|---|---|---|---|", ...rows.map(tableLine)].join("\n");
}
