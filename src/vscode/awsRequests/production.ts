import { isProduction } from "../../core/precedence/accountWords.ts";
import type { AccountSettings } from "../../core/types.ts";
import { accountInFull, formatAccount } from "../../core/vocabulary/arn.ts";
import { notify } from "../common/notify.ts";

/** What is about to be done in an account: as a verb in a question, and with it on a button. */
export type ProductionAct = "Render" | "Delete" | "Store";

/**
 * Asks once more before something costs money or is deleted in an account that the settings mark as production.
 * @param account whose account it is, 12 digits
 * @returns true: it is no such account, or the person said yes
 */
export async function mayInProduction(
	act: ProductionAct,
	account: string,
	accounts: AccountSettings | undefined,
): Promise<boolean> {
	if (!isProduction(account, accounts)) return true;
	const name = formatAccount(account, accounts);
	const lines = [`Account: ${accountInFull(account, accounts)}`, "Your settings mark this account as production."];
	const question = `${act} in the production account "${name}"?`;
	return notify.confirm({ question, lines, yes: `${act} in production`, isWarning: true });
}

/** Whether the settings mark any account as production: where none is, nobody's account needs to be known. */
export function hasProduction(accounts: AccountSettings | undefined): boolean {
	return accounts !== undefined && Object.values(accounts.names).some((one) => one.isProduction);
}
