/**
 * A program that changes a file with `changeFile` and is killed on the way: `changeFileChild.ts FILE TEXT [STEP]`. At the given step
 * (`steps.ts`) the process dies: before it, or half-way through where it writes.
 */
import { writeFileSync } from "node:fs";
import { changeFile } from "../../../../src/vscode/fileEdits/credentialsFile.ts";
import { watchSteps } from "./steps.ts";

const [file = "", text = "", dieAt = "-1"] = process.argv.slice(2);
let step = 0;
watchSteps((_, __, write) => {
	if (write && step++ === Number(dieAt)) {
		writeFileSync(write.path, write.half);
		process.kill(process.pid, "SIGKILL");
	}
	if (step++ === Number(dieAt)) process.kill(process.pid, "SIGKILL");
});

await changeFile(file, (before) => before + text).catch((error) => {
	process.stdout.write(String(error.code ?? error.message));
	process.exit(2);
});
process.stdout.write(`${step} steps`);
