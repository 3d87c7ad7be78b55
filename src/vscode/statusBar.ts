import { basename } from "node:path";
import { type Disposable, StatusBarAlignment, ThemeColor, window } from "vscode";
import { commands, productName } from "../contract.ts";
import { DisposableStore } from "./disposables.ts";
import type { Focus } from "./focus.ts";
import type { ProjectState } from "./model.ts";
import { answerText, ladderMarkdown } from "./words.ts";

/** The status bar: what the focused project signs with; red where Remotion would fail; a click switches. */
export function registerStatusBar(focus: Focus): Disposable {
	const owned = new DisposableStore();
	const item = owned.add(window.createStatusBarItem("activeCredentials", StatusBarAlignment.Left, 10));
	item.name = productName;
	item.command = commands.switchProfile;
	const show = () => {
		const { state } = focus;
		if (!state || state.project.isQuiet) return item.hide();
		const { active } = state.explanation;
		const failed = active.kind === "error";
		item.text = `$(${failed ? "error" : "key"}) ${shortAnswer(state)}`;
		item.backgroundColor = failed ? new ThemeColor("statusBarItem.errorBackground") : undefined;
		const tooltip = ladderMarkdown(state.explanation);
		item.tooltip = tooltip;
		item.accessibilityInformation = {
			label: `Remotion Lambda in ${state.project.name} ${failed ? "fails" : "signs with"}: ${answerText(active)}. Switch profile`,
		};
		item.show();
	};
	owned.add(focus.onDidChange(show));
	show();
	return owned;
}

function shortAnswer({ explanation: { active }, project }: ProjectState): string {
	const text = active.kind === "profile" ? active.profile : answerText(active);
	return `${text} (${basename(project.folder)})`.replaceAll("$(", "$ (");
}
