import { deployed, onLambda } from "./platform.ts";
import type { PlatformRow } from "./runtime.ts";

/**
 * Functions and sites on AWS Lambda that SST deploys. Source: sst 4.17.1, run: sst.config.ts has the shell's variables and those of
 * `.env.STAGE` and `.env`. A function has what its `environment` says: sst/sst `platform/src/components/aws/function.ts` of commit 0080c0d, read.
 */
export const sst: PlatformRow = deployed({
	id: "sst",
	platform: { ...onLambda("AWS Lambda (SST)", "the environment of sst.config.ts"), rowName: "SST" },
	injected: "AWS Lambda sets the execution role's AWS_ keys and rejects a function whose environment has these names.",
	layersInShort: "Sets the execution role's AWS_* keys; the deploy fails with your own",
	signs: [["sst.config.ts"]],
});
