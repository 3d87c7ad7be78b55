import assert from "node:assert/strict";
import { openWindow, until, type Window } from "./driver.ts";

const view = "Active credentials";

/** A monorepo whose video package is started by ten programs, and that has a package in Python. */
describe("launches from everywhere, in a real window", function () {
	this.timeout(240_000);
	let window: Window;
	before(async () => {
		window = await openWindow({ workspace: "everywhere", size: { width: 1800, height: 1000 } });
		await window.openView("Remotion Lambda");
	});
	after(() => window.close());

	it("lists both packages, each with its own answer", async () => {
		const rows = await until(
			async () => (await window.treeRows(view)).filter(({ level }) => level === 1),
			(all) => all.length === 2 && all.some(({ description }) => description.includes("differ")),
		);
		assert.deepEqual(
			rows.map(({ label, description }) => `${label}: ${description}`),
			["packages/python: No credentials · Python SDK", "packages/video: 3 of 6 differ · Keys AKIA…0002 · Node.js"],
		);
	});

	it("compares all ways in which the package is started", async () => {
		await window.openFile("packages/video/.env");
		await window.runCommand("Remotion Lambda: Compare launches");
		const frame = window.webviewFrame();
		await frame.locator("tfoot td").first().waitFor();
		const texts = async (selector: string) =>
			(await frame.locator(selector).allInnerTexts()).map((text) => text.replace(/\s+/g, " ").trim());
		const columns = (await texts("thead th")).slice(1);
		const answers = (await texts("tr.answer > *")).slice(1);
		assert.deepEqual(
			columns.map((column, index) => `${column}: ${answers[index]}`),
			[
				"npm run deploy shown: Keys AKIA…0002",
				"npm run deploy (with direnv) differs: Profile not found",
				"npm run deploy (root): Keys AKIA…0002",
				"npm run dev differs: Keys AKIA…0001",
				"Debug: Debug deploy: Keys AKIA…0002",
				"Task: deploy as staging differs: Profile not found",
				"docker compose up worker not compared: Keys AKIA…0003",
				"npm run queue not compared: Keys AKIA…0001",
				"npx remotion lambda not compared: Keys AKIA…0001",
				"deploy.yml: node deploy.mjs not compared: Access keys from deploy.yml",
				"Deployed to AWS Lambda (Serverless) not compared: Access keys from serverless.yml",
			],
		);
		await window.screenshot("everywhere-matrix");
	});
});
