import { type Disposable, commands as vscodeCommands } from "vscode";
import { type CommandId, commands } from "../../contributions.ts";
import { DisposableStore } from "./disposables.ts";

/** What a command does; VS Code and whoever runs it hand over anything. */
export type Action = (...given: readonly unknown[]) => unknown;

/**
 * The commands of `contributions.ts`. VS Code knows each of them from the start; what it does may come later: a command that is called before
 * waits until the features are there.
 */
export class CommandTable implements Disposable {
	readonly #owned = new DisposableStore();
	readonly #actions = new Map<CommandId, Action>();

	/** @param features resolves when every action was set */
	constructor(features: () => Promise<unknown>) {
		for (const id of Object.values(commands)) {
			const run: Action = async (...args) => {
				await features();
				const action = this.#actions.get(id);
				if (!action) throw new Error(`Nothing says what ${id} does.`);
				return action(...args);
			};
			this.#owned.add(vscodeCommands.registerCommand(id, run));
		}
	}

	/** Says what a command does, until it is disposed. */
	set(id: CommandId, action: Action): Disposable {
		this.#actions.set(id, action);
		return { dispose: () => this.#actions.delete(id) };
	}

	dispose(): void {
		this.#owned.dispose();
	}
}
