import { basename } from "node:path";
import { workspace } from "vscode";
import type { Signing } from "../../core/signing/signingContext.ts";
import { notify } from "../common/notify.ts";
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
	const line = "Remotion reads the saved file, without your latest changes.";
	const question = `Save the AWS ${names} file first?`;
	if (!(await notify.confirm({ question, lines: [line], yes: "Save", isWarning: true }))) return false;
	const saved = await Promise.all(unsaved.map((document) => document.save()));
	return saved.every(Boolean);
}
