/** The hosts whose tokens can open a role: all that is true of one and not of the others. */
export interface OidcHost {
	readonly label: string;
	readonly detail: string;
	/** What the person types: whose project it is, and the project. */
	readonly example: string;
	/** Asks for that. */
	readonly prompt: string;
	/** The file in `media` that uses the role, and its language in VS Code. */
	readonly file: string;
	readonly language: string;
	/** What stands in that file for the role's ARN and for the region, exactly once. */
	readonly replaced: (arn: string, region: string) => readonly (readonly [from: string, to: string])[];
	readonly roleName: string;
	/** The host of the tokens' issuer, as IAM names the provider. */
	readonly issuer: (owner: string) => string;
	readonly audience: (owner: string) => string;
	/** Who the token is about: production, or the main branch. */
	readonly subject: (owner: string, project: string) => string;
	/** What to do with the file. */
	readonly use: string;
	/** Who can use the role, and how to let others use it. */
	readonly scope: string;
}

/** Source: Vercel's "OIDC Federation Reference" (27 October 2025), team issuer mode. */
const vercel: OidcHost = {
	label: "Vercel",
	detail: "TypeScript that exchanges the deployment's token for a session of a role.",
	example: "team/project",
	prompt: "Team and project as in the address on vercel.com, such as my-team/my-app",
	file: "oidcCredentials.ts",
	language: "typescript",
	replaced: (arn, region) => [
		['"arn:aws:iam::111122223333:role/remotion-on-vercel"', JSON.stringify(arn)],
		['region = "us-east-1"', `region = ${JSON.stringify(region)}`],
	],
	roleName: "remotion-on-vercel",
	issuer: (owner) => `oidc.vercel.com/${owner}`,
	audience: (owner) => `https://vercel.com/${owner}`,
	subject: (owner, project) => `owner:${owner}:project:${project}:environment:production`,
	use: "Run `npm install @aws-sdk/client-sts @vercel/oidc`, add the code, and await `loadRemotionCredentials(getVercelOidcToken)` before every call to Remotion Lambda. Remove the `REMOTION_AWS_*` and `AWS_*` keys from the project's environment variables.",
	scope:
		"Only the production deployments of this project can use it. For previews, add a second value that ends with `environment:preview`.",
};

/** Source: GitHub's "OpenID Connect reference"; the README of aws-actions/configure-aws-credentials. */
const gitHubActions: OidcHost = {
	label: "GitHub Actions",
	detail: "A workflow whose token AWS exchanges for a session of a role.",
	example: "owner/repository",
	prompt: "Owner and repository as in the address on github.com, such as my-team/my-app",
	file: "oidcWorkflow.yml",
	language: "yaml",
	replaced: (arn, region) => [
		["arn:aws:iam::111122223333:role/remotion-on-github", arn],
		["aws-region: us-east-1", `aws-region: ${region}`],
	],
	roleName: "remotion-on-github",
	issuer: () => "token.actions.githubusercontent.com",
	audience: () => "sts.amazonaws.com",
	subject: (owner, project) => `repo:${owner}/${project}:ref:refs/heads/main`,
	use: "Save the workflow in `.github/workflows`. Remove the `REMOTION_AWS_*` variables from it: they take precedence over the role.",
	scope: "Only workflows on the branch `main` can use it. For other branches, change the end of `sub`.",
};

/** The hosts, in the order in which they are offered. */
export const oidcHosts: readonly OidcHost[] = [vercel, gitHubActions];
