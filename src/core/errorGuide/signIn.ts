import { findingOf, goTo, mendInWords, offer, whoSigns } from "./project.ts";
import { mendProfile, profileRules } from "./providers.ts";
import type { ErrorEntry, Facts } from "./types.ts";

/** Profiles whose people sign in: SSO, and the AWS CLI's own login. */

/** The way to the profile that this project uses, if it is of that type. */
function goToActiveProfile({ explanation }: Facts, type: "sso" | "login") {
	const { active, profiles = [] } = explanation ?? {};
	if (active?.kind !== "profile" || active.type !== type) return [];
	return goTo(profiles.find(({ name }) => name === active.profile)?.origins[0]);
}

/** Most specific first. */
export const signIn: readonly ErrorEntry[] = [
	{
		id: "sso-profile-incomplete",
		title: "The SSO profile is incomplete",
		seen: "@remotion/lambda-client 4.0.527, run",
		ifVerified: "elsewhere",
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
		seen: "@remotion/lambda-client 4.0.527, run",
		ifVerified: "expired",
		when: [
			/run '?aws sso login|The SSO session (?:token )?associated with|Error loading SSO Token|SSO session .{0,80}expired|UnauthorizedException\b.{0,60}: Session token/i,
		],
		cause: (facts) =>
			`The profile gets its credentials from an SSO session, and this computer has no valid one.${whoSigns(facts.explanation)}`,
		remedy: "Sign in (aws sso login --profile NAME), then restart the program. On a server, use a role or access keys.",
		docs: "lambda/authentication",
		actions: (facts) => [...offer("ssoLogin", "switchProfile"), ...goToActiveProfile(facts, "sso")],
	},
	{
		id: "login-session",
		title: "Your login session has expired",
		seen: "@remotion/lambda-client 4.0.527, run; botocore 1.43.11",
		ifVerified: "expired",
		when: [
			/authenticate using `?aws login|Your session has expired\. Please reauthenticate|does not contain login_session|Failed to load token from [^\n]{0,300}[\\/]login[\\/]cache[\\/]|Token validation failed\b.{0,80}login|Error loading login session token|Your session has expired or credentials have changed/,
		],
		cause: (facts) =>
			`The profile gets its credentials from aws login, and that session is no longer valid.${whoSigns(facts.explanation)}`,
		remedy: "Sign in (aws login --profile NAME, AWS CLI 2.32 or newer), then restart the program.",
		docs: "lambda/authentication",
		actions: (facts) => [...offer("ssoLogin", "switchProfile"), ...goToActiveProfile(facts, "login")],
	},
	{
		id: "login-not-allowed",
		title: "Not allowed to sign in with aws login",
		seen: "@aws-sdk/credential-provider-login 3.972.92; botocore 1.43.11",
		ifVerified: "elsewhere",
		when: [
			/refresh (?:login )?credentials due to insufficient permissions|[Mm]issing permission for the '(?:signin:)?CreateOAuth2Token'/,
		],
		cause:
			"A profile of aws login renews its credentials every 15 minutes, and the identity isn't allowed to (signin:CreateOAuth2Token).",
		remedy:
			"Ask an administrator to attach the AWS managed policy SignInLocalDevelopmentAccess, or use a profile with access keys or SSO.",
		docs: "lambda/authentication",
		actions: (facts) => [...offer("switchProfile"), ...goToActiveProfile(facts, "login")],
	},
	{
		id: "login-needs-crt",
		title: "Python needs a package for aws login profiles",
		seen: "botocore 1.43.11",
		when: [/Using the login credential provider requires/],
		cause: "boto3 signs requests of an aws login profile with the AWS CRT library, which isn't installed.",
		remedy: 'Install it with pip install "botocore[crt]", or use a profile of another type.',
		docs: "lambda/python",
	},
	{
		id: "sso-invalid-credential",
		title: "IAM Identity Center returned no usable credentials",
		seen: "@remotion/lambda-client 4.0.527, run",
		ifVerified: "elsewhere",
		when: [/SSO returns an invalid temporary credential/],
		cause:
			"The cached SSO token was sent although it is incomplete or expired, and the response contained no credentials.",
		remedy:
			"Sign in again with aws sso login --profile NAME, which replaces the cached token, then restart the program.",
		docs: "lambda/authentication",
		actions: () => offer("ssoLogin", "switchProfile"),
	},
];
