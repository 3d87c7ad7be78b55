import type { QuickPickItem } from "vscode";
import { commands } from "../../../contributions.ts";
import type { Profile } from "../../../core/index.ts";
import { validityOf } from "../../../core/precedence/validityWords.ts";
import { isActiveProfile, profileDetails, profileIcon } from "../../common/labels.ts";
import { pickOne } from "../../common/prompts.ts";
import { Refusal } from "../../common/refusal.ts";
import type { Focus } from "../../model/focus.ts";
import type { ProjectState } from "../../model/snapshot.ts";

/** The button of messages that no profile is there. */
export const addProfileOffer = { title: "Add profile", command: commands.addProfile };

interface ProfileItem extends QuickPickItem {
	readonly profile: Profile;
}

/** Asks for a profile: account, type and region behind the name, the active one marked, broken ones last and with the reason. */
export async function pickProfile(focus: Focus, state: ProjectState, question: string): Promise<Profile | undefined> {
	const { explanation, project } = state;
	const accountOf = focus.accountNames(state);
	const item = (profile: Profile): ProfileItem => {
		const isActive = isActiveProfile(explanation.active, profile);
		const validity = validityOf(explanation, profile.name);
		return {
			profile,
			label: profile.name,
			...(profile.problem === undefined
				? { description: `${profileDetails(profile, validity, accountOf(profile.name))}${isActive ? " · active" : ""}` }
				: { description: "can't be used", detail: profile.problem }),
			iconPath: profileIcon(profile, isActive, validity),
		};
	};
	const sorted = [
		...explanation.profiles.filter(({ problem }) => problem === undefined),
		...explanation.profiles.filter(({ problem }) => problem !== undefined),
	];
	if (sorted.length === 0) {
		throw new Refusal("No AWS profiles found. Add one first.", addProfileOffer);
	}
	const chosen = await pickOne(sorted.map(item), {
		title: `Select profile for ${project.name}`,
		placeHolder: question,
		matchOnDescription: true,
	});
	return chosen?.profile;
}
