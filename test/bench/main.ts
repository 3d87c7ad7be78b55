/** The process of one part: `node test/bench/main.ts <part> <file for the rows>`. */
import { writeFileSync } from "node:fs";
import { HarnessError, runMain } from "../harness/log.ts";
import { parts } from "./parts/index.ts";
import { full, tiny } from "./scale.ts";

await runMain(async () => {
	const [name = "", file] = process.argv.slice(2);
	const part = parts[name];
	if (!part || file === undefined) throw new HarnessError("Usage: main.ts <part> <file>");
	writeFileSync(file, JSON.stringify(await part(process.env.RLC_BENCH_TINY ? tiny : full)));
});
process.exit();
