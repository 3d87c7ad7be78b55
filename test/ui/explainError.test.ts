import assert from "node:assert/strict";
import { openWindow, until, type Window } from "./driver.ts";

describe("explaining an error in a window", function () {
	this.timeout(120_000);
	let window: Window;
	before(async () => {
		window = await openWindow();
		// The extension is awake once its tree is there.
		await window.openView("Remotion Lambda");
		await until(
			() => window.treeRows("Active credentials"),
			(rows) => rows.length > 0,
		);
	});
	after(() => window.close());

	it("takes what is pasted, and offers the way to what mends it", async () => {
		await window.openFile("3-unprefixed-keys/.env");
		await window.runCommand("Remotion Lambda: Explain error");
		await window.page.locator(".quick-input-title", { hasText: "Explain error" }).waitFor();
		await window.fillInput("UnrecognizedClientException: The AWS credentials provided were probably mixed up.");
		await until(
			() => window.quickPickItems(),
			(items) => items[0] === "Explain this text",
		);
		await window.screenshot("explain-error-ask");
		await window.press("Enter");
		const messages = await until(
			() => window.notifications(),
			(all) => all.length > 0,
		);
		assert.deepEqual(messages, ["AWS doesn't recognize these credentials"]);
		const preview = window.page.frameLocator("iframe.webview").last().frameLocator("iframe");
		await preview.locator("h1", { hasText: "AWS doesn't recognize these credentials" }).waitFor();
		const page = await preview.locator("body").innerText();
		assert.match(page, /uses AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY \(AKIA…0001\) from \.env/);
		await window.screenshot("explain-error");
		await window.clickNotification("Open .env");
		const { name } = await until(
			() => window.cursor(),
			(cursor) => cursor.name === ".env",
		);
		assert.equal(name, ".env");
	});

	it("says so of an error it does not know", async () => {
		await window.runCommand("Remotion Lambda: Explain error");
		await window.page.locator(".quick-input-title", { hasText: "Explain error" }).waitFor();
		await window.fillInput("TypeError: x is not a function");
		await window.press("Enter");
		await until(
			() => window.notifications(),
			(all) => all.some((text) => text.includes("Nothing in this text comes from AWS or Remotion Lambda.")),
		);
	});
});
