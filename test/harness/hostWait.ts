import * as vscode from "vscode";
import { ruleIn } from "../../src/vscode/languageFeatures/ruleLink.ts";

/** For host suites: waiting for the extension without clocks in the assertions. */

/** Calls `read` until the value satisfies `wanted`, and gives it; after the time, whatever it is then. */
export async function eventually<T>(
	read: () => T | Thenable<T>,
	wanted: (value: T) => boolean,
	timeoutMs = 30_000,
): Promise<T> {
	const end = Date.now() + timeoutMs;
	for (;;) {
		const value = await read();
		if (wanted(value) || Date.now() > end) return value;
		await new Promise((resolve) => setTimeout(resolve, 20));
	}
}

/** A file in an editor, as the disk has it now: VS Code reloads a file outside the workspace only while it is on show, in its own time. */
export async function openAnew(uri: vscode.Uri): Promise<vscode.TextDocument> {
	const { document } = await vscode.window.showTextDocument(uri);
	await vscode.commands.executeCommand("workbench.action.files.revert");
	return document;
}

/**
 * The code actions that VS Code offers for a range. VS Code cancels such a question when an extension registers a provider in the meantime, as
 * those for languages do while they start: it is asked again then.
 */
export async function codeActions(uri: vscode.Uri, range: vscode.Range, kind?: string): Promise<vscode.CodeAction[]> {
	const question = ["vscode.executeCodeActionProvider", uri, range, ...(kind === undefined ? [] : [kind])] as const;
	for (let tries = 1; ; tries++) {
		try {
			return await vscode.commands.executeCommand<vscode.CodeAction[]>(...question);
		} catch (error) {
			if (tries === 20 || !(error instanceof Error && error.message === "Canceled")) throw error;
			await new Promise((resolve) => setTimeout(resolve, 50));
		}
	}
}

/** The rules that found an error or warn of something in a file. */
export function rulesIn(uri: vscode.Uri): string[] {
	return vscode.languages
		.getDiagnostics(uri)
		.filter(({ severity }) => severity <= vscode.DiagnosticSeverity.Warning)
		.map(ruleIn);
}

/** What hovers say, without the backslashes by which Markdown takes a mark as text. */
export function wordsOf(hovers: readonly vscode.Hover[]): string {
	return hovers
		.flatMap(({ contents }) => contents)
		.map((part) => (part instanceof vscode.MarkdownString ? part.value : String(part)))
		.join("\n")
		.replaceAll("\\", "");
}

/** The workspace copy's folder. */
export function workspaceFolder(): string {
	const folder = vscode.workspace.workspaceFolders?.[0]?.uri.fsPath;
	if (folder === undefined) throw new Error("The host suite has no workspace.");
	return folder;
}
