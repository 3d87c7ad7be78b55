import { ThemeColor, ThemeIcon, TreeItem, TreeItemCollapsibleState } from "vscode";
import { commands } from "../../contributions.ts";
import { typedCommand } from "../../core/launches/typedCommand.ts";
import { loaderTexts } from "../../core/launchPictures/journeyWords.ts";
import { projectAnswer } from "../../core/precedence/answer.ts";
import { runtimes } from "../../core/runtimes/index.ts";
import { timeWords } from "../../core/text/clock.ts";
import { callerLabel } from "../../core/vocabulary/arn.ts";
import { answerDetails, plain } from "../common/labels.ts";
import type { Lines } from "../common/lines.ts";
import { reportDifferences } from "../model/reportDifferences.ts";
import { isReported } from "../model/reportedLaunches.ts";
import type { ExplainedLaunch, ProjectState } from "../model/snapshot.ts";
import type { Row } from "../typedCommands/arguments.ts";
import { commandTo } from "../typedCommands/commands.ts";

/** The rows of "Active credentials" for the ways in which a project is started, where they don't all use the same. */

export interface LaunchNode extends Row {
	readonly kind: "launch";
	readonly state: ProjectState;
	readonly launchId: string;
	readonly one: ExplainedLaunch;
	readonly isShown: boolean;
	readonly isDifferent: boolean;
}

/** "1 of 3 differs", of the launches; "" where all agree. */
export function agreementText({ agreement }: ProjectState): string {
	if (!agreement) return "";
	const { differing, compared } = agreement;
	return `${differing.size} of ${compared} ${differing.size === 1 ? "differs" : "differ"}`;
}

/** The row that says how many launches are hidden; a click shows them again. */
export interface HiddenLaunchesNode extends Row {
	readonly kind: "hiddenLaunches";
	readonly state: ProjectState;
}

/** A row per launch, the shown one first; none where all agree and none comes from a report. */
export function launchNodes(state: ProjectState): (LaunchNode | HiddenLaunchesNode)[] {
	const { agreement, reported } = state;
	if (!agreement && reported.length === 0) return [];
	const nodes = state.launches.map((one): LaunchNode => {
		const { id } = one.launch;
		// A report is held against what the files say of its place, and not against the shown launch.
		const isDifferent = agreement?.differing.has(id) === true || reportDifferences(state, id).length > 0;
		return { kind: "launch", state, launchId: id, one, isShown: id === state.launch?.id, isDifferent };
	});
	nodes.sort((a, b) => Number(b.isShown) - Number(a.isShown));
	return state.hidden.length > 0 ? [...nodes, { kind: "hiddenLaunches", state }] : nodes;
}

/** A row that says where a report differs from the project's files. */
export interface DifferenceNode {
	readonly kind: "difference";
	readonly state: ProjectState;
	readonly launchId: string;
	readonly text: string;
}

/** A row per difference between a reported launch and what the project's files lead one to expect; none for any other launch. */
export function differenceNodes({ state, launchId }: LaunchNode): DifferenceNode[] {
	return reportDifferences(state, launchId).map((text) => ({ kind: "difference", state, launchId, text }));
}

/** A difference as VS Code shows it. */
export function differenceItem({ state, launchId, text }: DifferenceNode): TreeItem {
	const item = new TreeItem("Differs from the project's files");
	item.id = `${state.project.folder} ${launchId} difference ${text}`;
	item.description = text;
	item.iconPath = new ThemeIcon("warning", new ThemeColor("list.warningForeground"));
	item.tooltip = plain(text);
	item.accessibilityInformation = { label: `Differs from the project's files: ${text}` };
	return item;
}

/** What AWS said where a launch was reported, as a line; "" where it wasn't asked. */
function identityLine({ reported, explanation }: ProjectState, launchId: string): string {
	const identity = reported.find(({ id }) => id === launchId)?.identity;
	if (!identity) return "";
	return identity.ok
		? `AWS, asked there: ${callerLabel(identity, explanation.accounts)}\n${identity.arn}`
		: identity.message;
}

/** "out of date, checked 5:04 PM", of a launch that comes from a report; "" of any other. */
function reportedText({ reported }: ProjectState, launchId: string): string {
	const found = reported.find(({ id }) => id === launchId);
	if (!found) return "";
	const checked = `checked ${timeWords(found.takenAt, new Date())}`;
	return found.outOfDate ? `out of date, ${checked}` : checked;
}

/** A row as VS Code shows it, without its icon. */
export function launchItem(
	{ state, one, isShown, isDifferent }: LaunchNode,
	texts: { lines(path: string): Lines | undefined; isMissing(path: string): boolean },
): TreeItem {
	const { launch, explanation } = one;
	const { Expanded, Collapsed } = TreeItemCollapsibleState;
	const item = new TreeItem(launch.label, isShown ? Expanded : Collapsed);
	item.id = `${state.project.folder} launch ${launch.id}`;
	item.contextValue = [
		"launch",
		isShown ? "shown" : "other",
		...(typedCommand(launch) ? ["typed"] : []),
		...(isReported(launch.id) ? [launch.kind] : []),
	].join(" ");
	const details = answerDetails(explanation, texts);
	const answer = projectAnswer(explanation);
	// The sidebar is narrow: of a launch that differs the answer comes first, of the shown one it is in the row above.
	// A report's label ends with its time.
	const reported = launch.kind === "report" ? "" : reportedText(state, launch.id);
	const parts = isShown
		? ["shown", answer, reported, details]
		: [answer, isDifferent ? "differs" : "", reported, details];
	item.description = parts.filter(Boolean).join(" · ");
	const { folder } = state.project;
	const loaders = loaderTexts(launch, { folder, isMissing: (path) => texts.isMissing(path) });
	const by = loaders.length === 0 ? "" : `Loader: ${loaders.join(", ")}`;
	const own = launch.kind === "report" ? reportDifferences(state, launch.id) : [runtimes[launch.runtime].layers];
	const lines = [`${launch.label}: ${item.description}`, by, identityLine(state, launch.id), ...own];
	item.tooltip = plain(lines.filter(Boolean).join("\n"));
	item.accessibilityInformation = { label: `Launch ${launch.label}: ${item.description}` };
	return item;
}

/** "2 launches hidden" as VS Code shows it. */
export function hiddenLaunchesItem({ state }: HiddenLaunchesNode): TreeItem {
	const { length } = state.hidden;
	const item = new TreeItem(`${length} ${length === 1 ? "launch" : "launches"} hidden`);
	item.id = `${state.project.folder} hidden launches`;
	item.contextValue = "hiddenLaunches";
	item.iconPath = new ThemeIcon("eye-closed");
	item.tooltip = plain(state.hidden.map(({ label }) => label).join("\n"));
	item.command = commandTo(commands.showHiddenLaunches, "Show hidden launches", { state });
	return item;
}
