import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { rulesTable, withTable } from "../harness/readmeTables.ts";

describe("the README", () => {
	it("lists the rules as they are (UPDATE_FIXTURES=1 writes the table)", () => {
		const file = new URL("../../README.md", import.meta.url);
		const text = readFileSync(file, "utf8");
		const wanted = withTable(text, "rules", rulesTable());
		if (process.env.UPDATE_FIXTURES) writeFileSync(file, wanted);
		else assert.equal(text, wanted);
	});

	it("would show a missing rule, and a missing marker", () => {
		const text = "a\n<!-- rules -->\nold\n<!-- /rules -->\nb";
		assert.equal(withTable(text, "rules", "new"), "a\n<!-- rules -->\nnew\n<!-- /rules -->\nb");
		assert.throws(() => withTable("<!-- /rules --> <!-- rules -->", "rules", ""), /No <!-- rules -->/);
	});
});
