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

	it("makes more turns for a larger AWS file, not longer ones, and goes on where it was left", () => {
		const profiles = (count: number) =>
			Array.from({ length: count }, (_, index) => `[p${index}]\naws_access_key_id = AKIAFAKEPREPARE00001\n`).join("");
		const large = (count: number) => situation({ files: { [credentialsPath]: profiles(count) } });
		const turns = (count: number, cache: ParseCache) => [...prepare(large(count), cache)].length;
		const [few, many] = [turns(5_000, createParseCache()), turns(20_000, createParseCache())];
		// Parsing: 250 kB a turn; merging: 4,000 sections; listing: 1,000; rules: 500 profiles.
		assert.ok(many - few > 15_000 / 1_000 + 15_000 / 4_000 + 15_000 / 500, `${few} turns, and ${many}`);
		const cache = createParseCache();
		const begun = prepare(large(20_000), cache);
		for (let turn = 0; turn < 20; turn++) begun.next();
		assert.ok(turns(20_000, cache) < many - 3);
	});

	it("can be left in the middle", () => {
		const { cache } = watched();
		for (const _ of prepare(input, cache)) break;
		assert.deepEqual(explain(input, cache), explain(input));
	});
});
