/** One worker of the oracle: takes batches of cases from its parent, and answers with what the real client did. */
import type { Outcome, Reply, Request } from "./oracle.ts";
import { createRunner } from "./oracleRun.ts";

const [, , root = "", remotionFolder] = process.argv;
const run = await createRunner(root, import.meta.filename, remotionFolder);

process.on("message", async ({ id, cases }: Request) => {
	let reply: Reply;
	try {
		const outcomes: Outcome[] = [];
		for (const abstract of cases) outcomes.push(await run(abstract));
		reply = { id, outcomes };
	} catch (error) {
		reply = { id, failure: error instanceof Error ? (error.stack ?? error.message) : String(error) };
	}
	process.send?.(reply);
});
