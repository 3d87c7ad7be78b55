import assert from "node:assert/strict";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { lintRules } from "../../../../src/core/rules/code/index.ts";
import { rules } from "../../../../src/core/rules/index.ts";
import { readFixture, renderOutcome } from "../../fixture.ts";

const all = [...rules, ...lintRules];
const folder = new URL("../../../fixtures/", import.meta.url);

describe("rules", () => {
	it("have a fixture folder each, and no folder is without its rule", () => {
		assert.deepEqual(readdirSync(folder).sort(), all.map(({ id }) => id).sort());
	});

	for (const { id } of all) {
		const cases = readdirSync(new URL(`${id}/`, folder));
		describe(id, () => {
			it("has a case that finds something and one that finds nothing", () => {
				const texts = cases.map((name) => readFixture(readFileSync(new URL(`${id}/${name}`, folder), "utf8")).expected);
				assert.ok(
					texts.some((text) => text === "=== findings\n"),
					"no case without findings",
				);
				assert.ok(
					texts.some((text) => text.length > "=== findings\n".length),
					"no case with findings",
				);
			});
			for (const name of cases) {
				it(name.replace(/\.txt$/, "").replaceAll("-", " "), () => {
					const file = new URL(`${id}/${name}`, folder);
					const fixture = readFixture(readFileSync(file, "utf8"));
					const outcome = renderOutcome(fixture, id);
					if (process.env.UPDATE_FIXTURES) writeFileSync(file, fixture.given + outcome);
					else assert.equal(outcome, fixture.expected);
				});
			}
		});
	}
});
