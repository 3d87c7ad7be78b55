import { Refusal } from "../../common/refusal.ts";
import type { Focus } from "../../model/focus.ts";
import type { Model } from "../../model/model.ts";
import type { Row } from "../../typedCommands/arguments.ts";
import { openComparison } from "../../webviews/compareLaunches.ts";
import type { Panels } from "../../webviews/panel.ts";
import { calledOn } from "../calledOn.ts";

/** Shows every launch of a project side by side, once all are explained. */
export async function compareLaunches(panels: Panels, model: Model, focus: Focus, row?: Row): Promise<void> {
	const { project } = await calledOn(focus, row);
	const { projects } = await model.allSettled();
	const state = projects.find((one) => one.project.folder === project.folder);
	if (!state) throw new Refusal(`${project.name} is no longer a project of this window.`);
	await openComparison(panels, model, state);
}
