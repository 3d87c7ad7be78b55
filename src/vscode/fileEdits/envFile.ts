import { access, constants } from "node:fs/promises";
import { basename } from "node:path";
import { type TextDocument, Uri, WorkspaceEdit, workspace } from "vscode";
import type { TextEdit } from "../../core/index.ts";
import { fileProblem } from "../../core/text/readText.ts";
import { readFile } from "../../files/readFile.ts";
import { Lines } from "../common/lines.ts";
import { Refusal } from "../common/refusal.ts";
import { utf8Text } from "./utf8.ts";

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
	if (!wanted) throw new Refusal(`${basename(path)} : the .env format can't represent it.`);
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
	return isDirty ? ` Save ${basename(fileName)} to apply this change.` : "";
}

/**
 * Refuses what could not be edited, before anything is done: an edit that cannot be saved would stay behind in the editor, and what is no UTF-8
 * would not be the same bytes again.
 * @returns whether the file is there
 */
export async function assertEditable(path: string): Promise<boolean> {
	try {
		utf8Text(path, (await readFile(path)).bytes);
		await access(path, constants.W_OK);
		return true;
	} catch (error) {
		const code = error instanceof Error && "code" in error ? String(error.code) : undefined;
		if (code === "ENOENT") return false;
		if (code === undefined) throw error;
		throw new Refusal(`${basename(path)} cannot be edited: ${fileProblem(code) ?? "it cannot be read"}.`);
	}
}

async function makeIfMissing(path: string): Promise<void> {
	if (await assertEditable(path)) return;
	const edit = new WorkspaceEdit();
	edit.createFile(Uri.file(path), { ignoreIfExists: true });
	if (!(await workspace.applyEdit(edit))) throw new Refusal(`${basename(path)} could not be made.`);
}
