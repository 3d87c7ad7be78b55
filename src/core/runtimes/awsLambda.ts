import { deployed } from "./platform.ts";
import type { PlatformRow } from "./runtime.ts";

const functionType = /AWS::(Serverless|Lambda)::Function/;

/** `provider: aws`, or the name of the provider on a line of its own. */
const awsProvider = /^(?:[ \t]{1,20}name|provider):[ \t]{0,20}["']?aws\b/m;

/** A function of the person's own on AWS Lambda that calls Remotion. Source: AWS's page on a function's reserved environment variables. */
export const awsLambda: PlatformRow = deployed({
	id: "aws-lambda",
	platform: {
		name: "AWS Lambda",
		injects: ["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN", "AWS_REGION", "AWS_DEFAULT_REGION"],
		// "Reserved": a function's settings refuse these names, and dotenv leaves what is set alone.
		wins: "platform",
		identity: "the function's execution role",
		outcome: "AWS answers AccessDenied unless that role has Remotion's policy",
		hasOwnRole: true,
		settings: "the function's configuration",
	},
	injected:
		"AWS Lambda sets AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and AWS_SESSION_TOKEN of the execution role and keeps these names for itself.",
	layersInShort: "Sets the execution role's AWS_* keys; you can't set your own",
	signs: [
		["samconfig.toml"],
		["template.yaml", functionType],
		["template.yml", functionType],
		["serverless.yml", awsProvider],
		["serverless.yaml", awsProvider],
		["serverless.ts", /name:[ \t]{0,20}["']aws\b/],
		["sst.config.ts"],
		// The CDK makes anything; what names Lambda in an image's first line runs there.
		["Dockerfile", /^FROM\s+(--\S+\s+)?(public\.ecr\.aws\/lambda\/|amazon\/aws-lambda-)/im],
	],
});
