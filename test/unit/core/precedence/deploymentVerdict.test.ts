import assert from "node:assert/strict";
import { explain, type PlatformRuntime } from "../../../../src/core/index.ts";
import {
	verdictDetails,
	verdictLabel,
	verdictOf,
	verdictSentences,
} from "../../../../src/core/precedence/deploymentVerdict.ts";
import { platformsIn } from "../../../../src/core/runtimes/deploymentFiles.ts";
import { platforms, runtimes } from "../../../../src/core/runtimes/index.ts";
import { situation } from "../../situation.ts";

describe("where a project is deployed to", () => {
	const table: [files: Record<string, string>, expected: PlatformRuntime[]][] = [
		[{}, []],
		[{ "vercel.json": "{}" }, ["vercel"]],
		[{ "vercel.json": "{}", ".vercel/project.json": "{}" }, ["vercel"]],
		[{ "serverless.yml": "service: x\nprovider:\n  name: aws\n" }, ["serverless"]],
		[{ "serverless.yml": "provider: {name: aws, environment: {A: b}}\n" }, ["serverless"]],
		[{ "serverless.yml": "service: x\nprovider:\n  name: google\n" }, []],
		[{ "serverless.ts": 'export default { provider: { name: "aws" } }' }, ["serverless"]],
		[{ "template.yaml": "Resources:\n  F:\n    Type: AWS::Serverless::Function\n" }, ["sam"]],
		[{ "template.yaml": "kind: Deployment\n" }, []],
		[{ Dockerfile: "FROM node:24\n" }, []],
		[{ Dockerfile: "FROM public.ecr.aws/lambda/nodejs:24\n" }, ["aws-lambda"]],
		[{ Dockerfile: "FROM --platform=linux/amd64 public.ecr.aws/lambda/nodejs:24 AS app\n" }, ["aws-lambda"]],
		[{ Dockerfile: "FROM node:24\n# not public.ecr.aws/lambda/nodejs\n" }, []],
		[{ "appspec.yml": "version: 0.0\nos: linux\n" }, ["aws-ec2"]],
		[{ "appspec.yml": "version: 0.0\nResources:\n  - MyFunction:\n" }, []],
		[{ "vercel.json": "{}", "samconfig.toml": "" }, ["vercel", "sam"]],
		[{ "netlify.toml": '[build]\ncommand = "next build"\n' }, ["netlify"]],
		[{ "amplify.yml": "version: 1\n" }, ["amplify"]],
		[{ "sst.config.ts": "export default $config({});" }, ["sst"]],
	];
	for (const [files, expected] of table) {
		it(`${JSON.stringify(files)}: ${expected.join(", ") || "not said"}`, () =>
			assert.deepEqual(platformsIn(new Map(Object.entries(files))), expected));
	}
});

describe("what would come of a deployment", () => {
	it("is told of every platform", () => {
		const named = new Set<string>(table.map(([runtime]) => runtime));
		assert.deepEqual(
			platforms.filter(({ id }) => !named.has(id)),
			[],
		);
	});

	const plain = "AWS_ACCESS_KEY_ID=AKIAFAKEPLAIN0000001\nAWS_SECRET_ACCESS_KEY=not-a-real-secret\n";
	const own = plain.replaceAll("AWS_", "REMOTION_AWS_");
	const rotation = "AWS_KEY_1=AKIAFAKEPOOL00000001\nAWS_SECRET_1=not-a-real-secret\n";
	const table: [runtime: PlatformRuntime, env: string, expected: string][] = [
		["vercel", "", "fails"],
		["vercel", plain, "fails"],
		["vercel", `${plain}AWS_SESSION_TOKEN=not-a-real-token\n`, "signs"],
		["vercel", own, "signs"],
		["aws-lambda", "", "role"],
		["aws-lambda", plain, "role"],
		["aws-lambda", own, "signs"],
		["aws-lambda", "AWS_PROFILE=x", "fails"],
		["aws-ec2", "", "fails"],
		["aws-ec2", "REMOTION_SKIP_AWS_CREDENTIALS_CHECK=1", "role"],
		["aws-ec2", plain, "signs"],
		["netlify", "", "fails"],
		["netlify", plain, "fails"],
		["netlify", own, "signs"],
		["amplify", "", "fails"],
		["amplify", plain, "fails"],
		["amplify", own, "signs"],
		["amplify", "REMOTION_SKIP_AWS_CREDENTIALS_CHECK=1", "role"],
		["sst", plain, "role"],
		["sst", own, "signs"],
		["sam", plain, "role"],
		["sam", own, "signs"],
		["serverless", plain, "role"],
		["serverless", own, "signs"],
		["vercel", rotation, "rotates"],
		["vercel", `${rotation}${own}`, "signs"],
		["vercel", "AWS_KEY_1=AKIAFAKEPOOL00000001\n", "fails"],
	];
	for (const [runtime, env, expected] of table) {
		it(`${runtime} with ${JSON.stringify(env)}: ${expected}`, () => {
			const explanation = explain(situation({ runtime, files: { ".env": env } }));
			assert.equal(verdictOf(explanation, runtimes[runtime].platform), expected);
		});
	}
});

describe("the row of a deployment", () => {
	const plain = "AWS_ACCESS_KEY_ID=AKIAFAKEPLAIN0000001\nAWS_SECRET_ACCESS_KEY=not-a-real-secret\n";
	const own = plain.replaceAll("AWS_", "REMOTION_AWS_");
	const rotation = "AWS_KEY_1=AKIAFAKEPOOL00000001\nAWS_SECRET_1=not-a-real-secret\n";
	const table: [runtime: PlatformRuntime, env: string, label: string, description: RegExp][] = [
		[
			"vercel",
			plain,
			"Fails on Vercel",
			/^Keys AKIA…0001 with session token · Vercel sets AWS_SESSION_TOKEN itself, .*UnrecognizedClientException\)$/,
		],
		["vercel", "", "Fails on Vercel", /^Access keys set by the platform · .*grant nothing in your account, .*[^.]$/],
		["vercel", own, "Uses your credentials on Vercel", /^Keys AKIA…0001$/],
		["vercel", rotation, "Uses the account pool on Vercel", /^your code sets the account$/],
		["aws-lambda", "", "Needs a role on AWS Lambda", /^Access keys set by the platform · AWS denies access unless/],
		["aws-lambda", "AWS_PROFILE=x", "Fails on AWS Lambda", /^Profile .* · Could not resolve credentials .*[^.]$/],
		["aws-ec2", "", "Fails on Amazon EC2", /^No credentials.* · You have tried/],
		[
			"aws-ec2",
			"REMOTION_SKIP_AWS_CREDENTIALS_CHECK=1",
			"Needs a role on Amazon EC2",
			/^Container or instance role · /,
		],
	];
	for (const [runtime, env, label, description] of table)
		it(`${runtime} with ${JSON.stringify(env)}: ${label}`, () => {
			const explanation = explain(situation({ runtime, files: { ".env": env } }));
			const { platform } = runtimes[runtime];
			assert.equal(verdictLabel(verdictOf(explanation, platform), platform), label);
			assert.match(verdictDetails(explanation, platform), description);
		});

	const told: [runtime: PlatformRuntime, env: string, sentences: RegExp][] = [
		[
			"vercel",
			plain,
			/^If deployed to Vercel now: Keys AKIA…0001 with session token\.\nRemotion uses AWS_ACCESS_KEY_ID/,
		],
		["vercel", own, /^If deployed to Vercel now: Keys AKIA…0001\.\nRemotion uses REMOTION_AWS_ACCESS_KEY_ID/],
		["vercel", rotation, /^If deployed to Vercel now: your code sets the account\.\n/],
		[
			"aws-lambda",
			"",
			/^If deployed to AWS Lambda now: Access keys .*\.\nAWS denies access unless the role has Remotion's policy\.\nRemotion uses/,
		],
		["aws-ec2", "", /^If deployed to Amazon EC2 now: No credentials.*\nRemotion stops with an error/],
	];
	for (const [runtime, env, sentences] of told)
		it(`${runtime} with ${JSON.stringify(env)} is told in sentences, each fact once`, () => {
			const explanation = explain(situation({ runtime, files: { ".env": env } }));
			const lines = verdictSentences(explanation, runtimes[runtime].platform);
			assert.match(lines.join("\n"), sentences);
			const all = lines.join(" ").match(/[^.]+\./g) ?? [];
			assert.equal(new Set(all).size, all.length);
		});

	it("begins with what decides, and fits in a side bar of 200 pixels as far as that goes", () => {
		for (const { platform } of platforms)
			for (const verdict of ["role", "fails"] as const)
				assert.match(verdictLabel(verdict, platform).slice(0, 15), /^(Fails on|Needs a role) /);
	});

	it("has a label that fits beside the icon in a side bar of 300 pixels", () => {
		for (const { platform } of platforms)
			for (const verdict of ["signs", "role", "fails", "rotates"] as const)
				assert.ok(verdictLabel(verdict, platform).length <= 36, verdictLabel(verdict, platform));
	});
});
