/** The process that runs one host suite: hands its argument, runTests' options as JSON, to test-electron. */
import { runTests } from "@vscode/test-electron";

const request = process.argv[2];
if (request === undefined) throw new Error("runTests' options are missing");
try {
	process.exitCode = await runTests(JSON.parse(request));
} catch (error) {
	process.stdout.write(`${error instanceof Error ? error.message : error}\n`);
	process.exitCode = 1;
}
