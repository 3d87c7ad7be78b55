/**
 * The process of a plain suite: `node mochaMain.ts [--grep TEXT] [--timeout MS] file…`, with `RLC_RESULT_FILE` set.
 * Exits by itself when mocha ends, as the mocha command does: what a test left open does not hold the run.
 */
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { runMocha } from "./mochaRun.ts";

const { values, positionals } = parseArgs({
	options: { grep: { type: "string" }, timeout: { type: "string" } },
	allowPositionals: true,
});
const resultFile = process.env.RLC_RESULT_FILE;
if (resultFile === undefined) throw new Error("RLC_RESULT_FILE is not set: run this through the harness");

const failures = await runMocha({
	files: positionals.map((file) => resolve(file)),
	resultFile,
	print: (line) => process.stdout.write(`${line}\n`),
	...(values.timeout === undefined ? {} : { timeoutMs: Number(values.timeout) }),
	...(values.grep === undefined ? {} : { grep: values.grep }),
});
process.exit(failures === 0 ? 0 : 1);
