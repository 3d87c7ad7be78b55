import { homedir } from "node:os";
import { workspace } from "vscode";
import { findProgram } from "../../../childProcess/findProgram.ts";
import type { Profile } from "../../../core/index.ts";
import { Refusal } from "../../common/refusal.ts";
import { openTerminal } from "../../common/terminal.ts";
import { isOfWorkspace } from "../../common/uris.ts";
import type { Focus } from "../../model/focus.ts";
import type { ProjectState } from "../../model/snapshot.ts";
import type { Row } from "../../typedCommands/arguments.ts";
import { profileOf } from "../calledOn.ts";
import { pickProfile } from "./pickProfile.ts";

/**
 * Runs `aws sso login` for a profile in a terminal of its own. The name is an argument, never part of a shell's command line; the program is
 * one that the person's PATH has, whatever lies in the project's folder.
 */
export async function ssoLogin(focus: Focus, row?: Row): Promise<void> {
	if (!workspace.isTrusted) throw new Refusal("Trust this workspace first: signing in runs the AWS CLI.");
	const state = await focus.whenReady();
	if (!state) throw new Refusal("Open a folder first.");
	const profile = profileOf(row) ?? (await pickSsoProfile(state));
	if (!profile) return;
	const aws = await findProgram("aws", {
		path: process.env.PATH,
		isWindows: process.platform === "win32",
		isForeign: isOfWorkspace,
	});
	if (aws === undefined)
		throw new Refusal(
			`The AWS CLI is not on the PATH. Install version 2 of it and restart VS Code, or run "aws sso login" for this profile yourself.`,
		);
	openTerminal({
		name: `aws sso login (${profile.name})`,
		shellPath: aws,
		shellArgs: ["sso", "login", "--profile", profile.name],
		// What the AWS CLI starts in its turn is not to be found in the project's folder either.
		cwd: homedir(),
	});
}

function pickSsoProfile(state: ProjectState): Promise<Profile | undefined> {
	const profiles = state.explanation.profiles.filter(({ type }) => type === "sso");
	if (profiles.length === 0) throw new Refusal("No SSO profile found. Create one in a terminal: aws configure sso");
	const sso = { ...state, explanation: { ...state.explanation, profiles } };
	return pickProfile(sso, "Signs in with the AWS CLI in a terminal");
}
