import { ThemeColor, ThemeIcon, TreeItem, TreeItemCollapsibleState } from "vscode";
import { commands } from "../../contributions.ts";
import type { Origin, Step } from "../../core/index.ts";
import { foldSteps, rowLabel, unsetLabel } from "../../core/precedence/foldSteps.ts";
import { activeValidity } from "../../core/precedence/validityWords.ts";
import { plain, stateLabels, stepDetails } from "../common/labels.ts";
import type { ProjectState } from "../model/snapshot.ts";
import type { Texts } from "../model/texts.ts";
import { commandTo } from "../typedCommands/commands.ts";

/** The rows of "Active credentials" for the sources, and the one row that holds those that are not set. */

export interface StepNode {
	readonly kind: "step";
	readonly state: ProjectState;
	readonly step: Step;
	/** The launch that it is a source of; absent: the project's shown one. */
	readonly launchId?: string;
}

export interface UnsetNode {
	readonly kind: "unset";
	readonly state: ProjectState;
	readonly steps: readonly Step[];
	readonly launchId?: string;
}

/** A row for each source that is set, in Remotion's order, then one for all others. */
export function sourceNodes(state: ProjectState, steps: readonly Step[], launchId?: string): (StepNode | UnsetNode)[] {
	const { shown, unset } = foldSteps(steps);
	const of = launchId === undefined ? {} : { launchId };
	const rows = shown.map((step): StepNode => ({ kind: "step", state, step, ...of }));
	return unset.length === 0 ? rows : [...rows, { kind: "unset", state, steps: unset, ...of }];
}

/** The sources that are not set, a row each. */
export function unsetChildren({ state, steps, launchId }: UnsetNode): StepNode[] {
	return steps.map((step) => ({ kind: "step", state, step, ...(launchId !== undefined && { launchId }) }));
}

/** A source's row as VS Code shows it: a click opens the line that sets it. */
export function stepItem({ state, step, launchId = "" }: StepNode, texts: Texts): TreeItem {
	const item = new TreeItem(rowLabel(step));
	item.id = `${state.project.folder} ${step.id} ${launchId}`;
	item.description = stepDetails(step, texts);
	item.iconPath = icons[isOver(state, step, launchId) ? "broken" : step.state];
	item.tooltip = plain(step.reason);
	item.accessibilityInformation = {
		label: `${[step.label, stateLabels[step.state], item.description].filter(Boolean).join(", ")}. ${step.reason}`,
	};
	openOnClick(item, step.origins[0]);
	return item;
}

/** The row of those that are not set, as VS Code shows it. */
export function unsetItem({ state, steps, launchId = "" }: UnsetNode): TreeItem {
	const names = steps.map(({ label }) => label);
	const item = new TreeItem(unsetLabel(steps.length), TreeItemCollapsibleState.Collapsed);
	item.id = `${state.project.folder} unset ${launchId}`;
	item.description = names.join(" · ");
	item.iconPath = new ThemeIcon("circle-outline", new ThemeColor("disabledForeground"));
	item.tooltip = plain(names.join("\n"));
	item.accessibilityInformation = { label: `${item.label}: ${names.join(", ")}` };
	return item;
}

/** Whether the source that is used fails, as its sign-in is missing or over. */
function isOver({ explanation, launches }: ProjectState, { state, profile }: Step, launchId: string): boolean {
	const own = launches.find(({ launch }) => launch.id === launchId)?.explanation ?? explanation;
	const { active } = own;
	const isUsed = state === "active" && active.kind === "profile" && active.profile === profile;
	return isUsed && activeValidity(own)?.fails === true;
}

const icons: Readonly<Record<Step["state"], ThemeIcon>> = {
	active: new ThemeIcon("pass-filled", new ThemeColor("charts.green")),
	shadowed: new ThemeIcon("circle-slash", new ThemeColor("disabledForeground")),
	incomplete: new ThemeIcon("warning", new ThemeColor("list.warningForeground")),
	broken: new ThemeIcon("error", new ThemeColor("list.errorForeground")),
	unset: new ThemeIcon("circle-outline", new ThemeColor("disabledForeground")),
	ignored: new ThemeIcon("circle-slash", new ThemeColor("disabledForeground")),
};

/** Makes a click on a row open the place that it is about, where that is in a file. */
export function openOnClick(item: TreeItem, origin: Origin | undefined): void {
	if (origin?.path === undefined) return;
	item.command = commandTo(commands.openOrigin, "Open", origin);
}
