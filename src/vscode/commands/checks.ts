import { Disposable } from "vscode";
import { commands } from "../../contract.ts";
import type { Pages } from "../pages.ts";
import type { ClientContext } from "../renderer.ts";
import { openPolicy } from "./openPolicy.ts";

/** Registers what asks, or tells, whether the credentials may do what Remotion needs. */
export function registerChecks(context: ClientContext, pages: Pages): Disposable {
	const { log } = context;
	return Disposable.from(
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
