import {
	type Disposable,
	EventEmitter,
	type TreeDataProvider,
	TreeItem,
	TreeItemCollapsibleState,
	window,
	workspace,
} from "vscode";
import { views } from "../../contributions.ts";
import { answerReason, isLeftToRotation, outlookOf, projectAnswer } from "../../core/precedence/answer.ts";
import { activeValidity, validityLine, validityText } from "../../core/precedence/validityWords.ts";
import { defaultRuntime, runtimes } from "../../core/runtimes/index.ts";
import { plainLabel } from "../../core/text/plainText.ts";
import type { Checks } from "../awsRequests/checkResults.ts";
import type { Identities } from "../awsRequests/identities.ts";
import { identityLines, identityText, join, unexpectedLine, unexpectedText } from "../awsRequests/identityLabels.ts";
import { DisposableStore } from "../common/disposables.ts";
import { aboutRotation, answerDetails, answerVerbs, deployedText, plain } from "../common/labels.ts";
import { Queue } from "../common/turns.ts";
import { concerning } from "../model/concerning.ts";
import type { FirstSteps } from "../model/firstSteps.ts";
import type { Model } from "../model/model.ts";
import type { ProjectState, Snapshot } from "../model/snapshot.ts";
import type { Row } from "../typedCommands/arguments.ts";
import { type CheckNode, checkChildren, checkItem, checkNodes } from "./checkRows.ts";
import { conditionIcon } from "./condition.ts";
import { failureItem } from "./failureRow.ts";
import {
	agreementText,
	type DifferenceNode,
	differenceItem,
	differenceNodes,
	type HiddenLaunchesNode,
	hiddenLaunchesItem,
	type LaunchNode,
	launchItem,
	launchNodes,
} from "./launchRows.ts";
import { adviceNodes, deploymentNodes, type PlatformNode, platformItem } from "./platformRows.ts";
import {
	openOnClick,
	type StepNode,
	sourceNodes,
	stepItem,
	type UnsetNode,
	unsetChildren,
	unsetItem,
} from "./sourceRows.ts";

/** What the view's rows of projects hand to commands. */
interface ProjectNode extends Row {
	readonly kind: "project";
	readonly state: ProjectState;
	/** How many projects there are. */
	readonly of: number;
}

type Node =
	| ProjectNode
	| { kind: "answer"; state: ProjectState }
	| { kind: "failure"; state: ProjectState }
	| StepNode
	| UnsetNode
	| LaunchNode
	| DifferenceNode
	| HiddenLaunchesNode
	| PlatformNode
	| CheckNode;

/** More projects than these start collapsed: their rows already say the answer. */
const mostExpanded = 1;

/** Of more projects than these the rows take turns with all else. */
const rowsAtOnce = 100;

/** The view "Active credentials": for each project the answer, then Remotion's ladder. A function of the model's snapshot. */
export function registerActiveCredentials(
	model: Model,
	identities: Identities,
	checks: Checks,
	firstSteps: FirstSteps,
): Disposable {
	const owned = new DisposableStore();
	const provider = owned.add(new ActiveCredentials(model, identities, checks));
	const view = owned.add(
		window.createTreeView(views.activeCredentials, { treeDataProvider: provider, showCollapseAll: true }),
	);
	const name = () => {
		view.description = soleProject(model.snapshot);
	};
	owned.add(model.onDidChange(name));
	name();
	const see = () => view.visible && firstSteps.tick("seen");
	owned.add(view.onDidChangeVisibility(see));
	see();
	if (!workspace.isTrusted) {
		view.message = "Restricted Mode: credentials are explained, but no commands run and AWS isn't contacted.";
		owned.add(
			workspace.onDidGrantWorkspaceTrust(() => {
				view.message = "";
			}),
		);
	}
	return owned;
}

/** The project and launch of a window that has one project: its rows have no row of a project above them. */
function soleProject(snapshot: Snapshot): string {
	const [only, ...others] = concerning(snapshot);
	return only && others.length === 0
		? plainLabel([only.project.name, only.launch?.label].filter(Boolean).join(" · "))
		: "";
}

class ActiveCredentials implements TreeDataProvider<Node>, Disposable {
	readonly #model: Model;
	readonly #identities: Identities;
	readonly #checks: Checks;
	readonly #owned = new DisposableStore();
	readonly #changed = this.#owned.add(new EventEmitter<void>());
	readonly onDidChangeTreeData = this.#changed.event;
	readonly #rows = new Queue();

	constructor(model: Model, identities: Identities, checks: Checks) {
		this.#model = model;
		this.#identities = identities;
		this.#checks = checks;
		this.#owned.add(checks.onDidChange(() => this.#changed.fire()));
		this.#owned.add(identities.onDidChange(() => this.#changed.fire()));
		this.#owned.add(model.onDidChange(() => this.#changed.fire()));
	}

	async getChildren(parent?: Node): Promise<Node[]> {
		if (parent?.kind === "project") return this.#inside(parent.state);
		if (parent?.kind === "check" || parent?.kind === "finding") return checkChildren(parent, this.#checks);
		if (parent?.kind === "launch")
			return [...differenceNodes(parent), ...sourceNodes(parent.state, parent.one.explanation.steps, parent.launchId)];
		if (parent?.kind === "unset") return unsetChildren(parent);
		if (parent) return [];
		const projects = concerning(await this.#model.whenReady());
		const [only, ...others] = projects;
		if (only && others.length === 0) return this.#inside(only);
		return projects.map((state) => ({ kind: "project", state, of: projects.length }));
	}

	getTreeItem(node: Node): TreeItem | Promise<TreeItem> {
		switch (node.kind) {
			case "project":
				return node.of > rowsAtOnce ? this.#rows.do(() => this.#project(node)) : this.#project(node);
			case "answer":
				return this.#answer(node.state);
			case "failure":
				return failureItem(node.state, this.#identities.of(node.state));
			case "advice":
			case "fix":
			case "deployment":
				return platformItem(node);
			case "step":
				return stepItem(node, this.#model.texts);
			case "launch": {
				const item = launchItem(node, this.#model.texts);
				item.iconPath = conditionIcon(node.one.explanation, undefined, node.isDifferent);
				return item;
			}
			case "difference":
				return differenceItem(node);
			case "hiddenLaunches":
				return hiddenLaunchesItem(node);
			case "unset":
				return unsetItem(node);
			case "check":
			case "finding":
				return checkItem(node, this.#checks);
		}
	}

	#inside(state: ProjectState): Node[] {
		const failed = this.#identities.of(state)?.kind === "failed";
		const launches = launchNodes(state);
		return [
			{ kind: "answer", state },
			...(failed ? [{ kind: "failure" as const, state }] : []),
			...adviceNodes(state),
			// Where launches differ, the sources are in the row of each.
			...(launches.length > 0 ? launches : sourceNodes(state, state.explanation.steps)),
			...deploymentNodes(state),
			...checkNodes(state),
		];
	}

	#project({ state, of }: ProjectNode): TreeItem {
		const { project, runtime, explanation } = state;
		const { accounts } = explanation;
		const identity = this.#identities.of(state);
		const { Expanded, Collapsed } = TreeItemCollapsibleState;
		const item = new TreeItem(project.name, of <= mostExpanded ? Expanded : Collapsed);
		item.id = project.folder;
		item.contextValue = "project";
		item.iconPath = conditionIcon(explanation, identity);
		const by = runtime === defaultRuntime ? "" : ` · ${runtimes[runtime].label}`;
		const stands = validityText(activeValidity(explanation));
		const unexpected = unexpectedText(explanation, identity);
		// The end is cut in a narrow side bar: with another account, or where launches differ, one answer alone would mislead.
		const facts = [unexpected, agreementText(state), projectAnswer(explanation), stands];
		item.description = join(...facts, identityText(identity, accounts, unexpected)) + by;
		const who = [...identityLines(identity, accounts), unexpectedLine(explanation, identity)].filter(Boolean);
		item.tooltip = plain([project.folder, ...who].join("\n"));
		item.accessibilityInformation = { label: `Project ${project.name}, ${item.description}` };
		return item;
	}

	#answer(state: ProjectState): TreeItem {
		const { project, runtime, explanation } = state;
		const identity = this.#identities.of(state);
		const { active, steps, accounts } = explanation;
		const rotates = isLeftToRotation(explanation);
		const item = new TreeItem(projectAnswer(explanation));
		item.id = `${project.folder} answer`;
		const validity = activeValidity(explanation);
		const canSignIn = validity?.signInProfile !== undefined;
		item.contextValue = active.kind === "error" ? "answer failed" : canSignIn ? "answer sign-in" : "answer";
		// A failure has a row of its own below.
		const unexpected = unexpectedText(explanation, identity);
		item.description = join(
			...[deployedText(runtime), agreementText(state)],
			unexpected,
			identity?.kind === "failed" ? "" : identityText(identity, accounts, unexpected),
			answerDetails(explanation, this.#model.texts),
		);
		item.iconPath = conditionIcon(explanation, identity);
		const deciding = steps.findLast(({ state }) => state === "active" || state === "broken");
		const reason = rotates ? aboutRotation : answerReason(active) || (deciding?.reason ?? "");
		const wrong = explanation.region.problem === undefined ? [] : [explanation.region.problem];
		const stands = validityLine(validity, new Date());
		const who = [...identityLines(identity, accounts), unexpectedLine(explanation, identity)];
		const lines = [...who, stands, ...wrong, reason, runtimes[runtime].layers];
		item.tooltip = plain(lines.filter((line) => line !== "").join("\n"));
		item.accessibilityInformation = {
			label: `Remotion Lambda ${answerVerbs[outlookOf(explanation)]}: ${item.label}, ${item.description}`,
		};
		openOnClick(item, deciding?.origins[0]);
		return item;
	}

	dispose(): void {
		this.#owned.dispose();
	}
}
