import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { openWindow, until, type Window } from "./driver.ts";

const view = "Active credentials";

/** A project of the shape of Remotion's Next.js template: the dev server has the keys of `.env.local`, the script that deploys has not. */
const manifest = (deploy: string) =>
	JSON.stringify({
		dependencies: { next: "15.5.0", "@remotion/lambda": "4.0.527", "@remotion/cli": "4.0.527" },
		scripts: { dev: "next dev", deploy },
	});

describe("launches that differ, in a real window", function () {
	this.timeout(240_000);
	let window: Window;
	before(async () => {
		window = await openWindow({
			workspace: "plain",
			size: { width: 1400, height: 900 },
			prepare({ workspace }) {
				writeFileSync(join(workspace, "package.json"), manifest("node deploy.mjs"));
				writeFileSync(
					join(workspace, "deploy.mjs"),
					'import { deploySite } from "@remotion/lambda";\nawait deploySite({});\n',
				);
				writeFileSync(
					join(workspace, ".env.local"),
					"REMOTION_AWS_ACCESS_KEY_ID=AKIAFAKELAUNCH000001\nREMOTION_AWS_SECRET_ACCESS_KEY=notARealSecret/launch/00000000000000000001\n",
				);
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
		assert.match(rows[at("npm run deploy")]?.description ?? "", /^differs · No credentials: no access key ID$/);
		assert.equal(rows[at("npm run deploy")]?.icon, "error");
		assert.equal(at("npm run dev"), 1);
		assert.ok(at("npm run deploy") < at("npx remotion lambda"));
		await window.screenshot("launches-differ");
	});

	it("opens the sources of another launch", async () => {
		await window.toggleRow("npm run deploy", view);
		const rows = await until(
			() => window.treeRows(view),
			(all) => all.filter(({ level }) => level === 2).length === 7,
		);
		const own = rows.find(({ label, level }) => label === "REMOTION_AWS_* access keys" && level === 2);
		assert.equal(own?.icon, "circle-outline");
		assert.match(rows.find(({ label, level }) => label === own?.label && level === 1)?.description ?? "", /AKIA…0001/);
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

	it("has one answer again once the script loads the file", async () => {
		await writeFile(join(window.workspace, "package.json"), manifest("node --env-file=.env.local deploy.mjs"));
		const rows = await until(
			() => window.treeRows(view),
			(all) => all.every(({ label }) => label !== "npm run deploy"),
		);
		assert.doesNotMatch(rows[0]?.description ?? "", /differ/);
	});
});
