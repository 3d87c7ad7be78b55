import { type Terminal, type TerminalOptions, window } from "vscode";
import { plainLabel, visible } from "../../core/text/plainText.ts";
import { DisposableStore } from "./disposables.ts";
import { Refusal } from "./refusal.ts";
import { later } from "./turns.ts";

/** Opens a terminal on show; nothing else does (`test/unit/contract.test.ts`): VS Code draws icons in its name. */
export function openTerminal({ name, ...options }: TerminalOptions & { readonly name: string }): Terminal {
	const terminal = window.createTerminal({ ...options, name: plainLabel(name) });
	terminal.show();
	return terminal;
}

/**
 * Types a command into a new terminal. Typed, not run: what gets installed or deployed is the person's decision. A line break would run it,
 * and other control characters do what keys do: a command with any of them is not typed.
 */
export async function typeInTerminal(folder: string, command: string): Promise<void> {
	if (visible(command) !== command) throw new Refusal(`This command is not typed, for what is in it: ${command}`);
	const terminal = openTerminal({ name: "Remotion Lambda", cwd: folder });
	await shellStarted(terminal);
	terminal.sendText(command, false);
}

/**
 * Runs a line in a terminal, on show. Where the shell's integration tells, what was typed there before and not run is taken away first.
 * @param line one that this program made: nothing of it comes from files or people
 */
export async function runInTerminal(terminal: Terminal, line: string): Promise<void> {
	terminal.show();
	await shellStarted(terminal);
	if (terminal.shellIntegration) terminal.shellIntegration.executeCommand(line);
	else terminal.sendText(line, true);
}

/** A shell without VS Code's integration never says that it waits for a command. */
const patienceMs = 2000;

/** Resolves once the shell shows its prompt, or after a while: what is typed before that is on the screen twice. */
function shellStarted(terminal: Terminal): Promise<void> {
	if (terminal.shellIntegration) return Promise.resolve();
	return new Promise((resolve) => {
		const owned = new DisposableStore();
		const done = () => {
			owned.dispose();
			resolve();
		};
		owned.add(window.onDidChangeTerminalShellIntegration((event) => event.terminal === terminal && done()));
		owned.add(window.onDidCloseTerminal((closed) => closed === terminal && done()));
		owned.add({ dispose: later(patienceMs, done) });
	});
}
