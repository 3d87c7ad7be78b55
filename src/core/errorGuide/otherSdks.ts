import { findingOf, mend, offer } from "./project.ts";
import type { ErrorEntry, Facts } from "./types.ts";

/**
 * Errors of the AWS SDKs that Remotion's clients for Python, Go, PHP and Ruby use, and of the AWS CLI. None of these clients reads a
 * REMOTION_AWS_ variable. Texts: boto3 1.43.11, aws-sdk-go 1.44.133 and v2 config 1.17.1, aws-sdk-core for Ruby 3.168.1, run; the AWS SDK
 * for PHP 3 and for JavaScript v2 2.1692, read.
 */

const names = "AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or AWS_PROFILE";

/** What this project's own launches would use, which says nothing about a program in another language. */
function onlyRemotionNames({ explanation }: Facts): string {
	const { active } = explanation ?? {};
	const variable = active?.kind === "keys" ? active.variables[0] : active?.kind === "profile" ? active.variable : null;
	return variable?.startsWith("REMOTION_")
		? ` In this project ${variable} is set, which only Remotion's JavaScript client reads.`
		: "";
}

const python = "lambda/python";

/** Most specific first. */
export const otherSdks: readonly ErrorEntry[] = [
	{
		id: "boto-profile-not-found",
		title: "The Python SDK didn't find the profile",
		seen: "botocore 1.43.11, run",
		when: [
			/ProfileNotFound\b.{0,40}config profile \(([^)]{0,200})\)|The config profile \(([^)]{0,200})\) could not be found/,
		],
		cause: (facts) => {
			const name = facts.match[1] ?? facts.match[2] ?? "";
			if (name === "")
				return "AWS_PROFILE is set but empty. The Python SDK and the AWS CLI take the empty text for a name.";
			const known = facts.explanation?.profiles.some((profile) => profile.name === name);
			const here = known ? " The AWS files on this machine have it, so the program ran somewhere else." : "";
			return `AWS_PROFILE or the code names the profile "${name}", and the AWS files where the program ran don't have it.${here}`;
		},
		remedy: "Correct the name, add the profile to the AWS files, or unset AWS_PROFILE.",
		docs: python,
		actions: () => offer("addProfile"),
	},
	{
		id: "partial-credentials",
		title: "One of the two access keys is missing",
		seen: "botocore 1.43.11, run",
		when: [/PartialCredentialsError|Partial credentials found in (\S{1,40}), missing: (\S{1,60})/],
		cause: (facts) =>
			`The Python SDK or the AWS CLI found an access key ID without a secret access key${facts.match[2] ? ` (missing: ${facts.match[2].replace(/[.,]$/, "")})` : ""}. It stops there and doesn't try another source.`,
		remedy: `Set both, with the names ${names}.`,
		docs: python,
		actions: ({ explanation }) => mend(findingOf(explanation, ["incomplete-key-pair", "incomplete-profile"])),
	},
	{
		id: "sso-refresh-failed",
		title: "The SSO session has expired",
		seen: "botocore 1.43.11, run; aws-sdk-go-v2 config 1.17.1",
		when: [
			/Error when retrieving token from sso|UnauthorizedSSOTokenError|Error loading SSO Token|refresh cached SSO token failed|InvalidGrantException/,
		],
		cause: "The cached SSO token has expired, and renewing it failed: the session itself is over, or was signed out.",
		remedy: "Sign in (aws sso login --profile NAME), then restart the program.",
		docs: "lambda/authentication",
		actions: () => offer("ssoLogin", "switchProfile"),
	},
	{
		id: "sso-no-access",
		title: "The SSO user has no access to the role",
		seen: "answers of IAM Identity Center's GetRoleCredentials (API reference, ForbiddenException)",
		when: [/ForbiddenException: No access|GetRoleCredentials.{0,80}No access/],
		cause:
			"You are signed in to IAM Identity Center, but your user isn't assigned to the account and role that the profile names.",
		remedy:
			"Compare sso_account_id and sso_role_name in the AWS config file with the access portal. If they are right, ask an administrator to assign you the permission set.",
		docs: "lambda/authentication",
		actions: () => offer("switchProfile"),
	},
	{
		id: "boto-no-region",
		title: "The Python SDK has no region",
		seen: "botocore 1.43.11, run",
		when: [/NoRegionError|You must specify a region/],
		cause: "The client was created without a region. Remotion's Python client takes it as an argument.",
		remedy: "Pass the region to RemotionClient, or set AWS_DEFAULT_REGION for other calls of boto3 and the AWS CLI.",
		docs: python,
	},
	{
		id: "boto-no-credentials",
		title: "The Python SDK or the AWS CLI found no credentials",
		seen: "botocore 1.43.11, run; AWS CLI 2.9.19",
		when: [/NoCredentialsError|Unable to locate credentials/],
		cause: (facts) =>
			`Neither access keys nor a profile were found where the program ran. boto3 and the AWS CLI read ${names}, and no variable that starts with REMOTION_.${onlyRemotionNames(facts)}`,
		remedy: `Set ${names} where the program runs, or pass a boto3 session to RemotionClient. Python loads a .env file only with load_dotenv().`,
		docs: python,
		actions: () => offer("addProfile", "copyVariableNames"),
	},
	{
		id: "ruby-no-credentials",
		title: "The Ruby SDK found no credentials",
		seen: "aws-sdk-core 3.168.1 for Ruby, run",
		when: [/MissingCredentialsError|unable to sign request without credentials set/],
		cause: (facts) =>
			`Remotion's Ruby client reads AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or the profile passed as aws_profile, and nothing else: no AWS_PROFILE, session token, or role.${onlyRemotionNames(facts)}`,
		remedy:
			"Set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY where the program runs, or pass aws_profile with a profile that has access keys.",
		docs: "lambda/ruby",
		actions: () => offer("copyVariableNames"),
	},
	{
		id: "php-no-credentials",
		title: "The PHP SDK found no credentials",
		seen: "AWS SDK for PHP 3, read",
		when: [
			/Error retrieving credentials from the instance profile metadata service|Aws\\Exception\\CredentialsException/,
		],
		cause: (facts) =>
			`Environment variables and AWS files gave no credentials, so the PHP SDK asked the metadata service of an EC2 instance, without success. It reads ${names}.${onlyRemotionNames(facts)}`,
		remedy: `Set ${names} where PHP runs. PHP-FPM passes environment variables on only with clear_env = no; a .env file is read only if the code loads it.`,
		docs: "lambda/php",
		actions: () => offer("copyVariableNames"),
	},
	{
		id: "go-no-credentials",
		title: "The Go SDK found no credentials",
		seen: "aws-sdk-go 1.44.133 and aws-sdk-go-v2 config 1.17.1, run",
		when: [
			/NoCredentialProviders|no EC2 IMDS role found|failed to refresh cached credentials|no valid providers in chain/,
		],
		cause: (facts) =>
			`Environment variables and AWS files gave no credentials, so the Go SDK asked the metadata service of an EC2 instance, without success. It reads ${names}.${onlyRemotionNames(facts)}`,
		remedy: `Set ${names} where the program runs. Go reads a .env file only if the code calls godotenv.Load().`,
		docs: "lambda/go",
		actions: () => offer("copyVariableNames"),
	},
	{
		id: "go-malformed-credentials",
		title: "The access keys contain a line break or another stray character",
		seen: "net/http of Go, read",
		when: [/invalid header field value (?:"[^"]{0,200}" )?for (?:key )?\\?"?Authorization/i],
		cause: "Go can't send a request whose access key ID or session token contains a line break or a control character.",
		remedy: "Set the value again on one line, without quotes or spaces around it.",
		docs: "lambda/go",
		actions: ({ explanation }) =>
			mend(findingOf(explanation, ["malformed-access-key-id", "malformed-secret", "malformed-line"])),
	},
	{
		id: "sdk-v2-no-credentials",
		title: "The AWS SDK v2 for JavaScript found no credentials",
		seen: "aws-sdk 2.1692.0, read",
		when: [/Missing credentials in config/],
		cause: (facts) =>
			`The text is from the old AWS SDK (the package aws-sdk), not from Remotion, which has its own copy of version 3. Version 2 reads ${names}, and the AWS config file only if AWS_SDK_LOAD_CONFIG is set.${onlyRemotionNames(facts)}`,
		remedy: `Set ${names} for the code that uses aws-sdk, and AWS_SDK_LOAD_CONFIG=1 for a profile of the AWS config file.`,
		docs: "lambda/authentication",
		actions: () => offer("copyVariableNames"),
	},
];
