/** Every part of the bench, in the order of the report. Each runs in a process of its own: what one leaves behind slows no other. */
import type { Row } from "../rows.ts";
import type { Scale } from "../scale.ts";
import { hostRows } from "./hosts.ts";
import { processRows } from "./processes.ts";
import { heapRows, sizeRows } from "./sizes.ts";
import { textRows } from "./texts.ts";
import { windowRows } from "./window.ts";

export interface Part {
	/** Makes the rows, one after the other: those that are there stay, whatever becomes of the next. */
	rows: (scale: Scale) => Iterable<Row> | AsyncIterable<Row>;
	/** It runs VS Code, which is installed before its time starts. */
	usesVSCode?: boolean;
}

export const parts: Readonly<Record<string, Part>> = {
	texts: { rows: textRows },
	heap: { rows: heapRows },
	sizes: { rows: sizeRows },
	processes: { rows: processRows },
	hosts: { rows: hostRows, usesVSCode: true },
	window: { rows: windowRows, usesVSCode: true },
};
