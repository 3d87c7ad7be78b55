/** IAM: what may a user or role do? (query protocol) */
import { AwsError, NAMESPACE } from "../errors.ts";
import { allows, type Identities } from "../identities.ts";
import type { Operation, Service, WireRequest } from "../types.ts";
import { formOf } from "../wire.ts";
import { xml } from "../xml.ts";

/** The service IAM. */
export function iam(identities: Identities): Service {
	return {
		name: "iam",
		route(request: WireRequest): Operation {
			const form = formOf(request);
			const name = form.get("Action") ?? "";
			if (name === "PutRolePolicy") return putRolePolicy(identities, form);
			if (name !== "SimulatePrincipalPolicy")
				throw new AwsError(400, "InvalidAction", `Could not find operation ${name} for version 2010-05-08`);
			const arn = form.get("PolicySourceArn") ?? "";
			return {
				name,
				action: "iam:SimulatePrincipalPolicy",
				resource: arn,
				owner: arn.split(":")[4] ?? "",
				run: ({ requestId }) => {
					const allowed = identities.allowedActions(arn);
					if (allowed === undefined)
						throw new AwsError(404, "NoSuchEntity", `The user or role ${arn} cannot be found.`);
					const member = members(form, "ActionNames").flatMap((action) =>
						members(form, "ResourceArns", "*").map((resource) => ({
							EvalActionName: action,
							EvalResourceName: resource,
							EvalDecision: allows(allowed, action) ? "allowed" : "implicitDeny",
						})),
					);
					return {
						status: 200,
						headers: { "content-type": "text/xml", "x-amzn-requestid": requestId },
						body: xml("SimulatePrincipalPolicyResponse", {
							"@xmlns": NAMESPACE.iam,
							// The simulator answers once an action, whatever the number of resources.
							SimulatePrincipalPolicyResult: {
								IsTruncated: false,
								EvaluationResults: { member: onePerAction(member) },
							},
							ResponseMetadata: { RequestId: requestId },
						}),
					};
				},
			};
		},
	};
}

/** Actions only: resources and conditions of a policy are not looked at here. */
function putRolePolicy(identities: Identities, form: URLSearchParams): Operation {
	const [roleName = "", name = ""] = [form.get("RoleName") ?? "", form.get("PolicyName") ?? ""];
	return {
		name: "PutRolePolicy",
		action: "iam:PutRolePolicy",
		resource: roleName,
		run: ({ principal, requestId }) => {
			const account = principal?.account;
			const role = account?.roles.find((one) => one.name === roleName);
			if (!account || !role) throw new AwsError(404, "NoSuchEntity", `The role with name ${roleName} cannot be found.`);
			identities.putRolePolicy(account, role, name, actionsIn(form.get("PolicyDocument") ?? ""));
			return {
				status: 200,
				headers: { "content-type": "text/xml", "x-amzn-requestid": requestId },
				body: xml("PutRolePolicyResponse", {
					"@xmlns": NAMESPACE.iam,
					ResponseMetadata: { RequestId: requestId },
				}),
			};
		},
	};
}

function actionsIn(document: string): string[] {
	const malformed = new AwsError(400, "MalformedPolicyDocument", "Syntax errors in policy.");
	let policy: { Statement?: unknown };
	try {
		policy = JSON.parse(document);
	} catch {
		throw malformed;
	}
	if (!Array.isArray(policy.Statement)) throw malformed;
	return policy.Statement.filter(({ Effect }) => Effect === "Allow").flatMap(({ Action }) => Action);
}

function onePerAction<T extends { EvalActionName: string }>(results: readonly T[]): T[] {
	return [...new Map(results.map((result) => [result.EvalActionName, result])).values()];
}

/** `Name.member.1`, `.2`, … of a query-protocol list. */
function members(form: URLSearchParams, name: string, otherwise?: string): string[] {
	const values = [...form].filter(([key]) => key.startsWith(`${name}.member.`)).map(([, value]) => value);
	return values.length === 0 && otherwise !== undefined ? [otherwise] : values;
}
