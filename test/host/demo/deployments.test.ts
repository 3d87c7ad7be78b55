import assert from "node:assert/strict";
import { join } from "node:path";
import * as vscode from "vscode";
import { commands, extensionId } from "../../../src/contributions.ts";

const folder = vscode.workspace.workspaceFolders?.[0]?.uri.fsPath ?? "";

describe("a deployment's row", () => {
	before(async () => {
		await vscode.extensions.getExtension(extensionId)?.activate();
		await vscode.window.showTextDocument(vscode.Uri.file(join(folder, "3-unprefixed-keys/.env")));
	});
	after(() => vscode.commands.executeCommand("workbench.action.closeAllEditors"));

	const reported = async (row: unknown) => {
		await vscode.commands.executeCommand(commands.copyReport, row);
		return vscode.env.clipboard.readText();
	};

	it("copies the report of what Remotion would use there, and the project's own stays the one here", async () => {
		const there = await reported({ runtime: "vercel" });
		assert.match(there, / · Runtime: Deployed to Vercel · /);
		assert.match(there, /\*\*Active credentials: Keys AKIA…0001 with session token\*\*/);
		const here = await reported(undefined);
		assert.match(here, /\*\*Active credentials: Keys AKIA…0001\*\*/);
		assert.doesNotMatch(here, /Vercel ·/);
	});

	it("of a place that the project's files don't tell of reports the project", async () => {
		assert.equal(await reported({ runtime: "aws-ec2" }), await reported(undefined));
	});
});
