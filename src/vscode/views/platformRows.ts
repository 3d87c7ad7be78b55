import { type Command, ThemeColor, ThemeIcon, TreeItem } from "vscode";
import { commands } from "../../contributions.ts";
import type { Finding, Fix, PlatformRuntime } from "../../core/index.ts";
import {
	type Verdict,
	verdictDetails,
	verdictLabel,
	verdictOf,
	verdictSentences,
} from "../../core/precedence/deploymentVerdict.ts";
import { isPlatform, platformOf, runtimes } from "../../core/runtimes/index.ts";
import { plain } from "../common/labels.ts";
import { severityOf } from "../common/settings.ts";
import type { Deployment, ProjectState } from "../model/snapshot.ts";
import type { Row } from "../typedCommands/arguments.ts";
import { commandTo } from "../typedCommands/commands.ts";

/** The rows of "Active credentials" that speak of where a project is deployed to. */

type CommandFix = Extract<Fix, { command: string }>;

export type PlatformNode =
	| { readonly kind: "advice"; readonly state: ProjectState; readonly finding: Finding }
	| { readonly kind: "fix"; readonly state: ProjectState; readonly command: Command; readonly icon: string }
	| DeploymentNode;

/** What the rows of places hand to commands. */
interface DeploymentNode extends Row {
	readonly kind: "deployment";
	readonly state: ProjectState;
	readonly deployment: Deployment;
	readonly runtime: PlatformRuntime;
}

/** The findings that stand in no file have their place in the tree, each with what mends it. */
export function adviceNodes(state: ProjectState): PlatformNode[] {
	return state.explanation.findings
		.filter((finding) => finding.origin.layer === "platform" && severityOf(finding) !== "off")
		.flatMap((finding): PlatformNode[] => [
			{ kind: "advice", state, finding },
			...finding.fixes.filter((fix) => "command" in fix).map((fix) => fixNode(state, fix)),
		]);
}

/** "If deployed to a hosting platform", for each place the project's files tell of; from such a place the way back. */
export function deploymentNodes(state: ProjectState): PlatformNode[] {
	const { runtime, project, deployments } = state;
	const rows = deployments.map((deployment): PlatformNode => {
		return { kind: "deployment", state, deployment, runtime: deployment.runtime };
	});
	if (!isPlatform(runtime)) return rows;
	const title = `Back to ${runtimes[project.runtime].label} on this machine`;
	const command = commandTo(commands.selectRuntime, title, { state }, "automatic");
	return [...rows, { kind: "fix", state, command, icon: "arrow-left" }];
}

/** What mends it, called on this row's project. */
function fixNode(state: ProjectState, { command, title, args }: CommandFix): PlatformNode {
	return { kind: "fix", state, command: { command, title, arguments: [{ state }, ...args] }, icon: "lightbulb" };
}

/** A row as VS Code shows it. */
export function platformItem(node: PlatformNode): TreeItem {
	switch (node.kind) {
		case "advice":
			return adviceItem(node.state, node.finding);
		case "fix":
			return fixItem(node);
		case "deployment":
			return deploymentItem(node.state, node.deployment);
	}
}

function adviceItem({ project, runtime }: ProjectState, finding: Finding): TreeItem {
	const failing = severityOf(finding) === "error";
	const where = platformOf(runtime) ?? { name: "this platform" };
	const item = new TreeItem(verdictLabel(failing ? "fails" : "role", where));
	item.description = finding.message;
	item.id = `${project.folder} advice ${finding.rule}`;
	item.iconPath = new ThemeIcon(
		failing ? "error" : "warning",
		new ThemeColor(failing ? "list.errorForeground" : "list.warningForeground"),
	);
	item.tooltip = plain(finding.message);
	item.accessibilityInformation = { label: `${item.label}. ${finding.message}` };
	return item;
}

function fixItem({ state, command, icon }: PlatformNode & { kind: "fix" }): TreeItem {
	const item = new TreeItem(command.title);
	item.id = `${state.project.folder} fix ${command.command}`;
	item.iconPath = new ThemeIcon(icon);
	item.command = command;
	return item;
}

/** "If deployed to a hosting platform": a click shows the whole ladder there. */
function deploymentItem(state: ProjectState, { runtime, explanation }: Deployment): TreeItem {
	const { platform } = runtimes[runtime];
	const verdict = verdictOf(explanation, platform);
	const item = new TreeItem(verdictLabel(verdict, platform));
	item.id = `${state.project.folder} deployment ${runtime}`;
	item.contextValue = `deployment ${verdict}`;
	item.description = verdictDetails(explanation, platform);
	item.iconPath = verdictIcons[verdict];
	const sentences = verdictSentences(explanation, platform);
	item.tooltip = plain([...sentences, runtimes[runtime].layers].join("\n"));
	item.accessibilityInformation = { label: `${item.label}. ${sentences.join(" ")}` };
	item.command = commandTo(commands.selectRuntime, "Show", { state }, runtime);
	return item;
}

const verdictIcons: Readonly<Record<Verdict, ThemeIcon>> = {
	signs: new ThemeIcon("cloud", new ThemeColor("charts.green")),
	role: new ThemeIcon("cloud", new ThemeColor("list.warningForeground")),
	fails: new ThemeIcon("cloud", new ThemeColor("list.errorForeground")),
	rotates: new ThemeIcon("cloud"),
};
