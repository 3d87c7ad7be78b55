import { ThemeColor, ThemeIcon, TreeItem, TreeItemCollapsibleState } from "vscode";
import { commands } from "../../contributions.ts";
import { type CheckRow, summaryOf, worstOf } from "../../core/awsAccount/checkRow.ts";
import { healthRows } from "../../core/awsAccount/health.ts";
import { permissionRows, permissionsWords } from "../../core/awsAccount/permissions.ts";
import type { Check, CheckName, Checks } from "../awsRequests/checkResults.ts";
import { plain } from "../common/labels.ts";
import type { ProjectState } from "../model/snapshot.ts";
import { commandTo } from "../typedCommands/commands.ts";

/** The rows of a project's checks in the view "Active credentials". */
export type CheckNode =
	| { readonly kind: "check"; readonly state: ProjectState; readonly name: CheckName }
	| { readonly kind: "finding"; readonly state: ProjectState; readonly row: CheckRow; readonly within: string };

/** The checks of a project; none where Remotion fails before it signs: there is nobody to ask about. */
export function checkNodes(state: ProjectState): CheckNode[] {
	if (state.explanation.active.kind === "error") return [];
	return [
		{ kind: "check", state, name: "health" },
		{ kind: "check", state, name: "permissions" },
	];
}

/** What a check, or one of its rows, opens to. */
export function checkChildren(node: CheckNode, checks: Checks): CheckNode[] {
	const { state } = node;
	const [rows, within] =
		node.kind === "check"
			? [rowsOf(checks, state, node.name), node.name]
			: [node.row.children ?? [], `${node.within} ${node.row.id}`];
	return rows.map((row) => ({ kind: "finding", state, row, within }));
}

/** A check or one of its rows as VS Code shows it. */
export function checkItem(node: CheckNode, checks: Checks): TreeItem {
	return node.kind === "check" ? group(node.state, node.name, checks) : finding(node);
}

function rowsOf(checks: Checks, state: ProjectState, name: CheckName): readonly CheckRow[] {
	if (name === "health") {
		const check = checks.of(state, "health");
		return check?.kind === "done" ? healthRows(check.value, state.project.folder, state.explanation.accounts) : [];
	}
	const check = checks.of(state, "permissions");
	return check?.kind === "done" ? permissionRows(check.value) : [];
}

const groups = {
	health: {
		label: "Health",
		offer: "region, functions, sites, limits",
		command: commands.checkHealth,
		title: "Check health",
		icon: "pulse",
	},
	permissions: {
		label: "Permissions",
		offer: "what these credentials are allowed to do",
		command: commands.checkPermissions,
		title: "Check permissions",
		icon: "shield",
	},
} as const;

function group(state: ProjectState, name: CheckName, checks: Checks): TreeItem {
	const { label, offer, command, title, icon } = groups[name];
	const check = checks.of(state, name);
	const item = new TreeItem(label);
	const isDone = check?.kind === "done";
	// Another id where it has children: VS Code would keep it folded up as it was without them.
	item.id = `${state.project.folder} ${name}${isDone ? ` ${check.when.getTime()}` : ""}`;
	item.contextValue = name;
	item.iconPath = new ThemeIcon(icon);
	if (isDone) {
		const rows = rowsOf(checks, state, name);
		item.description = summary(check);
		item.iconPath = icons[worstOf(rows)];
		item.tooltip = plain(`${label} at ${check.when.toLocaleTimeString()}: ${item.description}`);
		item.collapsibleState = TreeItemCollapsibleState.Expanded;
	} else if (check?.kind === "failed") {
		item.description = check.title;
		item.iconPath = icons.warning;
		item.tooltip = plain([check.title, check.remedy].filter(Boolean).join("\n"));
		item.command = commandTo(commands.explainError, "Explain", check.original);
	} else if (check?.kind === "running") {
		item.description = "checking…";
		item.iconPath = new ThemeIcon("loading~spin");
	} else {
		item.description = "not checked yet";
		item.tooltip = plain(`Select to check ${offer}. Contacts AWS; changes nothing.`);
		item.command = commandTo(command, title, { state });
	}
	item.accessibilityInformation = { label: `${label}, ${item.description}` };
	return item;
}

function summary(check: Check<CheckName> & { kind: "done" }): string {
	const { value } = check;
	if ("permissions" in value) return permissionsWords(value.permissions);
	return `${summaryOf(healthRows(value, ""))} · ${value.region}`;
}

function finding({ row, state, within }: CheckNode & { kind: "finding" }): TreeItem {
	const { id, label, description, remedy, action, children } = row;
	const item = new TreeItem(label);
	item.id = `${state.project.folder} ${within} ${id}`;
	item.description = description;
	item.iconPath = icons[row.state];
	const click = action === undefined ? "" : `Click: ${action.title}`;
	item.tooltip = plain([`${label}: ${description}`, remedy, click].filter(Boolean).join("\n\n"));
	item.contextValue = row.page === undefined ? "finding" : "page";
	item.accessibilityInformation = { label: `${label}, ${row.state}, ${description}. ${remedy}` };
	if (children) {
		const { Collapsed, Expanded } = TreeItemCollapsibleState;
		item.collapsibleState = row.state === "good" ? Collapsed : Expanded;
	}
	if (action) {
		const { command, title, args } = action;
		// What names nothing of its own is about this row's project.
		item.command = { command, title, arguments: args.length === 0 ? [{ state }] : [...args] };
	}
	return item;
}

const icons: Readonly<Record<CheckRow["state"], ThemeIcon>> = {
	good: new ThemeIcon("pass", new ThemeColor("charts.green")),
	note: new ThemeIcon("info"),
	warning: new ThemeIcon("warning", new ThemeColor("list.warningForeground")),
	problem: new ThemeIcon("error", new ThemeColor("list.errorForeground")),
};
