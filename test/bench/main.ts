/** The process of one part: `node test/bench/main.ts <part> <file for the rows>`. Each row is a line of the file as soon as it is there. */
import { appendFileSync } from "node:fs";
import { HarnessError, runMain } from "../harness/log.ts";
import { parts } from "./parts/index.ts";
import { full, tiny } from "./scale.ts";

await runMain(async () => {
	const [name = "", file] = process.argv.slice(2);
	const part = parts[name];
	if (!part || file === undefined) throw new HarnessError("Usage: main.ts <part> <file>");
	for await (const row of part.rows(process.env.RLC_BENCH_TINY ? tiny : full))
		appendFileSync(file, `${JSON.stringify(row)}\n`);
});
process.exit();
