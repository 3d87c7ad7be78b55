/** STS: who am I, and may I be somebody else? (query protocol) */
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
	return session(identities, "AssumeRole", form, call, found.account, found.role, {});
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
	const seconds = Number(form.get("DurationSeconds") ?? 3600);
	if (!(seconds >= 900 && seconds <= 43_200))
		throw new AwsError(400, "ValidationError", "The requested DurationSeconds is not within 900 to 43200.");
	const key = identities.mint(account, role, name, seconds, call.principal?.depth ?? 0);
	return answer(call.requestId, action, {
		...more,
		AssumedRoleUser: { AssumedRoleId: key.principal.userId, Arn: key.principal.arn },
		Credentials: {
			AccessKeyId: key.accessKeyId,
			SecretAccessKey: key.secretAccessKey,
			SessionToken: key.sessionToken,
			Expiration: key.expires.toISOString(),
		},
		PackedPolicySize: 6,
	});
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
