import { type QuickPickItem, window } from "vscode";
import type { Profile } from "../../../core/index.ts";
import { isActiveProfile, profileDetails, profileIcon, withoutIcons } from "../../common/labels.ts";
import type { ProjectState } from "../../model/model.ts";

interface ProfileItem extends QuickPickItem {
	readonly profile: Profile;
}

/** Asks for a profile: type and region behind the name, the active one marked, broken ones last and with the reason. */
export async function pickProfile(
	{ explanation, project }: ProjectState,
	question: string,
): Promise<Profile | undefined> {
	const item = (profile: Profile): ProfileItem => ({
		profile,
		label: withoutIcons(profile.name),
		...(profile.problem === undefined
			? {
					description: `${withoutIcons(profileDetails(profile))}${isActiveProfile(explanation.active, profile) ? " · active" : ""}`,
				}
			: { description: "does not work", detail: withoutIcons(profile.problem) }),
		iconPath: profileIcon(profile, isActiveProfile(explanation.active, profile)),
	});
	const sorted = [
		...explanation.profiles.filter(({ problem }) => problem === undefined),
		...explanation.profiles.filter(({ problem }) => problem !== undefined),
	];
	if (sorted.length === 0) {
		void window.showInformationMessage(
			"Neither AWS file has a profile yet. Add one with “Remotion Lambda: Add profile”.",
		);
		return undefined;
	}
	const chosen = await window.showQuickPick(sorted.map(item), {
		title: `Remotion Lambda in ${project.name}`,
		placeHolder: question,
		matchOnDescription: true,
	});
	return chosen?.profile;
}
