import { Disposable } from "vscode";
import { commands } from "../../../contributions.ts";
import type { Checks } from "../../awsRequests/checkResults.ts";
import { typeInTerminal } from "../../awsRequests/ownClient.ts";
import type { ClientContext } from "../../awsRequests/renderer.ts";
import type { Pages } from "../../common/pages.ts";
import { checkHealth } from "./checkHealth.ts";
import { checkPermissions } from "./checkPermissions.ts";
import { createRolePolicy } from "./createRolePolicy.ts";
import { openPolicy } from "./openPolicy.ts";

/** Registers what asks, or tells, whether the credentials may do what Remotion needs. */
export function registerChecks(context: ClientContext, checks: Checks, pages: Pages): Disposable {
	const { log } = context;
	return Disposable.from(
		log.command(commands.checkPermissions, "Checking permissions", (node?: unknown) =>
			checkPermissions(context, checks, pages, node),
		),
		log.command(commands.checkHealth, "Checking health", (node?: unknown) => checkHealth(context, checks, node)),
		log.command(commands.typeCommand, "Typing the command", (folder?: unknown, text?: unknown) => {
			if (typeof folder === "string" && typeof text === "string") typeInTerminal(folder, text);
		}),
		log.command(commands.createRolePolicy, "Creating the policy", (node?: unknown) =>
			createRolePolicy(context, pages, node),
		),
		log.command(commands.openUserPolicy, "Opening the policy", (node?: unknown, name?: unknown) =>
			openPolicy(context, pages, "user", node, nameOf(name)),
		),
		log.command(commands.openRolePolicy, "Opening the policy", (node?: unknown, name?: unknown) =>
			openPolicy(context, pages, "role", node, nameOf(name)),
		),
	);
}

/** Trees hand a second argument of their own to commands. */
function nameOf(name: unknown): string | undefined {
	return typeof name === "string" ? name : undefined;
}
