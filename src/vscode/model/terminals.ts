import {
	type Disposable,
	type EnvironmentVariableMutatorOptions,
	EventEmitter,
	type GlobalEnvironmentVariableCollection,
	type Terminal,
	type TerminalOptions,
	window,
	workspace,
} from "vscode";
import { startUpFileWins } from "../../core/precedence/reasons.ts";
import type { Secret } from "../../core/text/secret.ts";
import { DisposableStore } from "../common/disposables.ts";
import { openTerminal } from "../common/terminal.ts";

/**
 * The second one sets the variable again after start-up files such as `.bashrc`, which would win otherwise; without shell integration the
 * first one alone counts. Seen with VS Code 1.139.1 and bash 5.2.
 */
const everywhere: EnvironmentVariableMutatorOptions = { applyAtProcessCreation: true, applyAtShellIntegration: true };

/** A terminal that has no process after this time, in milliseconds, will hardly get one. */
const longestStart = 10_000;

/** What new terminals get on top of the shell's environment, and one terminal with a profile of its own. */
export class Terminals implements Disposable {
	readonly #owned = new DisposableStore();
	readonly #collection: GlobalEnvironmentVariableCollection;
	readonly #changed = this.#owned.add(new EventEmitter<void>());
	readonly onDidChange = this.#changed.event;
	/** What new terminals get. The collection differs from it while one terminal with variables of its own starts. */
	readonly #values = new Map<string, string>();
	/** The names that such a terminal has for itself just now. */
	#lent: ReadonlySet<string> = new Set();
	#opening: Promise<void> = Promise.resolve();

	constructor(collection: GlobalEnvironmentVariableCollection) {
		this.#collection = collection;
		for (const [name, { value, options }] of [...collection]) {
			this.#values.set(name, value);
			if (!options.applyAtShellIntegration) collection.replace(name, value, everywhere);
		}
	}

	/** The variables set in new terminals, as `explain()` takes them. */
	get variables(): Record<string, string | null> {
		return Object.fromEntries(this.#values);
	}

	/** Sets a variable in every terminal opened from now on, in this window and after a restart. */
	set(name: string, value: string): void {
		this.#values.set(name, value);
		this.#changedTo(name);
	}

	/** Gives new terminals the shell's own value back. */
	clear(name: string): void {
		this.#values.delete(name);
		this.#changedTo(name);
	}

	#changedTo(name: string): void {
		if (!this.#lent.has(name)) this.#write(name);
		const names = [...this.#values.keys()];
		this.#collection.description = names.length === 0 ? undefined : `Remotion Lambda: ${names.join(", ")}`;
		this.#changed.fire();
	}

	/** Makes the collection say of a name what new terminals get. */
	#write(name: string): void {
		const value = this.#values.get(name);
		if (value === undefined) this.#collection.delete(name);
		else this.#collection.replace(name, value, everywhere);
	}

	/**
	 * Opens one terminal with variables of its own; other terminals are not touched. VS Code lays the collection over the variables of a
	 * terminal, also of ours: it holds these until the terminal's process has started, and what new terminals get again after that.
	 * @param secrets what is for this terminal's eyes only; null: taken away. VS Code keeps the collection on disk, so they are not in it
	 */
	open(
		name: string,
		cwd: string,
		variables: Readonly<Record<string, string>>,
		secrets?: Readonly<Record<string, Secret | null>>,
	): Promise<void> {
		const own = { name, cwd, env: variables, ...ofSecrets(variables, secrets) };
		return this.lend(variables, () => started(openTerminal(own)));
	}

	/**
	 * Gives variables to what is started in a terminal of its own, such as a task, over those of new terminals.
	 * @param start resolves once its process has started
	 */
	lend<Result>(variables: Readonly<Record<string, string>>, start: () => PromiseLike<Result>): Promise<Result> {
		const lend = async () => {
			this.#lent = new Set(Object.keys(variables));
			try {
				for (const [variable, value] of Object.entries(variables))
					this.#collection.replace(variable, value, everywhere);
				return await start();
			} finally {
				const lent = this.#lent;
				this.#lent = new Set();
				for (const variable of lent) this.#write(variable);
			}
		};
		// One after the other: each has the collection to itself.
		const lent = this.#opening.then(lend);
		this.#opening = lent.then(
			() => {},
			() => {},
		);
		return lent;
	}

	dispose(): void {
		// VS Code keeps what the collection says.
		for (const name of this.#lent) this.#write(name);
		this.#owned.dispose();
	}
}

/** A terminal with secrets: VS Code doesn't keep it for the next start, as it would with all its variables. */
function ofSecrets(
	variables: Readonly<Record<string, string>>,
	secrets: Readonly<Record<string, Secret | null>> | undefined,
): Pick<TerminalOptions, "env" | "isTransient"> {
	if (secrets === undefined) return {};
	const revealed = Object.entries(secrets).map(([name, secret]) => [name, secret?.reveal() ?? null] as const);
	return { env: { ...variables, ...Object.fromEntries(revealed) }, isTransient: true };
}

/** Waits until a terminal has its process, was closed, or takes too long. */
async function started(terminal: Terminal): Promise<void> {
	const waiting = new DisposableStore();
	try {
		await Promise.race([
			terminal.processId,
			new Promise<void>((resolve) => {
				const timer = setTimeout(resolve, longestStart);
				waiting.add({ dispose: () => clearTimeout(timer) });
				waiting.add(window.onDidCloseTerminal((closed) => closed === terminal && resolve()));
			}),
		]);
	} finally {
		waiting.dispose();
	}
}

/** What is to be said of a variable in terminals beside its value; "" where nothing is. */
export function startUpFileWords(name: string): string {
	const isOn = workspace.getConfiguration("terminal.integrated.shellIntegration").get("enabled", true);
	return isOn ? "" : ` ${startUpFileWins(name)}`;
}
