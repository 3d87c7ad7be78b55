/** Every part of the bench, in the order of the report. Each runs in a process of its own: what one leaves behind slows no other. */
import type { Row } from "../rows.ts";
import type { Scale } from "../scale.ts";
import { hostRows } from "./hosts.ts";
import { processRows } from "./processes.ts";
import { heapRows, sizeRows } from "./sizes.ts";
import { textRows } from "./texts.ts";
import { windowRows } from "./window.ts";

export const parts: Readonly<Record<string, (scale: Scale) => Row[] | Promise<Row[]>>> = {
	texts: textRows,
	heap: heapRows,
	sizes: sizeRows,
	processes: processRows,
	hosts: hostRows,
	window: windowRows,
};
