import { type QuickPickItem, window } from "vscode";
import type { Runtime } from "../../core/index.ts";
import { runtimes } from "../../core/runtimes.ts";
import { Refusal } from "../credentialsFile.ts";
import type { Focus } from "../focus.ts";
import type { Model } from "../model.ts";

/** Asks who starts Remotion in a project and keeps the answer for it. */
export async function selectRuntime(model: Model, focus: Focus, folder?: string): Promise<void> {
	const focused = await focus.whenReady();
	const state = model.snapshot.projects.find(({ project }) => project.folder === folder) ?? focused;
	if (!state) throw new Refusal("Open a folder first.");
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
