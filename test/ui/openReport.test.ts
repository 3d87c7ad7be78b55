import assert from "node:assert/strict";
import { openWindow, until, type Window } from "./driver.ts";
import { keys, manifest, writeProject } from "./launchProject.ts";

const view = "Active credentials";

/** What the plain server of the project says of itself: other keys than its files have. */
const report = JSON.stringify({
	format: "remotion-lambda-credentials",
	version: 1,
	createdAt: new Date().toISOString(),
	createdBy: { name: "reportEnvironment.ts", version: "1" },
	place: { name: "Kubernetes", runtime: "next", folder: "/app", platform: "posix", nodeVersion: "24.9.0" },
	variables: [
		{ name: "REMOTION_AWS_ACCESS_KEY_ID", state: "set", value: "AKIA…0007" },
		{ name: "REMOTION_AWS_SECRET_ACCESS_KEY", state: "set" },
	],
});

describe("a report that is pasted, in a real window", function () {
	this.timeout(120_000);
	let window: Window;
	before(async () => {
		window = await openWindow({
			workspace: "plain",
			prepare: ({ workspace }) => writeProject(workspace, { "package.json": manifest({}), ".env.local": keys(1) }),
		});
		await window.openView("Remotion Lambda");
	});
	after(() => window.close());

	it("is opened by the key that follows at once, and says where the files say something else", async () => {
		await window.runCommand("Remotion Lambda: Open report");
		await window.page.locator(".quick-input-title", { hasText: "Open report" }).waitFor();
		await window.fillInput(`${report.slice(0, -1)} }`);
		await window.fillInput(report);
		await window.press("Enter");
		const messages = await until(
			() => window.notifications(),
			(all) => all.some((text) => text.includes("Kubernetes")),
		);
		assert.match(messages.join(), /Remotion uses access keys AKIA…0001 .* but it uses access keys AKIA…0007/);
		const rows = await until(
			() => window.treeRows(view),
			(all) => all.some(({ label }) => label.startsWith("Reported from Kubernetes, ")),
		);
		const row = rows.find(({ label }) => label.startsWith("Reported from Kubernetes, "));
		assert.match(row?.description ?? "", /^Keys AKIA…0007 · differs/);
		await window.screenshot("report-opened");
	});

	it("says what is wrong with another text", async () => {
		await window.runCommand("Notifications: Clear All Notifications");
		await window.runCommand("Remotion Lambda: Open report");
		await window.page.locator(".quick-input-title", { hasText: "Open report" }).waitFor();
		await window.fillInput("NoSuchBucket");
		await window.press("Enter");
		await until(
			() => window.notifications(),
			(all) => all.some((text) => text.includes("This isn't a report")),
		);
	});
});
