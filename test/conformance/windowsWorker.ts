/** Runs cases on Windows' Node.js under Wine, which has no channel to its parent: `WORKER PROJECT CASES OUTCOMES`, all of them files. */
import { readFileSync, writeFileSync } from "node:fs";
import { win32 } from "node:path";
import type { Case } from "./environments.ts";
import type { Outcome } from "./oracle.ts";
import { createRunner } from "./oracleRun.ts";

async function answer(project: string, cases: string, outcomes: string): Promise<void> {
	const run = await createRunner("C:\\case", win32.join(project, "from.js"));
	const all: Outcome[] = [];
	for (const abstract of JSON.parse(readFileSync(cases, "utf8")) as Case[]) all.push(await run(abstract));
	writeFileSync(outcomes, JSON.stringify(all));
	// The stand-in's server is still there.
	process.exit(0);
}

const [, , project = "", cases = "", outcomes = ""] = process.argv;
answer(project, cases, outcomes).catch((error: unknown) => {
	console.error(error);
	process.exit(1);
});
