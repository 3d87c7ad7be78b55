import { pickOne } from "../../common/prompts.ts";
import { Refusal } from "../../common/refusal.ts";
import type { Focus } from "../../model/focus.ts";
import type { Model } from "../../model/model.ts";
import type { Row } from "../../typedCommands/arguments.ts";
import { calledOn } from "../calledOn.ts";

/** Forgets a launch that a report tells of: that of the row, else one that is picked. If it is shown, the main launch takes its place. */
export async function removeReport(model: Model, focus: Focus, row?: Row): Promise<void> {
	const { project, reported } = await calledOn(focus, row);
	const items = reported
		.filter(({ launch }) => launch.kind === "report")
		.map(({ id, launch }) => ({ id, label: launch.label }));
	if (items.length === 0) throw new Refusal(`${project.name} has no opened report.`);
	const id = row?.launchId ?? (await pick(items))?.id;
	if (!items.some((item) => item.id === id) || id === undefined) return;
	const choice = model.choice(project.folder);
	if (choice && "launchId" in choice && choice.launchId === id) model.setChoice(project.folder, undefined);
	model.reported.remove(id);
}

function pick(items: readonly { id: string; label: string }[]) {
	return pickOne(items, { title: "Remove report", placeHolder: "You can open it again" });
}
