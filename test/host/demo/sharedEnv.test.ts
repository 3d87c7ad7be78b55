import assert from "node:assert/strict";
import { readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import * as vscode from "vscode";
import { extensionId } from "../../../src/contributions.ts";
import { eventually, rulesIn, wordsOf, workspaceFolder } from "../../harness/hostWait.ts";

/** A `.env` file outside of the project that one of its scripts loads, as at a monorepo's root: it is explained and checked as the project's own. */
describe("a .env file that a launch loads from elsewhere", function () {
	this.timeout(60_000);
	const manifest = join(workspaceFolder(), "7-nextjs-app", "package.json");
	const shared = join(workspaceFolder(), ".env.shared");
	const uri = vscode.Uri.file(shared);
	let original = "";
	before(async () => {
		await vscode.extensions.getExtension(extensionId)?.activate();
		original = await readFile(manifest, "utf8");
		await writeFile(
			shared,
			[
				"REMOTION_AWS_ACCESS_KEY_ID=AKIAFAKESHARED000001",
				"REMOTION_AWS_SECRET_ACCESS_KEY=notARealSecret/shared/00000000000000001",
				"REMOTION_AWS_REGION=us-east-9",
				"",
			].join("\n"),
		);
		const { scripts, ...others } = JSON.parse(original);
		const staging = "dotenv -e ../.env.shared -- remotion lambda sites create";
		await writeFile(manifest, JSON.stringify({ ...others, scripts: { ...scripts, staging } }));
	});
	after(async () => {
		await vscode.commands.executeCommand("workbench.action.closeAllEditors");
		await writeFile(manifest, original);
		await rm(shared);
	});

	const hover = async () => {
		const place = new vscode.Position(0, 4);
		return wordsOf(await vscode.commands.executeCommand<vscode.Hover[]>("vscode.executeHoverProvider", uri, place));
	};

	it("has the problems of its variables", async () => {
		await vscode.window.showTextDocument(uri);
		const rules = await eventually(
			() => rulesIn(uri),
			(all) => all.includes("region-unknown"),
		);
		assert.ok(rules.includes("region-unknown"), rules.join());
	});

	it("has hovers that tell the launch that reads it", async () => {
		const text = await eventually(hover, (words) => words.includes("Launch: npm run staging"));
		assert.match(text, /Active:/);
		assert.match(text, /Launch: npm run staging/);
	});
});
