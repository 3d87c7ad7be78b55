import assert from "node:assert/strict";
import { explain } from "../../../../src/core/index.ts";
import { configPath, situation } from "../../situation.ts";

const comment = "# remotion-lambda-disable-line";
/** The text, and what is still found in it. */
const table: [title: string, text: string, found: string[]][] = [
	["no comment", "AWS_PROFILE=a", ["unprefixed-variable", "unknown-profile"]],
	["no names", `AWS_PROFILE=a ${comment}`, []],
	["one name", `AWS_PROFILE=a ${comment} unknown-profile`, ["unprefixed-variable"]],
	["several names", `AWS_PROFILE=a ${comment} unknown-profile, unprefixed-variable`, []],
	["another rule's name", `AWS_PROFILE=a ${comment} malformed-line`, ["unprefixed-variable", "unknown-profile"]],
	["no space behind the sign", "AWS_PROFILE=a #remotion-lambda-disable-line", []],
	["the line above", `${comment}\nAWS_PROFILE=a`, ["unprefixed-variable", "unknown-profile"]],
	["the line below", `AWS_PROFILE=a\r\n${comment}\r\n`, ["unprefixed-variable", "unknown-profile"]],
	["within quotes", `AWS_PROFILE="a ${comment}"`, ["unprefixed-variable", "unknown-profile"]],
	["behind a value over two lines", `AWS_PROFILE="a\nb" ${comment}`, []],
	["a line that dotenv does not read", `just words ${comment} malformed-line`, []],
	["a longer word", `AWS_PROFILE=a ${comment}s`, ["unprefixed-variable", "unknown-profile"]],
	["the last of two lines", `AWS_PROFILE=a\nAWS_PROFILE=b ${comment}`, ["unprefixed-variable", "duplicate-variable"]],
	["Windows line ends", `A=1\r\nAWS_PROFILE=a ${comment} unprefixed-variable\r\nB=1`, ["unknown-profile"]],
	["several blanks", "AWS_PROFILE=a #\t  remotion-lambda-disable-line", []],
	["a sign that follows the value at once", `AWS_PROFILE=a${comment}`, []],
	["commas and blanks of all kinds", `AWS_PROFILE=a ${comment}\tunknown-profile ,  ,unprefixed-variable`, []],
	["a part of a rule's name", `AWS_PROFILE=a ${comment} unknown`, ["unprefixed-variable", "unknown-profile"]],
	["a hyphen behind it", `AWS_PROFILE=a ${comment}-x`, ["unprefixed-variable", "unknown-profile"]],
	["other words before it", `AWS_PROFILE=a # see ${comment.slice(2)}`, ["unprefixed-variable", "unknown-profile"]],
	[
		"a line of a value between quotes",
		`A="x\n${comment}\n"\nAWS_PROFILE=a`,
		["unprefixed-variable", "unknown-profile"],
	],
	["a line of a value between quotes, and one of its own", `A="x\n${comment}\n"\nAWS_PROFILE=a ${comment}`, []],
	[
		"a line between the lines",
		`A=1\n${comment}\nAWS_PROFILE=a\n${comment}\nB=1`,
		["unprefixed-variable", "unknown-profile"],
	],
	[
		"each line for itself",
		`A=1 ${comment}\nAWS_PROFILE=a ${comment} unknown-profile\nB=1 ${comment}`,
		["unprefixed-variable"],
	],
	["the last line of a value over three", `AWS_PROFILE="a\nb\nc" ${comment} unknown-profile`, ["unprefixed-variable"]],
	["a first line between quotes", `AWS_PROFILE="a ${comment}\nb"`, ["unprefixed-variable", "unknown-profile"]],
	[
		"a first line between quotes, behind others and before one of its own",
		`A="1"\nB=2\nAWS_PROFILE="a ${comment}\nb"\nREMOTION_AWS_REGION=eu-south-1 ${comment}`,
		["unprefixed-variable", "unknown-profile"],
	],
	["line ends of old", `A=1\rAWS_PROFILE=a ${comment}\rB=1`, []],
];

/** The same in the config file, behind a heading that the SDK does not see and a role without its source. */
const awsTable: [title: string, text: string, found: string[]][] = [
	["no comment", "[a]\nregion = x\n", ["profile-heading"]],
	["a heading", `[a] ${comment}\nregion = x\n`, []],
	["a rule's name", `[a] ${comment} profile-heading\r\nregion = x\r\n`, []],
	["another rule's name", `[a] ${comment} quoted-value\nregion = x\n`, ["profile-heading"]],
	["a semicolon", `[a] ;${comment.slice(1)}\nregion = x\n`, []],
	["several names", `[a] ${comment} quoted-value, profile-heading\nregion = x\n`, []],
	["a longer word", `[a] ${comment}s\nregion = x\n`, ["profile-heading"]],
	["several blanks", "[a]\t;\t remotion-lambda-disable-line\nregion = x\n", []],
	["the line above", `${comment}\n[a]\nregion = x\n`, []],
	["the line above, indented, for another rule", `  ${comment} quoted-value\n[a]\nregion = x\n`, ["profile-heading"]],
	["the line above of Windows", `[b]\r\n${comment} profile-heading\r\n[a]\r\nregion = x\r\n`, []],
	["the line before that", `${comment}\n\n[a]\nregion = x\n`, ["profile-heading"]],
	["the end of the line above", `[b] ${comment}\n[a]\nregion = x\n`, ["profile-heading"]],
	["the line below", `[a]\n${comment}\nregion = x\n`, ["profile-heading"]],
	["the second line", `[b]\n[a] ${comment}\nregion = x\n`, []],
	["a key", `[profile a]\nregion = "x" ${comment}\n`, []],
	["no blank before it, so that it is a part of the value", `[profile a]\nregion = "x"${comment}"\n`, ["quoted-value"]],
];

describe("remotion-lambda-disable-line", () => {
	for (const [title, text, found] of awsTable) {
		it(`does as it says in an AWS file with ${title}`, () => {
			const { findings } = explain(situation({ files: { [configPath]: text } }));
			assert.deepEqual(
				findings.map(({ rule }) => rule),
				found,
			);
		});
	}

	for (const [title, text, found] of table) {
		it(`does as it says with ${title}`, () => {
			const { findings } = explain(situation({ files: { ".env": text } }));
			assert.deepEqual(
				findings.map(({ rule }) => rule),
				found,
			);
		});
	}

	it("does so in each file for itself", () => {
		const files = {
			".env": `AWS_PROFILE=a ${comment}`,
			".env.local": "AWS_PROFILE=a",
			[configPath]: "[b]\nregion = x\n",
		};
		const { findings } = explain(situation({ runtime: "next", files }));
		assert.ok(findings.some(({ origin }) => origin.path === configPath));
		assert.ok(findings.some(({ origin }) => origin.path?.endsWith(".env.local")));
		assert.ok(!findings.some(({ origin }) => origin.path?.endsWith(".env")));
	});

	it("turns off nothing that stands in no line", () => {
		const { findings } = explain(situation({ runtime: "aws-ec2", files: { ".env": `A=1 ${comment}` } }));
		assert.deepEqual(
			findings.map(({ rule }) => rule),
			["platform-credentials"],
		);
	});
});
