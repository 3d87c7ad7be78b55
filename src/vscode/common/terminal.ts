import { type Terminal, type TerminalOptions, window } from "vscode";
import { plainLabel, visible } from "../../core/text/plainText.ts";
import { Refusal } from "./refusal.ts";

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
export function typeInTerminal(folder: string, command: string): void {
	if (visible(command) !== command) throw new Refusal(`This command is not typed, for what is in it: ${command}`);
	openTerminal({ name: "Remotion Lambda", cwd: folder }).sendText(command, false);
}
