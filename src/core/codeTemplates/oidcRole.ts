/** A role that a host's own token opens, so that no access key is stored there. */
import { partitionOf } from "../vocabulary/partitions.ts";
import { fillTemplate } from "./fillTemplate.ts";

export type OidcHost = "vercel" | "github";

/** The role and whose token opens it. */
export interface OidcRole {
	readonly host: OidcHost;
	/** The 12 digits of the AWS account; undefined: not known, and left for the person to fill in. */
	readonly account: string | undefined;
	readonly region: string;
	/** On Vercel the team's slug, on GitHub the owner. */
	readonly owner: string;
	/** On Vercel the project's name, on GitHub the repository's. */
	readonly project: string;
}

interface Provider {
	/** The host of the tokens' issuer, as IAM names the provider. */
	readonly issuer: string;
	readonly audience: string;
	/** Who the token is about: production, or the default branch. */
	readonly subject: string;
	readonly roleName: string;
}

/**
 * Who issues the tokens and what is in them. Sources: Vercel's "OIDC Federation Reference" (27 October 2025), team issuer mode; GitHub's "OpenID
 * Connect reference".
 */
function providerOf({ host, owner, project }: Pick<OidcRole, "host" | "owner" | "project">): Provider {
	if (host === "vercel")
		return {
			issuer: `oidc.vercel.com/${owner}`,
			audience: `https://vercel.com/${owner}`,
			subject: `owner:${owner}:project:${project}:environment:production`,
			roleName: "remotion-on-vercel",
		};
	return {
		issuer: "token.actions.githubusercontent.com",
		audience: "sts.amazonaws.com",
		subject: `repo:${owner}/${project}:ref:refs/heads/main`,
		roleName: "remotion-on-github",
	};
}

/** Stands for the account where it is not known: the number of AWS's own examples. */
const anyAccount = "111122223333";

/** Returns the ARN of the role. */
export function oidcRoleArn(role: OidcRole): string {
	return `arn:${partitionOf(role.region)}:iam::${role.account ?? anyAccount}:role/${providerOf(role).roleName}`;
}

/** Returns the trust policy as JSON: tokens of this project's production, or of this repository's main branch, and no others. */
export function oidcTrustPolicy(role: OidcRole): string {
	const { issuer, audience, subject } = providerOf(role);
	const provider = `arn:${partitionOf(role.region)}:iam::${role.account ?? anyAccount}:oidc-provider/${issuer}`;
	const statement = {
		Effect: "Allow",
		Principal: { Federated: provider },
		Action: "sts:AssumeRoleWithWebIdentity",
		Condition: { StringEquals: { [`${issuer}:aud`]: audience, [`${issuer}:sub`]: subject } },
	};
	return `${JSON.stringify({ Version: "2012-10-17", Statement: [statement] }, null, 2)}\n`;
}

/** Returns the code or the workflow with this role: `media/oidcCredentials.ts`, or `media/oidcWorkflow.yml`. */
export function oidcCode(template: string, role: OidcRole): string {
	const arn = oidcRoleArn(role);
	if (role.host === "github")
		return fillTemplate(template, [
			["arn:aws:iam::111122223333:role/remotion-on-github", arn],
			["aws-region: us-east-1", `aws-region: ${role.region}`],
		]);
	return fillTemplate(template, [
		['"arn:aws:iam::111122223333:role/remotion-on-vercel"', JSON.stringify(arn)],
		['region = "us-east-1"', `region = ${JSON.stringify(role.region)}`],
	]);
}

/**
 * Returns the steps as Markdown.
 * @param rolePolicyName the name of the policy that a role needs to call Remotion Lambda
 */
export function oidcSteps(role: OidcRole, rolePolicyName: string): string {
	const { issuer, audience, roleName } = providerOf(role);
	const host = role.host === "vercel" ? "Vercel" : "GitHub Actions";
	const use =
		role.host === "vercel"
			? "Run `npm install @aws-sdk/client-sts @vercel/oidc`, add the code, and await `loadRemotionCredentials(getVercelOidcToken)` before every call to Remotion Lambda. Remove the `REMOTION_AWS_*` and `AWS_*` keys from the project's environment variables."
			: "Save the workflow in `.github/workflows`. Remove the `REMOTION_AWS_*` variables from it: they take precedence over the role.";
	const scope =
		role.host === "vercel"
			? "Only the production deployments of this project can use it. For previews, add a second value that ends with `environment:preview`."
			: "Only workflows on the branch `main` can use it. For other branches, change the end of `sub`.";
	return `# Remotion Lambda on ${host} without access keys

${host} gives each run a token that says who it is. AWS exchanges the token for a session of a role, which ends by itself: no access key is stored.

1. In IAM, **Identity providers**, **Add provider**, **OpenID Connect**: provider URL \`https://${issuer}\`, audience \`${audience}\`. Once per account.
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
export function ownerAndProjectProblem(text: string, host: OidcHost): string | undefined {
	const example = host === "vercel" ? "team/project" : "owner/repository";
	return /^[\w.-]{1,100}\/[\w.-]{1,100}$/.test(text.trim()) ? undefined : `Enter it as ${example}.`;
}
