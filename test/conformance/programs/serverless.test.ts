/** What the Serverless Framework hands to a function that it runs here, against the launch of the same command. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { root } from "../../harness/paths.ts";
import { shell as common, comparedNames, envText } from "../envProgramTexts.ts";
import { LineProcess } from "./lineProcess.ts";
import { describePrograms, launched, type Opened, type ProgramCase, picked, type Seen } from "./recorded.ts";

const names = [...comparedNames, "AWS_REGION", "AWS_DEFAULT_REGION", "AWS_PROFILE", "AWS_X"];
const shell = { ...common, AWS_X: "x" };
const dollar = "$";
const name = fc.constantFrom(...comparedNames, "AWS_X", "AWS_REGION");
const value = fc.constantFrom(
	...["a", "1.50", "0x1F", "017", "1e3", "true", "yes", "~", '""', "'a # b'", '"q\\t"', "b # c", "12_0"],
	...["A", "S", "E", "AWS_X"].flatMap((one) => [
		`${dollar}{env:${one}, 'd'}`,
		`x-${dollar}{env:${one}, "a b"}-y`,
		`${dollar}{env:N, env:${one}, ''}`,
	]),
	`${dollar}{env:S}`,
	`${dollar}{env:S}/${dollar}{env:AWS_X}`,
	`${dollar}{sls:stage}`,
	`${dollar}{opt:stage, 'none'}`,
	`${dollar}{self:service}`,
	`'$A ${dollar}{A}'`,
);
const map = (indent: string) =>
	fc
		.uniqueArray(fc.tuple(name, value), { selector: ([one]) => one, maxLength: 4 })
		.map((entries) =>
			entries.length === 0
				? ""
				: `${indent}environment:\n${entries.map(([one, text]) => `${indent}  ${one}: ${text}\n`).join("")}`,
		);

const credentials = ["studio", "other"]
	.map((profile) => `[${profile}]\naws_access_key_id = AKIAEXAMPLE\naws_secret_access_key = invalid\n`)
	.join("");

const cases = (command: readonly string[], flags: fc.Arbitrary<string>): fc.Arbitrary<ProgramCase> =>
	fc
		.record({
			useDotenv: fc.constantFrom(
				"useDotenv: true\n",
				"useDotenv: true\n",
				"useDotenv: true\n",
				"useDotenv: false\n",
				"",
			),
			stage: fc.constantFrom("", "", "  stage: prod\n"),
			region: fc.constantFrom("", "", "  region: eu-central-1\n"),
			profile: fc.constantFrom("", "", "", "  profile: studio\n"),
			provider: map("  "),
			own: map("    "),
			env: envText,
			prod: fc.option(envText, { nil: undefined }),
			flag: flags,
		})
		.map(({ useDotenv, stage, region, profile, provider, own, env, prod, flag }) => ({
			files: {
				"serverless.yml": `service: some\n${useDotenv}provider:\n  name: aws\n  runtime: nodejs20.x\n${stage}${region}${profile}${provider}functions:\n  hi:\n    handler: app.hi\n${own}`,
				".env": env,
				...(prod !== undefined && { ".env.prod": prod }),
				// It looks a profile up that it is told.
				...(/profile/.test(profile + flag) && { ".aws/credentials": credentials }),
			},
			args: [...command, ...flag.split(" ").filter(Boolean)],
		}));

const ours = ({ files, args = [] }: ProgramCase) =>
	launched({ files, shell, names, scripts: { run: `serverless ${args.join(" ")}` } }, (launches) =>
		launches.find(({ id }) => id.startsWith("script:run")),
	);

const own = {
	PATH: process.env.PATH,
	SLS_TELEMETRY_DISABLED: "1",
	SLS_NOTIFICATIONS_MODE: "off",
	SLS_DEPRECATION_DISABLE: "*",
	CI: "1",
	...shell,
};

/** `invoke local`. */
async function openInvoke(bin: string): Promise<Opened> {
	const script = join(root, "test/real-programs/serverlessRun.cjs");
	const start = () => new LineProcess(process.execPath, [script, join(bin, "..")], own);
	let serverless = start();
	return {
		version: await serverless.next(),
		async run(folder, { args = [] }) {
			writeFileSync(join(folder, "app.js"), "exports.hi = () => globalThis.called();\n");
			const seen = await serverless.ask<Seen>(JSON.stringify({ folder, args }));
			if (seen !== null) return picked(seen, names);
			// After an error it does not go on.
			serverless.close();
			serverless = start();
			await serverless.next();
			return null;
		},
		close: () => serverless.close(),
	};
}

describePrograms("the Serverless Framework", "serverless", [
	{
		name: "serverless",
		kept: 150,
		share: 0.15,
		cases: cases(
			["invoke", "local", "-f", "hi"],
			fc.constantFrom("", "", "--stage prod", "-s prod", "--region eu-west-1", "--aws-profile other"),
		),
		ours,
		open: openInvoke,
	},
]);
