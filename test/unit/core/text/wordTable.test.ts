import assert from "node:assert/strict";
import { Words } from "../../../../src/core/text/wordTable.ts";

describe("words found in a text", () => {
	// The last three differ in none of the characters that are looked at first.
	const list = ["a", "to", "region", "aws_session_token", "getter", "netter", "setter"];
	const words = new Words(list.map((word, index) => [word, index + 1]));
	const at = (text: string) => words.at(`[${text}]`, 1, 1 + text.length);

	it("are told by their numbers", () => {
		assert.deepEqual(list.map(at), [1, 2, 3, 4, 5, 6, 7]);
	});
	it("are whole words, in their own case", () => {
		for (const text of ["", "t", "tom", "regio", "regions", "Region", "letter", "aws_session_tokem", "x".repeat(100)])
			assert.equal(at(text), 0, text);
	});
	it("are no other characters", () => {
		for (const text of ["re\u0167ion", "\u0061\u0301", "\u00e9", "\u4e00\u4e00", "\uffff", "re\u00e7ion"])
			assert.equal(at(text), 0, text);
	});
});
