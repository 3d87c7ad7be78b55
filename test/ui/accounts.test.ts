import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { addDemoProfiles, DEMO_ACCOUNTS } from "../local-aws/demoWorkspace.ts";
import { type LocalAws, startLocalAws } from "../local-aws/server.ts";
import { openWindow, until, type Window } from "./driver.ts";
import { only } from "./tour/screen.ts";

const view = "Active credentials";

describe("another account than expected, in a real window", function () {
	this.timeout(120_000);
	let aws: LocalAws;
	let window: Window;
	before(async () => {
		aws = await startLocalAws({ accounts: DEMO_ACCOUNTS });
		window = await openWindow({
			env: { AWS_ENDPOINT_URL: aws.url, AWS_EC2_METADATA_DISABLED: "true" },
			settings: {
				"remotionLambda.accounts": { "111122223333": { name: "studio" }, "4444-5555-6666": { name: "agency" } },
				"remotionLambda.expectedAccount": "agency",
			},
		});
		addDemoProfiles(window.home);
		await window.openView("Remotion Lambda");
	});
	after(async () => {
		await window.close();
		await aws.close();
	});

	const status = (text: string) =>
		until(
			() => window.statusBar("activeCredentials"),
			([item]) => item?.text === text,
		);

	it("is named in the rows of profiles whose account the AWS files tell, before AWS is asked", async () => {
		await window.openFile("1-profile/.env");
		await only(window, "Profiles");
		const [row] = await until(
			async () => (await window.treeRows("Profiles")).filter(({ label }) => label === "render-role"),
			([found]) => found?.description.includes("studio") === true,
		);
		assert.match(row?.description ?? "", /^studio · assumes role/);
		assert.match(row?.ariaLabel ?? "", /Profile render-role, studio · assumes role/);
		const others = (await window.treeRows("Profiles")).filter(({ label }) => label === "remotion");
		assert.ok(others.length === 1 && !others[0]?.description.includes("studio"));
		assert.equal(aws.requests().length, 0, "nothing was asked");
		await only(window, view, "Profiles");
	});

	it("makes the status bar red once AWS has said whose the keys are, with names for numbers", async () => {
		await window.openFile("1-profile/.env");
		const [before] = await status("remotion (1-profile) · local AWS");
		assert.equal(before?.kind, "standard");
		await window.clickRowAction("1-profile", "Verify identity", view);
		const [after] = await status("remotion (1-profile) · account studio, expected agency · render-bot · local AWS");
		assert.equal(after?.kind, "error");
		assert.match(after?.ariaLabel ?? "", /account studio, expected agency/);
		await window.screenshot("unexpected-account");
	});

	it("does so at once where a role tells the account", async () => {
		const sent = aws.requests().length;
		await writeFile(join(window.workspace, "1-profile", ".env"), "REMOTION_AWS_PROFILE=render-role\n");
		const [item] = await status("render-role (1-profile) · account studio, expected agency · local AWS");
		assert.equal(item?.kind, "error");
		assert.equal(aws.requests().length, sent, "nothing was asked");
	});
});
