import { deployed, onLambda } from "./platform.ts";
import type { PlatformRow } from "./runtime.ts";

/** `provider: aws`, or the name of the provider, in braces or on a line of its own. */
const awsProvider = /^(?:[ \t]{1,20}name|provider):[ \t]{0,20}(?:\{[^\n{}]{0,100}name:[ \t]{0,5})?["']?aws\b/m;

/**
 * Functions on AWS Lambda that the Serverless Framework deploys. Source: serverless 3.40.0, read: a function gets the `environment` of
 * `provider` and its own (`compile/functions.js`), no name is refused before AWS does it, and `.env` files are packed along unless
 * `useDotenv` is on (`package-service.js`).
 */
export const serverless: PlatformRow = deployed({
	id: "serverless",
	platform: { ...onLambda("AWS Lambda (Serverless)", "the environment of serverless.yml"), rowName: "Serverless" },
	injected: "AWS Lambda sets the execution role's AWS_ keys and rejects a function whose environment has these names.",
	layersInShort: "Sets the execution role's AWS_* keys; the deploy fails with your own",
	signs: [
		["serverless.yml", awsProvider],
		["serverless.yaml", awsProvider],
		["serverless.ts", /name:[ \t]{0,20}["']aws\b/],
	],
});
