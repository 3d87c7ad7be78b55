import { type Disposable, type Terminal, type TerminalShellExecution, window } from "vscode";
import { changesEnvironment } from "../../core/environmentReport/typedChange.ts";
import { DisposableStore } from "../common/disposables.ts";
import type { ReportedLaunches } from "./reportedLaunches.ts";

/** Which launches are of which terminals: such a launch is out of date with a command that may change it, and gone with the terminal. */
export class CheckedTerminals implements Disposable {
	readonly #owned = new DisposableStore();
	readonly #ids = new Map<Terminal, string>();
	/** What runs in terminals, as far as their shells tell. */
	readonly #running = new Map<Terminal, TerminalShellExecution>();

	constructor(reported: ReportedLaunches) {
		this.#owned.add(
			window.onDidCloseTerminal((terminal) => {
				const id = this.#ids.get(terminal);
				this.#ids.delete(terminal);
				this.#running.delete(terminal);
				if (id !== undefined) reported.remove(id);
			}),
		);
		this.#owned.add(
			window.onDidStartTerminalShellExecution(({ terminal, execution }) => {
				this.#running.set(terminal, execution);
				const id = this.#ids.get(terminal);
				if (id !== undefined && changesEnvironment(execution.commandLine.value)) reported.markOutOfDate(id);
			}),
		);
		this.#owned.add(
			window.onDidEndTerminalShellExecution(({ terminal, execution }) => {
				if (this.#running.get(terminal) === execution) this.#running.delete(terminal);
			}),
		);
	}

	/** Whether a program runs in a terminal; false where its shell doesn't tell. */
	isBusy(terminal: Terminal): boolean {
		return this.#running.has(terminal);
	}

	/** Returns the terminal that a launch is of; undefined: it is of none. */
	terminalOf(launchId: string): Terminal | undefined {
		return [...this.#ids].find(([, id]) => id === launchId)?.[0];
	}

	/** Returns the id of a terminal's launch: it has the same one each time it is checked. */
	idOf(terminal: Terminal): string {
		const id = this.#ids.get(terminal) ?? `terminal:${crypto.randomUUID()}`;
		this.#ids.set(terminal, id);
		return id;
	}

	dispose(): void {
		this.#owned.dispose();
	}
}
