import { offer, whoSigns } from "./project.ts";
import type { ErrorEntry } from "./types.ts";

/** What gives a program its credentials where it runs: GitHub's action, Vercel's tokens, Kubernetes. Most specific first. */
export const workloads: readonly ErrorEntry[] = [
	{
		id: "github-action",
		title: "The GitHub action got no credentials",
		seen: "aws-actions/configure-aws-credentials 6.0.0, its source; public reports of its log",
		ifVerified: "elsewhere",
		when: [
			/Credentials could not be loaded, please check your action inputs|trying to authenticate with OIDC\. Did you mean to set the|getIDToken call failed|Unable to get ACTIONS_ID_TOKEN_REQUEST_(?:URL|TOKEN)|'aws-secret-access-key' must be provided if 'aws-access-key-id'/,
		],
		cause:
			"The step of aws-actions/configure-aws-credentials had no access keys and no token from GitHub: a secret is empty or misspelled, or the job isn't allowed to request a token. Workflows of forks and Dependabot get no secrets.",
		remedy:
			"For a role, give the job permissions: id-token: write and contents: read, and check that role-to-assume isn't empty. For access keys, check the secrets' names; or pass them to the Remotion step's env as REMOTION_AWS_ variables.",
		docs: "lambda/without-iam",
		actions: () => offer("copyVariableNames"),
	},
	{
		id: "vercel-oidc",
		title: "There is no Vercel OIDC token",
		seen: "@vercel/oidc 4.0.9 and @vercel/oidc-aws-credentials-provider 3.3.9, run",
		ifVerified: "elsewhere",
		when: [
			/The 'x-vercel-oidc-token' header is missing|Vercel OIDC token is malformed|Failed to refresh OIDC token|VercelOidcTokenError/,
		],
		cause:
			"On Vercel, the token comes with each request: OIDC isn't enabled in the project, or the code ran outside of a request, such as at the top of a module. On your computer, it is VERCEL_OIDC_TOKEN of vercel env pull, valid for 12 hours.",
		remedy:
			"Enable OIDC in the project's settings and get the credentials within the request, or run vercel link and vercel env pull again. Set them as REMOTION_AWS_ variables before the call: Remotion takes no credential provider.",
		docs: "lambda/without-iam",
		actions: () => offer("copyVariableNames", "switchProfile"),
	},
	{
		id: "token-file",
		title: "The role's token file can't be read",
		seen: "@remotion/lambda-client 4.0.527, run; the paths that Amazon EKS mounts, in public reports",
		ifVerified: "elsewhere",
		when: [
			/(?:ENOENT|EACCES|EISDIR)\b[^']{0,60}'([^']{0,200}(?:[\\/]serviceaccount[\\/]|eks-pod-identity|web[-_]?identity|oidc)[^']{0,200})'|(?:ENOENT|EACCES|EISDIR)\b[^']{0,60}'([^']{0,200})' (?:at Object\.openSync \S{1,80} )?at (?:Object\.)?readFileSync \S{1,80} at (?:[\w.]{1,40} )?\S{0,200}(?:lambda-client|credential-provider-web-identity)[\\/]|Failed to read AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE|Web identity token file (?:does not exist|could not be read)/i,
		],
		cause: (facts) =>
			`The role's token was to come from ${facts.match[1] ?? facts.match[2] ?? "a file"}, which AWS_WEB_IDENTITY_TOKEN_FILE, AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE, or web_identity_token_file names. The AWS SDK reads it first and doesn't fall back.${facts.match[2]?.startsWith("~") ? " It doesn't replace ~ by your home folder." : ""}${whoSigns(facts.explanation)}`,
		remedy:
			"On Kubernetes, check the pod's service account and whether its user may read the file (fsGroup). Elsewhere the variable is a leftover: remove it, or set REMOTION_AWS_ credentials, which are used before it.",
		docs: "lambda/without-iam",
		actions: () => offer("switchProfile", "addProfile"),
	},
];
