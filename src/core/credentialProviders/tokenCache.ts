import type { Validity } from "../types.ts";

/** The state of a sign-in, without the profiles that it is of. */
export type SignInState = Omit<Validity, "kind" | "profiles" | "signInProfile" | "isActive">;

/** Dates of a token, and what it has besides; no part of it is secret. */
export type TokenFacts =
	| { readonly problem: string }
	| {
			/** Milliseconds since 1970; NaN: not understood. */
			readonly expires: number;
			/** The SDK of JavaScript stops so long before, if it cannot ask for another one. */
			readonly early: number;
			/** Until when the SDK can ask for another one, in milliseconds since 1970; undefined: never. */
			readonly renewsUntil: number | undefined;
			/** The SDK sends the token whatever its date is, if it does not understand it. */
			readonly isSentUndated: boolean;
			/** A field without which nothing can be signed; the SDK notices once it has asked for other keys. */
			readonly lacking?: string;
	  };

/** `EXPIRE_WINDOW_MS` of `@aws-sdk/token-providers` 3.985.0. */
const refreshWindow = 5 * 60 * 1000;

/** As long as a sign-in with `aws login` lasts at most. Source: "Login credentials provider" of the AWS SDKs and Tools Reference Guide. */
const longestLogin = 12 * 60 * 60 * 1000;

/**
 * Reads a file of `~/.aws/sso/cache`. Source: `fromSso` of `@aws-sdk/token-providers` 3.985.0 for a session, `resolveSSOCredentials` of
 * `@aws-sdk/credential-provider-sso` 3.972.5 without one; `registrationExpiresAt` is looked at by botocore 1.43.11 alone, and AWS.
 * @param text what the file says
 * @param isSession whether the profile names an `sso_session`; without one, nothing renews a token
 */
export function readSsoToken(text: string, isSession: boolean): TokenFacts {
	const token = objectIn(text);
	if (typeof token === "string") return { problem: token };
	const absent = ["accessToken", ...(isSession ? ["expiresAt"] : [])].find((name) => token[name] === undefined);
	if (absent !== undefined) return { problem: `${absent} is missing` };
	const lacking = isText(token.accessToken) ? {} : { lacking: "accessToken" };
	const expires = timeOf(token.expiresAt);
	if (!isSession) return { expires, early: 0, renewsUntil: undefined, isSentUndated: true, ...lacking };
	const renewal = ["clientId", "clientSecret", "refreshToken"];
	const isAsked = renewal.every((name) => token[name] !== undefined);
	const registered = timeOf(token.registrationExpiresAt);
	const renewsUntil = Number.isNaN(registered) ? Number.POSITIVE_INFINITY : registered;
	return {
		expires,
		early: isAsked ? 0 : refreshWindow,
		renewsUntil: renewal.every((name) => isText(token[name])) ? renewsUntil : undefined,
		isSentUndated: false,
		...lacking,
	};
}

/**
 * Reads a file of `~/.aws/login/cache`. Source: `LoginCredentialsFetcher` of `@aws-sdk/credential-provider-login` 3.972.5.
 * @param text what the file says
 */
export function readLoginToken(text: string): TokenFacts {
	const token = objectIn(text);
	if (typeof token === "string") return { problem: token };
	const keys: unknown = token.accessToken;
	const absent = ["accessToken", "clientId", "refreshToken", "dpopKey"].find((name) => !token[name]);
	if (absent !== undefined) return { problem: `${absent} is missing` };
	const given = isObject(keys) ? keys : {};
	if (!given.accountId) return { problem: "accountId is missing" };
	const lacking = ["accessKeyId", "sessionToken", "secretAccessKey"].find((name) => !given[name]);
	const expires = timeOf(given.expiresAt);
	// One whose end is not understood is used as it is.
	const renewsUntil = Number.isNaN(expires) ? undefined : expires + longestLogin;
	return { expires, early: 0, renewsUntil, isSentUndated: true, ...(lacking !== undefined && { lacking }) };
}

/**
 * Returns how a sign-in stands.
 * @param facts what the token's file says; undefined: there is none
 * @param now in milliseconds since 1970
 * @param isJavaScript whether the AWS SDK for JavaScript uses it; the others use a token to its end
 */
export function signInState(facts: TokenFacts | undefined, now: number, isJavaScript = true): SignInState {
	if (facts === undefined) return { state: "missing", fails: true };
	if ("problem" in facts) return { state: "unusable", problem: facts.problem, fails: true };
	const { expires, renewsUntil, isSentUndated, lacking } = facts;
	const canRenew = renewsUntil !== undefined && !(renewsUntil <= now);
	if (lacking !== undefined && !(canRenew && expires - refreshWindow <= now))
		return { state: "unusable", problem: `${lacking} is missing`, fails: true };
	const renews = canRenew ? ({ renews: true } as const) : {};
	if (Number.isNaN(expires))
		return { state: "undated", ...renews, ...(!canRenew && !isSentUndated && { fails: true as const }) };
	const ends = expires - (isJavaScript ? facts.early : 0);
	const changes = [ends, ...(canRenew ? [renewsUntil] : [])].filter((time) => time > now && Number.isFinite(time));
	const next = changes.length > 0 ? { changes: Math.min(...changes) } : {};
	if (ends > now) return { state: "valid", ends, left: ends - now, ...renews, ...next };
	return { state: "expired", ends, left: 0, ...renews, ...(!canRenew && { fails: true as const }), ...next };
}

/** The object that a text is as JSON; else what is wrong with it. */
function objectIn(text: string): Readonly<Record<string, unknown>> | string {
	let value: unknown;
	try {
		value = JSON.parse(text);
	} catch {
		return "the file isn't JSON";
	}
	return isObject(value) ? value : "the file has no JSON object";
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
	return typeof value === "object" && value !== null;
}

function isText(value: unknown): boolean {
	return typeof value === "string" && value !== "";
}

/** The time that the SDK takes a value for: whatever JSON may hold goes into `new Date()`. */
function timeOf(value: unknown): number {
	return value === undefined ? Number.NaN : new Date(value as string).getTime();
}
