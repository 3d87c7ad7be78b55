import { type QuickPickItem, window } from "vscode";
import type { Runtime } from "../../core/index.ts";
import { runtimes } from "../../core/runtimes.ts";
import type { ProjectNode } from "../activeCredentialsTree.ts";
import { calledOn, type Focus } from "../focus.ts";
import type { Model } from "../model.ts";

/** Asks who starts Remotion in a project and keeps the answer for it. */
export async function selectRuntime(model: Model, focus: Focus, node?: ProjectNode): Promise<void> {
	const state = await calledOn(focus, node);
	const items = (Object.keys(runtimes) as Runtime[]).map((runtime): QuickPickItem & { runtime: Runtime } => ({
		runtime,
		label: runtimes[runtime].label,
		detail: runtimes[runtime].layers,
		...(runtime === state.runtime && { description: "current" }),
	}));
	const chosen = await window.showQuickPick(items, {
		title: `Who starts Remotion in ${state.project.name}?`,
		placeHolder: "It decides which .env files reach Remotion",
		matchOnDetail: true,
	});
	if (chosen) model.setRuntime(state.project.folder, chosen.runtime);
}
