import assert from "node:assert/strict";
import { explain } from "../../src/core/index.ts";
import { configPath, situation } from "./situation.ts";

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
];

/** The same in the config file, behind a heading that the SDK does not see and a role without its source. */
const awsTable: [title: string, text: string, found: string[]][] = [
	["no comment", "[a]\nregion = x\n", ["profile-heading"]],
	["a heading", `[a] ${comment}\nregion = x\n`, []],
	["a rule's name", `[a] ${comment} profile-heading\r\nregion = x\r\n`, []],
	["another rule's name", `[a] ${comment} quoted-value\nregion = x\n`, ["profile-heading"]],
	["a semicolon", `[a] ;${comment.slice(1)}\nregion = x\n`, []],
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
});
