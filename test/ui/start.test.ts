import assert from "node:assert/strict";
import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { cleanEnvironment } from "../harness/environment.ts";
import { root } from "../harness/paths.ts";
import { startChild } from "../harness/processes.ts";
import { openAddress, until, type Window } from "./driver.ts";

/** Runs `npm start` as the README says, and gives the address it prints. */
async function start(): Promise<{ npm: ChildProcess; address: string }> {
	// CI: a browser is opened here, not by itself.
	const npm = startChild("npm", ["start"], { cwd: root, env: cleanEnvironment({ CI: "1" }) });
	let output = "";
	for (const stream of [npm.stdout, npm.stderr])
		stream?.setEncoding("utf8").on("data", (text: string) => {
			output += text;
		});
	const address = await until(
		async () => {
			assert.equal(npm.exitCode, null, output);
			return /^ {4}(http:\/\/127\.0\.0\.1:\d+\/\S+)$/m.exec(output)?.[1] ?? "";
		},
		(found) => found !== "",
		300_000,
	);
	return { npm, address };
}

/** Runs in the page: how wide the pictures are that it has loaded. */
function imageWidths(images: readonly object[]): number[] {
	return images.map((image) => ("naturalWidth" in image ? Number(image.naturalWidth) : 0));
}

describe("npm start: from the README to a rendered frame, without an AWS account", function () {
	this.timeout(400_000);
	// One story: after a step that failed the next ones would only wait for what never comes.
	this.bail(true);
	let npm: ChildProcess;
	let window: Window;
	before(async () => {
		const started = await start();
		npm = started.npm;
		window = await openAddress(started.address);
		await window.openFile("1-profile/.env");
		await window.openView("Remotion Lambda");
	});
	after(async () => {
		await window.close();
		const ended = once(npm, "exit");
		// Ctrl+C in a terminal reaches the whole group.
		process.kill(-(npm.pid ?? 0), "SIGINT");
		await ended;
		assert.ok(!existsSync(window.workspace), "the demo's copy was left behind");
	});

	/** Waits for a list with this label, and gives it as it is on the screen. */
	const list = (label: string) =>
		until(
			() => window.page.locator(".quick-input-widget:visible .monaco-list-row").allInnerTexts(),
			(rows) => rows.some((row) => row.includes(label)),
		);
	const choose = (label: string) =>
		window.page.locator(".quick-input-list .monaco-list-row", { hasText: label }).first().click();
	const dialog = (message: RegExp) =>
		until(
			() => window.dialog(),
			(found) => found !== undefined && message.test(found.message),
		);
	const rows = (wanted: (rows: Awaited<ReturnType<Window["treeRows"]>>) => boolean) =>
		until(() => window.treeRows("Test renders"), wanted);

	const notification = (text: RegExp) =>
		until(
			() => window.notifications(),
			(all) => all.some((one) => text.test(one)),
		);
	const clear = () => window.runCommand("Notifications: Clear All Notifications");

	it("asks for function, site, composition and how much, each with what there is to know", async () => {
		await until(
			() => window.welcomeText("Test renders"),
			(text) => /Render one frame/.test(text),
		);
		await window.runCommand("Remotion Lambda: Run test render");
		const functions = await list("3008 MB");
		await window.screenshot("start-1-function");
		assert.deepEqual(
			functions.map((row) => /\d+ MB · \d+ s · \d\.\d\.\d+?(?=remotion-render)/.exec(row.replaceAll("\n", ""))?.[0]),
			["3008 MB · 120 s · 4.0.527", "2048 MB · 120 s · 4.0.527", "2048 MB · 120 s · 4.0.500"],
		);
		assert.match(functions.at(-1) ?? "", /uses Remotion 4\.0\.500, but this project has 4\.0\.527/);
		await choose("2048 MB");
		await list("local-demo");
		await window.screenshot("start-2-site");
		await choose("local-demo");
		assert.match((await list("clip")).join(), /640×360 · 30 fps · 1\.0 s/);
		await window.screenshot("start-3-composition");
		await choose("clip");
		await list("One frame");
		await window.screenshot("start-4-how-much");
		await choose("One frame");
	});

	it("says account, function, region and cost before it renders", async () => {
		const question = await dialog(/^Render one frame/);
		await window.screenshot("start-5-confirmation");
		for (const part of [
			"Profile remotion",
			"1111-2222-3333",
			"eu-central-1",
			"mem2048mb",
			"less than $0.001",
			"not to AWS",
		])
			assert.ok(question?.detail.includes(part), `${part} in ${question?.detail}`);
		assert.deepEqual(await window.treeRows("Test renders"), []);
		await window.clickDialog("Render");
	});

	it("shows the frame in the editor, and what it took in the view", async () => {
		const [row] = await rows((all) => all.length > 0);
		assert.match(row?.description ?? "", /^1 frame · .* s · .*B · /);
		// VS Code's own viewer says the size of what it shows.
		await until(
			async () => (await window.statusBar()).map(({ text }) => text),
			(items) => items.includes("640x360"),
		);
		const picture = async () =>
			(
				await Promise.all(
					window.page.frames().map((frame) =>
						frame
							.locator("img")
							.evaluateAll(imageWidths)
							.catch(() => []),
					),
				)
			).flat();
		await until(picture, (widths) => widths.includes(640));
		await window.screenshot("start-6-frame");
	});

	it("runs again from its row, and says how it went beside the last one", async () => {
		await clear();
		await window.clickRowAction("clip", "Run test render again", "Test renders");
		await dialog(/^Render one frame/);
		await window.clickDialog("Render");
		await notification(/Compared with the last render: .*same size/);
		await rows((all) => all.length === 2);
		const tooltip = (await window.rowTooltip("clip", "Test renders")).replaceAll("\u00a0", " ");
		for (const part of ["the active credentials", "mem2048mb", "eu-central-1", "Compared with the last render"])
			assert.ok(tooltip.includes(part), `${part} in ${tooltip}`);
		await window.screenshot("start-7-again");
	});

	it("gives a link, and deletes from S3 after asking; the picture stays", async () => {
		await clear();
		await window.clickRowAction("clip", "Copy link", "Test renders");
		await notification(/Link copied\. Anyone with the link/);
		await window.screenshot("start-8-link");
		await window.clickRowMenu("clip", "Delete from S3", "Test renders");
		const question = await dialog(/^Delete the files from S3/);
		assert.match(question?.detail ?? "", /in the bucket remotionlambda-.* The local file is kept/);
		await window.screenshot("start-9-delete");
		await window.clickDialog("Delete");
		await rows(([first]) => first?.description.endsWith("no longer in S3") === true);
	});

	it("is a click away in the status bar, which remembers the choices", async () => {
		await clear();
		await window.page.locator(".part.statusbar .statusbar-item[id*=activeCredentials]").hover();
		const link = window.page.locator(".workbench-hover-container:visible a", { hasText: "Run test render" });
		await link.waitFor();
		await window.screenshot("start-10-status-bar");
		await link.click();
		assert.match((await list("2048 MB"))[0] ?? "", /mem2048mb.*last time/s);
		await window.press("Escape");
		await until(
			() => window.page.locator(".quick-input-widget:visible").count(),
			(count) => count === 0,
		);
		assert.equal((await window.treeRows("Test renders")).length, 2);
	});
});
