import { type Disposable, commands as vscodeCommands } from "vscode";
import type { Model, Snapshot } from "./model.ts";

/** The steps of the walkthrough that something has to be done for. Its first ticks itself off when the view is opened. */
type FirstStep = "mended" | "switched" | "verified" | "rendered";

/** Ticks a step of the walkthrough off. VS Code remembers it. */
export function tick(step: FirstStep): void {
	void vscodeCommands.executeCommand("setContext", `remotionLambda.done.${step}`, true);
}

/** Ticks "mend the first finding" off when a project has fewer errors and warnings than before, or when no project has any. */
export function watchMending(model: Model): Disposable {
	let before = new Map<string, number>();
	const watch = model.onDidChange(({ ready, projects }) => {
		if (!ready || projects.length === 0) return;
		const now = new Map(projects.map((state) => [state.project.folder, mistakes(state)]));
		const isMended = [...now].some(([folder, count]) => count < (before.get(folder) ?? 0));
		if (isMended || [...now.values()].every((count) => count === 0)) {
			watch.dispose();
			tick("mended");
		}
		before = now;
	});
	return watch;
}

function mistakes({ explanation }: Snapshot["projects"][number]): number {
	return explanation.findings.filter(({ severity }) => severity === "error" || severity === "warning").length;
}
