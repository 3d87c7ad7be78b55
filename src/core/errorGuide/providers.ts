import { sentence } from "../precedence/reasons.ts";
import { findingOf, goTo, mend, mendInWords, offer, whoSigns } from "./project.ts";
import type { ErrorEntry, Facts } from "./types.ts";

/** The credentials cannot be had at all: what the AWS SDK's credential providers throw, and Remotion's own check. */

const profileRules = ["unknown-profile", "unusable-profile"];

/** Why the profile that the text names does not work here, as the AWS files tell; empty where they do not. */
function profileProblem({ explanation }: Facts, name: string | undefined): string {
	const profile = explanation?.profiles.find((known) => known.name === name);
	if (profile?.problem !== undefined) return ` ${sentence(profile.problem)}`;
	if (!explanation || name === undefined) return "";
	return profile
		? " On this machine it resolves: the program runs elsewhere, or reads other AWS files."
		: ` Neither AWS file on this machine has it; the profiles there are: ${explanation.profiles.map((known) => known.name).join(", ") || "none"}.`;
}

function mendProfile({ explanation, match }: Facts) {
	const name = match[1] ?? match[2];
	const profile = explanation?.profiles.find((known) => known.name === name);
	return [...mend(findingOf(explanation, profileRules)), ...offer("switchProfile"), ...goTo(profile?.origins[0])];
}

/** Most specific first. */
export const providers: readonly ErrorEntry[] = [
	{
		id: "no-credentials-set",
		title: "Remotion found no credentials",
		when: [
			/have not set the environment variable ((?:REMOTION_)?AWS_(?:ACCESS_KEY_ID|SECRET_ACCESS_KEY)(?: or REMOTION_AWS_[A-Z_]{1,30})?)|tried to call a Remotion Lambda function, but have not set/,
		],
		cause: (facts) =>
			`Where the program ran, neither a profile nor ${facts.match[1] ?? "a key pair"} was set. Remotion's Node.js API reads no .env file by itself, and its command line only the .env of the folder it is started in.${whoSigns(facts.explanation)}`,
		remedy: ({ explanation }) =>
			explanation && explanation.active.kind !== "error"
				? "So the program that failed was started in another folder, by another runtime or on another machine: set the variables there, or load the .env file in the code (node --env-file=.env)."
				: "Set REMOTION_AWS_PROFILE, or REMOTION_AWS_ACCESS_KEY_ID and REMOTION_AWS_SECRET_ACCESS_KEY, where the program runs.",
		docs: "lambda/setup",
		actions: ({ explanation }) => [
			...mend(findingOf(explanation, ["incomplete-key-pair", "misspelled-variable", "ignored-env-file"])),
			...offer("switchProfile", "addProfile", "copyVariableNames"),
		],
	},
	{
		id: "mfa-profile",
		title: "The profile asks for an MFA code",
		when: [/(?:Profile (\S{1,200}) )?requires multi-factor authentication/],
		cause: (facts) =>
			`A profile with mfa_serial needs a code at every use, and Remotion cannot ask for it. If its source_profile also fails, that error crashes the Node.js process, and try/catch can't handle it.${profileProblem(facts, facts.match[1])}`,
		remedy:
			"Fetch a session with the AWS CLI (aws sts get-session-token or aws sts assume-role, with --token-code) and store its access key ID, secret and session token as a profile of their own, or use a profile without mfa_serial.",
		docs: "lambda/authentication",
		actions: (facts) => [...offer("addProfile"), ...mendProfile(facts)],
	},
	{
		id: "sso-profile-incomplete",
		title: "The SSO profile is incomplete",
		when: [
			/invalid SSO credentials|Sso session '([^']{1,200})' (?:could not be found|is missing required property)|missing required property 'sso_session'|Conflicting SSO (?:region|start_url)|\(reading 'sso_(?:region|start_url)'\)|is not configured with SSO credentials/,
		],
		cause: (facts) =>
			`A setting is missing: an SSO profile needs sso_account_id and sso_role_name, and sso_region and sso_start_url in the [sso-session …] that it names.${whoSigns(facts.explanation)}`,
		remedy: (facts) =>
			`Run aws configure sso, or add what is missing to the AWS config file.${mendInWords(findingOf(facts.explanation, profileRules))}`,
		docs: "lambda/authentication",
		actions: mendProfile,
	},
	{
		id: "sso-login",
		title: "Your SSO session has expired",
		when: [
			/run '?aws sso login|The SSO session (?:token )?associated with|Error loading SSO Token|SSO session .{0,80}expired|UnauthorizedException: Session token/i,
		],
		cause: (facts) =>
			`The profile gets its credentials from an SSO session, and there is none on this machine that is still valid.${whoSigns(facts.explanation)}`,
		remedy:
			"Sign in (aws sso login --profile NAME), then start the program anew. A server has nobody to sign in: give it keys or a role.",
		docs: "lambda/authentication",
		actions: () => offer("ssoLogin", "switchProfile"),
	},
	{
		id: "login-session",
		title: "The login session is over",
		when: [
			/authenticate using `?aws login|Your session has expired\. Please reauthenticate|does not contain login_session|Failed to load token from [^\n]{0,300}[\\/]login[\\/]cache[\\/]|Token validation failed\b.{0,80}login/,
		],
		cause: (facts) =>
			`The profile gets its credentials from aws login, and that session is not valid any more.${whoSigns(facts.explanation)}`,
		remedy: "Run aws login again, then start the program anew.",
		docs: "lambda/authentication",
		actions: () => offer("switchProfile"),
	},
	{
		id: "sso-invalid-credential",
		title: "IAM Identity Center returned no usable credentials",
		when: [/SSO returns an invalid temporary credential/],
		cause:
			"The cached SSO token was sent although it is incomplete or expired, and the answer had no credentials in it.",
		remedy:
			"Sign in again with aws sso login --profile NAME, which replaces the cached token, then restart the program.",
		docs: "lambda/authentication",
		actions: () => offer("ssoLogin", "switchProfile"),
	},
	{
		id: "several-sources",
		title: "Both AWS_PROFILE and access keys are set",
		when: [/Multiple credential sources detected/],
		cause: (facts) =>
			`A warning of the AWS SDK, not an error: AWS_PROFILE and the pair AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY are both set. The SDK for JavaScript uses the profile; the AWS CLI, Python and Go use the access keys.${whoSigns(facts.explanation)}`,
		remedy: "Unset one of the two. To choose for Remotion alone, set REMOTION_AWS_PROFILE.",
		docs: "lambda/authentication",
		actions: () => offer("switchProfile", "verifyIdentity"),
	},
	{
		id: "invalid-credential-object",
		title: "The credentials that reached the AWS SDK are empty",
		when: [/Resolved credential object is not valid|Credential is missing\b/],
		cause: (facts) =>
			`Something supplied credentials without an access key ID or a secret access key: a variable that is empty or not set, or code that passes its own credentials.${whoSigns(facts.explanation)}`,
		remedy:
			"Log whether the variables are set where the program runs (not their values), and check that the code that reads them runs after the .env file was loaded.",
		docs: "lambda/authentication",
		actions: ({ explanation }) => [
			...mend(findingOf(explanation, ["incomplete-key-pair", "misspelled-variable", "ignored-env-file"])),
			...offer("switchProfile"),
		],
	},
	{
		id: "credential-process",
		title: "The profile's credential_process failed",
		when: [
			/(?:Profile (\S{1,200}) )?credential_process (?:returned|did not return)|did not contain credential_process/,
		],
		cause: "The program that the profile names as credential_process gave no valid credentials.",
		remedy:
			"Run that program in a terminal: it must print one JSON object with Version 1, AccessKeyId and SecretAccessKey, and with SessionToken and a future Expiration for temporary keys.",
		docs: "lambda/authentication",
		actions: mendProfile,
	},
	{
		id: "profile-cycle",
		title: "Profiles refer to each other in a circle",
		when: [/Detected a cycle attempting to resolve credentials for profile/],
		cause: "Following source_profile from profile to profile ends where it began.",
		remedy: "Let the last source_profile name a profile that has keys.",
		docs: "lambda/authentication",
		actions: mendProfile,
	},
	{
		id: "credential-source",
		title: "The profile's credential_source is not one the SDK knows",
		when: [/Unsupported credential source in profile (\S{1,200})\. Got/],
		cause: (facts) => `The profile "${facts.match[1]}" has a credential_source that the AWS SDK does not know.`,
		remedy:
			"It must be Environment, Ec2InstanceMetadata or EcsContainer, in exactly this spelling; or use source_profile.",
		docs: "lambda/authentication",
		actions: mendProfile,
	},
	{
		id: "profile-not-found",
		title: "The profile does not exist or has no credentials",
		when: [
			/Could not resolve credentials using profile(?:: \[([^\]]{1,200})\])?|Profile '?(\S{1,200}?)'? (?:could not be found in shared credentials file|was not found\.)/,
		],
		cause: (facts) => {
			const name = facts.match[1] ?? facts.match[2];
			return `Remotion was told to use ${name === undefined ? "a profile that can't be used" : `profile "${name}"`}. It doesn't fall back to other credentials.${profileProblem(facts, name)}`;
		},
		remedy: (facts) =>
			`Correct the name, add the profile, or use another one. In a container or on a server the AWS files of your machine are not there.${mendInWords(findingOf(facts.explanation, profileRules))}`,
		docs: "lambda/authentication",
		actions: (facts) => [...mendProfile(facts), ...offer("addProfile")],
	},
	{
		id: "web-identity",
		title: "The web identity token was not accepted",
		when: [
			/InvalidIdentityToken|IDPCommunicationError|IDPRejectedClaim|sts:AssumeRoleWithWebIdentity|Web identity configuration not specified/,
		],
		cause: (facts) =>
			`The token of the platform (GitHub Actions, EKS, Vercel's OIDC) could not be exchanged for the role.${whoSigns(facts.explanation)}`,
		remedy:
			"The role's trust policy must name the identity provider with the token's audience and subject. The token file must be readable and fresh, and the role must carry Remotion's user policy.",
		docs: "lambda/without-iam",
		actions: () => offer("switchProfile"),
	},
	{
		id: "assume-role-denied",
		title: "Not allowed to assume the role",
		when: [/(?:User: (\S{1,300}) )?is not authorized to perform: sts:AssumeRole/],
		cause: (facts) =>
			`The profile's source${facts.match[1] ? ` (${facts.match[1]})` : ""} isn't allowed to assume the role.${whoSigns(facts.explanation)}`,
		remedy:
			"Both sides must allow it: the role's trust policy names the source, and the source's policy allows sts:AssumeRole on the role.",
		docs: "lambda/authentication",
		actions: () => offer("switchProfile", "verifyIdentity"),
	},
	{
		id: "credentials-file-unreadable",
		title: "The AWS credentials file cannot be read",
		when: [/EISDIR|EACCES/, /isLikelyToHaveAwsProfile|[\\/]\.aws[\\/](?:credentials|config)/],
		cause:
			"The credentials file is a folder, or you aren't allowed to read it. Docker creates a folder if a file you mount doesn't exist.",
		remedy:
			"Put a file there (~/.aws/credentials, or where AWS_SHARED_CREDENTIALS_FILE points) that you may read, or remove the folder. Newer versions of Remotion pass over it.",
		docs: "lambda/authentication",
		actions: ({ explanation }) => [...mend(findingOf(explanation, ["unreadable-file"])), ...offer("switchProfile")],
	},
	{
		id: "no-host-credentials",
		title: "The container or instance gave no credentials",
		when: [
			/(?:Unable to connect to|from) instance metadata service|Instance Metadata Service access disabled|No HTTP credential provider host provided|container metadata (?:service|credential provider)/,
		],
		cause: (facts) =>
			`No credentials were set, and the container or EC2 instance didn't provide any.${whoSigns(facts.explanation)}`,
		remedy:
			"On your own machine set credentials. On EC2 or ECS attach a role with Remotion's user policy and set REMOTION_SKIP_AWS_CREDENTIALS_CHECK; in Docker on EC2 the metadata service needs a hop limit of 2.",
		docs: "lambda/without-iam",
		actions: () => offer("switchProfile", "addProfile"),
	},
	{
		id: "no-credentials-in-chain",
		title: "The AWS SDK found no credentials",
		when: [
			/Could not load credentials from any providers|No providers in chain|Unable to find environment variable credentials/,
		],
		cause: (facts) =>
			`No variable, no profile and no role of the host gave credentials. Remotion leaves the choice to the AWS SDK where its own variables are not complete: half a key pair is passed over without a word, and so is every REMOTION_AWS_ variable while REMOTION_SKIP_AWS_CREDENTIALS_CHECK is set.${whoSigns(facts.explanation)}`,
		remedy: (facts) =>
			`Set REMOTION_AWS_PROFILE, or both REMOTION_AWS_ACCESS_KEY_ID and REMOTION_AWS_SECRET_ACCESS_KEY.${mendInWords(findingOf(facts.explanation, ["check-skipped", "mixed-key-pair", "incomplete-key-pair", ...profileRules]))}`,
		docs: "lambda/authentication",
		actions: ({ explanation }) => [
			...mend(findingOf(explanation, ["check-skipped", "mixed-key-pair", "incomplete-key-pair", ...profileRules])),
			...offer("switchProfile", "addProfile"),
		],
	},
];
