import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { addDemoProfiles, DEMO_ACCOUNTS } from "../local-aws/demoWorkspace.ts";
import { type LocalAws, startLocalAws } from "../local-aws/server.ts";
import { openWindow, until, type Window } from "./driver.ts";

describe("the walkthrough in a window", function () {
	this.timeout(120_000);
	let aws: LocalAws;
	let window: Window;
	before(async () => {
		aws = await startLocalAws({ accounts: DEMO_ACCOUNTS });
		window = await openWindow({
			env: { AWS_ENDPOINT_URL: aws.url, AWS_EC2_METADATA_DISABLED: "true" },
			size: { width: 1600, height: 900 },
		});
		addDemoProfiles(window.home);
	});
	after(async () => {
		await window.close();
		await aws.close();
	});

	/** Titles of the steps, those that are done with a tick before them. */
	const steps = () =>
		window.page.locator(".getting-started-step").evaluateAll((all) =>
			all.map((step) => {
				const isDone = step.querySelector(".codicon.complete") !== null;
				return `${isDone ? "✓ " : ""}${step.querySelector(".step-title")?.textContent ?? ""}`;
			}),
		);

	it("opens when it is asked for, with five steps, those ticked off that were done before", async () => {
		await window.openFile("3-unprefixed-keys/.env");
		assert.deepEqual(await steps(), []);
		await window.openView("Remotion Lambda");
		await until(
			() => window.treeRows("Active credentials"),
			(rows) => rows.length > 0,
		);
		await window.runCommand("Remotion Lambda: Verify identity");
		await until(
			() => window.notifications(),
			(all) => all.some((text) => text.includes("render-bot")),
		);
		await window.runCommand("Remotion Lambda: Get started");
		assert.deepEqual(await until(steps, (all) => all.filter((title) => title.startsWith("✓")).length === 2), [
			"✓ See what is active",
			"Fix your first problem",
			"Switch the profile",
			"✓ Verify the identity",
			"Run test render",
		]);
		await window.screenshot("walkthrough");
	});

	it("ticks off what is done then, and nothing else", async () => {
		// Mended by whatever means: the file is what counts.
		await writeFile(join(window.workspace, "3-unprefixed-keys", ".env"), "REMOTION_AWS_PROFILE=remotion\n");
		await until(steps, (all) => all.includes("✓ Fix your first problem"));
		assert.deepEqual(
			(await steps()).filter((title) => !title.startsWith("✓")),
			["Switch the profile", "Run test render"],
		);
		await window.screenshot("walkthrough-ticked");
	});
});
