import { type DebugConfiguration, debug, type QuickPickItem, Uri, workspace } from "vscode";
import { startsProgram } from "../../../core/environment/profileForRun.ts";
import { profileVariable } from "../../../core/vocabulary/variables.ts";
import type { Log } from "../../common/log.ts";
import { pickOne } from "../../common/prompts.ts";
import { Refusal } from "../../common/refusal.ts";
import type { Focus } from "../../model/focus.ts";
import type { Terminals } from "../../model/terminals.ts";
import type { Row } from "../../typedCommands/arguments.ts";
import { calledOn, profileOf } from "../calledOn.ts";
import { pickProfile } from "../profiles/pickProfile.ts";
import { profileProperty, say } from "./profileInDebugger.ts";

/** What running with a profile works on. */
export interface RunParts {
	readonly focus: Focus;
	readonly terminals: Terminals;
	readonly log: Log;
}

/**
 * Starts one of the project's debug configurations with a profile, that of the row it is called on or one that is picked: in this session
 * alone it is what Remotion uses, whatever the configuration says. `launch.json` isn't changed.
 * @returns whether the session started; undefined: the person left
 */
export async function debugWithProfile({ focus, terminals, log }: RunParts, row?: Row): Promise<boolean | undefined> {
	const state = await calledOn(focus, row);
	const folder = workspace.getWorkspaceFolder(Uri.file(state.project.folder));
	const configurations = configurationsOf(folder?.uri);
	// Nobody is asked for a profile in vain.
	if (configurations.length === 0)
		throw new Refusal(
			"This folder has no debug configuration that starts a program for Remotion. Add one to .vscode/launch.json.",
		);
	const profile = profileOf(row) ?? (await pickProfile(focus, state, "The debug session uses it"));
	if (!profile) return undefined;
	const configuration = await pickConfiguration(configurations, profile.name);
	if (!configuration) return undefined;
	say(log, `Debugging "${configuration.name}" with profile ${profile.name}`);
	const start = () => debug.startDebugging(folder, { ...configuration, [profileProperty]: profile.name });
	// Only a terminal of its own has less to say than what new terminals get.
	return configuration.type === "node-terminal" ? terminals.lend({ [profileVariable]: profile.name }, start) : start();
}

/** The configurations of a folder that start a program with Node.js or Bun. */
function configurationsOf(folder: Uri | undefined): DebugConfiguration[] {
	const list: unknown = workspace.getConfiguration("launch", folder ?? null).get("configurations");
	const isOne = (one: unknown): one is DebugConfiguration =>
		typeof one === "object" &&
		one !== null &&
		"name" in one &&
		typeof one.name === "string" &&
		startsProgram({ ...one });
	return Array.isArray(list) ? list.filter(isOne) : [];
}

async function pickConfiguration(
	list: readonly DebugConfiguration[],
	profile: string,
): Promise<DebugConfiguration | undefined> {
	if (list.length === 1) return list[0];
	const items = list.map((configuration): QuickPickItem & { configuration: DebugConfiguration } => ({
		label: configuration.name,
		description: configuration.type,
		configuration,
	}));
	const options = { title: "Select debug configuration", placeHolder: `Starts with profile ${profile}` };
	return (await pickOne(items, options))?.configuration;
}
