import assert from "node:assert/strict";
import { createParseCache, explain, type ParseCache, prepare } from "../../../src/core/index.ts";
import { credentialsPath, situation } from "../situation.ts";

/** A cache that writes down what was made with it. */
function watched(): { cache: ParseCache; made: string[] } {
	const cache = createParseCache();
	const made: string[] = [];
	return {
		made,
		cache: {
			memo: (key, input, make) =>
				cache.memo(key, input, () => {
					made.push(key);
					return make();
				}),
		},
	};
}

const input = situation({
	files: {
		".env": "REMOTION_AWS_PROFILE=render\n",
		[credentialsPath]: "[render]\naws_access_key_id = AKIAFAKEPREPARE00001\n",
	},
});

describe("prepare", () => {
	it("leaves nothing to parse to the explanation after it, which says the same", () => {
		const { cache, made } = watched();
		for (const _ of prepare(input, cache));
		assert.ok(made.some((key) => key.includes(credentialsPath)));
		made.length = 0;
		assert.deepEqual(explain(input, cache), explain(input));
		assert.deepEqual(made, []);
	});

	it("parses each file, and merges them, in a step of its own", () => {
		const { cache, made } = watched();
		const most = Math.max(
			...Array.from(
				prepare(input, cache),
				() => made.splice(0).filter((key) => /^(credentials|config|sections|profiles) /.test(key)).length,
			),
		);
		assert.equal(most, 1, "two of the large files in one step");
	});

	it("can be left in the middle", () => {
		const { cache } = watched();
		for (const _ of prepare(input, cache)) break;
		assert.deepEqual(explain(input, cache), explain(input));
	});
});
