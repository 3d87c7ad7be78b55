import { type Disposable, commands as vscodeCommands, workspace } from "vscode";
import { settings } from "../../contributions.ts";
import { DisposableStore } from "../common/disposables.ts";
import { notify } from "../common/notify.ts";
import { accountSettings } from "../common/settings.ts";
import type { Model } from "../model/model.ts";

/** Says once of each what is wrong with the settings about accounts, and that it is ignored. */
export function registerAccountNotices(model: Model): Disposable {
	const owned = new DisposableStore();
	const told = new Set<string>();
	let hasLooked = false;
	const look = () => {
		hasLooked = true;
		const folders = model.snapshot.projects.map(({ project }) => project.folder);
		const problems = new Set(folders.flatMap((folder) => accountSettings(folder).problems));
		for (const problem of problems) {
			if (told.has(problem)) continue;
			told.add(problem);
			void tell(problem);
		}
	};
	owned.add(
		workspace.onDidChangeConfiguration((event) => {
			if (![settings.accounts, settings.expectedAccount].some((id) => event.affectsConfiguration(id))) return;
			look();
		}),
	);
	owned.add(model.onDidChange(({ ready }) => ready && !hasLooked && look()));
	return owned;
}

async function tell(problem: string): Promise<void> {
	const open = "Open settings";
	const setting = problem.includes(settings.expectedAccount) ? settings.expectedAccount : settings.accounts;
	if ((await notify.warn(problem, open)) === open)
		await vscodeCommands.executeCommand("workbench.action.openSettings", setting);
}
