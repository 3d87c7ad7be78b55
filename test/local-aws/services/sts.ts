/** STS: who am I, and may I be somebody else? (query protocol) */
import { MFA_CODE } from "../accounts.ts";
import { AwsError, accessDenied, NAMESPACE } from "../errors.ts";
import type { Identities } from "../identities.ts";
import type { Account, Call, Operation, Principal, Reply, Role, Service, WireRequest } from "../types.ts";
import { formOf } from "../wire.ts";
import { type XmlValue, xml } from "../xml.ts";

/** The service STS. */
export function sts(identities: Identities, webIdentityToken: string): Service {
	return {
		name: "sts",
		route(request: WireRequest): Operation {
			const form = formOf(request);
			const name = form.get("Action") ?? "";
			switch (name) {
				case "GetCallerIdentity":
					return { name, run: ({ principal, requestId }) => callerIdentity(requestId, principal) };
				case "AssumeRole":
					return { name, run: (call) => assumeRole(identities, form, call) };
				case "GetSessionToken":
					return { name, run: (call) => sessionToken(identities, form, call) };
				case "AssumeRoleWithWebIdentity":
					return {
						name,
						anonymous: true,
						run: (call) => assumeRoleWithWebIdentity(identities, webIdentityToken, form, call),
					};
				default:
					throw new AwsError(400, "InvalidAction", `Could not find operation ${name} for version 2011-06-15`);
			}
		},
	};
}

function callerIdentity(requestId: string, principal: Principal | undefined): Reply {
	return answer(requestId, "GetCallerIdentity", {
		Arn: principal?.arn,
		UserId: principal?.userId,
		Account: principal?.account.id,
	});
}

function assumeRole(identities: Identities, form: URLSearchParams, call: Call): Reply {
	const arn = required(form, "RoleArn");
	const caller = call.principal;
	const found = identities.role(arn);
	if (caller === undefined || found === undefined || !found.role.trust.includes(caller.arn))
		throw accessDenied("sts", caller?.arn ?? "anonymous", "sts:AssumeRole", arn);
	const hasMfa = checkMfa(form, caller);
	if (found.role.needsMfa && !hasMfa) throw accessDenied("sts", caller.arn, "sts:AssumeRole", arn);
	return session(identities, "AssumeRole", form, call, found.account, found.role, {});
}

function sessionToken(identities: Identities, form: URLSearchParams, call: Call): Reply {
	const caller = call.principal;
	if (caller === undefined || !caller.arn.includes(":user/"))
		throw new AwsError(403, "AccessDenied", "Cannot call GetSessionToken with session credentials");
	checkMfa(form, caller);
	const key = identities.mintForUser(caller, secondsOf(form, 43_200, 129_600));
	return answer(call.requestId, "GetSessionToken", { Credentials: credentialsOf(key) });
}

/**
 * Whether the caller proved to have their MFA device; throws what AWS says of a wrong code and of a device that isn't theirs. A code may be used
 * again here, which AWS doesn't allow.
 */
function checkMfa(form: URLSearchParams, caller: Principal): boolean {
	const [serial, code] = [form.get("SerialNumber"), form.get("TokenCode")];
	if (serial === null && code === null) return false;
	if (serial !== caller.arn.replace(":user/", ":mfa/"))
		throw new AwsError(
			403,
			"AccessDenied",
			"MultiFactorAuthentication failed, unable to validate MFA code.  Please verify your MFA serial number is valid and associated with this user.",
		);
	if (code !== MFA_CODE)
		throw new AwsError(403, "AccessDenied", "MultiFactorAuthentication failed with invalid MFA one time pass code. ");
	return true;
}

function assumeRoleWithWebIdentity(identities: Identities, token: string, form: URLSearchParams, call: Call): Reply {
	const found = identities.role(required(form, "RoleArn"));
	if (form.get("WebIdentityToken")?.trim() !== token)
		throw new AwsError(
			400,
			"InvalidIdentityToken",
			"No OpenIDConnect provider found in your account for the given token",
		);
	if (!found?.role.trust.includes("web-identity"))
		throw new AwsError(403, "AccessDenied", "Not authorized to perform sts:AssumeRoleWithWebIdentity");
	return session(identities, "AssumeRoleWithWebIdentity", form, call, found.account, found.role, {
		SubjectFromWebIdentityToken: "local-aws",
	});
}

function session(
	identities: Identities,
	action: string,
	form: URLSearchParams,
	call: Call,
	account: Account,
	role: Role,
	more: Record<string, XmlValue>,
): Reply {
	const name = required(form, "RoleSessionName");
	const seconds = secondsOf(form, 3600, 43_200);
	const key = identities.mint(account, role, name, seconds, call.principal?.depth ?? 0);
	return answer(call.requestId, action, {
		...more,
		AssumedRoleUser: { AssumedRoleId: key.principal.userId, Arn: key.principal.arn },
		Credentials: credentialsOf(key),
		PackedPolicySize: 6,
	});
}

function secondsOf(form: URLSearchParams, usual: number, most: number): number {
	const seconds = Number(form.get("DurationSeconds") ?? usual);
	if (seconds >= 900 && seconds <= most) return seconds;
	throw new AwsError(400, "ValidationError", `The requested DurationSeconds is not within 900 to ${most}.`);
}

function credentialsOf(key: ReturnType<Identities["mint"]>): XmlValue {
	return {
		AccessKeyId: key.accessKeyId,
		SecretAccessKey: key.secretAccessKey,
		SessionToken: key.sessionToken,
		Expiration: key.expires.toISOString(),
	};
}

function required(form: URLSearchParams, name: string): string {
	const value = form.get(name);
	if (value) return value;
	throw new AwsError(
		400,
		"ValidationError",
		`1 validation error detected: Value null at '${name}' failed to satisfy constraint`,
	);
}

function answer(requestId: string, action: string, result: XmlValue): Reply {
	return {
		status: 200,
		headers: { "content-type": "text/xml", "x-amzn-requestid": requestId },
		body: xml(`${action}Response`, {
			"@xmlns": NAMESPACE.sts,
			[`${action}Result`]: result,
			ResponseMetadata: { RequestId: requestId },
		}),
	};
}
