import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { openWindow, type Theme, until, type Window } from "./driver.ts";
import { keys, manifest, secret, writeProject } from "./launchProject.ts";

const view = "Active credentials";
const command = "Remotion Lambda: Show how credentials reach Remotion";

describe("the way of credentials, in a real window", function () {
	this.timeout(240_000);
	let window: Window;
	before(async () => {
		window = await openWindow({
			workspace: "plain",
			size: { width: 1400, height: 900 },
			prepare({ workspace }) {
				writeProject(workspace, {
					"package.json": manifest({ deploy: "node deploy.mjs" }),
					".env.local": keys(1),
				});
			},
		});
		await window.openView("Remotion Lambda");
		await until(
			() => window.treeRows(view),
			(rows) => rows.some(({ label }) => label === "npm run deploy"),
		);
	});
	after(() => window.close());

	const frame = () => window.webviewFrame();
	/** Each station's state and what it says. */
	const stations = () =>
		frame()
			.locator(".journey li")
			.evaluateAll((items) =>
				items.map((item) => {
					const words = [...item.querySelectorAll(".words > span")].map(({ textContent }) => textContent);
					return `${item.className} ${words.join(" | ")}`;
				}),
			);
	const reads = (wanted: (all: string[]) => boolean) => until(stations, wanted);

	it("shows the shown launch: from the line of its file to what is not known yet", async () => {
		await window.runCommand(command);
		const all = await reads(({ length }) => length === 7);
		assert.deepEqual(all.slice(0, 3), [
			"ok File | .env.local:1",
			"ok Variables | REMOTION_AWS_ACCESS_KEY_ID = AKIA…0001 | REMOTION_AWS_SECRET_ACCESS_KEY",
			"ok Process | npm run dev | Runtime: Next.js",
		]);
		assert.equal(all[4], "unknown Account · not known | Not verified");
		assert.doesNotMatch(all.join(), /notARealSecret|AKIAFAKE/);
	});

	for (const [theme, name] of [
		["dark", "dark"],
		["light", "light"],
		["high-contrast", "contrast"],
	] satisfies [Theme, string][])
		it(`is drawn in the theme's colors: ${theme}`, async () => {
			await window.setTheme(theme);
			await frame().locator(".journey").waitFor();
			await window.screenshot(`journey-${name}`);
			if (theme === "high-contrast") await window.setTheme("dark");
		});

	it("shows where the way of another launch breaks off, from its row", async () => {
		await window.clickRowMenu("npm run deploy", "Show how credentials reach Remotion", view);
		const all = await reads(([first]) => first?.startsWith("failing") === true);
		assert.match(
			all[0] ?? "",
			/^failing File · fails \| \.env\.local:1 \| Loaded by npm run dev, but not by this launch\.$/,
		);
		assert.match(all[3] ?? "", /^failing Credentials · fails \| No credentials: no access key ID/);
		assert.deepEqual(all.slice(4), [
			"unreached Account | Not reached",
			"unreached Function | Not reached",
			"unreached Last render | Not reached",
		]);
		await window.screenshot("journey-broken");
	});

	it("follows the files, and keeps its focus", async () => {
		const process = frame().locator('button[data-key="process"]');
		await process.focus();
		await writeFile(
			join(window.workspace, "package.json"),
			manifest({ deploy: "node --env-file=.env.local deploy.mjs" }),
		);
		const all = await reads(([first]) => first?.startsWith("ok") === true);
		assert.equal(all[2], "ok Process | npm run deploy | Runtime: Node.js | Loader: node --env-file (.env.local)");
		assert.equal(await process.evaluate((one) => one.ownerDocument.activeElement === one), true);
	});

	it("is walked through with Tab, says all of a station, and Enter opens its line", async () => {
		const file = frame().locator('button[data-key="file"]');
		assert.equal(await file.getAttribute("aria-label"), "File: .env.local:1. Open .env.local:1");
		await file.focus();
		await window.press("Tab");
		const next = frame().locator('button[data-key="variables"]');
		assert.equal(await next.evaluate((one) => one.ownerDocument.activeElement === one), true);
		await window.press("Enter");
		await until(
			() => window.cursor(),
			({ name, line }) => name.endsWith(".env.local") && line === 1,
		);
	});

	it("runs no script and loads nothing that is not the extension's", async () => {
		await window.runCommand(command);
		const policy = await frame().locator('meta[http-equiv="Content-Security-Policy"]').getAttribute("content");
		assert.match(policy ?? "", /^default-src 'none'; style-src [^;]+; script-src 'nonce-[0-9a-f]+'$/);
	});

	it("saves the picture as SVG, and offers to open it", async () => {
		const file = join(window.workspace, "credentials-npm-run-dev.svg");
		await frame().locator("button.action").click();
		const input = window.page.locator(".quick-input-widget input.input");
		await until(
			() => input.inputValue().catch(() => ""),
			(text) => text.endsWith("credentials-npm-run-dev.svg"),
		);
		await window.press("Enter");
		await until(
			async () => existsSync(file) && readFileSync(file, "utf8").endsWith("</svg>\n"),
			(isThere) => isThere,
		);
		const svg = readFileSync(file, "utf8");
		assert.match(svg, /<title id="journey-title">How credentials reach Remotion: npm run dev<\/title>/);
		assert.ok(!svg.includes(secret(1)) && !svg.includes(window.home));
		await until(
			() => window.notifications(),
			(all) => all.some((text) => text.includes("Picture saved to credentials-npm-run-dev.svg.")),
		);
		await window.clickNotification("Open");
		await window.page.locator('.tab.active[data-resource-name="credentials-npm-run-dev.svg"]').waitFor();
	});

	it("has room in a narrow editor", async () => {
		await window.runCommand(command);
		await window.page.setViewportSize({ width: 720, height: 900 });
		await reads(({ length }) => length === 7);
		const overflows = await frame()
			.locator("html")
			.evaluate((html) => html.scrollWidth > html.clientWidth);
		assert.equal(overflows, false);
		await window.screenshot("journey-narrow");
	});
});
