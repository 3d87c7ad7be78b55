import type { QuickPickItem } from "vscode";
import type { Profile } from "../../../core/index.ts";
import { isActiveProfile, profileDetails, profileIcon } from "../../common/labels.ts";
import { notify } from "../../common/notify.ts";
import { pickOne } from "../../common/prompts.ts";
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
		label: profile.name,
		...(profile.problem === undefined
			? {
					description: `${profileDetails(profile)}${isActiveProfile(explanation.active, profile) ? " · active" : ""}`,
				}
			: { description: "does not work", detail: profile.problem }),
		iconPath: profileIcon(profile, isActiveProfile(explanation.active, profile)),
	});
	const sorted = [
		...explanation.profiles.filter(({ problem }) => problem === undefined),
		...explanation.profiles.filter(({ problem }) => problem !== undefined),
	];
	if (sorted.length === 0) {
		void notify.info("Neither AWS file has a profile yet. Add one with “Remotion Lambda: Add profile”.");
		return undefined;
	}
	const chosen = await pickOne(sorted.map(item), {
		title: `Remotion Lambda in ${project.name}`,
		placeHolder: question,
		matchOnDescription: true,
	});
	return chosen?.profile;
}
