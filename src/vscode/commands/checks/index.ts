import { Disposable } from "vscode";
import { commands } from "../../../contributions.ts";
import type { Checks } from "../../awsRequests/checkResults.ts";
import type { ClientContext } from "../../awsRequests/renderer.ts";
import type { Pages } from "../../common/pages.ts";
import { typeInTerminal } from "../../common/terminal.ts";
import { registerCommand } from "../../typedCommands/commands.ts";
import { checkHealth } from "./checkHealth.ts";
import { checkPermissions } from "./checkPermissions.ts";
import { createOidcRole, type OidcParts } from "./createOidcRole.ts";
import { createRolePolicy } from "./createRolePolicy.ts";
import { openInConsole } from "./openInConsole.ts";
import { openPolicy } from "./openPolicy.ts";

/** Registers what asks, or tells, whether the credentials may do what Remotion needs. */
export function registerChecks(
	context: ClientContext,
	checks: Checks,
	pages: Pages,
	mediaFile: OidcParts["mediaFile"],
): Disposable {
	const { log } = context;
	return Disposable.from(
		registerCommand(log, commands.checkPermissions, "check permissions", (row) =>
			checkPermissions(context, checks, pages, row),
		),
		registerCommand(log, commands.checkHealth, "check health", (row) => checkHealth(context, checks, row)),
		registerCommand(log, commands.typeCommand, "insert the command", async (folder, text) => {
			if (folder !== undefined && text !== undefined) await typeInTerminal(folder, text);
		}),
		registerCommand(log, commands.openInConsole, "open the AWS console", openInConsole),
		registerCommand(log, commands.createRolePolicy, "create the policy", (row) =>
			createRolePolicy(context, pages, row),
		),
		registerCommand(log, commands.createOidcRole, "show the role", (row) =>
			createOidcRole({ ...context, pages, mediaFile }, row),
		),
		registerCommand(log, commands.openUserPolicy, "open the policy", (row, name) =>
			openPolicy(context, pages, "user", row, name),
		),
		registerCommand(log, commands.openRolePolicy, "open the policy", (row, name) =>
			openPolicy(context, pages, "role", row, name),
		),
	);
}
