import { appendProfile, profileNameProblem } from "../../../core/sharedConfig/appendProfile.ts";
import { loginSessions } from "../../../core/vocabulary/remotionVersions.ts";
import { notify } from "../../common/notify.ts";
import { askText, pickOne } from "../../common/prompts.ts";
import { Refusal } from "../../common/refusal.ts";
import { changeFile } from "../../fileEdits/credentialsFile.ts";
import type { Focus } from "../../model/focus.ts";
import type { Model } from "../../model/model.ts";
import type { ProjectState } from "../../model/snapshot.ts";
import { askKeys } from "./askKeys.ts";
import { keysFileOf, mayReplaceReadOnly } from "./keysFile.ts";
import { runAws } from "./runAws.ts";

/** The ways in which a profile gets its credentials, those that end by themselves first. */
const ways = [
	{
		way: "sso",
		label: "IAM Identity Center (SSO)",
		description: "temporary credentials",
		detail: "Runs aws configure sso in a terminal.",
	},
	{
		way: "login",
		label: "AWS console sign-in",
		description: "temporary credentials, for 12 hours",
		detail: `Runs aws login in a terminal. Needs AWS CLI 2.32 and Remotion ${loginSessions.presentIn}, or newer.`,
	},
	{
		way: "keys",
		label: "Access keys",
		description: "written to the AWS credentials file",
		detail: "Long-term keys work until you delete them: anyone who copies them can use them.",
	},
] as const;

/** Asks how a profile gets its credentials, and adds it: by the AWS CLI's own dialog, or with keys. */
export async function addProfile(model: Model, focus: Focus, suggested?: string): Promise<void> {
	const state = await focus.whenReady();
	if (!state) throw new Refusal("Open a folder first.");
	const chosen = await pickOne(ways, { title: "Add profile", placeHolder: "How does it get its credentials?" });
	if (chosen === undefined) return;
	if (chosen.way === "keys") {
		await addKeys(model, state, suggested);
		return;
	}
	const name = await askName(state, { title: "Add profile: name", prompt: chosen.detail, suggested });
	if (name !== undefined) await runAws(chosen.way === "sso" ? "configure sso" : "login", name);
}

/** Asks for a name that no profile has. */
function askName(
	{ explanation }: ProjectState,
	{ title, prompt, suggested = "remotion" }: { title: string; prompt: string; suggested: string | undefined },
): Promise<string | undefined> {
	const taken = new Set(explanation.profiles.map(({ name }) => name));
	return askText({
		title,
		prompt,
		value: suggested,
		ignoreFocusOut: true,
		validateInput: (text) => (taken.has(text) ? `Profile "${text}" already exists.` : profileNameProblem(text)),
	});
}

/** A profile that was added, and which keys it has. */
export interface AddedProfile {
	readonly profile: string;
	readonly accessKeyId: string;
}

/**
 * Asks for a profile's keys and appends it to the AWS credentials file. What is typed is held only until it is written.
 * @returns undefined: the person left. Nothing secret is in it.
 */
export async function addKeys(
	model: Model,
	state: ProjectState,
	suggested: string | undefined,
): Promise<AddedProfile | undefined> {
	const path = await keysFileOf(model, state.project.folder);
	if (path === undefined) return undefined;
	const name = await askName(state, { title: "Add profile (1/4): name", prompt: `It is added to ${path}`, suggested });
	if (name === undefined) return undefined;
	const keys = await askKeys("Add profile", 2);
	if (keys === undefined) return undefined;
	const alsoTold = await changeFile(
		path,
		(text) => {
			const result = appendProfile(text, { name, ...keys });
			if (!result.ok) throw new Refusal(result.problem);
			return result.text;
		},
		mayReplaceReadOnly,
	);
	if (alsoTold !== undefined) void notify.warn(alsoTold);
	void notify.info(`The profile ${name} was added to ${path}.`);
	return { profile: name, accessKeyId: keys.accessKeyId };
}
