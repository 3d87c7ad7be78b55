import { findingOf, mendInWords, offer, whoSigns } from "./project.ts";
import { mendProfile, profileRules } from "./providers.ts";
import type { ErrorEntry } from "./types.ts";

/** A role that can't be assumed for a reason that no permission changes, or that can't be handed to a function. */
export const roles: readonly ErrorEntry[] = [
	{
		id: "role-source-environment",
		title: "The role's source credentials aren't set",
		seen: "@remotion/lambda-client 4.0.527, run",
		ifVerified: "elsewhere",
		when: [/Unable to find environment variable credentials/],
		cause: (facts) =>
			`A profile with credential_source = Environment assumes its role with AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, which aren't both set. The REMOTION_AWS_ variables don't count for it.${whoSigns(facts.explanation)}`,
		remedy: (facts) =>
			`Set both unprefixed variables where the program runs, or use source_profile in the profile.${mendInWords(findingOf(facts.explanation, profileRules))}`,
		docs: "lambda/authentication",
		actions: mendProfile,
	},
	{
		id: "root-assumes-role",
		title: "Root access keys can't assume a role",
		seen: "AWS STS's answers",
		ifVerified: "elsewhere",
		when: [/Roles may not be assumed by root accounts/],
		cause: (facts) =>
			`The profile's source is an access key of the account's root user, and AWS lets no root user assume a role.${whoSigns(facts.explanation)}`,
		remedy:
			"Create an IAM user with Remotion's user policy and use its access key, alone or as the role's source. Then delete the root user's access key.",
		docs: "lambda/authentication",
		actions: () => offer("switchProfile", "openUserPolicy"),
	},
	{
		id: "role-of-another-account",
		title: "The function's role is of another account",
		seen: "AWS Lambda's answers",
		when: [/Cross-account pass role is not allowed/],
		cause: (facts) =>
			`The function was to get a role of another AWS account than the one that it is deployed to: a custom role ARN names the other account, or the credentials are of the wrong one.${whoSigns(facts.explanation)}`,
		remedy:
			"Verify the identity. Then use credentials of the role's account, or pass a role of this account (customRoleArn, --custom-role-arn), or none.",
		docs: "lambda/permissions",
		actions: () => offer("verifyIdentity", "switchProfile"),
	},
	{
		id: "role-duration",
		title: "The role can't be assumed for that long",
		seen: "AWS STS's answers",
		ifVerified: "elsewhere",
		when: [/requested DurationSeconds exceeds|at 'durationSeconds' failed to satisfy constraint/],
		cause:
			"duration_seconds of the profile is more than the role's maximum session duration, more than one hour for a role that is assumed with another role, or no number from 900 on.",
		remedy:
			"Remove duration_seconds from the profile (one hour is the default), or raise the role's maximum session duration in IAM.",
		docs: "lambda/authentication",
		actions: mendProfile,
	},
	{
		id: "role-arn-invalid",
		title: "The role's ARN is invalid",
		seen: "AWS STS's answers",
		ifVerified: "elsewhere",
		when: [
			/Request ARN is invalid|ValidationError\b.{0,60}: arn:aws\S{0,200} is invalid|for parameter RoleArn, value|at 'roleArn' failed to satisfy constraint/,
		],
		cause: "role_arn, AWS_ROLE_ARN, or the action's role-to-assume isn't the whole ARN of a role.",
		remedy:
			"Copy the ARN from the role's page in IAM. It reads arn:aws:iam::123456789012:role/NAME, with two colons after iam, a 12-digit account, and the role's path.",
		docs: "lambda/authentication",
		actions: mendProfile,
	},
];
