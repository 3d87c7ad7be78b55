import assert from "node:assert/strict";
import { openWindow, until, type Window } from "./driver.ts";

const view = "Active credentials";

/** What the demo's projects must say. */
const answers = [
	["1-profile", "Profile remotion"],
	["2-prefixed-keys", "Keys AKIA…0001"],
	["3-unprefixed-keys", "Keys AKIA…0001"],
	["4-mixed-keys", "Profile default"],
	["5-unknown-profile", "Profile not found"],
	["6-check-skipped", "Profile default"],
	["7-nextjs-app", "2 of 4 differ · Keys AKIA…0001 · Next.js"],
] as const;

describe("first light: the demo in a real VS Code", function () {
	this.timeout(120_000);
	let window: Window;
	before(async () => {
		// High enough for a whole ladder: rows out of sight are not on the page.
		window = await openWindow({ size: { width: 1280, height: 1100 } });
	});
	after(() => window.close());

	const projects = async () => (await window.treeRows(view)).filter(({ level }) => level === 1);
	const under = async (project: string) => {
		const rows = await window.treeRows(view);
		const start = rows.findIndex(({ label }) => label === project);
		const end = rows.findIndex(({ level }, index) => index > start && level === 1);
		return rows.slice(start + 1, end < 0 ? undefined : end);
	};

	it("speaks in the status bar of the file that is open before anything else", async () => {
		await window.openFile("3-unprefixed-keys/.env");
		await until(
			() => window.statusBar("activeCredentials"),
			([item]) => item?.text === "Keys AKIA…0001 (3-unprefixed-keys)",
		);
		await window.runCommand("View: Close All Editors");
	});

	it("shows each project's active credentials", async () => {
		await window.openView("Remotion Lambda");
		const rows = await until(projects, (found) => found.length === answers.length);
		assert.deepEqual(
			rows.map(({ label, description }) => [label, description]),
			answers,
		);
		// What is wrong with a profile that nothing here uses is none of a project's business.
		assert.deepEqual(
			rows.map(({ icon }) => icon),
			["key", "key", "key", "warning", "error", "warning", "key"],
		);
		await window.screenshot("first-light");
	});

	it("shows the ladder below the answer, with masked keys and origins", async () => {
		await window.toggleRow("2-prefixed-keys", view);
		const rows = await until(
			() => under("2-prefixed-keys"),
			(found) => found.length === 6,
		);
		assert.deepEqual(
			rows.map(({ label, description }) => `${label} | ${description}`),
			[
				"Keys AKIA…0001 | .env:2 · us-east-1",
				"Keys REMOTION_AWS_* | AKIA…0001 · .env:2",
				"AWS_PROFILE | staging · ASIA…0001 · .env:4",
				"Not set: 3 sources | REMOTION_AWS_PROFILE · AWS_* access keys · Default credential provider chain",
				"Health | not checked yet",
				"Permissions | not checked yet",
			],
		);
		assert.ok(rows[1]?.ariaLabel.includes("active"), rows[1]?.ariaLabel);
	});

	it("opens the sources that are not set below their row, and shows a switch only where it is set", async () => {
		await window.toggleRow("Not set: 3 sources", view);
		const opened = await until(
			() => under("2-prefixed-keys"),
			(found) => found.length === 9,
		);
		assert.deepEqual(
			opened.slice(4, 7).map(({ label, level }) => `${level} ${label}`),
			["3 REMOTION_AWS_PROFILE", "3 Keys AWS_*", "3 Default credential provider chain"],
		);
		assert.match(opened[4]?.ariaLabel ?? "", /not set/);
		await window.toggleRow("Not set: 3 sources", view);
		await window.toggleRow("6-check-skipped", view);
		await until(
			() => under("6-check-skipped"),
			(found) => found[1]?.label === "REMOTION_SKIP_AWS_CREDENTIALS_CHECK",
		);
		await window.toggleRow("6-check-skipped", view);
	});

	it("opens the line a fact comes from", async () => {
		await window.toggleRow("1-profile", view);
		await window.screenshot("ladders");
		await window.clickRow("Profile remotion", view);
		const cursor = await until(
			() => window.cursor(),
			({ name }) => name.includes(".env"),
		);
		assert.equal(cursor.line, 2);
		for (const open of ["1-profile", "2-prefixed-keys"]) await window.toggleRow(open, view);
	});

	it("follows an edit before it is saved: tree and squiggle", async () => {
		const path = "3-unprefixed-keys/.env";
		await window.openFile(path);
		assert.equal(
			(
				await until(
					() => window.squiggles(),
					({ warning }) => warning === 2,
				)
			).warning,
			2,
		);
		await window.screenshot("unprefixed-squiggles");
		await window.replaceLine(path, 2, "REMOTION_AWS_PROFILE=staging");
		await until(projects, (found) => found[2]?.description === "Profile staging");
		await until(
			() => window.squiggles(),
			({ warning }) => warning === 0,
		);
		await window.screenshot("edited");
	});

	it("mends unprefixed keys by the light bulb", async () => {
		const path = "3-unprefixed-keys/.env";
		await window.replaceLine(path, 2, "AWS_ACCESS_KEY_ID=AKIAFAKEUNPREFIX0001");
		await until(
			() => window.squiggles(),
			({ warning }) => warning === 2,
		);
		assert.ok((await window.quickFixes("Rename to REMOTION_AWS_…")).includes("Rename to REMOTION_AWS_…"));
		await window.screenshot("light-bulb");
		await window.applyFix("Rename to REMOTION_AWS_…");
		await until(
			() => window.squiggles(),
			({ warning }) => warning === 0,
		);
		assert.match(await window.editorText(), /REMOTION_AWS_ACCESS_KEY_ID=AKIAFAKEUNPREFIX0001/);
	});

	it("copies a report of the project whose row it is asked for on", async () => {
		await window.clickRowMenu("1-profile", "Copy report", view);
		await until(
			() => window.notifications(),
			(all) => all.some((text) => /Report copied/.test(text)),
		);
	});

	it("turns red at a region that Remotion does not know", async () => {
		await window.replaceLine("1-profile/.env", 3, "REMOTION_AWS_REGION=mars-1");
		const [status] = await until(
			() => window.statusBar("activeCredentials"),
			([item]) => item?.text.includes("mars-1") === true,
		);
		assert.deepEqual([status?.text, status?.kind], ["remotion (1-profile) · unknown region mars-1", "error"]);
		// Status bar and tree are drawn one after the other.
		const [row] = await until(projects, ([first]) => first?.icon === "error");
		assert.equal(row?.label, "1-profile");
		await window.toggleRow("1-profile", view);
		const [answer] = await until(
			() => under("1-profile"),
			(found) => found.length > 0,
		);
		assert.match(answer?.ariaLabel ?? "", /^Remotion Lambda fails: Profile remotion/);
		assert.match(await window.rowTooltip("Profile remotion", view), /"mars-1" is not a region/);
		await window.screenshot("wrong-region");
	});
});
