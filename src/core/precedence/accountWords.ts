import type { AccountSettings, Explanation } from "../types.ts";
import { accountInFull, formatAccount } from "../vocabulary/arn.ts";

/** What the judgement on an account goes by: `account` is what files tell of the active credentials. */
type Judged = Pick<Explanation, "account" | "accounts">;

/**
 * The account that is used though the settings expect another one; undefined: it is the right one, none is expected, or nobody knows it.
 * @param verified the account that AWS named for these credentials; it counts more than what files tell
 */
export function unexpectedAccount({ account, accounts }: Judged, verified?: string): string | undefined {
	const used = verified ?? account;
	return used === undefined || accounts?.expected === undefined || used === accounts.expected ? undefined : used;
}

/** Says it in a few words, for rows and the status bar: `account agency, expected studio`; "" where nothing is wrong. */
export function unexpectedAccountText(judged: Judged, verified?: string): string {
	const { accounts } = judged;
	const used = unexpectedAccount(judged, verified);
	if (used === undefined || accounts?.expected === undefined) return "";
	return `account ${formatAccount(used, accounts)}, expected ${formatAccount(accounts.expected, accounts)}`;
}

/** The same as a sentence, for tooltips and messages; "" where nothing is wrong. */
export function unexpectedAccountLine(judged: Judged, verified?: string): string {
	const { accounts } = judged;
	if (unexpectedAccount(judged, verified) === undefined || accounts?.expected === undefined) return "";
	return `This project expects account ${accountInFull(accounts.expected, accounts)}.`;
}

/** What is wrong with another account than the expected one, behind "These credentials use" or a profile's "uses". */
export function wrongAccountWords(used: string, expected: string, accounts: AccountSettings): string {
	const [own, wanted] = [accountInFull(used, accounts), accountInFull(expected, accounts)];
	return `account ${own}, but this project expects ${wanted}. Renders and their costs would go to the wrong account.`;
}

/** Whether an account is one in which people are asked twice. */
export function isProduction(account: string, accounts: AccountSettings | undefined): boolean {
	return (
		accounts !== undefined && Object.hasOwn(accounts.names, account) && accounts.names[account]?.isProduction === true
	);
}
