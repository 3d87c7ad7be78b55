/** Rows about the core alone: texts in, profiles and findings out. */
import { parse } from "dotenv";
import { mergeProfiles } from "../../../src/core/credentialProviders/profiles.ts";
import { createParseCache, type ExplainInput, explain } from "../../../src/core/index.ts";
import { parseAwsFile } from "../../../src/core/sharedConfig/parse.ts";
import { loadBundledSdk } from "../../conformance/bundledSdk.ts";
import { awsFiles, envFile } from "../corpora.ts";
import { exponent, spread, takeTurns } from "../measure.ts";
import { absolute, compare, type Row } from "../rows.ts";
import type { Scale } from "../scale.ts";

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

export async function* textRows(scale: Scale): AsyncGenerator<Row> {
	const sdk = await loadBundledSdk();
	const turns = { rounds: scale.rounds, warmUp: scale.warmUp, batchMs: scale.batchMs };
	const points: { size: number; time: number }[] = [];
	for (const count of [scale.profiles.some, scale.profiles.usual, scale.profiles.many]) {
		const texts = awsFiles(count);
		const { ours, sdks, passes } = await takeTurns(
			{
				ours: () => toProfiles(texts),
				sdks: () => [sdk.parseIni(texts.credentials), sdk.parseIni(texts.config)],
				passes: () => pass(texts.credentials) + pass(texts.config),
			},
			turns,
		);
		points.push({ size: count, time: spread(ours).median });
		if (count !== scale.profiles.usual) continue;
		const what = `AWS texts to profiles with places, ${count} profiles`;
		yield compare(what, "the SDK's `parseIni`, no places", { ours, theirs: sdks }, 0.5);
		yield compare(what, "one `charCodeAt` pass", { ours, theirs: passes }, 3);
	}
	const range = `${scale.profiles.some} to ${scale.profiles.many} profiles`;
	yield absolute(`growth of that, ${range}: exponent`, "1 is linear", [exponent(points)], 1.1, "");
	yield await findingsRow(scale);
}

/** With each round another text, as each key typed makes one: nothing of the last one helps. */
async function findingsRow(scale: Scale): Promise<Row> {
	const lines = scale.envLines.usual;
	const text = envFile(lines);
	const cache = createParseCache();
	let version = 0;
	const samples = await takeTurns(
		{
			ours: () => explain(inputOf({ "/work/project/.env": `${text}# ${version++}\n` }), cache).findings,
			theirs: () => parse(`${text}# ${version++}\n`),
		},
		{ rounds: scale.rounds, warmUp: scale.warmUp, batchMs: scale.batchMs },
	);
	return compare(`\`.env\` to findings of all rules, ${lines} lines`, "`dotenv.parse` alone", samples, 4);
}
