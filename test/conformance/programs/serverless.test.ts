/** What `serverless invoke local` hands to a function, against the launch of the same. */
import { execFile } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { comparedNames, envText, shell } from "../envProgramTexts.ts";
import { describePrograms, launched, type Opened, type ProgramCase, picked, type Seen } from "./recorded.ts";

const dollar = "$";
const names = [...comparedNames, "AWS_REGION", "AWS_DEFAULT_REGION", "AWS_PROFILE"];
const reference = (name: string, more = "") => `${dollar}{env:${name}${more}}`;
const value = fc.constantFrom(
	...["a", "x y", "5", "true", `${dollar}S`, "q'q", "#", `${dollar}{self:service}`, `${dollar}{sls:stage}`],
	...["A", "S", "E"].map((name) => reference(name, ", 'd e'")),
	reference("S"),
	`<${reference("S")}|${reference("B", ", 'x'")}>`,
	reference("B", ', ""'),
);
const variables = fc.dictionary(fc.constantFrom(...comparedNames), value, { maxKeys: 3 });
/** Names of files refer to the shell's alone: over a circle serverless does not start. */
const file = fc.option(
	envText.filter((text) => !/\$\{?[^\W\dSEN]/.test(text)),
	{ nil: undefined },
);

const cases: fc.Arbitrary<ProgramCase> = fc
	.record({
		useDotenv: fc.constantFrom("useDotenv: true\n", "useDotenv: true\n", "useDotenv: true\n", "useDotenv: false\n", ""),
		stage: fc.constantFrom("", "", "  stage: prod\n", `  stage: ${dollar}{opt:stage, 'prod'}\n`),
		region: fc.constantFrom("", "", "  region: eu-west-1\n", `  region: ${reference("S", ", 'eu-north-1'")}\n`),
		common: variables,
		own: variables,
		options: fc.constantFrom("", "", "", "--stage prod", "-s prod", "--stage=prod", "--region eu-central-1"),
		files: fc.record({ ".env": file, ".env.dev": file, ".env.prod": file, ".env.local": file }),
	})
	.map(({ useDotenv, stage, region, common, own, options, files }) => ({
		files: {
			"serverless.yml":
				`service: fake-service\nframeworkVersion: "3"\n${useDotenv}provider:\n  name: aws\n  runtime: nodejs20.x\n${stage}${region}` +
				`${environment("  ", common)}functions:\n  f:\n    handler: app.handler\n${environment("    ", own)}`,
			...Object.fromEntries(Object.entries(files).filter((pair): pair is [string, string] => pair[1] !== undefined)),
		},
		args: ["invoke", "local", "--function", "f", "--data", "{}", ...options.split(" ").filter(Boolean)],
	}));

/** A number and a boolean are written without quotes. */
function environment(indent: string, all: Record<string, string>): string {
	const lines = Object.entries(all).map(
		([name, one]) => `${indent}  ${name}: ${/^(?:5|true)$/.test(one) ? one : JSON.stringify(one)}\n`,
	);
	return lines.length === 0 ? "" : `${indent}environment:\n${lines.join("")}`;
}

const ours = ({ files, args = [] }: ProgramCase) =>
	launched({ files, shell, names, scripts: { run: `serverless ${args.join(" ")}` } }, (launches) =>
		launches.find(({ id }) => id.startsWith("script:run")),
	);

function open(bin: string): Opened {
	const { version } = JSON.parse(readFileSync(join(bin, "../serverless/package.json"), "utf8"));
	return {
		version,
		run(folder, { args = [] }) {
			const seen = join(folder, "seen.json");
			const program = `require("node:fs").writeFileSync(${JSON.stringify(seen)}, JSON.stringify(process.env));\nexports.handler = async () => "ok";\n`;
			writeFileSync(join(folder, "app.js"), program);
			// Nothing of it gets out: no proxy answers.
			const quiet = {
				SLS_TELEMETRY_DISABLED: "1",
				SLS_NOTIFICATIONS_MODE: "off",
				CI: "1",
				HTTPS_PROXY: "http://127.0.0.1:9",
			};
			const env = { PATH: process.env.PATH, HOME: folder, ...quiet, ...shell };
			return new Promise<Seen>((resolve) => {
				const options = { cwd: folder, env, timeout: 120_000 };
				execFile(process.execPath, [join(bin, "serverless"), ...args], options, () => resolve(seenIn(seen)));
			});
		},
	};
}

function seenIn(path: string): Seen {
	try {
		return picked(JSON.parse(readFileSync(path, "utf8")), names);
	} catch {
		return null;
	}
}

describePrograms("serverless", "serverless", [
	{ name: "serverless invoke local", kept: 40, share: 0.04, cases, ours, open },
]);
