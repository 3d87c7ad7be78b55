/**
 * The process in which a call is timed, bundled to one file: `node child.cjs '<what to do as JSON>'` prints the samples as JSON. What else a
 * process does on its own (TypeScript taken apart, say) is not there to be measured with it.
 */
import { writeSync } from "node:fs";
import { createRequire } from "node:module";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { processorTime, type Turns, takeTurns } from "../measure.ts";
import { calls, type Face, type Sizes } from "./calls.ts";

/** What the process is asked to do. */
export type Order =
	/** Loads a bundle: milliseconds. */
	| { do: "load"; file: string }
	/** The first call of a fresh process: milliseconds. */
	| { do: "first"; file: string; what: string; sizes: Sizes }
	/** What stays of one call: megabytes. */
	| { do: "memory"; file: string; what: string; sizes: Sizes }
	/** The files' calls in turns: milliseconds a round, by the files' names. */
	| { do: "warm"; files: Readonly<Record<string, string>>; what: string; sizes: Sizes; turns: Omit<Turns, "clock"> };

const require = createRequire(import.meta.url);

function prepared(file: string, { what, sizes }: { what: string; sizes: Sizes }): () => unknown {
	const call = calls(sizes).find((one) => one.what === what);
	if (!call) throw new Error(`There is no call ${what}.`);
	const face: Face = require(file);
	return call.prepare(face);
}

/** Bytes in use: V8's heap, and the numbers in arrays that lie outside of it. */
function collected(): number {
	setFlagsFromString("--expose-gc");
	const collect: unknown = runInNewContext("gc");
	if (typeof collect === "function") for (let time = 0; time < 3; time++) collect();
	const { heapUsed, arrayBuffers } = process.memoryUsage();
	return heapUsed + arrayBuffers;
}

async function obey(order: Order): Promise<unknown> {
	if (order.do === "load") {
		const start = processorTime();
		require(order.file);
		return processorTime() - start;
	}
	if (order.do === "first") {
		const run = prepared(order.file, order);
		const start = processorTime();
		run();
		return processorTime() - start;
	}
	if (order.do === "memory") {
		const run = prepared(order.file, order);
		const before = collected();
		const kept = run();
		const bytes = collected() - before;
		// Referred to until here, so that it was kept while it was measured.
		if (kept === undefined) throw new Error("nothing was kept");
		return bytes / 1e6;
	}
	const candidates = Object.entries(order.files).map(([side, file]) => [side, prepared(file, order)] as const);
	return takeTurns(Object.fromEntries(candidates), { ...order.turns, clock: processorTime });
}

const result = await obey(JSON.parse(process.argv[2] ?? ""));
writeSync(1, `${JSON.stringify(result)}\n`);
process.exit();
