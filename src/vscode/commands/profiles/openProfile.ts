import type { Profile } from "../../../core/index.ts";
import { Refusal } from "../../common/refusal.ts";
import type { Focus } from "../../model/focus.ts";
import type { Model } from "../../model/model.ts";
import type { ProfileNode } from "../../views/profilesTree.ts";
import { openOrigin } from "../project/openOrigin.ts";
import { pickProfile } from "./pickProfile.ts";

/** Opens a profile at its heading, in the file that has its keys. */
export async function openProfile(model: Model, focus: Focus, node?: ProfileNode): Promise<void> {
	const profile = node?.profile ?? (await chosen(focus));
	if (profile) await openOrigin(model, profile.origins[0]);
}

async function chosen(focus: Focus): Promise<Profile | undefined> {
	const state = await focus.whenReady();
	if (!state) throw new Refusal("Open a folder first.");
	return pickProfile(state, "Select a profile to open");
}
