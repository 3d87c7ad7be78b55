/** Rows about the core alone: texts in, profiles and findings out. */
import { parse } from "dotenv";
import { mergeProfiles } from "../../../src/core/credentialProviders/profiles.ts";
import { createParseCache, type ExplainInput, explain } from "../../../src/core/index.ts";
import { parseAwsFile } from "../../../src/core/sharedConfig/parse.ts";
import { loadBundledSdk } from "../../conformance/bundledSdk.ts";
import { awsFiles, envFile } from "../corpora.ts";
import { exponent, spread, takeTurns } from "../measure.ts";
import type { Measurement } from "../plan.ts";
import { absolute, compare, type Row } from "../rows.ts";
import { manyTurns, type Scale } from "../scale.ts";

/** Both texts to profiles with their places, as the model's first look does it. */
function toProfiles({ credentials, config }: { credentials: string; config: string }) {
	const inCredentials = parseAwsFile(credentials, "credentials", "/home/.aws/credentials");
	const inConfig = parseAwsFile(config, "config", "/home/.aws/config");
	return mergeProfiles(inCredentials, inConfig).profiles;
}

/** The least that reading a text can cost: looking at each of its characters. */
function pass(text: string): number {
	let sum = 0;
	for (let at = 0; at < text.length; at++) sum += text.charCodeAt(at);
	return sum;
}

/** A situation of one project with these texts and nothing else. */
export function inputOf(files: Readonly<Record<string, string>>): ExplainInput {
	return {
		runtime: "remotion-cli",
		cwd: "/work/project",
		home: "/home",
		platform: "posix",
		environment: {},
		readFile: (path) => files[path],
	};
}

export function textPlan(scale: Scale): Measurement[] {
	const { some, usual, many } = scale.profiles;
	const profiles = `AWS texts to profiles with places, ${usual} profiles`;
	const growth = `growth of that, ${some} to ${many} profiles: exponent`;
	const findings = `\`.env\` to findings of all rules, ${scale.envLines.usual} lines`;
	return [
		{ rows: [profiles, growth], take: () => profileRows(scale, profiles, growth) },
		{ rows: [findings], take: () => findingsRow(scale, findings) },
	];
}

async function* profileRows(scale: Scale, what: string, growth: string): AsyncGenerator<Row> {
	const sdk = await loadBundledSdk();
	const points: { size: number; time: number }[] = [];
	for (const count of [scale.profiles.some, scale.profiles.usual, scale.profiles.many]) {
		const texts = awsFiles(count);
		const { ours, sdks, passes } = await takeTurns(
			{
				ours: () => toProfiles(texts),
				sdks: () => [sdk.parseIni(texts.credentials), sdk.parseIni(texts.config)],
				passes: () => pass(texts.credentials) + pass(texts.config),
			},
			manyTurns(scale),
		);
		points.push({ size: count, time: spread(ours).median });
		if (count !== scale.profiles.usual) continue;
		yield compare(what, "the SDK's `parseIni`, no places", { ours, theirs: sdks }, 0.5);
		yield compare(what, "one `charCodeAt` pass", { ours, theirs: passes }, 3);
	}
	yield absolute(growth, "1 is linear", [exponent(points)], 1.1, "");
}

/** With each round another text, as each key typed makes one: nothing of the last one helps. */
async function* findingsRow(scale: Scale, what: string): AsyncGenerator<Row> {
	const text = envFile(scale.envLines.usual);
	const cache = createParseCache();
	let version = 0;
	const samples = await takeTurns(
		{
			ours: () => explain(inputOf({ "/work/project/.env": `${text}# ${version++}\n` }), cache).findings,
			theirs: () => parse(`${text}# ${version++}\n`),
		},
		manyTurns(scale),
	);
	yield compare(what, "`dotenv.parse` alone", samples, 4);
}
