import assert from "node:assert/strict";
import { mkdir, rm, writeFile } from "node:fs/promises";
import { homedir } from "node:os";
import { join } from "node:path";
import * as vscode from "vscode";
import { extensionId } from "../../../src/contributions.ts";
import { codeActions, eventually, openAnew, rulesIn, workspaceFolder } from "../../harness/hostWait.ts";

/** More projects than are explained at once: an edit of an AWS file, which concerns all of them, is taken in by turns. */
describe("an AWS file edited among many projects", function () {
	this.timeout(120_000);
	const folder = join(workspaceFolder(), "many");
	const names = Array.from({ length: 60 }, (_, index) => `video-${index}`);
	const envFiles = names.map((name) => vscode.Uri.file(join(folder, name, ".env")));
	before(async () => {
		await vscode.extensions.getExtension(extensionId)?.activate();
		for (const name of names) {
			await mkdir(join(folder, name), { recursive: true });
			await writeFile(join(folder, name, ".env"), "REMOTION_AWS_PROFILE=made-later\n");
			await writeFile(join(folder, name, "package.json"), '{ "dependencies": { "remotion": "4.0.527" } }');
		}
	});
	after(async () => {
		await vscode.commands.executeCommand("workbench.action.files.revert");
		await vscode.commands.executeCommand("workbench.action.closeAllEditors");
		await rm(folder, { recursive: true });
	});

	const unknown = () => envFiles.filter((uri) => rulesIn(uri).includes("unknown-profile")).length;

	it("is told of every one of them, and the fixes asked for meanwhile are of the new text", async () => {
		assert.equal(await eventually(unknown, (count) => count === names.length, 60_000), names.length);
		const config = await openAnew(vscode.Uri.file(join(homedir(), ".aws", "config")));
		const edit = new vscode.WorkspaceEdit();
		const section =
			"[profile made-later]\naws_access_key = AKIAFAKEMANY00000001\naws_secret_access_key = not-a-secret-not-a-secret-not-a-secret-x\n";
		edit.insert(config.uri, new vscode.Position(0, 0), section);
		// VS Code refuses an edit of a file that it is still reading anew.
		assert.ok(await eventually(() => vscode.workspace.applyEdit(edit), Boolean));
		// At once, before the projects have had their turns.
		const fixes = await codeActions(config.uri, new vscode.Range(1, 0, 1, 14));
		assert.ok(
			fixes.some(({ title }) => title === "Rename to aws_access_key_id"),
			fixes.map(({ title }) => title).join(", "),
		);
		assert.equal(await eventually(unknown, (count) => count === 0), 0);
	});
});
