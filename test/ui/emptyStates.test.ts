import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
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
			(found) => found.some(({ label }) => label === "Not set: 4 sources"),
		);
		assert.equal(rows[0]?.label, "No credentials: no access key ID");
		assert.equal(rows[0]?.icon, "error");
		const welcome = await until(
			() => window.welcomeText("Profiles"),
			(text) => text !== "",
		);
		assert.match(welcome, /No AWS profiles found/);
		assert.deepEqual(await window.statusBar("activeCredentials"), [], "nothing here says that it is about Remotion");
		await window.screenshot("empty");
		for (const [command, answer] of [
			[
				"Sign in to profile",
				/^No profile to sign in with found\. Create one in a terminal: aws configure sso, or aws login/,
			],
			["Verify account pool in region…", /^This workspace has no account pool\. Add an account first/],
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
				// The whole is a folder of it, too: what is in two of them is listed once.
				const folders = ["docs", "gone", "web", "render-service", "."].map((path) => ({ path }));
				writeFileSync(join(workspace, "web", ".env"), "AWS_PROFILE=team\n");
				writeFileSync(join(workspace, "render-service", ".env"), "AWS_PROFILE=team\n");
				mkdirSync(join(workspace, "web", ".vscode"));
				const quiet = { "remotionLambda.rules": { "unprefixed-variable": "off", "shadowed-variable": "off" } };
				writeFileSync(join(workspace, "web", ".vscode", "settings.json"), JSON.stringify(quiet));
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
		const problems = await until(
			() => window.problems(),
			(found) => found.length > 0,
		);
		const unprefixed = problems.filter((text) => text.includes("Rename AWS_PROFILE to REMOTION_AWS_PROFILE"));
		assert.equal(unprefixed.length, 1, `one folder's settings say that it is no matter there: ${problems.join("\n")}`);
	});

	it("a workspace that is not trusted: explained, and said what that means", async () => {
		window = await openWindow({
			restricted: true,
			prepare({ workspace }) {
				for (const args of [
					["init", "-q"],
					["add", "-f", "."],
				])
					execFileSync("git", args, { cwd: workspace });
			},
		});
		await window.openView("Remotion Lambda");
		const rows = await until(
			() => window.treeRows("Active credentials"),
			(found) => found.length === 7,
		);
		assert.equal(rows[0]?.description, "Profile remotion");
		const message = window.page.locator(".part.sidebar .pane", { hasText: "Restricted mode" });
		await message.first().waitFor();
		await window.screenshot("restricted");
		await window.runCommand("Remotion Lambda: Sign in to profile");
		const messages = await until(
			() => window.notifications(),
			(all) => all.length > 0,
		);
		assert.match(messages.join(), /Trust this workspace first/);
		await window.runCommand("Remotion Lambda: Use secret from AWS Secrets Manager");
		await until(
			() => window.notifications(),
			(all) => all.some((text) => text.includes("not trusted, so nothing was run")),
		);
		// Nobody is asked in vain: no box stays.
		await window.page.locator(".quick-input-widget").waitFor({ state: "hidden" });
		// Git starts with the trust, and is asked then.
		const ofGit = (problems: readonly string[]) => problems.some((text) => /Git tracks|committed/i.test(text));
		assert.equal(ofGit(await window.problems()), false);
		await window.runCommand("Workspaces: Manage Workspace Trust");
		await window.page.getByRole("button", { name: "Trust", exact: true }).first().click();
		await until(() => window.problems(), ofGit);
	});
});
