import { join } from "node:path";
import { verifyIdentity } from "../aws/verifyIdentity.ts";
import type { ReportedIdentity } from "../core/environmentReport/format.ts";
import { identityWords } from "../core/errorGuide/verifying.ts";
import { unexpectedAccount as isAnother, wrongAccountWords } from "../core/precedence/accountWords.ts";
import { resolveProject } from "../core/project/resolve.ts";
import { unexpectedAccount } from "../core/rules/env/unexpected-account.ts";
import { shownAddress, signingOf } from "../core/signing/signingContext.ts";
import type { AccountSettings, Explanation, Finding } from "../core/types.ts";
import { accountName } from "../core/vocabulary/arn.ts";
import { isTemporary } from "../core/vocabulary/keyFormat.ts";
import { isEnabledByDefault } from "../core/vocabulary/regions.ts";
import type { Here } from "./here.ts";

/**
 * Asks AWS who the credentials of this environment are (`sts:GetCallerIdentity`), in a process of its own that sees what was explained.
 * @param options `profile`: asks about that one; else about the active credentials
 * @returns AWS's answer, or why there is none; never rejects for what AWS says
 */
export async function verify(
	{ input, cache }: Pick<Here, "input" | "cache">,
	{ profile, signal }: { readonly profile?: string; readonly signal?: AbortSignal } = {},
): Promise<ReportedIdentity> {
	const signing = signingOf(resolveProject(input, cache), profile);
	if (!signing)
		return {
			ok: false,
			code: "NoCredentials",
			message: "There are no credentials to verify: Remotion fails before it asks AWS.",
		};
	const { source, region, endpoint } = signing;
	const result = await verifyIdentity(signing, {
		script: join(__dirname, "identity.cjs"),
		cwd: input.cwd,
		...(signal && { signal }),
	});
	if (result === undefined) return { ok: false, code: "Canceled", message: "Verifying was canceled." };
	if (result.ok) return named(result, input.accounts);
	const { title, cause, remedy } = identityWords(result, {
		profile: source.kind === "profile" ? source.profile : undefined,
		region,
		endpoint: endpoint === undefined ? undefined : shownAddress(endpoint),
		isTemporary: source.kind === "keys" && (source.sessionToken !== undefined || isTemporary(source.accessKeyId)),
		isOptInRegion: !isEnabledByDefault(region),
	});
	return { ok: false, code: result.code, message: `${title}: ${cause} ${remedy}` };
}

/** AWS's answer with the name that the folder's settings give the account. */
function named<Answer extends { account: string }>(answer: Answer, accounts: AccountSettings | undefined): Answer {
	const name = accountName(answer.account, accounts);
	return { ...answer, ...(name !== undefined && { accountName: name }) };
}

/** That AWS named another account than the settings expect, where the files don't tell it already. */
export function accountFindings(explanation: Explanation, identity: ReportedIdentity): Finding[] {
	const { accounts, steps, findings } = explanation;
	if (!identity.ok || accounts?.expected === undefined) return [];
	const { id: rule, severity } = unexpectedAccount;
	if (findings.some((one) => one.rule === rule) || isAnother(explanation, identity.account) === undefined) return [];
	const message = `These credentials use ${wrongAccountWords(identity.account, accounts.expected, accounts)}`;
	const origin = steps.findLast(({ state }) => state === "active")?.origins[0] ?? { layer: "shell" };
	return [{ rule, severity, message, origin, fixes: [] }];
}
