import { Disposable } from "vscode";
import { commands } from "../../../contributions.ts";
import { registerCommand } from "../../typedCommands/commands.ts";
import { debugWithProfile, type RunParts } from "./debugWithProfile.ts";
import { registerProfileInDebugger } from "./profileInDebugger.ts";
import { runTaskWithProfile } from "./runTaskWithProfile.ts";

/** Registers what hands a profile to the debugger and to tasks. */
export function registerRunWithProfile(parts: RunParts): Disposable {
	const { terminals, log } = parts;
	return Disposable.from(
		registerProfileInDebugger(terminals, log),
		registerCommand(log, commands.debugWithProfile, "start debugging", (row) => debugWithProfile(parts, row)),
		registerCommand(log, commands.runTaskWithProfile, "run the task", (row) => runTaskWithProfile(parts, row)),
	);
}
