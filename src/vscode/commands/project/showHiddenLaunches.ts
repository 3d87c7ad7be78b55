import { Refusal } from "../../common/refusal.ts";
import type { Focus } from "../../model/focus.ts";
import type { Model } from "../../model/model.ts";
import type { Row } from "../../typedCommands/arguments.ts";
import { calledOn } from "../calledOn.ts";

/** Shows all of a project's launches again. */
export async function showHiddenLaunches(model: Model, focus: Focus, row?: Row): Promise<void> {
	const { project, hidden } = await calledOn(focus, row);
	if (hidden.length === 0) throw new Refusal(`No launch of ${project.name} is hidden.`);
	model.hideLaunches(project.folder, []);
}
