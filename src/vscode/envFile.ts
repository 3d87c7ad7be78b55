import { access, constants, readFile } from "node:fs/promises";
import { basename } from "node:path";
import { type TextDocument, Uri, WorkspaceEdit, workspace } from "vscode";
import type { TextEdit } from "../core/index.ts";
import { fileProblem } from "../core/readText.ts";
import { Lines } from "./lines.ts";
import { Refusal } from "./refusal.ts";

/**
 * Edits a `.env` file as an open document, so that undo works, and saves it unless it had unsaved changes of its own.
 * @param edits from the document's text to the edits; none: nothing is done
 * @returns the document
 */
export async function editEnvFile(
	path: string,
	edits: (text: string) => TextEdit[] | undefined,
): Promise<TextDocument> {
	const uri = Uri.file(path);
	await makeIfMissing(path);
	const document = await workspace.openTextDocument(uri);
	const text = document.getText();
	const wanted = edits(text);
	if (!wanted) throw new Refusal(`${basename(path)} has no way to hold this name.`);
	// VS Code says of an empty edit that it failed.
	if (wanted.length === 0) return document;
	const wasDirty = document.isDirty;
	const edit = new WorkspaceEdit();
	const lines = new Lines(text);
	for (const { range, newText } of wanted) edit.replace(uri, lines.range(range), newText);
	if (!(await workspace.applyEdit(edit))) throw new Refusal(`${basename(path)} could not be edited.`);
	if (!wasDirty && !(await document.save())) throw new Refusal(`${basename(path)} could not be saved.`);
	return document;
}

/** What a message must add where the file had unsaved changes of its own: the edit is not on the disk yet, where Remotion reads it. */
export function unsavedWords({ fileName, isDirty }: TextDocument): string {
	return isDirty ? ` ${basename(fileName)} has other unsaved changes: save it to make this count.` : "";
}

/** Told before the document changes: an edit that cannot be saved would stay behind in the editor. */
async function makeIfMissing(path: string): Promise<void> {
	const code: unknown = await readFile(path)
		.then(() => access(path, constants.W_OK))
		.then(
			() => undefined,
			(error) => error.code,
		);
	if (code === undefined) return;
	if (code !== "ENOENT") {
		const why = fileProblem(String(code)) ?? "it cannot be read";
		throw new Refusal(`${basename(path)} cannot be edited: ${why}.`);
	}
	const edit = new WorkspaceEdit();
	edit.createFile(Uri.file(path), { ignoreIfExists: true });
	if (!(await workspace.applyEdit(edit))) throw new Refusal(`${basename(path)} could not be made.`);
}
