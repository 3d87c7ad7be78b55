import assert from "node:assert/strict";
import { explain } from "../../src/core/index.ts";
import { printable } from "../../src/core/printable.ts";
import { canary, situation } from "./situation.ts";

describe("what an unclosed quote swallows", () => {
	const swallowed = `AWS_SECRET_ACCESS_KEY=${canary}\nA="`;
	for (const variable of ["REMOTION_AWS_PROFILE", "AWS_PROFILE", "REMOTION_AWS_REGION", "REMOTION_AWS_ACCESS_KEY_ID"]) {
		for (const eol of ["\n", "\r\n", "\r"]) {
			it(`is nowhere in the answer: ${variable}, ${JSON.stringify(eol)}`, () => {
				const text = `REMOTION_AWS_SECRET_ACCESS_KEY=x\n${variable}="first\n${swallowed}\n`.replaceAll("\n", eol);
				const explanation = JSON.stringify(explain(situation({ files: { ".env": text } })));
				assert.doesNotMatch(explanation, /canary/);
				assert.match(explanation, /first…/);
			});
		}
	}

	it("leaves alone a name of one line, a line end behind it, too", () => {
		for (const name of ["remotion", " two words ", "eu-west-1\n", "a\r\n "]) assert.equal(printable(name), name);
		assert.equal(printable("a\n b"), "a…");
		assert.equal(printable("\nb"), "…");
	});
});
