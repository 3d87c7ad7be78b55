import assert from "node:assert/strict";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { openWindow, until, type Window } from "./driver.ts";
import { keys, manifest, writeProject } from "./launchProject.ts";

const view = "Active credentials";
const command = "Remotion Lambda: Check this terminal";
/** What a terminal has that no file says. */
const secret = "canaryTerminal/FAKE+00000000000000000000";

describe("a terminal that is checked, in a real window", function () {
	this.timeout(240_000);
	let window: Window;
	let home = "";
	after(() => window?.close());

	const terminalRow = (description: RegExp) =>
		until(
			() => window.treeRows(view),
			(rows) => rows.some(({ label, description: text }) => label.startsWith("Terminal: ") && description.test(text)),
		);
	const screen = () => window.page.locator(".terminal-wrapper.active .xterm-rows").innerText();
	const run = async (line: string) => {
		const field = ".terminal-wrapper.active .xterm-helper-textarea";
		// What a command before it opens or closes takes the focus once more.
		await until(
			async () => {
				await window.page.locator(field).last().focus();
				await wait(300);
				return window.page.locator(`${field}:focus`).count();
			},
			(count) => count > 0,
		);
		await window.type(line);
		await window.press("Enter");
	};

	it("is a launch with what only the terminal has, and the time", async () => {
		window = await openWindow({
			workspace: "plain",
			size: { width: 1400, height: 900 },
			prepare(folders) {
				home = folders.home;
				writeProject(folders.workspace, { "package.json": manifest({}), ".env.local": keys(1) });
				const pair = `export AWS_ACCESS_KEY_ID=AKIAFAKETERMINAL0007\nexport AWS_SECRET_ACCESS_KEY=${secret}\n`;
				writeFileSync(join(folders.home, "secrets.sh"), pair);
				mkdirSync(join(folders.home, ".aws"));
				const profile = `[of-terminal]\naws_access_key_id = AKIAFAKETERMINAL0008\naws_secret_access_key = ${secret}\n`;
				writeFileSync(join(folders.home, ".aws", "credentials"), profile);
			},
		});
		await window.openView("Remotion Lambda");
		await window.openTerminal(() => window.runCommand("Terminal: Create New Terminal"));
		const marker = join(home, "sourced");
		await window.runInTerminal(`. ~/secrets.sh; touch ${marker}`, async () => (existsSync(marker) ? "yes" : ""));
		await window.runCommand(command);
		await terminalRow(/^Keys AKIA…0007 · differs · checked \d/);
		assert.match(await until(screen, (text) => /Remotion Lambda: Keys AKIA…0007/.test(text)), /sh \/\S+\/check/);
		assert.match((await window.notifications()).join(), /Remotion Lambda uses Keys AKIA…0007/);
		await window.screenshot("terminal-checked");
	});

	it("left nothing secret on the screen, in the history and in temporary files", async () => {
		const left = readdirSync(tmpdir()).filter((name) => /^rlc-\w{6}$/.test(name));
		assert.deepEqual(
			left.filter((name) => existsSync(join(tmpdir(), name, "request.json"))),
			[],
		);
		const history = join(home, ".bash_history");
		for (const text of [await screen(), existsSync(history) ? readFileSync(history, "utf8") : ""])
			assert.ok(!text.includes(secret) && !text.includes("AKIAFAKETERMINAL0007"));
	});

	it("can't lend its keys to a test render, which says so", async () => {
		await window.clickRowMenu("Terminal: bash", "Select launch", view);
		await terminalRow(/^shown · Keys AKIA…0007/);
		await window.runCommand("Remotion Lambda: Verify identity");
		const messages = await until(
			() => window.notifications(),
			(all) => all.some((text) => /keeps its keys to itself/.test(text)),
		);
		assert.ok(!messages.join().includes(secret));
	});

	it("is out of date with a command that changes a variable, and asked again by its row", async () => {
		await run("unset AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY; export AWS_PROFILE=of-terminal");
		await terminalRow(/out of date, checked/);
		await window.clickRowMenu("Terminal: bash", "Check this terminal", view);
		const rows = await terminalRow(/^shown · Profile of-terminal · checked/);
		const row = rows.find(({ label }) => label.startsWith("Terminal: "));
		assert.doesNotMatch(row?.description ?? "", /out of date/);
	});

	it("is asked again before a test render of it", async () => {
		const checks = async () => ((await screen()).match(/\/rlc-\w+\/check/g) ?? []).length;
		const before = await checks();
		await window.runCommand("Remotion Lambda: Run test render");
		await until(checks, (count) => count === before + 1);
	});

	it("is gone with the terminal", async () => {
		await window.runCommand("Terminal: Kill the Active Terminal Instance");
		await until(
			() => window.treeRows(view),
			(rows) => rows.every(({ label }) => !label.startsWith("Terminal: ")),
		);
	});

	it("says that it needs a terminal, where none is open", async () => {
		await window.runCommand(command);
		await until(
			() => window.notifications(),
			(all) => all.some((text) => text.includes("Open a terminal first")),
		);
		await window.close();
	});

	it("is not offered in a workspace that is not trusted", async () => {
		window = await openWindow({ restricted: true });
		await window.openView("Remotion Lambda");
		await window.openPalette(command);
		const rows = window.page.locator(".quick-input-list .monaco-list-row");
		const texts = await until(
			() => rows.allInnerTexts(),
			(all) => all.length > 0,
		);
		assert.ok(!texts.some((text) => text.includes("Check this terminal")), texts.join("\n"));
	});
});
