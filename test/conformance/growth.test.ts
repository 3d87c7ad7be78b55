import assert from "node:assert/strict";
import { measureGrowth, tooSteep } from "../growth/growth.ts";

describe("growth", () => {
	it("is linear up to a million characters, on sixty texts", async () => {
		const found = await measureGrowth([10_000, 100_000, 1_000_000]);
		assert.ok(found.length > 150, `only ${found.length} were measured`);
		assert.deepEqual(tooSteep(found), []);
	}).timeout(1_200_000);
});
