import { commands } from "vscode";
import type { Row } from "../../typedCommands/arguments.ts";

/** Opens the page that a row of a check has in the AWS console, in the browser. */
export async function openInConsole(row?: Row): Promise<void> {
	// As a text: an address of VS Code's own kind would encode its `$` and `%` once more.
	if (row?.page !== undefined) await commands.executeCommand("vscode.open", row.page);
}
