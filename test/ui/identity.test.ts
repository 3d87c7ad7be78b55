import assert from "node:assert/strict";
import { appendFile, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { addDemoProfiles, DEMO_ACCOUNTS } from "../local-aws/demoWorkspace.ts";
import { type LocalAws, startLocalAws } from "../local-aws/server.ts";
import { openWindow, until, type Window } from "./driver.ts";

const view = "Active credentials";

describe("verifying identities in a real window, on a local AWS", function () {
	this.timeout(120_000);
	let aws: LocalAws;
	let window: Window;
	before(async () => {
		aws = await startLocalAws({ accounts: DEMO_ACCOUNTS });
		window = await openWindow({ env: { AWS_ENDPOINT_URL: aws.url, AWS_EC2_METADATA_DISABLED: "true" } });
		addDemoProfiles(window.home);
		await window.openView("Remotion Lambda");
		await until(
			() => window.treeRows("Profiles"),
			(rows) => rows.some(({ label }) => label === "expired"),
		);
	});
	after(async () => {
		await window.close();
		await aws.close();
	});

	const row = async (label: string, of: string) => (await window.treeRows(of)).find((one) => one.label === label);
	const description = (label: string, of: string, wanted: string) =>
		until(
			() => row(label, of),
			(found) => found?.description === wanted,
		);
	const status = (text: string) =>
		until(
			() => window.statusBar("activeCredentials"),
			([item]) => item?.text === text,
		);

	/** Explains the error to people, and gives the page's text above "Why", once it begins with the heading. */
	const explained = async (error: string, heading: string) => {
		const preview = window.page.frameLocator("iframe.webview").last().frameLocator("iframe");
		const page = () =>
			preview
				.locator("body")
				.innerText({ timeout: 1_000 })
				.catch(() => "");
		await window.runCommand("Remotion Lambda: Explain error");
		await window.page.locator(".quick-input-title", { hasText: "Explain error" }).waitFor();
		await window.fillInput(error);
		await until(
			() => window.quickPickItems(),
			(items) => items[0] === "Explain this text",
		);
		await window.press("Enter");
		// The page of an error that was explained before is there until the new one is.
		const shown = await until(page, (text) => text.startsWith(heading) && /^Why$/m.test(text));
		const [beginning = ""] = shown.split(/^Why$/m);
		return beginning;
	};

	it("says that it is a local AWS", async () => {
		await window.openFile("1-profile/.env");
		await status("remotion (1-profile) · local AWS");
		assert.deepEqual(aws.requests(), [], "nothing is sent before a click");
	});

	it("shows account and user of a project in tree, tooltip and status bar", async () => {
		await window.clickRowAction("1-profile", "Verify identity", view);
		await description("1-profile", view, "Profile remotion · 1111-2222-3333 · render-bot");
		await status("remotion (1-profile) · 1111-2222-3333 · render-bot · local AWS");
		await window.toggleRow("1-profile", view);
		const answer = await until(
			() => row("Profile remotion", view),
			(found) => found !== undefined,
		);
		assert.equal(answer?.description, "1111-2222-3333 · render-bot · AKIA…0001 · .env:2 · eu-central-1");
		assert.match(answer?.ariaLabel ?? "", /1111-2222-3333/);
		await window.screenshot("identity-verified");
		assert.match(await window.rowTooltip("Profile remotion", view), /arn:aws:iam::111122223333:user\/render-bot/);
		await window.screenshot("identity-tooltip");
		await until(
			() => row("remotion", "Profiles"),
			(found) => found?.description.startsWith("active · 1111-2222-3333 · render-bot · access keys") === true,
		);
	});

	it("begins an explained error with who was verified, and when", async () => {
		const beginning = await explained(
			"UnrecognizedClientException: The security token included in the request is invalid.",
			"AWS doesn't recognize these credentials",
		);
		assert.match(
			beginning,
			/credentials were verified with a local AWS at \d{1,2}:\d\d.* as 1111-2222-3333 \(render-bot\), so this message most likely comes from elsewhere/,
		);
		await window.screenshot("identity-explained-error");
		await window.runCommand("Notifications: Clear All Notifications");
		await window.runCommand("View: Close All Editors");
		await window.openFile("1-profile/.env");
	});

	it("forgets it when the credentials change, and knows it again when they change back", async () => {
		const path = join(window.home, ".aws", "credentials");
		const before = await readFile(path, "utf8");
		await writeFile(path, before.replace("notARealSecret/remotion/0", "notARealSecret/remotion/1"));
		await description("1-profile", view, "Profile remotion");
		await status("remotion (1-profile) · local AWS");
		await writeFile(path, before);
		await description("1-profile", view, "Profile remotion · 1111-2222-3333 · render-bot");
	});

	it("verifies all profiles, and shows what is wrong in place", async () => {
		await window.runCommand("Notifications: Clear All Notifications");
		await window.runCommand("Remotion Lambda: Verify all profiles");
		await description("wrong-secret", "Profiles", "Wrong secret access key · access keys · AKIA…T000");
		const rows = await until(
			() => window.treeRows("Profiles"),
			(all) => all.every(({ description }) => !description.includes("verifying…")),
		);
		assert.deepEqual(
			rows
				.filter(({ label }) => !["half", "company-sso"].includes(label))
				.map(({ label, description, icon }) => `${label}: ${description} (${icon})`),
			[
				"default: 1111-2222-3333 · intern · access keys · AKIA…0001 · us-east-1 (verified-filled)",
				"remotion: active · 1111-2222-3333 · render-bot · access keys · AKIA…0001 · eu-central-1 (verified-filled)",
				"staging: 1111-2222-3333 · render-role · access keys · ASIA…0001 (verified-filled)",
				"agency: 2222-3333-4444 · render-bot · access keys · AKIA…T000 (verified-filled)",
				"wrong-secret: Wrong secret access key · access keys · AKIA…T000 (error)",
				"unknown-key: Unknown access key ID · access keys · AKIA…0000 (error)",
				"expired: The session has expired · access keys · ASIA…0000 (error)",
				"render-role: 1111-2222-3333 · remotion-render · assumes role · from remotion · us-east-1 (verified-filled)",
			],
		);
		await window.screenshot("identity-all-profiles");
		const tooltip = (await window.rowTooltip("wrong-secret", "Profiles")).replaceAll("\u00a0", " ");
		assert.match(tooltip, /doesn't belong to the access key ID.*Copy the access key ID and the secret again/s);
	});

	it("keeps the ticks of profiles when another project is looked at, and says whose they are", async () => {
		await window.openFile("3-unprefixed-keys/.env");
		const header = window.page.locator('.pane-header[aria-label^="Profiles"]');
		await until(
			() => header.innerText(),
			(text) => text.toLowerCase().includes("3-unprefixed-keys"),
		);
		const rows = await until(
			() => window.treeRows("Profiles"),
			(all) => all.every(({ description }) => !description.startsWith("active")),
		);
		const ticks = rows.filter(({ icon }) => icon === "verified-filled").map(({ label }) => label);
		assert.deepEqual(ticks, ["default", "remotion", "staging", "agency", "render-role"]);
		await window.screenshot("identity-other-project");
		await window.openFile("1-profile/.env");
		await until(
			() => header.innerText(),
			(text) => text.toLowerCase().includes("1-profile"),
		);
	});

	it("shows a failure of the active credentials with the remedy below, in the status bar too, and a way to the log", async () => {
		await window.runCommand("Notifications: Clear All Notifications");
		await appendFile(join(window.workspace, "1-profile", ".env"), "REMOTION_AWS_PROFILE=expired\n");
		await description("1-profile", view, "Profile expired · The session has expired");
		await window.clickRowAction("1-profile", "Verify identity", view);
		const messages = await until(
			() => window.notifications(),
			(all) => all.some((text) => text.includes("expired:")),
		);
		assert.match(messages.join(), /Profile expired in 1-profile: The session has expired: .* Get new credentials/);
		const [item] = await status("expired (1-profile) · The session has expired · local AWS");
		assert.equal(item?.kind, "error");
		await until(
			() => row("The session has expired", view),
			(failure) => /^Get new credentials, .* session token together\.$/.test(failure?.description ?? ""),
		);
		await window.screenshot("identity-failed");
		await window.clickNotification("Show log");
		await until(
			async () => (await window.page.locator(".output-view-container, .part.panel .view-lines").allInnerTexts()).join(),
			(text) => text.includes("ExpiredToken"),
		);
		await window.screenshot("identity-log");
		// Rows out of sight are not on the page: the next tests look at the projects below.
		await window.toggleRow("1-profile", view);
	});

	it("begins an explained error with how verifying failed", async () => {
		await window.openFile("1-profile/.env");
		const beginning = await explained(
			"ExpiredToken: The security token included in the request is expired",
			"The temporary credentials have expired",
		);
		assert.match(beginning, /Verifying .* with a local AWS at \d{1,2}:\d\d.* failed: The session has expired\./);
		await window.runCommand("View: Close All Editors");
	});

	it("is cancelled in its notification, at once and without a word", async () => {
		await window.runCommand("Notifications: Clear All Notifications");
		aws.order({ kind: "hang", service: "sts", times: "always" });
		await window.openFile("2-prefixed-keys/.env");
		await window.runCommand("Remotion Lambda: Verify identity");
		await until(
			() => window.notifications(),
			(all) => all.some((text) => text.startsWith("Verifying: Keys")),
		);
		await description("2-prefixed-keys", view, "Keys AKIA…0001 · verifying…");
		await window.screenshot("identity-running");
		await window.clickNotification("Cancel");
		await description("2-prefixed-keys", view, "Keys AKIA…0001");
		// The progress goes; no other message comes.
		await until(
			() => window.notifications(),
			(all) => !all.some((text) => text.startsWith("Verifying")),
		);
		assert.deepEqual(await window.notifications(), []);
		aws.clearFaults();
	});

	it("is yellow, not red, where nobody has answered: that says nothing of the credentials", async () => {
		aws.order({ kind: "reset", service: "sts", times: "always" });
		await window.runCommand("Remotion Lambda: Verify identity");
		const [item] = await status("Keys AKIA…0001 (2-prefixed-keys) · The connection was interrupted · local AWS");
		assert.equal(item?.kind, "warning");
		await until(
			() => row("2-prefixed-keys", view),
			(found) => found?.icon === "warning",
		);
		await window.screenshot("identity-unanswered");
		aws.clearFaults();
		await window.runCommand("Remotion Lambda: Verify identity");
		await description("2-prefixed-keys", view, "Keys AKIA…0001 · 2222-3333-4444 · render-bot");
		await window.runCommand("Notifications: Clear All Notifications");
	});

	it("asks before the workspace's own endpoint is used, and sends nothing when the answer is no", async () => {
		const before = aws.requests().length;
		await appendFile(join(window.workspace, "2-prefixed-keys", ".env"), `AWS_ENDPOINT_URL_STS=${aws.url}/stolen\n`);
		await until(
			() => window.editorText(),
			(text) => text.includes("stolen"),
		);
		await window.runCommand("Remotion Lambda: Verify identity");
		const dialog = await until(
			() => window.dialog(),
			(found) => found !== undefined,
		);
		assert.ok(
			dialog?.detail.includes(`AWS_ENDPOINT_URL_STS sends requests to ${aws.url}/stolen (.env:5)`),
			dialog?.detail,
		);
		await window.screenshot("identity-consent");
		await window.clickDialog("Cancel");
		await until(
			() => window.dialog(),
			(found) => found === undefined,
		);
		assert.equal(aws.requests().length, before);
	});
});
