import { window, workspace } from "vscode";
import type { Profile } from "../../../core/index.ts";
import { Refusal } from "../../common/refusal.ts";
import type { Focus } from "../../model/focus.ts";
import type { ProjectState } from "../../model/model.ts";
import type { Row } from "../../typedCommands.ts";
import { profileOf } from "../calledOn.ts";
import { pickProfile } from "./pickProfile.ts";

/** Runs `aws sso login` for a profile in a terminal of its own. The name is an argument, never part of a shell's command line. */
export async function ssoLogin(focus: Focus, row?: Row): Promise<void> {
	if (!workspace.isTrusted) throw new Refusal("Trust this workspace first: signing in runs the AWS CLI.");
	const state = await focus.whenReady();
	if (!state) throw new Refusal("Open a folder first.");
	const profile = profileOf(row) ?? (await pickSsoProfile(state));
	if (!profile) return;
	window
		.createTerminal({
			name: `aws sso login (${profile.name})`,
			shellPath: "aws",
			shellArgs: ["sso", "login", "--profile", profile.name],
			cwd: state.project.folder,
		})
		.show();
}

function pickSsoProfile(state: ProjectState): Promise<Profile | undefined> {
	const profiles = state.explanation.profiles.filter(({ type }) => type === "sso");
	if (profiles.length === 0)
		throw new Refusal(
			"No profile of the AWS files signs in with SSO. Make one with “aws configure sso” in a terminal.",
		);
	const sso = { ...state, explanation: { ...state.explanation, profiles } };
	return pickProfile(sso, "Select a profile to sign in");
}
