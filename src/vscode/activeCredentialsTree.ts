import {
	type Disposable,
	EventEmitter,
	ThemeColor,
	ThemeIcon,
	type TreeDataProvider,
	TreeItem,
	TreeItemCollapsibleState,
	window,
	workspace,
} from "vscode";
import { commands, views } from "../contract.ts";
import type { Explanation, Origin, Step } from "../core/index.ts";
import { runtimes } from "../core/runtimes.ts";
import { DisposableStore } from "./disposables.ts";
import type { Model, ProjectState } from "./model.ts";
import { answerDetails, answerText, plain, stepDetails } from "./words.ts";

/** What the view's rows of projects hand to commands. */
export interface ProjectNode {
	readonly kind: "project";
	readonly state: ProjectState;
	readonly expanded: boolean;
}

type Node = ProjectNode | { kind: "answer"; state: ProjectState } | { kind: "step"; state: ProjectState; step: Step };

/** More projects than these start collapsed: their rows already say the answer. */
const mostExpanded = 2;

/** The view "Active credentials": for each project the answer, then Remotion's ladder. A function of the model's snapshot. */
export function registerActiveCredentials(model: Model): Disposable {
	const owned = new DisposableStore();
	const provider = owned.add(new ActiveCredentials(model));
	const view = owned.add(
		window.createTreeView(views.activeCredentials, { treeDataProvider: provider, showCollapseAll: true }),
	);
	if (!workspace.isTrusted) {
		view.message = "Restricted mode: files are read and explained; nothing is run and nothing is sent.";
		owned.add(
			workspace.onDidGrantWorkspaceTrust(() => {
				view.message = "";
			}),
		);
	}
	return owned;
}

class ActiveCredentials implements TreeDataProvider<Node>, Disposable {
	readonly #model: Model;
	readonly #owned = new DisposableStore();
	readonly #changed = this.#owned.add(new EventEmitter<void>());
	readonly onDidChangeTreeData = this.#changed.event;

	constructor(model: Model) {
		this.#model = model;
		this.#owned.add(model.onDidChange(() => this.#changed.fire()));
	}

	async getChildren(parent?: Node): Promise<Node[]> {
		if (parent?.kind === "project") return inside(parent.state);
		if (parent) return [];
		const { projects } = await this.#model.whenReady();
		const [only, ...others] = projects;
		if (only && others.length === 0) return inside(only);
		const expanded = projects.length <= mostExpanded;
		return projects.map((state) => ({ kind: "project", state, expanded }));
	}

	getTreeItem(node: Node): TreeItem {
		switch (node.kind) {
			case "project":
				return this.#project(node.state, node.expanded);
			case "answer":
				return this.#answer(node.state);
			case "step":
				return this.#step(node.state, node.step);
		}
	}

	#project({ project, runtime, explanation }: ProjectState, expanded: boolean): TreeItem {
		const { Expanded, Collapsed } = TreeItemCollapsibleState;
		const item = new TreeItem(project.name, expanded ? Expanded : Collapsed);
		item.id = project.folder;
		item.contextValue = "project";
		item.iconPath = answerIcon(explanation);
		const by = runtime === "remotion-cli" ? "" : ` · ${runtimes[runtime].label}`;
		item.description = answerText(explanation.active) + by;
		item.accessibilityInformation = { label: `Project ${project.name}, ${answerText(explanation.active)}` };
		return item;
	}

	#answer({ project, runtime, explanation }: ProjectState): TreeItem {
		const { active, steps } = explanation;
		const failed = active.kind === "error";
		const item = new TreeItem(answerText(active));
		item.id = `${project.folder} answer`;
		item.description = answerDetails(explanation, this.#model.texts);
		item.iconPath = answerIcon(explanation);
		const deciding = steps.findLast(({ state }) => state === "active" || state === "broken");
		item.tooltip = plain(`${failed ? active.message : (deciding?.reason ?? "")}\n\n${runtimes[runtime].layers}`);
		item.accessibilityInformation = {
			label: `${failed ? "Remotion Lambda fails" : "Remotion Lambda signs with"}: ${item.label}, ${item.description}`,
		};
		openOnClick(item, deciding?.origins[0]);
		return item;
	}

	#step({ project }: ProjectState, step: Step): TreeItem {
		const item = new TreeItem(step.label);
		item.id = `${project.folder} ${step.id}`;
		item.description = stepDetails(step, this.#model.texts);
		item.iconPath = icons[step.state];
		item.tooltip = plain(step.reason);
		item.accessibilityInformation = { label: `${step.label}, ${step.state}, ${item.description}. ${step.reason}` };
		openOnClick(item, step.origins[0]);
		return item;
	}

	dispose(): void {
		this.#owned.dispose();
	}
}

function inside(state: ProjectState): Node[] {
	return [{ kind: "answer", state }, ...state.explanation.steps.map((step): Node => ({ kind: "step", state, step }))];
}

/** Red where Remotion fails; yellow where something signs that the files did not mean. */
function answerIcon({ active, findings }: Explanation): ThemeIcon {
	if (active.kind === "error") return new ThemeIcon("error", new ThemeColor("list.errorForeground"));
	const surprising = findings.some(({ rule }) => rule === "mixed-key-pair" || rule === "incomplete-key-pair");
	if (surprising) return new ThemeIcon("warning", new ThemeColor("list.warningForeground"));
	return new ThemeIcon("key", new ThemeColor("charts.green"));
}

const icons: Readonly<Record<Step["state"], ThemeIcon>> = {
	active: new ThemeIcon("pass-filled", new ThemeColor("charts.green")),
	shadowed: new ThemeIcon("circle-slash", new ThemeColor("disabledForeground")),
	incomplete: new ThemeIcon("warning", new ThemeColor("list.warningForeground")),
	broken: new ThemeIcon("error", new ThemeColor("list.errorForeground")),
	unset: new ThemeIcon("circle-outline", new ThemeColor("disabledForeground")),
};

function openOnClick(item: TreeItem, origin: Origin | undefined): void {
	if (origin?.path === undefined) return;
	item.command = { command: commands.openOrigin, title: "Open", arguments: [origin] };
}
