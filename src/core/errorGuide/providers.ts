import { sentence } from "../precedence/reasons.ts";
import { findingOf, goTo, mend, mendInWords, offer, whoSigns } from "./project.ts";
import type { ErrorEntry, Facts } from "./types.ts";

/** The credentials cannot be had at all: what the AWS SDK's credential providers throw, and Remotion's own check. */

export const profileRules = ["unknown-profile", "unusable-profile"];

/** Why the profile that the text names does not work here, as the AWS files tell; empty where they do not. */
function profileProblem({ explanation }: Facts, name: string | undefined): string {
	const profile = explanation?.profiles.find((known) => known.name === name);
	if (profile?.problem !== undefined) return ` ${sentence(profile.problem)}`;
	if (!explanation || name === undefined) return "";
	return profile
		? " It works on this computer, so the program runs elsewhere or reads other AWS files."
		: ` It isn't in the AWS config and credentials files on this computer. Profiles found: ${explanation.profiles.map((known) => known.name).join(", ") || "none"}.`;
}

export function mendProfile({ explanation, match }: Facts) {
	const name = match[1] ?? match[2];
	const profile = explanation?.profiles.find((known) => known.name === name);
	return [...mend(findingOf(explanation, profileRules)), ...offer("switchProfile"), ...goTo(profile?.origins[0])];
}

/** Most specific first. */
export const providers: readonly ErrorEntry[] = [
	{
		id: "no-credentials-set",
		title: "Remotion found no credentials",
		seen: "@remotion/lambda-client 4.0.527; remotion-dev/remotion#4844",
		ifVerified: "elsewhere",
		when: [
			/(?:tried to call a Remotion Lambda function, but )?have not set the environment variable (?:REMOTION_)?AWS_(ACCESS_KEY_ID|SECRET_ACCESS_KEY)|tried to call a Remotion Lambda function, but have not set/,
		],
		cause: (facts) =>
			`${facts.match[1]?.startsWith("S") ? "An access key ID was set where the program ran, but no secret access key" : "Neither a profile nor access keys were set where the program ran"}. Remotion's Node.js API doesn't read .env files, and the Remotion CLI reads only .env in the folder where you run it.${whoSigns(facts.explanation)}`,
		remedy: ({ explanation }) =>
			explanation && explanation.active.kind !== "error"
				? "The program was started in another folder, with another runtime, or on another computer. Set the variables there, or load the .env file (node --env-file=.env)."
				: "Set REMOTION_AWS_PROFILE, or REMOTION_AWS_ACCESS_KEY_ID and REMOTION_AWS_SECRET_ACCESS_KEY, where the program runs. On EC2, ECS, or EKS with a role that has Remotion's user policy, set REMOTION_SKIP_AWS_CREDENTIALS_CHECK instead.",
		docs: "lambda/setup",
		actions: ({ explanation }) => [
			...mend(findingOf(explanation, ["incomplete-key-pair", "misspelled-variable", "ignored-env-file"])),
			...offer("switchProfile", "addProfile", "copyVariableNames"),
		],
	},
	{
		id: "mfa-profile",
		title: "The profile asks for an MFA code",
		seen: "@remotion/lambda-client 4.0.527, run; botocore 1.43.11",
		ifVerified: "elsewhere",
		when: [
			/(?:Profile (\S{1,200}) )?requires multi-factor authentication|Cannot refresh credentials: MFA token required/,
		],
		cause: (facts) =>
			`A profile with mfa_serial needs an MFA code for every use, which Remotion can't ask for. If its source_profile also fails, that error crashes the Node.js process, and try/catch can't handle it.${profileProblem(facts, facts.match[1])}`,
		remedy:
			"Open a terminal that is signed in with a code, and start Remotion there. Or get temporary credentials with the AWS CLI (aws sts get-session-token or aws sts assume-role, with --token-code) and store them in another profile, or use a profile without mfa_serial.",
		docs: "lambda/authentication",
		actions: (facts) => [...offer("openTerminalAs", "addProfile"), ...mendProfile(facts)],
	},
	{
		id: "mfa-code",
		title: "AWS rejected the MFA code",
		seen: "aws/aws-cli#2279, AssumeRole",
		ifVerified: "elsewhere",
		when: [/MultiFactorAuthentication failed with invalid MFA one time pass code/],
		cause: "The code was mistyped, has been used before, or is more than 30 seconds old. AWS accepts each code once.",
		remedy: "Wait for the next code, then try again. If it is rejected too, check the clock of the MFA device.",
		docs: "lambda/authentication",
		actions: () => offer("openTerminalAs"),
	},
	{
		id: "mfa-device",
		title: "AWS doesn't know the MFA device",
		seen: "aws/aws-cli#6325, GetSessionToken",
		ifVerified: "elsewhere",
		when: [/MultiFactorAuthentication failed, unable to validate MFA code/],
		cause: "The device in mfa_serial isn't one of the user whose access keys sign the request, or it was replaced.",
		remedy: "Copy the ARN of the device from the user's security credentials in the IAM console into mfa_serial.",
		docs: "lambda/authentication",
	},
	{
		id: "several-sources",
		title: "Both AWS_PROFILE and access keys are set",
		seen: "@remotion/lambda-client 4.0.527",
		when: [/Multiple credential sources detected/],
		cause: (facts) =>
			`A warning of the AWS SDK, not an error: AWS_PROFILE is set, and so are AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY. The SDK for JavaScript uses the profile; the AWS CLI, Python and Go use the access keys.${whoSigns(facts.explanation)}`,
		remedy: "Remove one of the two. To choose for Remotion only, set REMOTION_AWS_PROFILE.",
		docs: "lambda/authentication",
		actions: () => offer("switchProfile", "verifyIdentity"),
	},
	{
		id: "invalid-credential-object",
		title: "The AWS SDK received empty credentials",
		seen: "@remotion/lambda-client 4.0.527",
		ifVerified: "elsewhere",
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
		seen: "@remotion/lambda-client 4.0.527, run; botocore 1.43.11",
		ifVerified: "elsewhere",
		when: [
			/(?:Profile (\S{1,200}) )?credential_process (?:returned|did not return)|did not contain credential_process|Error when retrieving credentials from custom-process|CredentialsProviderError: Command failed: (?:\S{1,200})/,
		],
		cause: "The profile's credential_process command didn't return valid credentials.",
		remedy:
			"Run the command in a terminal. It must print one JSON object with Version 1, AccessKeyId, and SecretAccessKey, plus SessionToken and a future Expiration for temporary credentials.",
		docs: "lambda/authentication",
		actions: mendProfile,
	},
	{
		id: "profile-cycle",
		title: "The source_profile settings form a loop",
		seen: "@remotion/lambda-client 4.0.527, run; botocore 1.43.11",
		ifVerified: "elsewhere",
		when: [
			/Detected a cycle attempting to resolve credentials for profile|Infinite loop in credential configuration detected/,
		],
		cause: "The source_profile settings lead back to the first profile.",
		remedy: "Set the last source_profile to a profile with access keys.",
		docs: "lambda/authentication",
		actions: mendProfile,
	},
	{
		id: "credential-source",
		title: "Unknown credential_source in the profile",
		seen: "@remotion/lambda-client 4.0.527, run",
		ifVerified: "elsewhere",
		when: [/Unsupported credential source in profile (\S{1,200})\. Got/],
		cause: (facts) => `The profile "${facts.match[1]}" has a credential_source that the AWS SDK doesn't recognize.`,
		remedy: "Use Environment, Ec2InstanceMetadata, or EcsContainer (case-sensitive), or use source_profile.",
		docs: "lambda/authentication",
		actions: mendProfile,
	},
	{
		id: "profile-not-found",
		title: "The profile doesn't exist or has no credentials",
		seen: "@remotion/lambda-client 4.0.527, run",
		ifVerified: "elsewhere",
		when: [
			/Could not resolve credentials using profile(?:: \[([^\]]{1,200})\])?|Profile '?(\S{1,200}?)'? (?:could not be found in shared credentials file|was not found\.)/,
		],
		cause: (facts) => {
			const name = facts.match[1] ?? facts.match[2];
			return `Remotion was told to use ${name === undefined ? "a profile that can't be used" : `profile "${name}", directly or as the source_profile of another one`}. It doesn't fall back to other credentials.${profileProblem(facts, name)}`;
		},
		remedy: (facts) =>
			`Correct the name, add the profile, or use another one. Your computer's AWS files aren't available in a container or on a server.${mendInWords(findingOf(facts.explanation, profileRules))}`,
		docs: "lambda/authentication",
		actions: (facts) => [...mendProfile(facts), ...offer("addProfile")],
	},
	{
		id: "web-identity",
		title: "The web identity token wasn't accepted",
		seen: "@remotion/lambda-client 4.0.527 (the SDK's names); AWS STS's answers",
		ifVerified: "expired",
		when: [
			/InvalidIdentityToken|No OpenIDConnect provider found|Incorrect token audience|Could not assume role with OIDC|IDPCommunicationError|IDPRejectedClaim|sts:AssumeRoleWithWebIdentity|Web identity configuration not specified/,
		],
		cause: (facts) =>
			`The platform's token (GitHub Actions, EKS, Vercel OIDC) couldn't be exchanged for the role.${whoSigns(facts.explanation)}`,
		remedy:
			"The role's trust policy must name the identity provider with the token's audience and subject. The token file must be readable and fresh, and the role must carry Remotion's user policy.",
		docs: "lambda/without-iam",
		actions: () => offer("switchProfile"),
	},
	{
		id: "assume-role-denied",
		title: "Not allowed to assume the role",
		seen: "AWS STS's answers; the local AWS of the tests",
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
		title: "Can't read the AWS credentials file",
		seen: "remotion-dev/remotion#3852",
		when: [/EISDIR|EACCES/, /isLikelyToHaveAwsProfile|[\\/]\.aws[\\/](?:credentials|config)/],
		cause:
			"The credentials file is a folder, or you aren't allowed to read it. Docker creates a folder if a file you mount doesn't exist.",
		remedy:
			"Create a readable file at this path (~/.aws/credentials, or AWS_SHARED_CREDENTIALS_FILE), or remove the folder. Newer Remotion versions ignore it.",
		docs: "lambda/authentication",
		actions: ({ explanation }) => [...mend(findingOf(explanation, ["unreadable-file"])), ...offer("switchProfile")],
	},
	{
		id: "no-host-credentials",
		title: "No credentials from the container or instance",
		seen: "@remotion/lambda-client 4.0.527; botocore 1.43.11",
		ifVerified: "elsewhere",
		when: [
			/(?:Unable to connect to|from) instance metadata service|Instance Metadata Service access disabled|No HTTP credential provider host provided|container metadata (?:service|credential provider)|Error retrieving metadata: |EC2 Metadata (?:v1 fallback|roleName|token)|URL not accepted\. It must either be HTTPS/,
		],
		cause: (facts) =>
			`No credentials were set, and the container or EC2 instance didn't provide any.${whoSigns(facts.explanation)}`,
		remedy:
			"On your own computer, set credentials. On EC2 or ECS, attach a role with Remotion's user policy and set REMOTION_SKIP_AWS_CREDENTIALS_CHECK. In Docker on EC2, the metadata service needs a hop limit of 2.",
		docs: "lambda/without-iam",
		actions: () => offer("switchProfile", "addProfile"),
	},
	{
		id: "no-credentials-in-chain",
		title: "The AWS SDK found no credentials",
		seen: "@remotion/lambda-client 4.0.527, run",
		ifVerified: "elsewhere",
		when: [/Could not load credentials from any providers|No providers in chain/],
		cause: (facts) =>
			`Environment variables, profiles, and roles provided no credentials. Remotion silently ignores incomplete access keys, and all REMOTION_AWS_ variables if REMOTION_SKIP_AWS_CREDENTIALS_CHECK is set.${whoSigns(facts.explanation)}`,
		remedy: (facts) =>
			`Set REMOTION_AWS_PROFILE, or both REMOTION_AWS_ACCESS_KEY_ID and REMOTION_AWS_SECRET_ACCESS_KEY.${mendInWords(findingOf(facts.explanation, ["check-skipped", "mixed-key-pair", "incomplete-key-pair", ...profileRules]))}`,
		docs: "lambda/authentication",
		actions: ({ explanation }) => [
			...mend(findingOf(explanation, ["check-skipped", "mixed-key-pair", "incomplete-key-pair", ...profileRules])),
			...offer("switchProfile", "addProfile"),
		],
	},
];
