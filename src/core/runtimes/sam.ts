import { deployed, onLambda } from "./platform.ts";
import type { PlatformRow } from "./runtime.ts";

const functionType = /AWS::(Serverless|Lambda)::Function/;

/**
 * Functions on AWS Lambda that AWS SAM or CloudFormation deploys. Source: AWS's page on `AWS::Serverless::Function`: a function has
 * `Environment.Variables` of its own and of `Globals`; nothing else reaches it.
 */
export const sam: PlatformRow = deployed({
	id: "sam",
	platform: { ...onLambda("AWS Lambda (SAM)", "the Environment of template.yaml"), rowName: "SAM" },
	injected: "AWS Lambda sets the execution role's AWS_ keys and rejects a function whose Environment has these names.",
	layersInShort: "Sets the execution role's AWS_* keys; the deploy fails with your own",
	signs: [["samconfig.toml"], ["template.yaml", functionType], ["template.yml", functionType]],
});
