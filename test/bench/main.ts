/**
 * The process of one measurement: `node test/bench/main.ts <part> <number> <file for the rows> [texts of --only]`. Each row is printed, and a
 * line of the file, as soon as it is there.
 */
import { appendFileSync } from "node:fs";
import { HarnessError, runMain } from "../harness/log.ts";
import { parts } from "./parts/index.ts";
import { isWanted } from "./plan.ts";
import { tableLine } from "./rows.ts";
import { full, tiny } from "./scale.ts";

await runMain(async () => {
	const [name = "", number, file, ...only] = process.argv.slice(2);
	const measurement = parts[name]?.plan(process.env.RLC_BENCH_TINY ? tiny : full)[Number(number)];
	if (!measurement || file === undefined) throw new HarnessError("Usage: main.ts <part> <number> <file>");
	for await (const row of measurement.take()) {
		if (!isWanted(row.what, only)) continue;
		appendFileSync(file, `${JSON.stringify(row)}\n`);
		process.stdout.write(`${tableLine(row)}\n`);
	}
});
process.exit();
