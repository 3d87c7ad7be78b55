import { failureOf, profileVariables } from "../credentialProviders/fromIni.ts";
import type { AwsEnvironment } from "../credentialProviders/sharedFiles.ts";
import type { Environment } from "../environment/layers.ts";
import type { OtherSdkFacts, OtherSdkProfiles } from "../runtimes/runtime.ts";
import { keyBits } from "../sharedConfig/decidingKeys.ts";
import { printable, printableAccessKeyId } from "../text/printableName.ts";
import type { ErrorCode, ProfileType } from "../types.ts";

/** What a profile comes to for one of Remotion's SDKs for other languages. */
export type ProfileEnd =
	| {
			readonly kind: "found";
			readonly type: ProfileType;
			readonly accessKeyId?: string;
			readonly hasSessionToken?: boolean;
	  }
	/** The search ends here. */
	| { readonly kind: "fails"; readonly code: ErrorCode; readonly message: string }
	/** It is not there, or has nothing: the search goes on. */
	| { readonly kind: "nothing" };

const { aws_access_key_id, aws_secret_access_key, role_arn, source_profile, credential_source } = keyBits;
const { web_identity_token_file, credential_process, login_session, sso_account_id, sso_role_name } = keyBits;

/** Which settings make a profile one of a type. */
const isOfType: Readonly<Record<ProfileType, (bits: number) => boolean>> = {
	role: (bits) => has(bits, role_arn) && !has(bits, web_identity_token_file),
	static: (bits) => has(bits, aws_access_key_id | aws_secret_access_key),
	"web-identity": (bits) => has(bits, web_identity_token_file),
	process: (bits) => has(bits, credential_process),
	sso: (bits) => has(bits, sso_account_id) || has(bits, sso_role_name),
	login: (bits) => has(bits, login_session),
};

function has(bits: number, keys: number): boolean {
	return (bits & keys) === keys;
}

/**
 * What another language's AWS SDK does with a profile, up to the point where it would ask the network, a process or a token's file. The files are
 * read as the SDK for JavaScript reads them; where another SDK reads a malformed one in another way, that is not looked at.
 */
export function takeOtherProfile(
	{ refusesHalfPairs }: OtherSdkFacts,
	profiles: OtherSdkProfiles,
	name: string,
	{ environment, aws }: { readonly environment: Environment; readonly aws: AwsEnvironment },
): ProfileEnd {
	const facts = aws.table.facts(name);
	if (facts === undefined) return { kind: "nothing" };
	const { bits } = facts;
	const type = profiles.order.find((one) => isOfType[one](bits));
	if (type === undefined) {
		const isHalf = has(bits, aws_access_key_id) && refusesHalfPairs === true;
		return isHalf ? halfOf(printable(name)) : { kind: "nothing" };
	}
	if (type === "static") {
		const accessKeyId = printableAccessKeyId(facts.text("aws_access_key_id") ?? "");
		return { kind: "found", type, accessKeyId, hasSessionToken: facts.has("aws_session_token") };
	}
	const message = failureIn(type, profiles, name, bits, { environment, aws });
	if (message === undefined) return { kind: "found", type };
	return profiles.passesOverFailures ? { kind: "nothing" } : { kind: "fails", code: "no-credentials", message };
}

function halfOf(name: string): ProfileEnd {
	const message = `Partial credentials found in profile ${name}, missing: aws_secret_access_key`;
	return { kind: "fails", code: "no-secret-access-key", message };
}

/** Why a profile of such a type cannot work, as far as files and environment tell. */
function failureIn(
	type: ProfileType,
	{ rolesByOwnKeys, rolesInCredentialsFile, asksForMfaCode }: OtherSdkProfiles,
	name: string,
	bits: number,
	{ environment, aws }: { readonly environment: Environment; readonly aws: AwsEnvironment },
): string | undefined {
	if (type === "web-identity") return has(bits, role_arn) ? undefined : `Profile ${printable(name)} has no role_arn`;
	if (type !== "role" && type !== "sso") return undefined;
	if (type === "role" && has(bits, source_profile) === has(bits, credential_source)) {
		const ownKeys = rolesByOwnKeys && !has(bits, source_profile) && isOfType.static(bits);
		return ownKeys ? undefined : `Profile ${printable(name)} needs either source_profile or credential_source`;
	}
	if (type === "role" && rolesInCredentialsFile) {
		const source = aws.table.facts(name)?.text("source_profile");
		const isThere = [name, ...(source === undefined ? [] : [source])].every((one) => isInCredentialsFile(aws, one));
		if (!isThere) return `Profile ${printable(name)} or its source_profile isn't in the AWS credentials file`;
	}
	const failure = failureOf(aws.table, name, environment.pick(profileVariables));
	if (failure === null || (failure.why === "mfa" && asksForMfaCode)) return undefined;
	return failure.message.replaceAll(name, () => printable(name));
}

function isInCredentialsFile({ table, credentials }: AwsEnvironment, name: string): boolean {
	return (table.sections(name) ?? []).some(({ places }) => places === credentials?.places);
}
