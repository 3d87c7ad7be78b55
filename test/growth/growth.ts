/** How what people wait for grows with the text: steps are counted (`steps.ts`), no clock is involved; the bench has the times. */
import { Worker } from "node:worker_threads";
import { exponent } from "../bench/measure.ts";
import type { Measured, Task } from "./worker.ts";

/** Linear is 1. Sorting takes a little more, and what is done once takes less of a long text than of a short one. */
const steepest = 1.1;

/** Counts the steps of each kind of work on each of the texts, made of so many characters. */
export function measureGrowth(sizes: readonly number[], texts: Task["texts"] = "growing"): Promise<Measured[]> {
	return new Promise((resolve, reject) => {
		const found: Measured[] = [];
		const worker = new Worker(new URL("./worker.ts", import.meta.url), { workerData: { sizes, texts } satisfies Task });
		worker.on("message", (measured: Measured) => found.push(measured));
		worker.on("error", reject);
		worker.on("exit", () => resolve(found));
	});
}

/** A sentence for each that grows faster than its text: between all sizes, or between the two largest. */
export function tooSteep(found: readonly Measured[]): string[] {
	return found.flatMap(({ work, text, points }) => {
		const logs = points.map(({ length, steps }) => ({ size: length, time: steps }));
		const power = Math.max(exponent(logs), exponent(logs.slice(-2)));
		const told = points.map(({ length, steps }) => `${steps} steps for ${length}`).join(", ");
		return power <= steepest ? [] : [`${work} of ${text} grows with the power ${power.toFixed(2)}: ${told}`];
	});
}
