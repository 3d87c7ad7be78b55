import assert from "node:assert/strict";
import { plainLabel, plainText, visible } from "../../../../src/core/text/plainText.ts";
import { hostileNames, linksIn } from "../../../hostileNames.ts";

describe("plain text", () => {
	it("is no link in any name, wherever in a sentence it stands", () => {
		const words = ["", "The profile ", "[", "[The profile](", "[x] (", "!"];
		for (const name of hostileNames)
			for (const before of words)
				for (const after of ["", " is set.", ")", "(command:workbench.action.quit)"]) {
					const text = `${before}${name}${after}`;
					assert.deepEqual(linksIn(plainText(text)), [], text);
					assert.deepEqual(linksIn(plainLabel(text)), [], text);
				}
		// So that what is above can fail.
		assert.ok(hostileNames.filter((name) => linksIn(name).length > 0).length > 15);
	});

	it("is one line in which everything is to be seen, and reads from left to right", () => {
		for (const name of hostileNames) assert.doesNotMatch(plainText(name), /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\u3164]/u, name);
		assert.equal(plainText(" a\r\nb\tc\u202Ed "), "a b c\\u{202e}d");
		assert.equal(visible("a\nb\u202Ec\u200Bd\u0007é/–❤️"), "a\\u{a}b\\u{202e}c\\u{200b}d\\u{7}é/–❤️");
	});

	it("keeps everything else", () => {
		for (const text of [
			"my profile (eu)",
			"[default] (~/.aws/config)",
			"a](b".replace("](", "] ("),
			"50 %, $5, `x`, *y*",
		])
			assert.equal(plainLabel(text), text);
	});

	it("is no icon in a label", () => {
		assert.equal(plainLabel("$(zap) $(loading~spin) $(no icon)"), "\\$(zap) \\$(loading~spin) $(no icon)");
	});
});
