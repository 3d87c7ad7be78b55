import assert from "node:assert/strict";
import { explain } from "../../src/core/index.ts";
import { situation } from "./situation.ts";

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

describe("remotion-lambda-disable-line", () => {
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
