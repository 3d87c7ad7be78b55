/** A role that a host's own token opens, so that no access key is stored there. */
import { partitionOf } from "../vocabulary/partitions.ts";
import { fillTemplate } from "./fillTemplate.ts";
import type { OidcHost } from "./oidcHosts.ts";

/** The role and whose token opens it. */
export interface OidcRole {
	readonly host: OidcHost;
	/** The 12 digits of the AWS account; undefined: not known, and left for the person to fill in. */
	readonly account: string | undefined;
	readonly region: string;
	readonly owner: string;
	readonly project: string;
}

/** Stands for the account where it is not known: the number of AWS's own examples. */
const anyAccount = "111122223333";

function arnOf({ region, account = anyAccount }: OidcRole, what: string): string {
	return `arn:${partitionOf(region)}:iam::${account}:${what}`;
}

/** Returns the ARN of the role. */
export function oidcRoleArn(role: OidcRole): string {
	return arnOf(role, `role/${role.host.roleName}`);
}

/** Returns the trust policy as JSON: tokens of this project's production, or of this repository's main branch, and no others. */
export function oidcTrustPolicy(role: OidcRole): string {
	const { host, owner, project } = role;
	const issuer = host.issuer(owner);
	const StringEquals = {
		[`${issuer}:aud`]: host.audience(owner),
		[`${issuer}:sub`]: host.subject(owner, project),
	};
	const statement = {
		Effect: "Allow",
		Principal: { Federated: arnOf(role, `oidc-provider/${issuer}`) },
		Action: "sts:AssumeRoleWithWebIdentity",
		Condition: { StringEquals },
	};
	return `${JSON.stringify({ Version: "2012-10-17", Statement: [statement] }, null, 2)}\n`;
}

/** Returns the host's file of `media` with this role. */
export function oidcCode(template: string, role: OidcRole): string {
	return fillTemplate(template, role.host.replaced(oidcRoleArn(role), role.region));
}

/**
 * Returns the steps as Markdown.
 * @param rolePolicyName the name of the policy that a role needs to call Remotion Lambda
 */
export function oidcSteps(role: OidcRole, rolePolicyName: string): string {
	const { label, issuer, audience, roleName, use, scope } = role.host;
	return `# Remotion Lambda on ${label} without access keys

${label} gives each run a token that says who it is. AWS exchanges the token for a session of a role, which ends by itself: no access key is stored.

1. In IAM, **Identity providers**, **Add provider**, **OpenID Connect**: provider URL \`https://${issuer(role.owner)}\`, audience \`${audience(role.owner)}\`. Once per account.
2. Create the role and allow it what Remotion Lambda needs. \`trust-policy.json\` is below; **Remotion Lambda: Create role policy** opens \`${rolePolicyName}.json\`.

\`\`\`
aws iam create-role --role-name ${roleName} --assume-role-policy-document file://trust-policy.json
aws iam put-role-policy --role-name ${roleName} --policy-name ${rolePolicyName} --policy-document file://${rolePolicyName}.json
\`\`\`

3. ${use}

## trust-policy.json

\`\`\`json
${oidcTrustPolicy(role)}\`\`\`

${scope}
${role.account === undefined ? `\nReplace ${anyAccount} with the number of your AWS account, here and in the code.\n` : ""}`;
}

/** What is wrong with an owner and a project as they are typed; undefined: nothing. */
export function ownerAndProjectProblem(text: string, { example }: Pick<OidcHost, "example">): string | undefined {
	return /^[\w.-]{1,100}\/[\w.-]{1,100}$/.test(text.trim()) ? undefined : `Enter it as ${example}.`;
}
