import { basename } from "node:path";
import { type TextDocumentShowOptions, type TextEditor, Uri, window } from "vscode";
import { fileProblem } from "../../core/text/readText.ts";
import { assertFile } from "../../files/readFile.ts";
import { Refusal } from "./refusal.ts";

/**
 * Opens a file of the disk in an editor. VS Code would read from a pipe or a device, and wait: they are named instead. Where there is no
 * file, VS Code may still have it as an open buffer, or says so itself.
 */
export async function showFile(path: string, options?: TextDocumentShowOptions): Promise<TextEditor> {
	try {
		await assertFile(path);
	} catch (error) {
		const code = error instanceof Error && "code" in error ? String(error.code) : "";
		const problem = code === "ENOENT" ? undefined : fileProblem(code);
		if (problem !== undefined) throw new Refusal(`${basename(path)} can't be opened: ${problem}.`);
	}
	return window.showTextDocument(Uri.file(path), options);
}
