import assert from "node:assert/strict";
import { timeWords } from "../../../../src/core/text/clock.ts";

describe("a time as people read it", () => {
	const now = new Date(2027, 2, 4, 18, 0);
	const table: [when: Date, locale: string, expected: RegExp][] = [
		[new Date(2027, 2, 4, 17, 17), "en-GB", /^17:17$/],
		[new Date(2027, 2, 4, 17, 17), "en-US", /^5:17\sPM$/],
		[new Date(2027, 2, 4, 0, 3), "de", /^0?0:03$/],
		[new Date(2027, 2, 3, 17, 17), "en-GB", /^3 Mar,? (at )?17:17$/],
		[new Date(2026, 2, 4, 17, 17), "en-GB", /^4 Mar,? (at )?17:17$/],
	];
	for (const [when, locale, expected] of table)
		it(`${when.toDateString()} in ${locale}: ${expected.source}`, () =>
			assert.match(timeWords(when, now, locale), expected));

	it("is in the program's own locale where none is named", () =>
		assert.match(timeWords(now, now), /^\p{Nd}|^\D*\p{Nd}/u));
});
