import assert from "node:assert/strict";
import { mkdirSync, writeFileSync } from "node:fs";
import { readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { openWindow, until, type Window } from "./driver.ts";
import { keys, manifest, writeProject } from "./launchProject.ts";

const view = "Active credentials";

describe("launches that differ, in a real window", function () {
	this.timeout(240_000);
	let window: Window;
	before(async () => {
		window = await openWindow({
			workspace: "plain",
			size: { width: 1400, height: 900 },
			prepare({ workspace }) {
				mkdirSync(join(workspace, ".vscode"), { recursive: true });
				// A hint is not in Problems.
				writeFileSync(
					join(workspace, ".vscode", "settings.json"),
					'{ "remotionLambda.rules": { "shadowed-variable": "warning" } }',
				);
				writeProject(workspace, {
					"package.json": manifest({ deploy: "node deploy.mjs" }),
					".env.local": keys(1),
				});
			},
		});
		await window.openView("Remotion Lambda");
	});
	after(() => window.close());

	const rowsWith = (label: string, description: RegExp) =>
		until(
			() => window.treeRows(view),
			(rows) => rows.some((one) => one.label === label && description.test(one.description)),
		);

	it("shows the dev server's answer, says that one differs, and has a row for each", async () => {
		const rows = await rowsWith("Keys AKIA…0001", /^1 of 2 differs · /);
		const at = (label: string) => rows.findIndex((row) => row.label === label);
		assert.match(rows[at("npm run dev")]?.description ?? "", /^shown · Keys AKIA…0001 · \.env\.local:1$/);
		assert.match(rows[at("npm run deploy")]?.description ?? "", /^No credentials: no access key ID · differs$/);
		assert.equal(rows[at("npm run deploy")]?.icon, "error");
		assert.equal(at("npm run dev"), 1);
		assert.equal(rows.filter(({ label }) => label === "Keys REMOTION_AWS_*").length, 1);
		assert.ok(at("npm run deploy") < at("npx remotion lambda"));
		await window.screenshot("launches-differ");
	});

	const source = "Keys REMOTION_AWS_*";

	it("opens the sources of another launch", async () => {
		await window.toggleRow("npm run deploy", view);
		const rows = await until(
			() => window.treeRows(view),
			(all) => all.filter(({ label }) => /^Not set: \d sources$/.test(label)).length === 2,
		);
		const isOwn = ({ label, level }: (typeof rows)[number]) => level === 2 && !/^Not set/.test(label);
		const own = rows.filter(isOwn).map(({ label, icon, description }) => ({ label, icon, description }));
		assert.deepEqual(
			own.map(({ label, icon }) => [label, icon]),
			[
				[source, "pass-filled"],
				["Default credential provider chain", "error"],
			],
		);
		assert.match(own[0]?.description ?? "", /AKIA…0001/);
		await window.screenshot("launches-sources");
		await window.toggleRow("npm run deploy", view);
	});

	it("shows the launch that is chosen, and goes back to automatic", async () => {
		await window.runCommand("Remotion Lambda: Select launch");
		const items = await until(
			() => window.quickPickItems(),
			(all) => all.includes("npm run deploy"),
		);
		const wanted = ["Automatic", "npm run dev", "npm run deploy", "npx remotion lambda"];
		assert.deepEqual(
			items.filter((item) => wanted.includes(item)),
			wanted,
		);
		await window.screenshot("launches-select");
		await window.choose("npm run deploy");
		await rowsWith("No credentials: no access key ID", /^1 of 2 differs/);
		await rowsWith("npm run deploy", /^shown · /);
		await window.runCommand("Remotion Lambda: Select launch");
		await window.choose("Automatic");
		await rowsWith("npm run dev", /^shown · /);
	});

	it("hides a launch, and shows it again", async () => {
		await window.runCommand("Remotion Lambda: Hide launch");
		await window.choose("npm run deploy");
		// Nothing differs any more: the sources have no launches above them.
		await until(
			() => window.treeRows(view),
			(rows) => rows.every(({ label }) => !label.startsWith("npm run")) && rows.some(({ label }) => label === source),
		);
		await window.runCommand("Remotion Lambda: Show hidden launches");
		await rowsWith("npm run deploy", /differs$/);
	});

	it("types the command of a launch, and leaves Enter to the person", async () => {
		await window.runCommand("Remotion Lambda: Run this launch");
		const text = await until(
			() => window.page.locator(".terminal-wrapper.active .xterm-rows").innerText(),
			(shown) => shown.includes("npm run dev"),
		);
		assert.doesNotMatch(text, /> next dev/);
		await window.screenshot("launches-run");
		await window.runCommand("Terminal: Kill the Active Terminal Instance");
	});

	it("names the launch in Problems where a problem is of one only", async () => {
		const path = join(window.workspace, ".env");
		await writeFile(path, keys(2));
		const problems = await until(
			() => window.problems(),
			(all) => all.some((text) => / Applies to npm run dev\. /.test(text)),
		);
		assert.ok(problems.every((text) => !text.includes("npx remotion lambda")));
		await rm(path);
		await until(
			() => window.problems(),
			(all) => all.every((text) => !text.includes("Applies to")),
		);
	});

	it("says once that the selected launch is gone, and that another one is shown", async () => {
		const path = join(window.workspace, "package.json");
		const before = await readFile(path, "utf8");
		await window.runCommand("Remotion Lambda: Select launch");
		await window.choose("npm run deploy");
		await rowsWith("npm run deploy", /^shown · /);
		// A first look is needed at what is shown before it can be another one.
		await new Promise((resolve) => setTimeout(resolve, 3000));
		await writeFile(path, before.replace('"deploy"', '"release"'));
		const texts = await until(
			() => window.notifications(),
			(all) => all.length > 0,
		);
		assert.match(
			texts.join("\n"),
			/plain: the selected launch npm run deploy no longer exists\. Showing npm run dev\./,
		);
		await window.screenshot("launches-gone");
		await window.runCommand("Notifications: Clear All Notifications");
		await writeFile(path, before);
		await window.runCommand("Remotion Lambda: Select launch");
		await window.choose("Automatic");
		await rowsWith("npm run dev", /^shown · /);
		// What comes next begins with the file as it was.
		await rowsWith("npm run deploy", /differs$/);
	});

	it("has one answer again once the script loads the file", async () => {
		await writeFile(
			join(window.workspace, "package.json"),
			manifest({ deploy: "node --env-file=.env.local deploy.mjs" }),
		);
		const rows = await until(
			() => window.treeRows(view),
			(all) => all.length > 0 && all.every(({ label }) => !label.startsWith("npm run")),
		);
		assert.doesNotMatch(rows[0]?.description ?? "", /differ/);
	});
});
