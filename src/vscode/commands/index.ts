import type { Disposable } from "vscode";
import { commands } from "../../contributions.ts";
import type { Origin } from "../../core/index.ts";
import type { Identities } from "../awsRequests/identities.ts";
import type { Log } from "../common/log.ts";
import type { FirstSteps } from "../model/firstSteps.ts";
import type { Focus } from "../model/focus.ts";
import type { Git } from "../model/git.ts";
import type { Model } from "../model/model.ts";
import type { Terminals } from "../model/terminals.ts";
import type { ProjectNode } from "../views/activeCredentialsTree.ts";
import type { ProfileNode } from "../views/profilesTree.ts";
import { verifyAllProfiles } from "./checks/verifyAllProfiles.ts";
import { verifyIdentity } from "./checks/verifyIdentity.ts";
import { addProfile } from "./profiles/addProfile.ts";
import { clearProfile } from "./profiles/clearProfile.ts";
import { copyVariableNames } from "./profiles/copyVariableNames.ts";
import { moveToProfile } from "./profiles/moveToProfile.ts";
import { openProfile } from "./profiles/openProfile.ts";
import { ssoLogin } from "./profiles/ssoLogin.ts";
import { switchProfile } from "./profiles/switchProfile.ts";
import { addToGitignore } from "./project/addToGitignore.ts";
import { openOrigin } from "./project/openOrigin.ts";
import { openWalkthrough } from "./project/openWalkthrough.ts";
import { protectFile } from "./project/protectFile.ts";
import { selectRuntime } from "./project/selectRuntime.ts";

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
