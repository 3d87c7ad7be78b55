/** `npm run check`: types, then lint and format. */
import { checks } from "../checks.ts";
import { HarnessError, runMain, say } from "../log.ts";
import { root } from "../paths.ts";
import { run } from "../processes.ts";

await runMain(async () => {
	const failed: string[] = [];
	for (const check of checks) {
		say(check.name);
		const outcome = await run(process.execPath, check.args, {
			cwd: root,
			onOutput: (text) => process.stdout.write(text),
		});
		if (outcome.code !== 0) failed.push(check.name);
	}
	if (failed.length > 0) throw new HarnessError(`Failed: ${failed.join(", ")}`);
});
