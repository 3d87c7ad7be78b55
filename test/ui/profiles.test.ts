import assert from "node:assert/strict";
import { appendFile, readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { openWindow, type Theme, until, type Window } from "./driver.ts";

const secret = "not/a+real=secret-typed-0000000000000001";

const themeNames: Theme[] = ["light", "high-contrast", "high-contrast-light", "dark"];

describe("the profiles", function () {
	this.timeout(120_000);
	let window: Window;
	before(async () => {
		window = await openWindow();
		await window.openView("Remotion Lambda");
	});
	after(() => window.close());

	const rows = () => window.treeRows("Profiles");

	it("are listed with type, key, region and what is wrong", async () => {
		const found = await until(rows, (all) => all.length === 6);
		assert.deepEqual(
			found.map(({ label, description }) => `${label}: ${description}`),
			[
				"default: access keys · AKIA…0001 · us-east-1",
				"remotion: active · access keys · AKIA…0001 · eu-central-1",
				"staging: access keys · ASIA…0001",
				"half: no aws_secret_access_key",
				"render-role: assumes role · from remotion · us-east-1",
				"company-sso: not signed in · SSO · eu-west-1",
			],
		);
	});

	it("open at their line", async () => {
		await window.clickRow("staging", "Profiles");
		const cursor = await until(
			() => window.cursor(),
			({ name }) => name === "credentials",
		);
		assert.equal(cursor.line, 10);
	});

	it("are added: hidden while typed, appended, backed up, for the owner alone", async () => {
		const file = join(window.home, ".aws", "credentials");
		const before = await readFile(file, "utf8");
		await window.runCommand("Remotion Lambda: Add profile");
		await until(
			() => window.quickPickItems(),
			(items) => /^IAM Identity Center.*AWS console sign-in.*Access keys/.test(items.join()),
		);
		await window.screenshot("add-profile-way");
		await window.choose("Access keys");
		const input = window.page.locator(".quick-input-widget input.input");
		const box = async (title: string) => {
			await window.page.locator(".quick-input-title", { hasText: title }).waitFor();
		};
		await box("1/4");
		await window.fillInput("two words");
		await until(
			async () => (await window.page.locator(".quick-input-message").allInnerTexts()).join(),
			(text) => text.includes("two words"),
		);
		await window.screenshot("add-profile-refused");
		await window.fillInput("added");
		await window.press("Enter");
		await box("2/4");
		await window.fillInput(secret);
		await window.page.locator(".quick-input-message", { hasText: "This doesn't start with AKIA or ASIA" }).waitFor();
		await window.fillInput("AKIAFAKEADDED0000001");
		await window.press("Enter");
		await box("3/4");
		assert.equal(await input.getAttribute("type"), "password");
		await window.fillInput(secret);
		await window.screenshot("add-profile-secret");
		await window.press("Enter");
		await box("4/4");
		assert.equal(await input.getAttribute("type"), "password");
		await window.press("Enter");
		await until(rows, (all) => all.some(({ label }) => label === "added"));
		assert.equal(
			await readFile(file, "utf8"),
			`${before}\n[added]\naws_access_key_id = AKIAFAKEADDED0000001\naws_secret_access_key = ${secret}\n`,
		);
		assert.equal((await stat(file)).mode & 0o777, 0o600);
		assert.equal(await readFile(`${file}.backup.1`, "utf8"), before);
		const messages = (await window.notifications()).join("\n");
		assert.match(messages, /The profile added was added to/);
		assert.ok(!messages.includes(secret));
	});

	it("take the keys of a .env, which then names the profile; one undo brings them back", async () => {
		const path = join(window.workspace, "2-prefixed-keys", ".env");
		const before = await readFile(path, "utf8");
		await window.openFile("2-prefixed-keys/.env");
		await window.runCommand("Remotion Lambda: Move keys to profile");
		await window.page.locator(".quick-input-title", { hasText: "to profile" }).waitFor();
		await window.fillInput("moved");
		await window.screenshot("move-keys");
		await window.press("Enter");
		await until(rows, (all) => all.some(({ label }) => label === "moved"));
		const after = await until(
			() => readFile(path, "utf8"),
			(text) => text.includes("REMOTION_AWS_PROFILE=moved"),
		);
		assert.equal(
			after,
			before.replace(/REMOTION_AWS_(ACCESS|SECRET).*\n/g, "").replace(/$/, "REMOTION_AWS_PROFILE=moved\n"),
		);
		assert.match(
			await readFile(join(window.home, ".aws", "credentials"), "utf8"),
			/\[moved\]\naws_access_key_id = AKIAFAKEPREFIXED0001\n/,
		);
		await window.page.locator(".editor-instance .view-lines").click();
		await window.press("Control+Z");
		await window.save();
		await until(
			() => readFile(path, "utf8"),
			(text) => text === before,
		);
	});

	it("look right in light and in high contrast", async () => {
		await window.openFile("4-mixed-keys/.env");
		await window.runCommand("Notifications: Clear All Notifications");
		for (const theme of themeNames) {
			await window.setTheme(theme);
			await until(
				() => window.squiggles(),
				({ error }) => error === 2,
			);
			await window.screenshot(`theme-${theme}`);
		}
	});

	it("keep their names in a list, where $(key) would be an icon", async () => {
		await appendFile(
			join(window.home, ".aws", "credentials"),
			"\n[$(key)]\naws_access_key_id = AKIAFAKEICON00000001\naws_secret_access_key = notARealSecret/icon/00000000000000000001\n",
		);
		await until(rows, (all) => all.some(({ label }) => label === "$(key)"));
		await window.runCommand("Remotion Lambda: Switch profile");
		await until(
			() => window.quickPickItems(),
			(items) => items.includes("$(key)"),
		);
		await window.press("Escape");
	});
});
