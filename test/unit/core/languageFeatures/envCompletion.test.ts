import assert from "node:assert/strict";
import type { Profile } from "../../../../src/core/index.ts";
import { completeDotenv } from "../../../../src/core/languageFeatures/envCompletion.ts";
import { regions } from "../../../../src/core/vocabulary/regions.ts";

const profiles: Profile[] = [
	{ name: "half", type: "static", problem: "It has no secret.", origins: [] },
	{ name: "remotion", type: "static", region: "eu-west-1", origins: [] },
	{ name: "my team", type: "role", origins: [] },
	{ name: "unseen", type: "none", problem: "The AWS SDK does not see it.", origins: [] },
];

/** `|` is the cursor; what is between `[` and `]` must be what the chosen text replaces. */
type Row = [title: string, marked: string, first: string[] | undefined];
const table: Row[] = [
	["names in an empty file", "[|]", ["REMOTION_AWS_PROFILE=", "REMOTION_AWS_ACCESS_KEY_ID="]],
	["the names that are missing first", "REMOTION_AWS_PROFILE=a\n[AW|]", ["REMOTION_AWS_ACCESS_KEY_ID="]],
	["a name behind export", "A=1\r\n  export [RE|MO]", ["REMOTION_AWS_PROFILE="]],
	["a name before its equals sign", "[AWS|_PROFILE] = x", ["REMOTION_AWS_PROFILE", "REMOTION_AWS_ACCESS_KEY_ID"]],
	["a name behind a byte order mark", "\ufeff[R|]", ["REMOTION_AWS_PROFILE="]],
	["an empty assignment's name as missing", "REMOTION_AWS_PROFILE=\n[|]", ["REMOTION_AWS_PROFILE="]],
	["profiles, the broken one last", "AWS_PROFILE=[re|mo] # why", ["remotion", "'my team'", "half"]],
	["profiles within quotes", 'REMOTION_AWS_PROFILE="[|remotion]"', ["remotion", "my team", "half"]],
	["profiles behind a colon", "AWS_PROFILE: [|]\nA=1", ["remotion"]],
	["regions", "AWS_REGION=[eu|]", ["eu-central-1", "eu-west-1"]],
	["a name before a line end of Windows", "[AW|]\r\nB=1", ["REMOTION_AWS_PROFILE="]],
	["a name behind export and several blanks", "export  [RE|]", ["REMOTION_AWS_PROFILE="]],
	["a name right before its equals sign", "[AWS|_PROFILE]=x", ["REMOTION_AWS_PROFILE", "REMOTION_AWS_ACCESS_KEY_ID"]],
	["a name some blanks before its equals sign", "[AWS|_PROFILE]  = x", ["REMOTION_AWS_PROFILE"]],
	["a name before other words", "[AW|] B=x", ["REMOTION_AWS_PROFILE="]],
	["the own name in its place", "AWS_REGION=x\n[REMOTION_AWS|_PROFILE]=a", ["REMOTION_AWS_PROFILE"]],
	["profiles behind export", "export  AWS_PROFILE  =  [rem|o] x", ["remotion"]],
	["profiles within a quote, up to its end", 'AWS_PROFILE="[re|motion x]" # a', ["remotion", "my team"]],
	["regions behind several letters", "AWS_REGION=[eu-c|]", ["eu-central-1"]],
	["nothing behind a name that is none", "export_AWS_PROFILE=|", undefined],
	["nothing behind a quote that is closed", 'AWS_PROFILE="a"|', undefined],
	["nothing behind a colon without a blank", "AWS_PROFILE:|", undefined],
	["nothing behind switches", "REMOTION_SKIP_AWS_CREDENTIALS_CHECK=|", undefined],
	["nothing in a comment", "# AWS_PROFILE=|", undefined],
	["nothing behind a value", "AWS_PROFILE=a # |", undefined],
	["nothing for keys", "AWS_SECRET_ACCESS_KEY=|", undefined],
	["nothing within a value over several lines", 'A="one\nAWS_|\n"', undefined],
];

describe("completion", () => {
	for (const [title, marked, first] of table) {
		it(`offers ${title}`, () => {
			const [start, end] = [marked.indexOf("["), marked.replace("|", "").indexOf("]") - 1];
			const text = marked.replaceAll(/[[\]|]/g, "");
			const found = completeDotenv(text, marked.replaceAll(/[[\]]/g, "").indexOf("|"), profiles);
			if (first === undefined) return assert.equal(found, undefined);
			assert.deepEqual(found?.range, { start, end });
			assert.deepEqual(
				found?.suggestions.slice(0, first.length).map(({ insert }) => insert),
				first,
			);
		});
	}

	it("offers every region, those that must be enabled last", () => {
		const found = completeDotenv("AWS_REGION=", 11, []);
		const labels = found?.suggestions.map(({ label }) => label) ?? [];
		assert.deepEqual(labels.toSorted(), regions.toSorted());
		assert.ok(labels.indexOf("sa-east-1") < labels.indexOf("af-south-1"));
	});

	it("says what each thing is", () => {
		const first = (text: string) => completeDotenv(text, text.length, profiles)?.suggestions[0];
		assert.equal(first("")?.kind, "variable");
		assert.match(first("")?.detail ?? "", /^The AWS profile that Remotion Lambda uses/);
		assert.deepEqual(first("AWS_PROFILE="), {
			kind: "profile",
			label: "remotion",
			detail: "Uses access keys; its region is eu-west-1.",
			insert: "remotion",
		});
		const regionsOf = completeDotenv("AWS_REGION=", 11, [])?.suggestions ?? [];
		assert.deepEqual(
			[regionsOf[0], regionsOf.find(({ label }) => label === "af-south-1"), regionsOf.at(-1)].map((suggestion) => [
				suggestion?.kind,
				suggestion?.detail,
			]),
			[
				["region", "Every AWS account can use this region."],
				["region", "Needs an AWS China account."],
			],
		);
	});

	it("leaves out a profile whose name no .env file can hold, but within quotes", () => {
		const odd: Profile[] = [{ name: "a'b\"c`d", type: "static", origins: [] }];
		assert.deepEqual(completeDotenv("AWS_PROFILE=", 12, odd)?.suggestions, []);
		assert.equal(completeDotenv('AWS_PROFILE="', 13, odd)?.suggestions.length, 1);
		assert.deepEqual(odd.length, 1);
	});

	it("names a set variable last, and no profile that the AWS SDK does not see", () => {
		const names = completeDotenv("AWS_REGION=x\n", 13, [])?.suggestions ?? [];
		assert.equal(names.at(-1)?.label, "AWS_REGION");
		const found = completeDotenv("AWS_PROFILE=", 12, profiles)?.suggestions ?? [];
		assert.deepEqual(
			found.map(({ label, detail }) => `${label}: ${detail}`),
			[
				"remotion: Uses access keys; its region is eu-west-1.",
				"my team: Uses an assumed role.",
				"half: It has no secret.",
			],
		);
	});
});
