/** `npm run screenshots`: every `test/ui/*.screens.ts` on the freshly packaged extension; pictures in .cache/screenshots. */
import { globSync } from "node:fs";
import { HarnessError, runMain, say } from "../log.ts";
import { packageExtension } from "../package.ts";
import { root, screenshotFolder } from "../paths.ts";
import { run } from "../processes.ts";
import { ensureVSCode } from "../vscode.ts";

await runMain(async () => {
	const files = globSync("test/ui/*.screens.ts", { cwd: root }).sort();
	if (files.length === 0) return say("There are no screenshots to take yet (test/ui/*.screens.ts).");
	await ensureVSCode();
	await packageExtension();
	for (const file of files) {
		say(file);
		const outcome = await run(process.execPath, [file], {
			cwd: root,
			timeoutMs: 1_200_000,
			onOutput: (text) => process.stdout.write(text),
		});
		if (outcome.code !== 0) throw new HarnessError(`${file} ended with exit code ${outcome.code ?? outcome.signal}.`);
	}
	say(`Screenshots are in ${screenshotFolder}`);
});
