import assert from "node:assert/strict";
import { measureGrowth, tooSteep } from "../growth/growth.ts";
import { squares } from "../growth/squares.ts";
import { growing } from "../growth/texts.ts";

describe("growth", () => {
	it("is told from what is not linear, whether the code or the language goes through the text", async () => {
		const found = await measureGrowth([600, 6000], "squares");
		assert.equal(found.length, Object.keys(squares).length);
		for (const measured of found) assert.match(tooSteep([measured]).join(), /power (1\.[5-9]|2)/, measured.work);
	}).timeout(60_000);

	it("is linear: explain, report, lint, hover and redact, on sixty texts", async () => {
		assert.equal(growing.length, 60);
		const found = await measureGrowth([8_000, 50_000]);
		assert.deepEqual(new Set(found.map(({ work }) => work)), new Set(["redact", "explain", "report", "hover", "lint"]));
		assert.equal(new Set(found.map(({ text }) => text)).size, growing.length);
		assert.ok(found.every(({ points }) => points.every(({ steps }) => steps > 0)));
		assert.deepEqual(tooSteep(found), []);
	}).timeout(120_000);
});
