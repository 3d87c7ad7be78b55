/** `npm run build`: dist/extension.cjs, readable, with its source map. */
import { buildExtension } from "../build.ts";
import { runMain, say } from "../log.ts";

await runMain(async () => {
	await buildExtension({ production: false });
	say("Built dist/extension.cjs");
});
