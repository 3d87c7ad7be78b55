import { keyBits, sectionBits } from "../sharedConfig/decidingKeys.ts";
import { printable } from "../text/printableName.ts";
import { loginSessions } from "../vocabulary/remotionVersions.ts";
import { type Failure, printableKey, requiredSsoKeys } from "./fromIni.ts";
import { noFacts, type ProfileFacts } from "./profileFacts.ts";
import type { ProfileTable } from "./profileTable.ts";

/** Why a profile cannot work, in one sentence for somebody who has never read the SDK's messages. No secret is in it. */
export function problemInWords(table: ProfileTable, name: string, failure: Failure): string {
	const at = failure.profile;
	const shown = printable(at);
	const facts = table.facts(at) ?? noFacts;
	if (at === name) {
		return capitalize(own(table, facts, failure, "this profile"));
	}
	const source = table.facts(name)?.text("source_profile");
	if (failure.why === "missing") {
		return source === at
			? `Its source_profile "${shown}" does not exist.`
			: `The source_profile "${shown}", on which its source depends, does not exist.`;
	}
	return `Its source does not work: ${own(table, facts, failure, `profile "${shown}"`)}`;
}

/**
 * Returns the same for a row that begins with the profile's name, and that may be cut: what is missing comes first.
 * @param problem a sentence of `problemInWords()`
 */
export function problemInShort(problem: string): string {
	const words = problem.replace(/^This profile (?:is an )?/, "").replace(/\.$/, "");
	const missing = words.indexOf(", but ") === -1 ? words.indexOf(" but ") : words.indexOf(", but ");
	return words.startsWith("has ") && missing !== -1 ? words.slice(missing).replace(/^,? but /, "") : words;
}

function own(table: ProfileTable, facts: ProfileFacts, failure: Failure, subject: string): string {
	switch (failure.why) {
		case "missing":
			return `${subject} does not exist.`;
		case "without-credentials":
			return withoutCredentials(facts, () => table.keys(failure.profile), subject);
		case "mfa":
			return `${subject} needs an MFA code (mfa_serial), which Remotion cannot ask for.`;
		case "cycle":
			return `the source profiles go round in a circle: ${subject} has source_profile "${printable(facts.text("source_profile") ?? "")}".`;
		case "unsupported-credential-source":
			return `the credential_source of ${subject} must be Environment, Ec2InstanceMetadata or EcsContainer.`;
		case "no-environment-credentials":
			return `${subject} takes its keys from AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, which are not both set.`;
		case "no-container":
			return `${subject} takes its keys from a container's address, which is not set or not accepted.`;
		case "sso-session-missing": {
			const session = printable(facts.text("sso_session") ?? "");
			return `${subject} names the SSO session "${session}", but the config file has no [sso-session ${session}].`;
		}
		case "sso-incomplete":
			return ssoIncomplete(table, facts, subject);
	}
}

function withoutCredentials(facts: ProfileFacts, keys: () => string[], subject: string): string {
	if (facts.has("role_arn") && facts.has("source_profile")) {
		return `${subject} has both source_profile and credential_source, so the AWS SDK does not assume its role.`;
	}
	if (facts.has("aws_access_key_id")) {
		return `${subject} has aws_access_key_id but no aws_secret_access_key.`;
	}
	if (facts.has("aws_secret_access_key")) {
		return `${subject} has aws_secret_access_key but no aws_access_key_id.`;
	}
	if (facts.has("role_arn")) {
		return `${subject} has a role_arn, but no source_profile or credential_source to assume the role with.`;
	}
	if (facts.has("source_profile") || facts.has("credential_source")) {
		const key = facts.has("source_profile") ? "source_profile" : "credential_source";
		return `${subject} has a ${key}, but no role_arn to go with it.`;
	}
	if (facts.has("web_identity_token_file")) {
		return `${subject} has a web_identity_token_file, but no role_arn to go with it.`;
	}
	if ((facts.ignoredBits & keyBits.login_session) !== 0)
		return `${subject} has a login_session, which Remotion reads from ${loginSessions.presentIn} on. Upgrade Remotion, or sign in another way.`;
	// Most such profiles hold settings that the SDK knows: their names are not worth making.
	const isPlain = (facts.bits & (sectionBits.unknown | keyBits.aws_session_token)) === 0;
	const misspelt = isPlain ? undefined : keys().find((key) => /^aws_|^(access|secret|session)/i.test(key));
	return misspelt === undefined
		? `${subject} has no credentials, only settings.`
		: `${subject} has no credentials: ${printableKey(misspelt)} alone is not enough; keys are case-sensitive.`;
}

function ssoIncomplete(table: ProfileTable, facts: ProfileFacts, subject: string): string {
	const sessionName = facts.text("sso_session");
	const session = sessionName === undefined ? facts : (table.ssoSessionFacts(sessionName) ?? noFacts);
	const missing = requiredSsoKeys.filter((key) => {
		const fromSession = sessionName !== undefined && (key === "sso_region" || key === "sso_start_url");
		return !(fromSession ? session : facts).has(key);
	});
	const inSession = missing.filter((key) => key === "sso_region" || key === "sso_start_url");
	const where =
		sessionName !== undefined && inSession.length === missing.length
			? ` in [sso-session ${printable(sessionName)}]`
			: "";
	return `${subject} is an incomplete SSO profile: ${missing.join(", ")} missing${where}.`;
}

function capitalize(sentence: string): string {
	return sentence.charAt(0).toUpperCase() + sentence.slice(1);
}
