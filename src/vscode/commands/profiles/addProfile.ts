import { appendProfile, profileNameProblem } from "../../../core/sharedConfig/appendProfile.ts";
import { notify } from "../../common/notify.ts";
import { askText } from "../../common/prompts.ts";
import { Refusal } from "../../common/refusal.ts";
import { changeFile } from "../../fileEdits/credentialsFile.ts";
import type { Focus } from "../../model/focus.ts";
import type { Model } from "../../model/model.ts";
import { askKeys } from "./askKeys.ts";
import { keysFileOf, mayReplaceReadOnly } from "./keysFile.ts";

/** Asks for a profile's keys and appends it to the AWS credentials file. What is typed is held only until it is written. */
export async function addProfile(model: Model, focus: Focus, suggested?: string): Promise<void> {
	const state = await focus.whenReady();
	if (!state) throw new Refusal("Open a folder first.");
	const path = await keysFileOf(model, state.project.folder);
	if (path === undefined) return;
	const taken = new Set(state.explanation.profiles.map(({ name }) => name));
	const name = await askText({
		title: "Add profile (1/4): name",
		prompt: `It is added to ${path}`,
		value: suggested ?? "remotion",
		ignoreFocusOut: true,
		validateInput: (text) => (taken.has(text) ? `Profile "${text}" already exists.` : profileNameProblem(text)),
	});
	if (name === undefined) return;
	const keys = await askKeys("Add profile", 2);
	if (keys === undefined) return;
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
}
