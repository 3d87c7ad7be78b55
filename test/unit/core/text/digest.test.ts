import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import fc from "fast-check";
import { sha1, sha256 } from "../../../../src/core/text/digest.ts";

describe("digests of a text", () => {
	const of = (algorithm: string, text: string) => createHash(algorithm).update(text).digest("hex");
	const agree = (text: string) => {
		assert.equal(sha1(text), of("sha1", text), JSON.stringify(text));
		assert.equal(sha256(text), of("sha256", text), JSON.stringify(text));
	};

	it("are Node.js's, at every length around a block's end", () => {
		for (let length = 0; length < 200; length++) agree("a".repeat(length));
	});

	it("are Node.js's of any text, its UTF-8 bytes", () => {
		agree("my-sso");
		agree("https://example.awsapps.com/start");
		agree("ünï😀\ud800");
		fc.assert(fc.property(fc.string({ unit: "binary", maxLength: 300 }), agree), { numRuns: 500, seed: 1 });
	});
});
