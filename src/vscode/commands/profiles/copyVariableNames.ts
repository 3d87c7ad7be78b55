import { env } from "vscode";
import { notify } from "../../common/notify.ts";
import type { Focus } from "../../model/focus.ts";
import type { Row } from "../../typedCommands/arguments.ts";
import { calledOn } from "../calledOn.ts";

/** Copies the names of the variables that a host such as Vercel must be given. Names only: no value leaves the files. */
export async function copyVariableNames(focus: Focus, row?: Row): Promise<void> {
	const { active } = (await calledOn(focus, row)).explanation;
	const token = (active.kind === "keys" || active.kind === "profile") && active.hasSessionToken === true;
	const names = [
		"REMOTION_AWS_ACCESS_KEY_ID",
		"REMOTION_AWS_SECRET_ACCESS_KEY",
		...(token ? ["REMOTION_AWS_SESSION_TOKEN"] : []),
	];
	await env.clipboard.writeText(`${names.join("\n")}\n`);
	void notify.info(`Copied ${names.length} variable names. Set their values in your hosting platform.`);
}
