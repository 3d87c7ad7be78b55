import assert from "node:assert/strict";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { openWindow, until, type Window } from "./driver.ts";

describe("where there is little to show", function () {
	this.timeout(120_000);
	let window: Window;
	afterEach(() => window.close());

	it("a folder without anything: the answer is that there is none, and how to begin", async () => {
		window = await openWindow({ workspace: "plain" });
		await window.openView("Remotion Lambda");
		const rows = await until(
			() => window.treeRows("Active credentials"),
			(found) => found.length === 8,
		);
		assert.equal(rows[0]?.label, "No credentials: no access key ID");
		assert.equal(rows[0]?.icon, "error");
		const welcome = await until(
			() => window.welcomeText("Profiles"),
			(text) => text !== "",
		);
		assert.match(welcome, /There is no profile in the AWS credentials or config file yet/);
		assert.deepEqual(await window.statusBar("activeCredentials"), [], "nothing here says that it is about Remotion");
		await window.screenshot("empty");
		for (const [command, answer] of [
			[
				"Sign in with aws sso login",
				/^No profile of the AWS files signs in with SSO\. Make one with “aws configure sso”/,
			],
			["Verify account pool in another region", /^No project here has a pool of accounts\. Add one/],
		] as const) {
			await window.runCommand(`Remotion Lambda: ${command}`);
			await until(
				() => window.notifications(),
				(all) => all.some((text) => answer.test(text)),
			);
		}
	});

	it("folders that have nothing to do with Remotion, beside some that have: only these are listed", async () => {
		window = await openWindow({
			workspace: "studio/studio.code-workspace",
			prepare({ workspace }) {
				mkdirSync(join(workspace, "docs"));
				writeFileSync(join(workspace, "docs", "package.json"), '{ "dependencies": { "express": "4.0.0" } }');
				writeFileSync(join(workspace, "docs", ".env"), "AWS_PROFILE=team\n");
				const folders = ["docs", "gone", "web", "render-service"].map((path) => ({ path }));
				writeFileSync(join(workspace, "studio.code-workspace"), JSON.stringify({ folders }));
			},
		});
		await window.openView("Remotion Lambda");
		const rows = await until(
			() => window.treeRows("Active credentials"),
			(found) => found.some(({ label }) => label === "render-service"),
		);
		assert.deepEqual(
			rows.filter(({ level }) => level === 1).map(({ label }) => label),
			["web", "render-service"],
		);
		const [status] = await window.statusBar("activeCredentials");
		assert.match(status?.text ?? "", /\(web\)/, "with nothing open, the first that is about Remotion counts");
	});

	it("a workspace that is not trusted: explained, and said what that means", async () => {
		window = await openWindow({ restricted: true });
		await window.openView("Remotion Lambda");
		const rows = await until(
			() => window.treeRows("Active credentials"),
			(found) => found.length === 6,
		);
		assert.equal(rows[0]?.description, "Profile remotion");
		const message = window.page.locator(".part.sidebar .pane", { hasText: "Restricted mode" });
		await message.first().waitFor();
		await window.screenshot("restricted");
		await window.runCommand("Remotion Lambda: Sign in with aws sso login");
		const messages = await until(
			() => window.notifications(),
			(all) => all.length > 0,
		);
		assert.match(messages.join(), /Trust this workspace first/);
		await window.runCommand("Remotion Lambda: Use a secret");
		await until(
			() => window.notifications(),
			(all) => all.some((text) => text.includes("not trusted, so nothing was run")),
		);
		// Nobody is asked in vain: no box stays.
		await window.page.locator(".quick-input-widget").waitFor({ state: "hidden" });
	});
});
