import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { chmod, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { openWindow, until, type Window } from "./driver.ts";

const view = "Active credentials";

describe("switching the profile", function () {
	this.timeout(300_000);
	let window: Window;
	before(async () => {
		window = await openWindow();
		await window.openView("Remotion Lambda");
		await until(
			() => window.treeRows(view),
			(rows) => rows.length === 7,
		);
	});
	after(() => window.close());

	const answers = async (project: string, answer: string) => {
		await until(
			() => window.treeRows(view),
			(rows) => rows.some(({ label, description }) => label === project && description === answer),
		);
	};
	const status = async (text: string) => {
		await until(
			() => window.statusBar("activeCredentials"),
			([item]) => item?.text === text,
		);
	};
	const onDisk = (path: string) => readFile(join(window.workspace, path), "utf8");
	/** What a variable is in the terminal that `open` opens, as the shell itself writes it to a file. */
	const inTerminal = async (name: string, mark: string, open: () => Promise<void>) => {
		await window.openTerminal(open);
		const file = join(window.workspace, mark);
		return window.runInTerminal(`printf "<%s>" "$${name}" > ${file}.new && mv ${file}.new ${file}`, () =>
			readFile(file, "utf8").catch(() => ""),
		);
	};
	const newTerminal = () => window.runCommand("Terminal: Create New Terminal");

	it("in the project's .env: tree, status bar, squiggles and file follow, and undo brings all back", async () => {
		await window.openFile("5-unknown-profile/.env");
		await status("Profile not found (5-unknown-profile)");
		await until(
			() => window.squiggles(),
			({ error }) => error === 1,
		);
		const before = await onDisk("5-unknown-profile/.env");
		await window.runCommand("Remotion Lambda: Switch profile");
		await until(
			() => window.quickPickItems(),
			(items) => items.includes("company-sso"),
		);
		await window.screenshot("switch-profile-pick");
		await window.choose("staging");
		await until(
			() => window.quickPickItems(),
			(items) => items.includes("New terminals"),
		);
		await window.screenshot("switch-profile-where");
		await window.choose("This project's .env");
		await answers("5-unknown-profile", "Profile staging");
		await status("staging (5-unknown-profile)");
		await told("Remotion Lambda now uses profile staging (in 5-unknown-profile/.env).");
		await until(
			() => window.squiggles(),
			({ error }) => error === 0,
		);
		await until(
			() => onDisk("5-unknown-profile/.env"),
			(text) => text === before.replace("remotoin", "staging"),
		);
		await window.screenshot("switched");
		await window.page.locator(".editor-instance .view-lines").click();
		await window.press("Control+Z");
		await answers("5-unknown-profile", "Profile not found");
		await status("Profile not found (5-unknown-profile)");
		await window.save();
		await until(
			() => onDisk("5-unknown-profile/.env"),
			(text) => text === before,
		);
	});

	it("in new terminals: a real terminal has it, and clearing takes it away", async () => {
		await window.openFile("3-unprefixed-keys/.env");
		await window.runCommand("Remotion Lambda: Switch profile");
		await window.choose("remotion");
		await window.choose("New terminals");
		await answers("3-unprefixed-keys", "Profile remotion");
		assert.equal(await inTerminal("REMOTION_AWS_PROFILE", "with", newTerminal), "<remotion>");
		await window.screenshot("new-terminal");
		await window.runCommand("Remotion Lambda: Clear profile");
		await answers("3-unprefixed-keys", "Keys AKIA…0001");
		assert.equal(await inTerminal("REMOTION_AWS_PROFILE", "without", newTerminal), "<>");
	});

	it("in one new terminal, and nowhere else", async () => {
		assert.equal(await inTerminal("REMOTION_AWS_PROFILE", "one", oneTerminalWith("staging")), "<staging>");
		await answers("3-unprefixed-keys", "Keys AKIA…0001");
		await window.runCommand("Terminal: Kill All Terminals");
	});

	/** What a terminal's tab is called. */
	const tab = (title: string) =>
		until(
			() => window.page.locator(".single-terminal-tab, .terminal-tabs-entry").allTextContents(),
			(titles) => titles.some((text) => text.includes(title)),
		);
	const oneTerminalWith = (profile: string) => async () => {
		await window.openFile("3-unprefixed-keys/.env");
		await window.runCommand("Remotion Lambda: Switch profile");
		await window.choose(profile);
		await window.choose("One new terminal");
	};

	it("in one new terminal while new terminals have another, and the shell's start-up file a third: each has what is said of it", async () => {
		const startUp = join(window.home, ".bashrc");
		await writeFile(startUp, "export REMOTION_AWS_PROFILE=of-the-start-up-file\n");
		await window.openFile("3-unprefixed-keys/.env");
		await window.runCommand("Remotion Lambda: Switch profile");
		await window.choose("remotion");
		await window.choose("New terminals");
		await answers("3-unprefixed-keys", "Profile remotion");
		assert.equal(await inTerminal("REMOTION_AWS_PROFILE", "new-with-start-up", newTerminal), "<remotion>");
		assert.equal(await inTerminal("REMOTION_AWS_PROFILE", "one-of-all", oneTerminalWith("staging")), "<staging>");
		await tab("Remotion: staging");
		await window.screenshot("one-new-terminal");
		assert.equal(await inTerminal("REMOTION_AWS_PROFILE", "new-after-one", newTerminal), "<remotion>");
		await answers("3-unprefixed-keys", "Profile remotion");
		await window.runCommand("Remotion Lambda: Clear profile");
		await answers("3-unprefixed-keys", "Keys AKIA…0001");
		assert.equal(await inTerminal("REMOTION_AWS_PROFILE", "cleared", newTerminal), "<of-the-start-up-file>");
		// Nothing of the one terminal is left for others, with nothing set for new ones either.
		assert.equal(await inTerminal("REMOTION_AWS_PROFILE", "one-alone", oneTerminalWith("staging")), "<staging>");
		assert.equal(await inTerminal("REMOTION_AWS_PROFILE", "new-last", newTerminal), "<of-the-start-up-file>");
		await rm(startUp);
		await window.runCommand("Terminal: Kill All Terminals");
	});

	it("says at once what outranks the choice", async () => {
		await window.openFile("6-check-skipped/.env");
		await window.runCommand("Remotion Lambda: Switch profile");
		await window.choose("remotion");
		await window.choose("This project's .env");
		const messages = await until(
			() => window.notifications(),
			(all) => all.some((text) => text.includes("not used yet")),
		);
		assert.ok(messages.some((text) => text.includes("REMOTION_SKIP_AWS_CREDENTIALS_CHECK is set")));
		await window.screenshot("outranked");
		await window.clickNotification("Unset in new terminals");
		await answers("6-check-skipped", "Profile remotion");
		await window.runCommand("Remotion Lambda: Clear profile");
		await answers("6-check-skipped", "Profile default");
	});

	const told = (text: string) =>
		until(
			() => window.notifications(),
			(all) => all.some((message) => message.includes(text)),
		);
	/** While the file may not be written. Root may write what has no right to be written, but not what is immutable. */
	const locked = async (path: string, action: () => Promise<void>) => {
		const root = process.getuid?.() === 0;
		const set = (lock: boolean) =>
			root ? promisify(execFile)("chattr", [lock ? "+i" : "-i", path]) : chmod(path, lock ? 0o444 : 0o644);
		try {
			await set(true);
		} catch (error) {
			console.log(`      not tried, as this system lets root write everything: ${String(error).split("\n")[0]}`);
			return;
		}
		await action().finally(() => set(false));
	};
	const switchInEnv = async (profile: string) => {
		await window.runCommand("Remotion Lambda: Switch profile");
		await window.choose(profile);
		await window.choose("This project's .env");
	};

	it("leaves a file with other unsaved changes to be saved by hand, and says so", async () => {
		const path = "2-prefixed-keys/.env";
		const before = await onDisk(path);
		await window.openFile(path);
		await window.type("MINE=1");
		await window.press("Enter");
		await switchInEnv("staging");
		await told("Save .env to apply this change.");
		assert.equal(await onDisk(path), before);
		await window.screenshot("switched-unsaved");
		await window.clickNotification("Save .env");
		const after = await until(
			() => onDisk(path),
			(text) => text !== before,
		);
		assert.match(after, /^MINE=1\n(?:.*\n)*REMOTION_AWS_PROFILE=staging$/m);
	});

	it("names the file that wins", async () => {
		await window.openFile("5-unknown-profile/package.json");
		await window.runCommand("Remotion Lambda: Select launch");
		await window.choose("Next.js");
		await writeFile(join(window.workspace, "5-unknown-profile/.env.local"), "REMOTION_AWS_PROFILE=remotion\n");
		await answers("5-unknown-profile", "Profile remotion · Next.js");
		await switchInEnv("staging");
		await told(
			"Profile set, but not used yet: .env.local sets REMOTION_AWS_PROFILE too, and it takes precedence over .env.",
		);
	});

	it("says why where .env cannot be edited", async () => {
		const path = join(window.workspace, "4-mixed-keys/.env");
		await rm(path);
		await mkdir(path);
		await window.openFile("4-mixed-keys/package.json");
		await switchInEnv("staging");
		await told(".env cannot be edited: it is a directory.");
		await rm(path, { recursive: true });
		await writeFile(path, "AWS_REGION=us-east-1\n");
		await locked(path, async () => {
			await switchInEnv("staging");
			await told(".env cannot be edited: permission is denied.");
		});
		assert.equal(await onDisk("4-mixed-keys/.env"), "AWS_REGION=us-east-1\n");
		// Nothing waits in an editor to be saved, either.
		assert.equal(await window.page.locator(".tab.dirty").count(), 0);
	});

	it("by keyboard alone", async () => {
		await window.openFile("1-profile/.env");
		await window.press("F1");
		await window.type("Remotion Lambda: Switch profile");
		await until(
			() => window.quickPickItems(),
			(items) => items[0] === "Remotion Lambda: Switch profile",
		);
		await window.press("Enter");
		await until(
			() => window.quickPickItems(),
			(items) => items.includes("staging"),
		);
		await window.type("render-role");
		await window.press("Enter");
		await until(
			() => window.quickPickItems(),
			(items) => items.includes("New terminals"),
		);
		await window.press("Enter");
		await answers("1-profile", "Profile render-role");
		await until(
			() => onDisk("1-profile/.env"),
			(text) => /^REMOTION_AWS_PROFILE=render-role$/m.test(text),
		);
	});
});
