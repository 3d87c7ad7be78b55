import { keyBits } from "../sharedConfig/decidingKeys.ts";
import { isPrototypeName } from "../sharedConfig/headings.ts";
import { printable, printableAccessKeyId } from "../text/printableName.ts";
import type { ProfileType } from "../types.ts";
import { credentialSources } from "../vocabulary/profileKeys.ts";
import { containerRefusal, containerVariables } from "./fromContainer.ts";
import type { ProfileFacts } from "./profileFacts.ts";
import type { ProfileSettings, ProfileTable } from "./profileTable.ts";

/**
 * What `fromIni` of `@aws-sdk/credential-provider-ini` 3.972.5 does with a profile, up to the point where it would ask the network,
 * a process or another file. Each function below says which of the SDK's it follows.
 */
export type ProfileResolution =
	| {
			ok: true;
			type: ProfileType;
			/** Only for type "static": the others would have to ask somebody. */
			accessKeyId?: string;
			hasSessionToken?: boolean;
	  }
	| {
			ok: false;
			code: "profile-not-found" | "profile-unusable";
			/** The SDK's own message. */
			message: string;
			/** The error's `tryNextLink`: whether the SDK's default chain goes on to its next provider. */
			tryNext: boolean;
	  };

/** Why the SDK fails; `profile` is the one at fault, at whatever place of a role's chain. */
export interface Failure {
	why:
		| "missing"
		| "without-credentials"
		| "mfa"
		| "cycle"
		| "unsupported-credential-source"
		| "no-environment-credentials"
		| "no-container"
		| "sso-session-missing"
		| "sso-incomplete";
	profile: string;
	message: string;
	tryNext: boolean;
}

/** The variables that a profile's fate depends on. */
export const profileVariables = [
	"AWS_PROFILE",
	"AWS_ACCESS_KEY_ID",
	"AWS_SECRET_ACCESS_KEY",
	...containerVariables,
] as const;
type Variables = Readonly<Partial<Record<(typeof profileVariables)[number], string | undefined>>>;

const { sso_start_url, sso_account_id, sso_session, sso_region, sso_role_name } = keyBits;
const ssoBits = sso_start_url | sso_account_id | sso_session | sso_region | sso_role_name;
/** What an SSO session gives to the profiles that name it. */
const ssoSessionBits = sso_start_url | sso_region;
/** Needed of an SSO profile once its session is merged in: `validateSsoProfile`. */
export const requiredSsoKeys = ["sso_start_url", "sso_account_id", "sso_region", "sso_role_name"] as const;
const requiredSsoBits = ssoBits & ~sso_session;

/**
 * What `fromIni({ profile: name })` does, as far as files and environment tell.
 *
 * @param environment for `credential_source`; Remotion gives `fromIni` nothing but the profile's name
 * @returns `ok: true` also where the SDK goes on to the network, a process or a token's file, none of which is looked at here
 */
export function resolveProfile(table: ProfileTable, name: string, environment: Variables): ProfileResolution {
	const asked = name || environment.AWS_PROFILE || "default";
	const failure = failureOf(table, asked, environment);
	if (failure !== null) {
		const code = table.has(asked) ? "profile-unusable" : "profile-not-found";
		return { ok: false, code, message: failure.message, tryNext: failure.tryNext };
	}
	const facts = table.facts(asked);
	const type = (facts && typeOf(facts.bits, isPrototypeName(asked))) ?? "static";
	const accessKeyId = facts?.text("aws_access_key_id");
	if (type !== "static" || accessKeyId === undefined) {
		return { ok: true, type };
	}
	return {
		ok: true,
		type,
		accessKeyId: printableAccessKeyId(accessKeyId),
		hasSessionToken: facts?.has("aws_session_token") === true,
	};
}

/** The text of a key that is no secret. */
export function textOf(settings: ProfileSettings, key: string): string | undefined {
	return settings[key]?.value.reveal();
}

/**
 * Which of its ways the SDK takes for a profile asked for by name, in `resolveProfileData`'s order; undefined: none.
 * @param bits those of its facts
 * @param isFunction whether its name is one of `isPrototypeName`
 */
export function typeOf(bits: number, isFunction: boolean): ProfileType | undefined {
	// What stands under such a name is one of JavaScript's own functions, and the first four ask for an object.
	if (!isFunction) {
		if (isAssumeRole(bits)) return "role";
		if (isStatic(bits)) return "static";
		if (has(bits, keyBits.web_identity_token_file | keyBits.role_arn)) return "web-identity";
		if (has(bits, keyBits.credential_process)) return "process";
	}
	if ((bits & ssoBits) !== 0) return "sso";
	return has(bits, keyBits.login_session) ? "login" : undefined;
}

/** Whether `failureOf` may be another than null for a profile that takes this way. */
export function mayFail(type: ProfileType | "none"): boolean {
	return type === "role" || type === "sso" || type === "none";
}

/** Whether all of these keys are there. */
function has(bits: number, keys: number): boolean {
	return (bits & keys) === keys;
}

/** `isAssumeRoleProfile`: exactly one of the two sources. */
function isAssumeRole(bits: number): boolean {
	return has(bits, keyBits.role_arn) && has(bits, keyBits.source_profile) !== has(bits, keyBits.credential_source);
}

/** `isStaticCredsProfile` */
function isStatic(bits: number): boolean {
	return has(bits, keyBits.aws_access_key_id | keyBits.aws_secret_access_key);
}

/** `isCredentialSourceWithoutRoleArn`: as a role's source it stands for what its own source gives. */
function isBareSource(bits: number): boolean {
	return !has(bits, keyBits.role_arn) && has(bits, keyBits.credential_source);
}

/**
 * `resolveProfileData` with `resolveAssumeRoleCredentials`, as a loop: follows a role's source profiles to the first error, in the
 * order in which the SDK comes upon them, or to the end.
 *
 * @param environment undefined: not known, so that nothing of it counts as missing
 * @param known results of profiles as somebody's source, to stay linear over a whole file; filled in. With it, `why` and `tryNext`
 *   of a cycle may be those of another of its faults.
 * @returns null: the SDK gets as far as it can without asking anybody
 */
export function failureOf(
	table: ProfileTable,
	asked: string,
	environment: Variables | undefined,
	known?: Map<string, Failure | null>,
): Failure | null {
	const visited = new Set<string>();
	const end = follow(table, asked, environment, visited, known);
	if (known !== undefined) {
		for (const name of visited) {
			known.set(name, end);
		}
	}
	return end;
}

function follow(
	table: ProfileTable,
	asked: string,
	environment: Variables | undefined,
	visited: Set<string>,
	known: ReadonlyMap<string, Failure | null> | undefined,
): Failure | null {
	for (let profile = asked, isSource = false; ; isSource = true) {
		const reached = isSource ? known?.get(profile) : undefined;
		if (reached !== undefined) {
			return reached;
		}
		const facts = table.facts(profile);
		if (facts === undefined) {
			return notResolved("missing", profile);
		}
		// A role's source is taken by its static keys first, even if it is a role itself.
		if (isSource && isStatic(facts.bits)) {
			return null;
		}
		const bare = isSource && isBareSource(facts.bits);
		if (!bare && typeOf(facts.bits, isPrototypeName(profile)) !== "role") {
			return withoutRole(table, profile, facts);
		}
		const source = facts.text("source_profile");
		const credentialSource = facts.text("credential_source") ?? "";
		// The SDK asks `in` of a plain object, which has `toString` and its like from the start, and puts numbers first.
		if (source !== undefined && (visited.has(source) || isPrototypeName(source))) {
			const path = Object.keys(Object.fromEntries([...visited].map((name) => [name, true]))).join(", ");
			const message = `Detected a cycle attempting to resolve credentials for profile ${asked}. Profiles visited: ${path}`;
			return { why: "cycle", profile, message, tryNext: true };
		}
		if (source === undefined && !credentialSources.has(credentialSource)) {
			const message = `Unsupported credential source in profile ${profile}. Got ${printable(credentialSource)}, expected EcsContainer or Ec2InstanceMetadata or Environment.`;
			// The SDK finds these in its table of sources, too, then stumbles over them with a TypeError.
			return { why: "unsupported-credential-source", profile, message, tryNext: !isPrototypeName(credentialSource) };
		}
		// A source's error only comes up when it is awaited, after this.
		if (!bare && facts.has("mfa_serial")) {
			const message = `Profile ${profile} requires multi-factor authentication, but no MFA code callback was provided.`;
			return { why: "mfa", profile, message, tryNext: false };
		}
		if (source === undefined) {
			return environment === undefined ? null : fromCredentialSource(profile, credentialSource, environment);
		}
		visited.add(source);
		profile = source;
	}
}

/** Where a profile's credentials come from, by its keys alone. keys: as a role's source, its static keys. */
export type Source = { kind: "itself" | "keys" | "other" } | { kind: "profile"; name: string };

/**
 * The next step of `failureOf`'s way: the profile that a role is assumed with; itself for a profile that assumes none.
 * @param isSource whether the profile is somebody's source, whose static keys count first
 */
export function sourceOf(table: ProfileTable, profile: string, isSource: boolean): Source {
	const facts = table.facts(profile);
	if (facts === undefined) return { kind: "other" };
	if (isSource && isStatic(facts.bits)) return { kind: "keys" };
	const bare = isSource && isBareSource(facts.bits);
	if (!bare && typeOf(facts.bits, isPrototypeName(profile)) !== "role") return { kind: "itself" };
	const name = facts.text("source_profile");
	return name === undefined ? { kind: "other" } : { kind: "profile", name };
}

function notResolved(why: "missing" | "without-credentials", profile: string): Failure {
	const message = `Could not resolve credentials using profile: [${printable(profile)}] in configuration/credentials file(s).`;
	return { why, profile, message, tryNext: true };
}

/** What a profile that assumes no role comes to. */
function withoutRole(table: ProfileTable, profile: string, facts: ProfileFacts): Failure | null {
	const type = typeOf(facts.bits, isPrototypeName(profile));
	if (type === undefined) {
		return notResolved("without-credentials", profile);
	}
	return type === "sso" ? fromSso(table, profile, facts) : null;
}

/**
 * `fromSSO` up to the token's file. The session replaces region and start URL of the profile: the "Conflicting SSO region" of the SDK
 * is for callers that pass a region of their own.
 */
function fromSso(table: ProfileTable, profile: string, facts: ProfileFacts): Failure | null {
	const sessionName = facts.text("sso_session");
	let { bits } = facts;
	if (sessionName !== undefined) {
		const session = table.ssoSessionFacts(sessionName);
		if (session === undefined && !isPrototypeName(sessionName)) {
			const message = "Cannot read properties of undefined (reading 'sso_region')";
			return { why: "sso-session-missing", profile, message, tryNext: false };
		}
		bits = (bits & ~ssoSessionBits) | ((session?.bits ?? 0) & ssoSessionBits);
	}
	if ((bits & requiredSsoBits) === requiredSsoBits) {
		return null;
	}
	const keys = table.keys(profile);
	const given = sessionName === undefined ? [] : ["sso_region", "sso_start_url"].filter((key) => !keys.includes(key));
	const message = `Profile is configured with invalid SSO credentials. Required parameters "sso_account_id", "sso_region", "sso_role_name", "sso_start_url". Got ${[...keys, ...given].map(printableKey).join(", ")}\nReference: https://docs.aws.amazon.com/cli/latest/userguide/cli-configure-sso.html`;
	return { why: "sso-incomplete", profile, message, tryNext: false };
}

/** A key as it may be shown. In a broken file the start of a secret that ends in `=` is read as a key. */
export function printableKey(key: string): string {
	return /^[a-z0-9_.-]{1,40}$|^(?:REMOTION_)?AWS_[A-Z_]{1,40}$/.test(key) ? key : "••••••••";
}

/** `resolveCredentialSource` up to the first request. */
function fromCredentialSource(profile: string, credentialSource: string, environment: Variables): Failure | null {
	if (credentialSource === "Environment") {
		if (environment.AWS_ACCESS_KEY_ID && environment.AWS_SECRET_ACCESS_KEY) {
			return null;
		}
		const message = "Unable to find environment variable credentials.";
		return { why: "no-environment-credentials", profile, message, tryNext: true };
	}
	const refusal = credentialSource === "EcsContainer" ? containerRefusal(environment) : undefined;
	return refusal === undefined ? null : { why: "no-container", profile, ...refusal };
}
