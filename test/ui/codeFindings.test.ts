import assert from "node:assert/strict";
import { openWindow, until, type Window } from "./driver.ts";

describe("code that calls Remotion Lambda, in a real VS Code", function () {
	this.timeout(180_000);
	let window: Window;
	before(async () => {
		window = await openWindow({ workspace: "code" });
	});
	after(() => window.close());

	it("shows what is wrong in it and offers the rename with a light bulb", async () => {
		await window.openView("Remotion Lambda");
		await until(
			() => window.treeRows("Active credentials"),
			(rows) => rows.length > 0,
		);
		await window.openFile("render.ts", 3, 20);
		const squiggles = await until(
			() => window.squiggles(),
			({ error, warning, information }) => error === 1 && warning === 2 && information === 1,
		);
		assert.equal(squiggles.warning, 2);
		const fixes = await window.quickFixes("Rename to REMOTION_AWS_…");
		assert.ok(
			fixes.some((title) => title.includes("Rename to REMOTION_AWS_… in this file")),
			fixes.join(),
		);
		await window.screenshot("code-findings");
		await window.applyFix("Rename to REMOTION_AWS_… in this file");
		await until(
			() => window.squiggles(),
			({ warning }) => warning === 0,
		);
		assert.match(await window.editorText(), /process\.env\.REMOTION_AWS_SECRET_ACCESS_KEY\)/);
	});
});
