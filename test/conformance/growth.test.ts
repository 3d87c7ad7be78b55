import assert from "node:assert/strict";
import { measureGrowth, tooSteep } from "../growth/growth.ts";

/** Three minutes go into a million characters: `npm run conformance` takes them, `npm test` stops at the size before. */
const sizes = process.env.CONFORMANCE_RUNS === undefined ? [10_000, 100_000] : [10_000, 100_000, 1_000_000];

describe("growth", () => {
	it(`is linear up to ${sizes.at(-1)} characters, on sixty texts`, async () => {
		const found = await measureGrowth(sizes);
		assert.ok(found.length > 150, `only ${found.length} were measured`);
		assert.deepEqual(tooSteep(found), []);
	}).timeout(1_200_000);
});
