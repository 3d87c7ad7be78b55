import type { AccountSettings } from "../types.ts";

/** The names that somebody gave to accounts; absent: there are none. */
type Named = Pick<AccountSettings, "names"> | undefined;

/** An account as rows and icons show it: the name that the settings give it, else `123456789012` as people read it; anything else stays as it is. */
export function formatAccount(account: string, named?: Named): string {
	return accountName(account, named) ?? digits(account);
}

/** The same where a mix-up would cost something: `studio (1234-5678-9012)`. */
export function accountInFull(account: string, named?: Named): string {
	const name = accountName(account, named);
	return name === undefined ? digits(account) : `${name} (${digits(account)})`;
}

/** The name that the settings give an account; undefined: none. */
export function accountName(account: string, named: Named): string | undefined {
	return named && Object.hasOwn(named.names, account) ? named.names[account]?.name : undefined;
}

function digits(account: string): string {
	return /^\d{12}$/.test(account) ? account.replace(/(\d{4})(?=\d)/g, "$1-") : account;
}

/** Returns whether an ARN, or a text with one in it, is of a role's session and not of a user. */
export function isRole(arn: string): boolean {
	return arn.includes(":assumed-role/");
}

/** Returns whether an ARN, or a text with one in it, is of a session that IAM Identity Center (SSO) gives out for a permission set. */
export function isPermissionSet(arn: string): boolean {
	return arn.includes(":assumed-role/AWSReservedSSO_");
}

/** The user's or role's name in an ARN: `user/team/render-bot` → `render-bot`, `assumed-role/render-role/session` → `render-role`. */
export function nameInArn(arn: string): string {
	const resource = arn.split(":").slice(5).join(":");
	const parts = resource.split("/");
	if (parts[0] === "assumed-role") return parts[1] ?? resource;
	return parts.at(-1) ?? resource;
}

/** The account in an ARN; undefined: there is none in it. */
export function accountInArn(arn: string): string | undefined {
	return /^arn:[^:]*:[^:]*:[^:]*:(\d{12}):/.exec(arn)?.[1];
}

/** Returns who AWS says somebody is: `Account 1234-5678-9012, user render-bot`, or `Account studio (1234-5678-9012), user render-bot`. */
export function callerLabel({ account, arn }: { account: string; arn: string }, named?: Named): string {
	return `Account ${accountInFull(account, named)}, ${isRole(arn) ? "role" : "user"} ${nameInArn(arn)}`;
}
