import type { Disposable } from "vscode";
import { commands } from "../../contributions.ts";
import type { Identities } from "../awsRequests/identities.ts";
import type { MfaSessions } from "../awsRequests/mfaSessions.ts";
import type { Preparation } from "../awsRequests/preparation.ts";
import type { Log } from "../common/log.ts";
import type { CheckedTerminals } from "../model/checkedTerminals.ts";
import type { FirstSteps } from "../model/firstSteps.ts";
import type { Focus } from "../model/focus.ts";
import type { Git } from "../model/git.ts";
import type { Model } from "../model/model.ts";
import type { Terminals } from "../model/terminals.ts";
import { registerCommand } from "../typedCommands/commands.ts";
import { verifyAllProfiles } from "./checks/verifyAllProfiles.ts";
import { verifyIdentity } from "./checks/verifyIdentity.ts";
import { registerDeployed } from "./deployed/index.ts";
import { addProfile } from "./profiles/addProfile.ts";
import { clearProfile } from "./profiles/clearProfile.ts";
import { copyVariableNames } from "./profiles/copyVariableNames.ts";
import { hideValues } from "./profiles/hideValues.ts";
import { moveToProfile } from "./profiles/moveToProfile.ts";
import { openProfile } from "./profiles/openProfile.ts";
import { openTerminalAs } from "./profiles/openTerminalAs.ts";
import { signIn } from "./profiles/signIn.ts";
import { switchProfile } from "./profiles/switchProfile.ts";
import { addToGitignore } from "./project/addToGitignore.ts";
import { copyCredentials } from "./project/copyCredentials.ts";
import { hideLaunch } from "./project/hideLaunch.ts";
import { openOrigin } from "./project/openOrigin.ts";
import { openWalkthrough } from "./project/openWalkthrough.ts";
import { protectFile } from "./project/protectFile.ts";
import { runLaunch } from "./project/runLaunch.ts";
import { selectRuntime } from "./project/selectRuntime.ts";
import { showHiddenLaunches } from "./project/showHiddenLaunches.ts";
import { checkTerminal } from "./terminals/checkTerminal.ts";

/** What commands work on. */
export interface CommandParts {
	readonly model: Model;
	readonly focus: Focus;
	readonly terminals: Terminals;
	readonly checkedTerminals: CheckedTerminals;
	/** Absolute; the built command line. */
	readonly commandLine: string;
	/** Absolute; the extension's folder `media`. */
	readonly media: string;
	readonly identities: Identities;
	readonly preparation: Preparation;
	readonly sessions: MfaSessions;
	readonly git: Git;
	readonly log: Log;
	readonly firstSteps: FirstSteps;
}

/** Registers the commands that need no view of their own; each one's failure is told by the log. */
export function registerCommands(parts: CommandParts): Disposable[] {
	const { model, focus, terminals, identities, preparation, git, log, firstSteps } = parts;
	return [
		registerCommand(log, commands.refresh, "refresh", () => model.refresh()),
		registerCommand(log, commands.hideValues, "change the setting", hideValues),
		registerCommand(log, commands.openOrigin, "open the file", (origin) => openOrigin(model, origin)),
		registerCommand(log, commands.switchProfile, "switch the profile", (row) => switchProfile(parts, row)),
		registerCommand(log, commands.clearProfile, "clear the profile", (row) =>
			clearProfile(model, focus, terminals, row),
		),
		registerCommand(log, commands.addProfile, "add the profile", (name) => addProfile(model, focus, name)),
		registerCommand(log, commands.openProfile, "open the profile", (row) => openProfile(model, focus, row)),
		registerCommand(log, commands.ssoLogin, "sign in", (row) => signIn(focus, row)),
		registerCommand(log, commands.openTerminalAs, "open the terminal", (row) => openTerminalAs(parts, row)),
		registerCommand(log, commands.copyVariableNames, "copy the variable names", (row) => copyVariableNames(focus, row)),
		registerCommand(log, commands.verifyIdentity, "verify the identity", (row) =>
			verifyIdentity(focus, identities, preparation, log, firstSteps, row),
		),
		registerCommand(log, commands.verifyAllProfiles, "verify the profiles", () =>
			verifyAllProfiles(focus, identities, preparation, log, firstSteps),
		),
		registerCommand(log, commands.addToGitignore, "change .gitignore", async (path) => {
			await addToGitignore(path);
			git.refresh();
		}),
		registerCommand(log, commands.protectFile, "change the file permissions", (path) => protectFile(model, path)),
		registerCommand(log, commands.moveToProfile, "move the keys", (path) => moveToProfile(model, focus, path)),
		registerCommand(log, commands.copyCredentials, "copy the credentials", (path) => copyCredentials(model, path)),
		registerCommand(log, commands.openWalkthrough, "open the walkthrough", () => openWalkthrough(firstSteps)),
		registerCommand(log, commands.selectRuntime, "select the runtime", (row, runtime) =>
			selectRuntime(model, focus, row, runtime),
		),
		registerCommand(log, commands.runLaunch, "type the command", (row) => runLaunch(focus, row)),
		registerCommand(log, commands.hideLaunch, "hide the launch", (row) => hideLaunch(model, focus, row)),
		registerCommand(log, commands.showHiddenLaunches, "show the hidden launches", (row) =>
			showHiddenLaunches(model, focus, row),
		),
		registerCommand(log, commands.checkTerminal, "check the terminal", (row, terminal) =>
			checkTerminal(parts, row, terminal),
		),
		registerDeployed(parts),
	];
}
