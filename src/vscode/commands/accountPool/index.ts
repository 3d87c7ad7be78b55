import { Disposable } from "vscode";
import { commands } from "../../../contributions.ts";
import { PoolFacts } from "../../awsRequests/poolFacts.ts";
import type { RenderContext } from "../../awsRequests/renderer.ts";
import { registerAccountPool } from "../../views/accountPoolTree.ts";
import { addAccount } from "./addAccount.ts";
import { insertRotationCode } from "./insertRotationCode.ts";
import { removeAccount } from "./removeAccount.ts";
import { renumberAccounts } from "./renumberAccounts.ts";
import { verifyAccountPool, verifyAccountPoolInRegion } from "./verifyAccountPool.ts";

/** Registers the view "Account pool" and everything that can be done with it. */
export function registerPool(client: RenderContext, template: string): Disposable {
	const facts = new PoolFacts(client.identities);
	const context = { ...client, facts, template };
	const { log } = client;
	return Disposable.from(
		facts,
		registerAccountPool(context),
		log.command(commands.verifyAccountPool, "Verifying the account pool", (node?: unknown, region?: unknown) =>
			verifyAccountPool(context, node, typeof region === "string" ? region : undefined),
		),
		log.command(commands.verifyAccountPoolInRegion, "Verifying the account pool", (node?: unknown) =>
			verifyAccountPoolInRegion(context, node),
		),
		log.command(commands.addAccount, "Adding the account", (node?: unknown) => addAccount(context, node)),
		log.command(commands.removeAccount, "Removing the account", (node?: unknown) => removeAccount(context, node)),
		log.command(commands.renumberAccounts, "Numbering the accounts", (node?: unknown) =>
			renumberAccounts(context, node),
		),
		log.command(commands.insertRotationCode, "Inserting the code", (node?: unknown) =>
			insertRotationCode(context, node),
		),
	);
}
