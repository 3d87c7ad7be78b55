import { workspace } from "vscode";
import type { Explanation } from "../../../core/index.ts";
import { validityOf } from "../../../core/precedence/validityWords.ts";
import { Refusal } from "../../common/refusal.ts";
import type { Focus } from "../../model/focus.ts";
import type { ProjectState } from "../../model/snapshot.ts";
import type { Row } from "../../typedCommands/arguments.ts";
import { calledOn, profileOf } from "../calledOn.ts";
import { pickProfile } from "./pickProfile.ts";
import { runAws } from "./runAws.ts";

/** Signs in with SSO or `aws login` for a profile, or for the one that a role's profile depends on, in a terminal of its own. */
export async function signIn(focus: Focus, row?: Row): Promise<void> {
	// Nobody is asked for a profile in vain.
	if (!workspace.isTrusted) throw new Refusal("Trust this workspace first: signing in runs the AWS CLI.");
	const state = await calledOn(focus, row);
	const { active } = state.explanation;
	// A row of the answer is about the active credentials.
	const own = row?.state && active.kind === "profile" ? active.profile : undefined;
	const asked = profileOf(row)?.name ?? own ?? (await pickSignIn(focus, state));
	if (asked === undefined) return;
	const found = signInOf(state.explanation, asked);
	if (!found)
		throw new Refusal(`Profile ${asked} depends on no sign-in: it is neither an SSO nor an aws login profile.`);
	await runAws(found.kind === "sso" ? "sso login" : "login", found.profile);
}

function signInOf(explanation: Explanation, name: string): { kind: "sso" | "login"; profile: string } | undefined {
	const type = explanation.profiles.find((profile) => profile.name === name)?.type;
	if (type === "sso" || type === "login") return { kind: type, profile: name };
	const validity = validityOf(explanation, name);
	if (!validity || validity.kind === "keys" || validity.signInProfile === undefined) return undefined;
	return { kind: validity.kind, profile: validity.signInProfile };
}

async function pickSignIn(focus: Focus, state: ProjectState): Promise<string | undefined> {
	const profiles = state.explanation.profiles.filter(({ type }) => type === "sso" || type === "login");
	if (profiles.length === 0)
		throw new Refusal("No profile to sign in with found. Create one in a terminal: aws configure sso, or aws login");
	const explanation = { ...state.explanation, profiles };
	return (await pickProfile(focus, { ...state, explanation }, "Signs in with the AWS CLI in a terminal"))?.name;
}
