import assert from "node:assert/strict";
import { join } from "node:path";
import * as vscode from "vscode";
import { commands, extensionId } from "../../../src/contributions.ts";

const folder = vscode.workspace.workspaceFolders?.[0]?.uri.fsPath ?? "";
const secret = "not-a-real-secret-pasted-by-somebody-0001";
const error = `UnrecognizedClientException: The security token included in the request is invalid.\nAWS_SECRET_ACCESS_KEY=${secret}\n`;

/** The page of the last explained error, once it holds these words; after the time, whatever it is. */
async function page(words: string, timeoutMs = 10_000): Promise<string> {
	const end = Date.now() + timeoutMs;
	for (;;) {
		const found = vscode.workspace.textDocuments.find(({ uri }) => uri.scheme === "remotion-lambda");
		const text = found?.getText() ?? "";
		if (text.includes(words) || Date.now() > end) return text;
		await new Promise((resolve) => setTimeout(resolve, 20));
	}
}

describe("explaining an error", () => {
	before(async () => {
		await vscode.extensions.getExtension(extensionId)?.activate();
	});
	after(() => vscode.commands.executeCommand("workbench.action.closeAllEditors"));

	it("explains the selection with what this project does, and shows no secret", async () => {
		// The editor of a project decides whose credentials the page speaks of.
		await vscode.window.showTextDocument(vscode.Uri.file(join(folder, "3-unprefixed-keys/.env")));
		const document = await vscode.workspace.openTextDocument({ content: `before\n${error}after\n` });
		const editor = await vscode.window.showTextDocument(document);
		editor.selection = new vscode.Selection(1, 0, 3, 0);
		// It ends when its message is closed, which nobody does here.
		void vscode.commands.executeCommand(commands.explainError);
		const text = await page("recognize these credentials");
		assert.match(text, /uses AWS\\_ACCESS\\_KEY\\_ID and AWS\\_SECRET\\_ACCESS\\_KEY \\\(AKIA…0001\\\) from \\\.env/);
		assert.match(text, /```text\nUnrecognizedClientException: The security token/);
		assert.ok(!text.includes("before") && !text.includes("after\n"));
		assert.ok(!text.includes(secret));
		const tab = vscode.window.tabGroups.activeTabGroup.activeTab;
		assert.ok(tab?.input instanceof vscode.TabInputWebview, `no preview, but ${tab?.label}`);
		assert.match(tab.label, /Error explained/);
	});

	it("shows the next error on the same page", async () => {
		void vscode.commands.executeCommand(commands.explainError, "NoSuchBucket: The specified bucket does not exist");
		const text = await page("The bucket doesn\\'t exist");
		assert.match(text, /^# The bucket doesn\\'t exist/);
		const previews = vscode.window.tabGroups.all
			.flatMap(({ tabs }) => tabs)
			.filter(({ input }) => input instanceof vscode.TabInputWebview);
		assert.equal(previews.length, 1);
	});
});
