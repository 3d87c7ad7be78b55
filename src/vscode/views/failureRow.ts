import { ThemeColor, ThemeIcon, TreeItem } from "vscode";
import type { Identity } from "../awsRequests/identities.ts";
import { identityLines, identityText, isUnanswered } from "../awsRequests/identityLabels.ts";
import { plain } from "../common/labels.ts";
import type { ProjectState } from "../model/snapshot.ts";

/** Returns the row with what AWS said against a project's credentials, and what to do: in sight without a hover. */
export function failureItem({ project, explanation }: ProjectState, identity: Identity | undefined): TreeItem {
	const [what = "", remedy = ""] = identityLines(identity, explanation.accounts);
	const item = new TreeItem(identityText(identity, explanation.accounts));
	item.description = remedy;
	item.id = `${project.folder} failure`;
	item.contextValue = "failure";
	const color = isUnanswered(identity) ? "list.warningForeground" : "list.errorForeground";
	item.iconPath = new ThemeIcon("warning", new ThemeColor(color));
	item.tooltip = plain(`${what}\n${remedy}`);
	item.accessibilityInformation = { label: `${what} ${remedy}` };
	return item;
}
