import { TreeItem, TreeItemCollapsibleState } from "vscode";
import { type Agreement, agreement } from "../../core/launches/agreement.ts";
import { projectAnswer } from "../../core/precedence/answer.ts";
import { runtimes } from "../../core/runtimes/index.ts";
import { answerDetails, plain } from "../common/labels.ts";
import type { Lines } from "../common/lines.ts";
import type { ExplainedLaunch, ProjectState } from "../model/snapshot.ts";
import type { Row } from "../typedCommands/arguments.ts";

/** The rows of "Active credentials" for the ways in which a project is started, where they don't all use the same. */

export interface LaunchNode extends Row {
	readonly kind: "launch";
	readonly state: ProjectState;
	readonly launchId: string;
	readonly one: ExplainedLaunch;
	readonly isShown: boolean;
	readonly isDifferent: boolean;
}

/** How a project's launches compare; undefined: one answer is all there is to say. */
export function launchAgreement({ launch, launches, explanation }: ProjectState): Agreement | undefined {
	if (!launch || launches.length < 2) return undefined;
	const compared = agreement(launches, { launch, explanation });
	return compared.differing.size === 0 ? undefined : compared;
}

/** "1 of 3 differs", of the launches; "" where all agree. */
export function agreementText(state: ProjectState): string {
	const found = launchAgreement(state);
	if (!found) return "";
	const { differing, compared } = found;
	return `${differing.size} of ${compared} ${differing.size === 1 ? "differs" : "differ"}`;
}

/** A row per launch, the shown one first; none where all agree. */
export function launchNodes(state: ProjectState): LaunchNode[] {
	const found = launchAgreement(state);
	if (!found) return [];
	const nodes = state.launches.map((one): LaunchNode => {
		const { id } = one.launch;
		const isDifferent = found.differing.has(id);
		return { kind: "launch", state, launchId: id, one, isShown: id === state.launch?.id, isDifferent };
	});
	return nodes.sort((a, b) => Number(b.isShown) - Number(a.isShown));
}

/** A row as VS Code shows it, without its icon. */
export function launchItem(
	{ state, one, isShown, isDifferent }: LaunchNode,
	texts: { lines(path: string): Lines | undefined },
): TreeItem {
	const { launch, explanation } = one;
	const item = new TreeItem(launch.label, TreeItemCollapsibleState.Collapsed);
	item.id = `${state.project.folder} launch ${launch.id}`;
	item.contextValue = isShown ? "launch shown" : "launch";
	const details = answerDetails(explanation, texts);
	const note = isShown ? "shown" : isDifferent ? "differs" : "";
	// The sidebar is narrow: what cannot be seen by the icon comes first.
	item.description = [note, projectAnswer(explanation), details].filter(Boolean).join(" · ");
	item.tooltip = plain([`${launch.label}: ${item.description}`, runtimes[launch.runtime].layers].join("\n"));
	item.accessibilityInformation = { label: `Launch ${launch.label}: ${item.description}` };
	return item;
}
