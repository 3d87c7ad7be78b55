import { basename } from "node:path";
import { window, workspace } from "vscode";
import type { Signing } from "../../core/signing/signingContext.ts";
import { isFile } from "../common/uris.ts";

/**
 * Makes sure that the AWS files say on the disk what they say in the editor: Remotion's client reads them there. False: the person does
 * not want to save, so nothing should be run.
 */
export async function savedToDisk({ source, files }: Signing): Promise<boolean> {
	if (source.kind === "keys") return true;
	const unsaved = workspace.textDocuments.filter(
		({ isDirty, uri }) => isDirty && isFile(uri) && Object.hasOwn(files, uri.fsPath),
	);
	if (unsaved.length === 0) return true;
	const names = unsaved.map(({ uri }) => basename(uri.fsPath)).join(" and ");
	const detail = "Remotion reads the saved file, without your latest changes.";
	const save = "Save";
	if ((await window.showWarningMessage(`Save the AWS ${names} file first?`, { modal: true, detail }, save)) !== save)
		return false;
	const saved = await Promise.all(unsaved.map((document) => document.save()));
	return saved.every(Boolean);
}
