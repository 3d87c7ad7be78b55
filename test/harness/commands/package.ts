/** `npm run package`: dist/remotion-lambda-credentials.vsix. */
import { statSync } from "node:fs";
import { runMain, say } from "../log.ts";
import { packageExtension } from "../package.ts";

await runMain(async () => {
	const file = await packageExtension();
	say(`Packaged ${file} (${Math.ceil(statSync(file).size / 1024)} KB)`);
});
