import { Disposable } from "vscode";
import { commands } from "../../../contributions.ts";
import { PoolFacts } from "../../awsRequests/poolFacts.ts";
import type { RenderContext } from "../../awsRequests/renderer.ts";
import { registerCommand } from "../../typedCommands/commands.ts";
import { registerAccountPoolView } from "../../views/accountPoolTree.ts";
import { addAccount } from "./addAccount.ts";
import { insertRotationCode } from "./insertRotationCode.ts";
import { removeAccount } from "./removeAccount.ts";
import { renumberAccounts } from "./renumberAccounts.ts";
import { verifyAccountPool, verifyAccountPoolInRegion } from "./verifyAccountPool.ts";

/** Registers the view "Account pool" and everything that can be done with it. */
export function registerAccountPool(client: RenderContext, template: string): Disposable {
	const facts = new PoolFacts(client.identities);
	const context = { ...client, facts, template };
	const { log } = client;
	return Disposable.from(
		facts,
		registerAccountPoolView(context),
		registerCommand(log, commands.verifyAccountPool, "verify the account pool", (row, region) =>
			verifyAccountPool(context, row, region),
		),
		registerCommand(log, commands.verifyAccountPoolInRegion, "verify the account pool", (row) =>
			verifyAccountPoolInRegion(context, row),
		),
		registerCommand(log, commands.addAccount, "add the account", (row) => addAccount(context, row)),
		registerCommand(log, commands.removeAccount, "remove the account", (row) => removeAccount(context, row)),
		registerCommand(log, commands.renumberAccounts, "renumber the accounts", (row) => renumberAccounts(context, row)),
		registerCommand(log, commands.insertRotationCode, "insert the code", (row) => insertRotationCode(context, row)),
	);
}
