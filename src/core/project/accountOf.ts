import type { Active } from "../types.ts";
import { accountInArn } from "../vocabulary/arn.ts";
import type { ResolvedProject } from "./resolvedProject.ts";

/** Which setting of a profile names its account. */
export interface AccountSign {
	readonly account: string;
	readonly key: "role_arn" | "sso_account_id";
}

/**
 * The account that a profile signs in, as far as the AWS files tell: that of the role it assumes, else the one that its people sign in to.
 * Undefined: only AWS knows it, as of access keys.
 */
export function accountOfProfile({ aws }: Pick<ResolvedProject, "aws">, name: string): AccountSign | undefined {
	const type = aws.table.get(name)?.type;
	if (type === "role" || type === "web-identity") {
		const account = accountInArn(aws.table.settings(name)?.role_arn?.value.reveal().trim() ?? "");
		return account === undefined ? undefined : { account, key: "role_arn" };
	}
	if (type !== "sso") return undefined;
	const account = aws.table.settings(name)?.sso_account_id?.value.reveal().trim() ?? "";
	return /^\d{12}$/.test(account) ? { account, key: "sso_account_id" } : undefined;
}

/** The account of the active credentials, as far as files and the environment tell. */
export function accountOfActive(
	project: Pick<ResolvedProject, "aws" | "environment"> & { readonly active: Active },
): string | undefined {
	const { active, environment } = project;
	if (active.kind === "profile") return accountOfProfile(project, active.profile)?.account;
	if (active.kind !== "chain" || active.next !== "web-identity") return undefined;
	return accountInArn(environment.get("AWS_ROLE_ARN") ?? "");
}
