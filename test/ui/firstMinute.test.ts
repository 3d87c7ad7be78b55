import assert from "node:assert/strict";
import { openWindow, until, type Window } from "./driver.ts";

const view = "Active credentials";

/** A workspace of two folders, a Next.js app and a Node.js service, as nobody has seen it before. */
describe("the first minute: a multi-root workspace of another shape than the demo", function () {
	this.timeout(120_000);
	let window: Window;
	before(async () => {
		window = await openWindow({ workspace: "studio/studio.code-workspace", home: "studio-home" });
	});
	after(() => window.close());

	it("gives the answers after one click, the reasons after two, and the line after three", async () => {
		const started = Date.now();
		await window.openView("Remotion Lambda");
		const projects = await until(
			async () => (await window.treeRows(view)).filter(({ level }) => level === 1),
			(rows) => rows.length === 2,
		);
		assert.deepEqual(
			projects.map(({ label, description }) => `${label}: ${description}`),
			["web: Keys AKIA…0001 · Next.js", "render-service: Profile render · Node.js"],
		);
		await window.screenshot("first-minute-answer");
		await window.toggleRow("web", view);
		const [answer] = await until(
			async () => (await window.treeRows(view)).filter(({ label, level }) => level === 2 && label.startsWith("Keys")),
			(rows) => rows.length > 0,
		);
		// No region: in Next.js the code names it.
		assert.equal(answer?.description, ".env.local:2");
		await window.clickRow("Keys AKIA…0001", view);
		const cursor = await until(
			() => window.cursor(),
			({ name, line }) => name === ".env.local" && line === 2,
		);
		assert.equal(cursor.line, 2);
		console.log(`        after ${((Date.now() - started) / 1000).toFixed(1)} s and three clicks`);
		await window.screenshot("first-minute-line");
	});

	it("shows the profile of the other folder as that folder sees it", async () => {
		await window.openFile("render-service/.env");
		await until(
			() => window.statusBar("activeCredentials"),
			([item]) => item?.text === "render (render-service)",
		);
		const [active] = await until(
			async () => (await window.treeRows("Profiles")).filter(({ label }) => label === "render"),
			(rows) => rows[0]?.description.startsWith("active") === true,
		);
		assert.match(active?.description ?? "", /^active · assumes role · from team · eu-central-1/);
	});
});
