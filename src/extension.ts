import type { ExtensionContext } from "vscode";
import { commands } from "./contract.ts";
import type { Origin } from "./core/index.ts";
import { registerActiveCredentials } from "./vscode/activeCredentialsTree.ts";
import { openOrigin } from "./vscode/commands/openOrigin.ts";
import { registerDiagnostics } from "./vscode/diagnostics.ts";
import { registerFixes } from "./vscode/fixes.ts";
import { Log } from "./vscode/log.ts";
import { Model } from "./vscode/model.ts";

/** Builds the model and registers the features on it. Nothing is read before this returns. */
export function activate({ subscriptions }: ExtensionContext): void {
	const log = new Log();
	const model = new Model();
	subscriptions.push(
		log,
		model,
		log.registerShow(),
		log.command(commands.openOrigin, "Opening the file", (origin?: Origin) => openOrigin(model, origin)),
		log.command(commands.refresh, "Reading the files again", () => model.reload()),
		registerActiveCredentials(model),
		registerDiagnostics(model),
		registerFixes(model),
	);
	model.reload().catch((error) => log.report("Reading the projects", error));
}
