import { pickOne } from "../../common/prompts.ts";
import { Refusal } from "../../common/refusal.ts";
import type { Focus } from "../../model/focus.ts";
import type { Model } from "../../model/model.ts";
import type { Row } from "../../typedCommands/arguments.ts";
import { calledOn } from "../calledOn.ts";

/** Hides a launch of a project for this workspace: that of the row, else one that is picked. It no longer counts as one that differs. */
export async function hideLaunch(model: Model, focus: Focus, row?: Row): Promise<void> {
	const state = await calledOn(focus, row);
	const { project, launches, launch: shown, hidden } = state;
	const others = launches.filter(({ launch }) => launch.id !== shown?.id);
	if (others.length === 0) throw new Refusal(`${project.name} has no launch to hide besides the one that is shown.`);
	const id = row?.launchId ?? (await pick(project.name, others));
	if (id === undefined) return;
	if (id === shown?.id) throw new Refusal("The launch that is shown can't be hidden. Select another launch first.");
	model.hideLaunches(project.folder, [...hidden.map((one) => one.id), id]);
}

async function pick(name: string, launches: readonly { launch: { id: string; label: string } }[]) {
	const items = launches.map(({ launch }) => ({ label: launch.label, id: launch.id }));
	const chosen = await pickOne(items, { title: `Hide launch of ${name}`, placeHolder: "It is no longer compared" });
	return chosen?.id;
}
