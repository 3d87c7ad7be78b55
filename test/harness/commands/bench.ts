/** `npm run bench`: every `test/bench/*.bench.ts`, one after the other, each printing its own figures. */
import { globSync } from "node:fs";
import { HarnessError, runMain, say } from "../log.ts";
import { root } from "../paths.ts";
import { run } from "../processes.ts";

await runMain(async () => {
	const files = globSync("test/bench/*.bench.ts", { cwd: root }).sort();
	if (files.length === 0) return say("There are no benchmarks yet (test/bench/*.bench.ts).");
	for (const file of files) {
		say(file);
		const args = [file, ...process.argv.slice(2)];
		const outcome = await run(process.execPath, args, { cwd: root, onOutput: (text) => process.stdout.write(text) });
		if (outcome.code !== 0) throw new HarnessError(`${file} ended with exit code ${outcome.code ?? outcome.signal}.`);
	}
});
