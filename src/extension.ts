import type { ExtensionContext } from "vscode";
import { commands } from "./contract.ts";
import type { Origin } from "./core/index.ts";
import { type ProjectNode, registerActiveCredentials } from "./vscode/activeCredentialsTree.ts";
import { addProfile } from "./vscode/commands/addProfile.ts";
import { addToGitignore } from "./vscode/commands/addToGitignore.ts";
import { clearProfile } from "./vscode/commands/clearProfile.ts";
import { copyVariableNames } from "./vscode/commands/copyVariableNames.ts";
import { registerExplainError } from "./vscode/commands/explainError.ts";
import { moveToProfile } from "./vscode/commands/moveToProfile.ts";
import { openOrigin } from "./vscode/commands/openOrigin.ts";
import { openProfile } from "./vscode/commands/openProfile.ts";
import { selectRuntime } from "./vscode/commands/selectRuntime.ts";
import { ssoLogin } from "./vscode/commands/ssoLogin.ts";
import { switchProfile } from "./vscode/commands/switchProfile.ts";
import { registerTestRender } from "./vscode/commands/testRender.ts";
import { verifyAllProfiles } from "./vscode/commands/verifyAllProfiles.ts";
import { verifyIdentity } from "./vscode/commands/verifyIdentity.ts";
import { registerCompletions } from "./vscode/completions.ts";
import { registerDiagnostics } from "./vscode/diagnostics.ts";
import { registerFixes } from "./vscode/fixes.ts";
import { Focus } from "./vscode/focus.ts";
import { Git } from "./vscode/git.ts";
import { registerHovers } from "./vscode/hovers.ts";
import { Identities } from "./vscode/identities.ts";
import { Log } from "./vscode/log.ts";
import { Model } from "./vscode/model.ts";
import { type ProfileNode, registerProfiles } from "./vscode/profilesTree.ts";
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
		registerHovers(model),
		registerCompletions(model),
		registerTestRender(context, { model, focus, identities, log }),
		log.registerShow(),
		registerExplainError(log, focus),
		log.command(commands.refresh, "Reading the files again", () => model.refresh()),
		log.command(commands.openOrigin, "Opening the file", (origin?: Origin) => openOrigin(model, origin)),
		log.command(commands.switchProfile, "Switching the profile", (node?: ProfileNode | ProjectNode) =>
			switchProfile(model, focus, terminals, node),
		),
		log.command(commands.clearProfile, "Clearing the profile", (node?: ProjectNode) =>
			clearProfile(model, focus, terminals, node),
		),
		log.command(commands.addProfile, "Adding the profile", (name?: unknown) => addProfile(focus, name)),
		log.command(commands.openProfile, "Opening the profile", (node?: ProfileNode) => openProfile(model, focus, node)),
		log.command(commands.ssoLogin, "Signing in", (node?: ProfileNode) => ssoLogin(focus, node)),
		log.command(commands.copyVariableNames, "Copying the names", () => copyVariableNames(focus)),
		log.command(commands.verifyIdentity, "Verifying the identity", (node?: unknown) =>
			verifyIdentity(focus, identities, log, node),
		),
		log.command(commands.verifyAllProfiles, "Verifying the profiles", () => verifyAllProfiles(focus, identities, log)),
		log.command(commands.addToGitignore, "Changing .gitignore", (path?: unknown) => addToGitignore(path)),
		log.command(commands.moveToProfile, "Moving the keys", (path?: unknown) => moveToProfile(model, focus, path)),
		log.command(commands.selectRuntime, "Choosing the runtime", (node?: ProjectNode) =>
			selectRuntime(model, focus, node),
		),
	);
	model.reload().catch((error) => log.report("Reading the projects", error));
}
