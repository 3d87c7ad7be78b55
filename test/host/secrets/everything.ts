/** Uses the whole extension, new commands included, as people could. */
import { join } from "node:path";
import * as vscode from "vscode";
import { commands } from "../../../src/contributions.ts";
import { codeActions } from "../../harness/hostWait.ts";
import { asPerson, providers } from "./recorder.ts";

/** Every row of every tree, as VS Code would ask for it. */
export async function rows(): Promise<object[]> {
	const nodes: object[] = [];
	for (const { provider } of providers) {
		if (!("getChildren" in provider)) continue;
		const tree = provider as vscode.TreeDataProvider<object>;
		const walk = async (parent?: object) => {
			for (const node of (await tree.getChildren(parent)) ?? []) {
				nodes.push(node);
				const item = await tree.getTreeItem(node);
				await tree.resolveTreeItem?.(item, node, new vscode.CancellationTokenSource().token);
				await walk(node);
			}
		};
		await walk();
	}
	return nodes;
}

/** Everything the extension does, as a person could make it: each command on nothing, on a text and on rows of every kind. */
export async function useEverything(folders: readonly string[], pasted: string): Promise<void> {
	for (const folder of folders) {
		const uri = vscode.Uri.file(join(folder, ".env"));
		const document = await vscode.workspace.openTextDocument(uri);
		const whole = new vscode.Range(0, 0, document.lineCount, 0);
		await codeActions(uri, whole);
		for (let line = 0; line < document.lineCount; line++) {
			const end = document.lineAt(line).text.length;
			await vscode.commands.executeCommand("vscode.executeHoverProvider", uri, new vscode.Position(line, 3));
			await vscode.commands.executeCommand("vscode.executeCompletionItemProvider", uri, new vscode.Position(line, end));
		}
	}
	await useTools(pasted);
	const kinds = new Map<string, object>();
	for (const node of await rows()) kinds.set(Object.keys(node).join() + ("kind" in node ? node.kind : ""), node);
	// Those that change the files come last.
	const changing: string[] = [
		commands.moveToProfile,
		commands.addProfile,
		commands.switchProfile,
		commands.clearProfile,
	];
	const all = Object.values(commands).sort((a, b) => changing.indexOf(a) - changing.indexOf(b));
	for (const id of all) {
		const paths = [commands.moveToProfile, commands.addToGitignore].some((other) => other === id);
		const args: unknown[] = [
			undefined,
			...(id === commands.explainError ? [pasted] : []),
			...(paths ? folders.map((folder) => join(folder, ".env")) : kinds.values()),
		];
		for (const arg of args) await asPerson(id, arg);
	}
}

/** Every tool for assistants, as an assistant would use it, with a secret in what it hands over, too. */
async function useTools(pasted: string): Promise<void> {
	const { token } = new vscode.CancellationTokenSource();
	for (const { provider } of providers) {
		if (!("invoke" in provider)) continue;
		const tool = provider as vscode.LanguageModelTool<object>;
		for (const input of [{}, { profile: "remotion", error: pasted }]) {
			await tool.prepareInvocation?.({ input }, token);
			await tool.invoke({ input, toolInvocationToken: undefined }, token);
		}
	}
}
