import { type Failure, failureOf } from "../../credentialProviders/fromIni.ts";
import type { ProfileFacts } from "../../credentialProviders/profileFacts.ts";
import { problemInWords } from "../../credentialProviders/profileProblems.ts";
import { decidingBits, keyBits } from "../../sharedConfig/decidingKeys.ts";
import type { Severity } from "../../types.ts";
import type { Rule } from "../rule.ts";
import { inEach } from "../shared/inEach.ts";
import { inBothAwsFiles, keyOrigin, misspelledKeys } from "../shared/sharedConfig.ts";

/** A profile that begins a way to sign and does not end it: half a pair, a role without a source, SSO without a role. */
export const incompleteProfile: Rule = {
	id: "incomplete-profile",
	severity: "error",
	docs: "This profile is incomplete, so the AWS SDK can't use it: an access key ID or secret access key is missing, a role without a source, or an incomplete SSO profile.",
	check: inBothAwsFiles((files) => {
		const { table, profiles, broken } = files;
		const known = new Map<string, Failure | null>();
		let sources: ReadonlySet<string | undefined> | undefined;
		const isSource = (name: string) => {
			sources ??= new Set(profiles.map(({ sourceProfile }) => sourceProfile));
			return sources.has(name);
		};
		return inEach(broken, ({ name }) => {
			// A session in the credentials file, of which `profile-heading` tells.
			if (/^(?:sso-session|services)\./.test(name)) return [];
			const facts = table.facts(name);
			const begun = facts && beginning(facts, () => isSource(name));
			if (!begun) return [];
			const failure = failureOf(table, name, undefined, known);
			if (failure === null || failure.profile !== name) return [];
			if (failure.why !== "without-credentials" && failure.why !== "sso-incomplete") return [];
			if (misspelledKeys(table.settings(name) ?? {}).size > 0) return [];
			const message = problemInWords(table, name, failure);
			return keyOrigin(files, name, begun.key).map((origin) => ({
				message,
				origin,
				fixes: [],
				severity: begun.severity,
			}));
		});
	}),
};

/** Whatever can begin a way to sign. */
const anyKey = decidingBits & ~(keyBits.region | keyBits.aws_session_token);

/** The key that begins the way; undefined: settings only, as many profiles have them, and nothing is missing. */
function beginning(facts: ProfileFacts, isSource: () => boolean): { key: string; severity: Severity } | undefined {
	if ((facts.bits & anyKey) === 0) return undefined;
	const pair = (["aws_access_key_id", "aws_secret_access_key"] as const).find((key) => facts.has(key));
	if (pair !== undefined) return { key: pair, severity: "error" };
	// A session alone is a sign-in for tools that need no account, such as CodeCatalyst.
	const needsNoAccount = facts.has("sso_session") && !facts.has("sso_account_id") && !facts.has("sso_role_name");
	// A bare source stands for what it names, where a role takes it.
	const keys = ["role_arn", "source_profile", "credential_source", "web_identity_token_file"] as const;
	const ssoKeys = ["sso_account_id", "sso_role_name", "sso_start_url", "sso_region", "sso_session"] as const;
	const key = [...(!facts.has("role_arn") && isSource() ? [] : keys), ...(needsNoAccount ? [] : ssoKeys)].find(
		(candidate) => facts.has(candidate),
	);
	return key === undefined ? undefined : { key, severity: "warning" };
}
