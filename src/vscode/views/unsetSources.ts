import { ThemeColor, ThemeIcon, TreeItem, TreeItemCollapsibleState } from "vscode";
import type { Step } from "../../core/index.ts";
import { foldSteps, unsetLabel } from "../../core/precedence/foldSteps.ts";
import { plain } from "../common/labels.ts";
import type { ProjectState } from "../model/snapshot.ts";

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

/** The row as VS Code shows it. */
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
