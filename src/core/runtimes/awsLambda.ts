import { deployed, onLambda } from "./platform.ts";
import type { PlatformRow } from "./runtime.ts";

/** A function of the person's own on AWS Lambda that calls Remotion. Source: AWS's page on a function's reserved environment variables. */
export const awsLambda: PlatformRow = deployed({
	id: "aws-lambda",
	platform: onLambda("AWS Lambda", "the function's configuration"),
	injected:
		"AWS Lambda sets AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and AWS_SESSION_TOKEN of the execution role and keeps these names for itself.",
	layersInShort: "Sets the execution role's AWS_* keys; you can't set your own",
	signs: [
		// The CDK makes anything; what names Lambda in an image's first line runs there.
		["Dockerfile", /^FROM\s+(--\S+\s+)?(public\.ecr\.aws\/lambda\/|amazon\/aws-lambda-)/im],
	],
});
