import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { openWindow, type Theme, until, type Window } from "./driver.ts";
import { keys, manifest, writeProject } from "./launchProject.ts";

/** A project with three ways to start it that use different credentials. */
const withStaging = (staging: string) => manifest({ deploy: "node deploy.mjs", staging });
const staging = "cross-env AWS_PROFILE=staging node deploy.mjs";

describe("launches side by side, in a real window", function () {
	this.timeout(240_000);
	let window: Window;
	before(async () => {
		window = await openWindow({
			workspace: "plain",
			size: { width: 1400, height: 900 },
			prepare({ workspace }) {
				writeProject(workspace, {
					"package.json": withStaging(staging),
					".env.local": keys(1),
					".env": "# Left over.\nAWS_ACCESS_KEY_ID=AKIAFAKELEFTOVER0001\nREMOTION_AWS_REGION=eu-central-1\n",
				});
			},
		});
		await window.openView("Remotion Lambda");
		await window.runCommand("Remotion Lambda: Compare launches");
		await frame().locator("table").waitFor();
	});
	after(() => window.close());

	const frame = () => window.webviewFrame();
	const cell = (row: string, column: number) => frame().locator(`tr.${row} > *`).nth(column);
	const texts = async (selector: string) =>
		(await frame().locator(selector).allInnerTexts()).map((text) => text.replace(/\s+/g, " ").trim());
	const focused = () => frame().locator(":focus").getAttribute("data-key");

	it("has a column per launch, the shown one first, with answer and region at the foot", async () => {
		assert.deepEqual(await texts("thead th"), [
			"Credential source",
			"npm run dev shown",
			"npm run deploy differs",
			"npm run staging differs",
			"npx remotion lambda not compared",
		]);
		const foot = await texts("tr.answer > *");
		assert.deepEqual(foot.slice(0, 4), [
			"Active credentials",
			"Keys AKIA…0001",
			"No credentials: no access key ID",
			"Profile not found",
		]);
		assert.deepEqual((await texts("tr.region > *")).at(-1), "eu-central-1 .env:3");
		assert.deepEqual((await texts("tr.remotion-keys > *")).slice(0, 3), [
			"REMOTION_AWS_* access keys",
			"used AKIA…0001 .env.local:1",
			"not set",
		]);
		assert.match(await frame().locator("h1").innerText(), /^Launches of /);
	});

	for (const [theme, name] of [
		["dark", "dark"],
		["light", "light"],
		["high-contrast", "contrast"],
	] satisfies [Theme, string][])
		it(`is drawn in the theme's colors: ${theme}`, async () => {
			await window.setTheme(theme);
			// The theme reaches the page a moment after the window.
			const kind = { dark: "vscode-dark", light: "vscode-light", "high-contrast": "vscode-high-contrast" }[theme];
			await frame().locator(`body.${kind}`).waitFor();
			await window.screenshot(`compare-launches-${name}`);
		});

	it("is walked through with the arrow keys, and Enter opens a cell's line", async () => {
		await frame().locator("thead th button").first().focus();
		assert.match((await focused()) ?? "", /^column script:dev/);
		const steps: [key: string, at: RegExp][] = [
			["ArrowDown", /^remotion-keys script:dev/],
			["ArrowRight", /^remotion-keys script:deploy/],
			["End", /^remotion-keys command:remotion/],
			["Home", /^remotion-keys$/],
			["Control+End", /^region command:remotion/],
			["ArrowRight", /^region command:remotion/],
			["Control+Home", /^head$/],
			["ArrowUp", /^head$/],
			["ArrowRight", /^column script:dev/],
			["ArrowDown", /^remotion-keys script:dev/],
		];
		for (const [key, at] of steps) {
			await window.press(key);
			assert.match((await focused()) ?? "", at, key);
		}
		assert.equal(await frame().locator('[data-grid] [tabindex="0"]').count(), 1);
		await window.press("Enter");
		await until(
			() => window.cursor(),
			({ name, line }) => name === ".env.local" && line === 1,
		);
	});

	it("has the focus where it was when its tab is shown again", async () => {
		await window.runCommand("Remotion Lambda: Compare launches");
		await frame().locator("table").waitFor();
		await until(
			() => frame().locator('[data-grid] [tabindex="0"]').getAttribute("data-key"),
			(key) => /^remotion-keys script:dev/.test(key ?? ""),
		);
	});

	it("opens a line with a click, also that of a launch", async () => {
		await cell("aws-profile", 3).locator("button").click();
		await until(
			() => window.cursor(),
			({ name, line }) => name === "package.json" && line === 10,
		);
		await window.runCommand("Remotion Lambda: Compare launches");
		await frame().locator("thead th").nth(2).locator("button").click();
		await until(
			() => window.cursor(),
			({ name, line }) => name === "package.json" && line === 9,
		);
	});

	it("is copied as Markdown", async () => {
		await window.runCommand("Remotion Lambda: Compare launches");
		await frame().locator("[data-copy]").click();
		await until(
			() => window.notifications(),
			(all) => all.some((text) => text.startsWith("Comparison copied as Markdown.")),
		);
		await window.runCommand("File: New Untitled Text File");
		await window.page.locator(".tab.active[data-resource-name^=Untitled]").waitFor();
		await window.press("Control+V");
		const text = await until(
			() => window.editorText(),
			(all) => all.includes("Active credentials"),
		);
		assert.match(text, /\| Credential source \| npm run dev \(shown\) \| npm run deploy \(differs\) \|/);
		assert.doesNotMatch(text, /notAReal|AKIAFAKE/);
		await window.runCommand("View: Revert and Close Editor");
		// The picture is on show again, and takes the focus as it is: from a palette, too.
		await frame().locator("table").waitFor();
	});

	it("shows a change of a file by itself, and keeps the focus", async () => {
		await cell("remotion-keys", 1).locator("button").focus();
		await writeFile(join(window.workspace, ".env.local"), `# Another line.\n${keys(2)}`);
		await until(
			() => texts("tr.remotion-keys > *"),
			([, own]) => own === "used AKIA…0002 .env.local:2",
		);
		assert.match((await focused()) ?? "", /^remotion-keys script:dev/);
		await writeFile(join(window.workspace, "package.json"), withStaging("node --env-file=.env.local deploy.mjs"));
		await until(
			() => texts("thead th"),
			(all) => all[3] === "npm run staging",
		);
		assert.match((await focused()) ?? "", /^remotion-keys script:dev/);
	});

	it("scrolls sideways where it is narrow, with the sources in sight", async () => {
		await window.page.setViewportSize({ width: 760, height: 900 });
		const scroll = frame().locator(".scroll");
		await until(
			() => scroll.evaluate((one) => one.scrollWidth - one.clientWidth),
			(more) => more > 100,
		);
		await frame().locator("thead th button").first().focus();
		await window.press("Control+End");
		const [shown, first] = await Promise.all([
			frame().locator(":focus").boundingBox(),
			cell("region", 0).boundingBox(),
		]);
		assert.ok(shown && first && shown.x >= first.x + first.width - 1, JSON.stringify([shown, first]));
		await window.screenshot("compare-launches-narrow");
		await window.page.setViewportSize({ width: 1400, height: 900 });
	});
});
