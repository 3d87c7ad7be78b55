import { typedCommand } from "../../../core/launches/typedCommand.ts";
import { Refusal } from "../../common/refusal.ts";
import { typeInTerminal } from "../../common/terminal.ts";
import type { Focus } from "../../model/focus.ts";
import type { Row } from "../../typedCommands/arguments.ts";
import { calledOn } from "../calledOn.ts";

/**
 * Types the command of a launch into a new terminal of its folder: of the row it is called on, else the shown one. Enter is left to the
 * person, as it may render and cost money.
 */
export async function runLaunch(focus: Focus, row?: Row): Promise<void> {
	const state = await calledOn(focus, row);
	const known = state.launches.find(({ launch }) => launch.id === row?.launchId)?.launch;
	const launch = row?.launchId === undefined ? state.launch : known;
	if (!launch) throw new Refusal("Select a launch first.");
	const command = typedCommand(launch);
	if (!command) throw new Refusal(`${launch.label} has no command that can be typed in any shell.`);
	await typeInTerminal(command.folder, command.text);
}
