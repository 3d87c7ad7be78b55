/** `123456789012` as people read it; anything else stays as it is. */
export function formatAccount(account: string): string {
	return /^\d{12}$/.test(account) ? account.replace(/(\d{4})(?=\d)/g, "$1-") : account;
}

/** Returns whether an ARN, or a text with one in it, is of a role's session and not of a user. */
export function isRole(arn: string): boolean {
	return arn.includes(":assumed-role/");
}

/** The user's or role's name in an ARN: `user/team/render-bot` → `render-bot`, `assumed-role/render-role/session` → `render-role`. */
export function nameInArn(arn: string): string {
	const resource = arn.split(":").slice(5).join(":");
	const parts = resource.split("/");
	if (parts[0] === "assumed-role") return parts[1] ?? resource;
	return parts.at(-1) ?? resource;
}

/** Returns who AWS says somebody is: `Account 1234-5678-9012, user render-bot`. */
export function callerLabel({ account, arn }: { account: string; arn: string }): string {
	return `Account ${formatAccount(account)}, ${isRole(arn) ? "role" : "user"} ${nameInArn(arn)}`;
}
