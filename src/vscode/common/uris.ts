import { join, sep } from "node:path";
import { type Uri, workspace } from "vscode";

/** Whether an address is a file's on this disk: no notebook cell, no diff, nothing virtual. */
export function isFile(uri: Uri): boolean {
	return uri.scheme === "file";
}

/** Whether an absolute path lies in a folder of the workspace. */
export function isOfWorkspace(path: string): boolean {
	const folders = (workspace.workspaceFolders ?? []).filter(({ uri }) => isFile(uri));
	return folders.some(({ uri }) => path === uri.fsPath || path.startsWith(join(uri.fsPath, sep)));
}
