import { type Command, type Disposable, commands as vscodeCommands } from "vscode";
import type { CommandId } from "../../contributions.ts";
import type { Log } from "../common/log.ts";
import { type CommandArguments, readArguments } from "./arguments.ts";

/** Says what a command does, until it is disposed. Its failure is told by the log, as "Couldn't" and `title`. */
export function registerCommand<Id extends CommandId>(
	log: Log,
	id: Id,
	title: string,
	run: (...args: CommandArguments[Id]) => unknown,
): Disposable {
	return log.command(id, title, (...given) => run(...readArguments(id, given)));
}

/** Runs a command as a person would. */
export async function runCommand<Id extends CommandId>(id: Id, ...args: CommandArguments[Id]): Promise<void> {
	await vscodeCommands.executeCommand(id, ...args);
}

/** A command with its arguments, for rows and light bulbs. */
export function commandTo<Id extends CommandId>(id: Id, title: string, ...args: CommandArguments[Id]): Command {
	return { command: id, title, arguments: args };
}
