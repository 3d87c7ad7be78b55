import type { Disposable } from "vscode";
import { commands } from "../../contract.ts";
import type { Origin } from "../../core/index.ts";
import type { ProjectNode } from "../activeCredentialsTree.ts";
import type { FirstSteps } from "../firstSteps.ts";
import type { Focus } from "../focus.ts";
import type { Git } from "../git.ts";
import type { Identities } from "../identities.ts";
import type { Log } from "../log.ts";
import type { Model } from "../model.ts";
import type { ProfileNode } from "../profilesTree.ts";
import type { Terminals } from "../terminals.ts";
import { addProfile } from "./addProfile.ts";
import { addToGitignore } from "./addToGitignore.ts";
import { clearProfile } from "./clearProfile.ts";
import { copyVariableNames } from "./copyVariableNames.ts";
import { moveToProfile } from "./moveToProfile.ts";
import { openOrigin } from "./openOrigin.ts";
import { openProfile } from "./openProfile.ts";
import { openWalkthrough } from "./openWalkthrough.ts";
import { protectFile } from "./protectFile.ts";
import { selectRuntime } from "./selectRuntime.ts";
import { ssoLogin } from "./ssoLogin.ts";
import { switchProfile } from "./switchProfile.ts";
import { verifyAllProfiles } from "./verifyAllProfiles.ts";
import { verifyIdentity } from "./verifyIdentity.ts";

/** What commands work on. */
export interface CommandParts {
	readonly model: Model;
	readonly focus: Focus;
	readonly terminals: Terminals;
	readonly identities: Identities;
	readonly git: Git;
	readonly log: Log;
	readonly firstSteps: FirstSteps;
}

/** Registers the commands that need no view of their own; each one's failure is told by the log. */
export function registerCommands(parts: CommandParts): Disposable[] {
	const { model, focus, terminals, identities, git, log, firstSteps } = parts;
	return [
		log.command(commands.refresh, "Reading the files again", () => model.refresh()),
		log.command(commands.openOrigin, "Opening the file", (origin?: Origin) => openOrigin(model, origin)),
		log.command(commands.switchProfile, "Switching the profile", (node?: ProfileNode | ProjectNode) =>
			switchProfile(parts, node),
		),
		log.command(commands.clearProfile, "Clearing the profile", (node?: ProjectNode) =>
			clearProfile(model, focus, terminals, node),
		),
		log.command(commands.addProfile, "Adding the profile", (name?: unknown) => addProfile(focus, name)),
		log.command(commands.openProfile, "Opening the profile", (node?: ProfileNode) => openProfile(model, focus, node)),
		log.command(commands.ssoLogin, "Signing in", (node?: ProfileNode) => ssoLogin(focus, node)),
		log.command(commands.copyVariableNames, "Copying the names", () => copyVariableNames(focus)),
		log.command(commands.verifyIdentity, "Verifying the identity", (node?: unknown) =>
			verifyIdentity(focus, identities, log, firstSteps, node),
		),
		log.command(commands.verifyAllProfiles, "Verifying the profiles", () =>
			verifyAllProfiles(focus, identities, log, firstSteps),
		),
		log.command(commands.addToGitignore, "Changing .gitignore", async (path?: unknown) => {
			await addToGitignore(path);
			git.refresh();
		}),
		log.command(commands.protectFile, "Changing the file's rights", (path?: unknown) => protectFile(model, path)),
		log.command(commands.moveToProfile, "Moving the keys", (path?: unknown) => moveToProfile(model, focus, path)),
		log.command(commands.openWalkthrough, "Opening the walkthrough", () => openWalkthrough(firstSteps)),
		log.command(commands.selectRuntime, "Choosing the runtime", (node?: ProjectNode, runtime?: unknown) =>
			selectRuntime(model, focus, node, runtime),
		),
	];
}
