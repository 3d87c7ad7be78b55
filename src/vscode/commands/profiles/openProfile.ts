import type { Focus } from "../../model/focus.ts";
import type { Model } from "../../model/model.ts";
import type { Row } from "../../typedCommands/arguments.ts";
import { calledOn, profileOf } from "../calledOn.ts";
import { openOrigin } from "../project/openOrigin.ts";
import { pickProfile } from "./pickProfile.ts";

/** Opens a profile at its heading, in the file that has its keys. */
export async function openProfile(model: Model, focus: Focus, row?: Row): Promise<void> {
	const state = await calledOn(focus, row);
	const name = (profileOf(row) ?? (await pickProfile(focus, state, "Opens the profile at its section header")))?.name;
	const profile = state.explanation.profiles.find((one) => one.name === name);
	if (profile) await openOrigin(model, profile.origins[0]);
}
