import type { ExtensionContext } from "vscode";
import { registerActiveCredentials } from "./vscode/activeCredentialsTree.ts";
import { registerExplainError } from "./vscode/commands/explainError.ts";
import { registerCommands } from "./vscode/commands/index.ts";
import { registerTestRender } from "./vscode/commands/testRender.ts";
import { registerCompletions } from "./vscode/completions.ts";
import { registerDiagnostics } from "./vscode/diagnostics.ts";
import { registerFixes } from "./vscode/fixes.ts";
import { Focus } from "./vscode/focus.ts";
import { Git } from "./vscode/git.ts";
import { registerHovers } from "./vscode/hovers.ts";
import { Identities } from "./vscode/identities.ts";
import { Log } from "./vscode/log.ts";
import { Model } from "./vscode/model.ts";
import { registerProfiles } from "./vscode/profilesTree.ts";
import { registerStatusBar } from "./vscode/statusBar.ts";
import { Terminals } from "./vscode/terminals.ts";

/** Builds the model and registers the features on it. Nothing is read before this returns. */
export function activate(context: ExtensionContext): void {
	const { subscriptions, environmentVariableCollection, workspaceState } = context;
	const log = new Log();
	const terminals = new Terminals(environmentVariableCollection);
	const git = new Git();
	const model = new Model(terminals, git, workspaceState);
	const focus = new Focus(model);
	const identities = new Identities(model, log, context.asAbsolutePath("dist/identity.cjs"));
	subscriptions.push(
		log,
		terminals,
		git,
		model,
		focus,
		identities,
		registerActiveCredentials(model, identities),
		registerProfiles(model, focus, identities),
		registerStatusBar(focus, identities),
		registerDiagnostics(model),
		registerFixes(model),
		registerHovers(model, identities),
		registerCompletions(model),
		registerTestRender(context, { model, focus, identities, log }),
		log.registerShow(),
		registerExplainError(log, focus),
		...registerCommands({ model, focus, terminals, identities, git, log }),
	);
	model.reload().catch((error) => log.report("Reading the projects", error));
}
