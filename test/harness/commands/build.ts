/** `npm run build`: dist/*.cjs, readable, with their source maps. */
import { buildExtension } from "../build.ts";
import { runMain, say } from "../log.ts";

await runMain(async () => {
	await buildExtension({ production: false });
	say("Built dist/*.cjs");
});
