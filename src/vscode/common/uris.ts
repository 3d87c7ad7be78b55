import type { Uri } from "vscode";

/** Whether an address is a file's on this disk: no notebook cell, no diff, nothing virtual. */
export function isFile(uri: Uri): boolean {
	return uri.scheme === "file";
}
