import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { openWindow, until, type Window } from "./driver.ts";

const secret = "notARealSecret/hidden/0000000000000000001";

describe("secrets that are covered on the screen", function () {
	this.timeout(120_000);
	let window: Window;
	let file = "";
	before(async () => {
		window = await openWindow();
		file = join(window.home, ".aws", "credentials");
		await writeFile(
			file,
			`[remotion]\naws_access_key_id = AKIAFAKEREMOTION0001\naws_secret_access_key = ${secret}\n# aws_secret_access_key = ${secret}\n`,
		);
	});
	after(() => window.close());

	/** The parts of the file that can be read in the editor. */
	const readable = () =>
		window.page.evaluate<string>(`
			[...document.querySelectorAll(".editor-instance .view-line span span")]
				.filter((span) => getComputedStyle(span).opacity !== "0")
				.map((span) => span.textContent)
				.join("").replaceAll("\u00a0", " ")`);

	it("are shown until somebody wants them covered", async () => {
		await window.openView("Remotion Lambda");
		await window.openFile(file, 1, 1);
		await until(readable, (text) => text.includes(secret));
	});

	it("are covered in an open file and in one that is opened, comments too, and shown again", async () => {
		await window.runCommand("Remotion Lambda: Hide or show secret values");
		const text = await until(readable, (now) => !now.includes(secret));
		assert.match(text, /aws_access_key_id = AKIA0001aws_secret_access_key = # aws_secret_access_key = /);
		await window.screenshot("hidden-values");
		await window.press("Control+W");
		await window.openFile(file, 1, 1);
		await until(readable, (now) => now.includes("aws_secret_access_key") && !now.includes(secret));
		await window.runCommand("Remotion Lambda: Hide or show secret values");
		await until(readable, (now) => now.includes(secret));
	});
});
