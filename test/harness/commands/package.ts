/** `npm run package`: dist/remotion-lambda-credentials.vsix, and dist/remotion-lambda-credentials.tgz, the command line for npm. */
import { statSync } from "node:fs";
import { runMain, say } from "../log.ts";
import { packageCommandLine, packageExtension } from "../package.ts";

await runMain(async () => {
	for (const file of [await packageExtension(), await packageCommandLine()])
		say(`Packaged ${file} (${Math.ceil(statSync(file).size / 1024)} KB)`);
});
