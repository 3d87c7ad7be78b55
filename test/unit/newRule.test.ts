import assert from "node:assert/strict";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { writeNewRule } from "../harness/newRule.ts";
import { root } from "../harness/paths.ts";
import { readFixture } from "./fixture.ts";

describe("npm run new-rule", () => {
	let copy: string;
	beforeEach(() => {
		copy = mkdtempSync(join(tmpdir(), "new-rule-"));
		cpSync(join(root, "src/core/rules"), join(copy, "src/core/rules"), { recursive: true });
		mkdirSync(join(copy, "test/fixtures"), { recursive: true });
	});
	afterEach(() => rmSync(copy, { recursive: true, force: true }));

	for (const [room, path, list] of [
		["env", "src/core/rules/env/some-mistake.ts", "src/core/rules/index.ts"],
		["sharedConfig", "src/core/rules/sharedConfig/some-mistake.ts", "src/core/rules/index.ts"],
		["code", "src/core/rules/code/some-mistake.ts", "src/core/rules/code/index.ts"],
	] as const) {
		it(`makes a rule of ${room}: its file, its line, a case that finds something and one that does not`, () => {
			const written = writeNewRule(copy, "some-mistake", room);
			assert.deepEqual(written.slice(0, 2), [path, list]);
			assert.match(readFileSync(join(copy, path), "utf8"), /export const someMistake: \w+ = \{\n\tid: "some-mistake"/);
			const index = readFileSync(join(copy, list), "utf8");
			assert.equal(index.match(/\bsomeMistake\b/g)?.length, 2);
			const outcomes = written.slice(2).map((name) => readFixture(readFileSync(join(copy, name), "utf8")).expected);
			assert.deepEqual(
				outcomes.map((text) => text.trim() === "=== findings"),
				[false, true],
			);
		});
	}

	for (const [id, room, why] of [
		["region-unknown", "env", /exists/],
		["Some-Mistake", "env", /is not an id/],
		["../x-y", "env", /is not an id/],
		["some-mistake", "attic", /There is no room/],
	] as const) {
		it(`refuses ${id} in ${room} and writes nothing`, () => {
			assert.throws(() => writeNewRule(copy, id, room), why);
			assert.ok(!existsSync(join(copy, "test/fixtures", "some-mistake")));
		});
	}
});
