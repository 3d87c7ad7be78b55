/** What VS Code loads as the test suite, inside the extension host: runs the suite's files with mocha. */
import { appendFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { runMocha } from "../harness/mochaRun.ts";

function variable(name: string): string {
	const value = process.env[name];
	if (value === undefined) throw new Error(`${name} is not set: run this through the harness`);
	return value;
}

/** Called by VS Code; a rejection is its word for failure. The harness believes the result file only. */
export async function run(): Promise<void> {
	const folder = variable("RLC_SUITE_FOLDER");
	const outputFile = variable("RLC_OUTPUT_FILE");
	const print = (line: string) => appendFileSync(outputFile, `${line}\n`);
	try {
		const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) =>
			name.endsWith(".test.cjs"),
		);
		const failures = await runMocha({
			files: files.sort().map((name) => join(folder, name)),
			resultFile: variable("RLC_RESULT_FILE"),
			print,
			timeoutMs: 90_000,
			...(process.env.RLC_GREP === undefined ? {} : { grep: process.env.RLC_GREP }),
		});
		if (failures > 0) throw new Error(`${failures} failed`);
	} catch (error) {
		print(String(error instanceof Error ? error.stack : error));
		throw error;
	}
}
