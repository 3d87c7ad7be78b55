import { env } from "vscode";
import { type HostCommand, hostCommands } from "../../../core/project/hostCommands.ts";
import { platformOf } from "../../../core/runtimes/index.ts";
import { notify } from "../../common/notify.ts";
import { typeInTerminal } from "../../common/terminal.ts";
import type { Focus } from "../../model/focus.ts";
import type { Row } from "../../typedCommands/arguments.ts";
import { calledOn } from "../calledOn.ts";

/** Copies the names of the variables that a host such as Vercel must be given. Names only: no value leaves the files. */
export async function copyVariableNames(focus: Focus, row?: Row): Promise<void> {
	const { explanation, deployments, launches, project } = await calledOn(focus, row);
	const { active } = explanation;
	const token = (active.kind === "keys" || active.kind === "profile") && active.hasSessionToken === true;
	const names = [
		"REMOTION_AWS_ACCESS_KEY_ID",
		"REMOTION_AWS_SECRET_ACCESS_KEY",
		...(token ? ["REMOTION_AWS_SESSION_TOKEN"] : []),
	];
	await env.clipboard.writeText(`${names.join("\n")}\n`);
	const platforms = deployments.flatMap(({ runtime }) => platformOf(runtime) ?? []);
	const hasWorkflows = launches.some(({ launch }) => launch.kind === "workflow");
	const commands = hostCommands(platforms, hasWorkflows, names);
	const text = `Copied ${names.length} variable names. Set their values in your hosting platform.`;
	void offer(text, commands, project.folder);
}

/** Types a host's command into a terminal, where the person wants it: it asks for each value itself, and counts from the next deployment on. */
async function offer(text: string, commands: readonly HostCommand[], folder: string): Promise<void> {
	const titles = commands.map(({ host }) => `Set in ${host}`);
	const choice = await notify.info(text, ...titles);
	const chosen = choice === undefined ? undefined : commands[titles.indexOf(choice)];
	if (chosen) await typeInTerminal(folder, chosen.command);
}
