import { type Disposable, EventEmitter, type GlobalEnvironmentVariableCollection } from "vscode";
import { DisposableStore } from "../common/disposables.ts";
import { openTerminal } from "../common/terminal.ts";

/** What new terminals get on top of the shell's environment, and one terminal with a profile of its own. */
export class Terminals implements Disposable {
	readonly #owned = new DisposableStore();
	readonly #collection: GlobalEnvironmentVariableCollection;
	readonly #changed = this.#owned.add(new EventEmitter<void>());
	readonly onDidChange = this.#changed.event;

	constructor(collection: GlobalEnvironmentVariableCollection) {
		this.#collection = collection;
	}

	/** The variables set in new terminals, as `explain()` takes them. */
	get variables(): Record<string, string | null> {
		const variables: Record<string, string | null> = {};
		for (const [name, { value }] of this.#collection) variables[name] = value;
		return variables;
	}

	/** Sets a variable in every terminal opened from now on, in this window and after a restart. */
	set(name: string, value: string): void {
		this.#collection.replace(name, value);
		this.#describe();
	}

	/** Gives new terminals the shell's own value back. */
	clear(name: string): void {
		this.#collection.delete(name);
		this.#describe();
	}

	#describe(): void {
		const names = Object.keys(this.variables);
		this.#collection.description = names.length === 0 ? undefined : `Remotion Lambda: ${names.join(", ")}`;
		this.#changed.fire();
	}

	/** Opens one terminal with variables of its own; other terminals are not touched. null takes a variable away. */
	open(name: string, cwd: string, variables: Record<string, string | null>): void {
		openTerminal({ name, cwd, env: variables });
	}

	dispose(): void {
		this.#owned.dispose();
	}
}
