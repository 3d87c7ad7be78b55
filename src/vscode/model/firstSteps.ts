import { type Disposable, commands as vscodeCommands } from "vscode";
import { contextKeys } from "../../contributions.ts";
import { DisposableStore } from "../common/disposables.ts";
import type { Model } from "./model.ts";
import type { Snapshot } from "./snapshot.ts";

/** The steps of the walkthrough, by what was done. */
type FirstStep = "seen" | "mended" | "switched" | "verified" | "rendered";

/** The owner of what was done of the walkthrough's steps in this session. */
export class FirstSteps implements Disposable {
	readonly #owned = new DisposableStore();
	readonly #done = new Set<FirstStep>();

	constructor(model: Model) {
		this.#owned.add(this.#watchMending(model));
	}

	/** Ticks a step off. VS Code remembers it, once it has read the walkthrough. */
	tick(step: FirstStep): void {
		this.#done.add(step);
		void this.show();
	}

	/**
	 * Tells VS Code of every step that is done. It notices a context that changes, and only once somebody has opened the walkthrough;
	 * a context that is true by then never counts. So each is true for a moment only, and told again when the walkthrough opens.
	 */
	async show(): Promise<void> {
		for (const step of this.#done)
			for (const isDone of [true, false])
				await vscodeCommands.executeCommand("setContext", `${contextKeys.done}.${step}`, isDone);
	}

	/** Ticks "mend the first finding" off when a project has fewer errors and warnings than before, or when no project has any. */
	#watchMending(model: Model): Disposable {
		let before = new Map<string, number>();
		const watch = model.onDidChange(({ ready, projects }) => {
			if (!ready || projects.length === 0) return;
			const now = new Map(projects.map((state) => [state.project.folder, mistakes(state)]));
			const isMended = [...now].some(([folder, count]) => count < (before.get(folder) ?? 0));
			if (isMended || [...now.values()].every((count) => count === 0)) {
				watch.dispose();
				this.tick("mended");
			}
			before = now;
		});
		return watch;
	}

	dispose(): void {
		this.#owned.dispose();
	}
}

function mistakes({ findings }: Snapshot["projects"][number]): number {
	return findings.filter(({ severity }) => severity === "error" || severity === "warning").length;
}
