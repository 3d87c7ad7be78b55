import { commands as vscodeCommands } from "vscode";
import { extensionId, walkthrough } from "../../../contributions.ts";
import type { FirstSteps } from "../../model/firstSteps.ts";

/** Opens the walkthrough: five steps that tick themselves off. Nothing else ever opens it. */
export async function openWalkthrough(firstSteps: FirstSteps): Promise<void> {
	await vscodeCommands.executeCommand("workbench.action.openWalkthrough", `${extensionId}#${walkthrough}`, false);
	await firstSteps.show();
}
