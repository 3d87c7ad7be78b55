/** What the bench can measure, known by its rows' names before anything runs: `--only` chooses, and what is not wanted costs nothing. */
import type { Row } from "./rows.ts";
import type { Scale } from "./scale.ts";

/** Rows that come of one measurement, such as a start of VS Code. It runs in a process of its own: one that hangs takes only its own rows with it. */
export interface Measurement {
	/** What the rows will be called. */
	rows: readonly string[];
	/** Makes the rows, each as soon as it is there. */
	take: () => Iterable<Row> | AsyncIterable<Row>;
}

export interface Part {
	plan: (scale: Scale) => readonly Measurement[];
	/** It runs VS Code, which is installed before its time starts. */
	usesVSCode?: boolean;
}

/** Whether a row is one of those asked for: its name contains one of the texts, in upper or lower case. No texts: every row is. */
export function isWanted(what: string, only: readonly string[]): boolean {
	return only.length === 0 || only.some((text) => what.toLowerCase().includes(text.toLowerCase()));
}
