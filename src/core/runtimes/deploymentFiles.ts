import type { PlatformRuntime } from "../types.ts";

/** `provider: aws`, or the name of the provider on a line of its own. */
const awsProvider = /^(?:[ \t]{1,20}name|provider):[ \t]{0,20}["']?aws\b/m;

/** Files that tell where a project is deployed to, and what must stand in them; undefined: that they are there is enough. */
const signs: readonly (readonly [name: string, platform: PlatformRuntime, text?: RegExp])[] = [
	["vercel.json", "vercel"],
	["vercel.ts", "vercel"],
	[".vercel/project.json", "vercel"],
	["samconfig.toml", "aws-lambda"],
	["template.yaml", "aws-lambda", /AWS::(Serverless|Lambda)::Function/],
	["template.yml", "aws-lambda", /AWS::(Serverless|Lambda)::Function/],
	["serverless.yml", "aws-lambda", awsProvider],
	["serverless.yaml", "aws-lambda", awsProvider],
	["serverless.ts", "aws-lambda", /name:[ \t]{0,20}["']aws\b/],
	["sst.config.ts", "aws-lambda"],
	// The CDK makes anything; what names Lambda in an image's first line runs there.
	["Dockerfile", "aws-lambda", /^FROM\s+(--\S+\s+)?(public\.ecr\.aws\/lambda\/|amazon\/aws-lambda-)/im],
	["appspec.yml", "aws-ec2", /^os:[ \t]{0,20}\w/m],
	[".elasticbeanstalk/config.yml", "aws-ec2"],
];

/** The files to look for, relative to the project. */
export const deploymentFiles: readonly string[] = signs.map(([name]) => name);

/** Where a project is deployed to, as far as its files say so plainly. */
export function platformsIn(texts: ReadonlyMap<string, string>): PlatformRuntime[] {
	const found = signs.flatMap(([name, platform, wanted]) => {
		const text = texts.get(name);
		return text !== undefined && (wanted?.test(text) ?? true) ? [platform] : [];
	});
	return [...new Set(found)];
}
