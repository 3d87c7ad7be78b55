import { isRole } from "../vocabulary/arn.ts";
import { offer, plainKeysSign, whoSigns } from "./project.ts";
import type { ErrorEntry, Facts } from "./types.ts";

/** AWS knows who signs and does not allow it. */

const principal = /User: (arn:aws[\w-]{0,10}:(?:iam|sts)::(\d{12})?:?[^ ]{1,300})/;

/** Whose policy lacks it: a platform's role, Remotion's own role, or the user. */
function whose({ text, explanation }: Facts): string {
	const arn = principal.exec(text)?.[1] ?? "";
	if (arn.includes("remotion-lambda-role")) {
		return ` It is the role of the Lambda function (${arn}), so the role's policy lacks it, not your user's.`;
	}
	if (isRole(arn)) {
		const plain =
			explanation && plainKeysSign(explanation)
				? " In this project the plain AWS_ names sign, which such platforms set to their own."
				: "";
		return ` ${arn} is a role, not your Remotion user: on Vercel, AWS Lambda and the like it is the platform's own, which signs where no REMOTION_AWS_ credentials are set.${plain}`;
	}
	return arn === "" ? whoSigns(explanation) : ` Signed in was ${arn}.`;
}

/** Most specific first. */
export const permissions: readonly ErrorEntry[] = [
	{
		id: "role-not-assumable",
		title: "Lambda may not use the function's role",
		when: [/role defined for the function cannot be assumed by Lambda/],
		cause:
			"The role remotion-lambda-role does not exist, has just been created, or its trust policy does not name Lambda.",
		remedy:
			"Create the role as the setup guide says: trusted entity lambda.amazonaws.com, exactly this name, the policy of npx remotion lambda policies role. A new role takes some seconds until Lambda sees it.",
		docs: "lambda/permissions",
		actions: () => offer("openRolePolicy"),
	},
	{
		id: "policy-malformed",
		title: "IAM doesn't accept the policy",
		when: [/MalformedPolicyDocument/],
		cause:
			"The policy's JSON is incomplete or was changed while it was pasted, or it comes from an old version of Remotion.",
		remedy:
			"Copy the whole text again from this project's Remotion version (npx remotion lambda policies user, or npx remotion lambda policies role).",
		docs: "lambda/permissions",
		actions: () => offer("openUserPolicy", "openRolePolicy"),
	},
	{
		id: "policy-too-large",
		title: "The policy is too large for an inline policy",
		when: [/Maximum policy size of (\d{1,6}) bytes exceeded|LimitExceeded\b.{0,60}policy size/],
		cause: ({ match }) =>
			`All inline policies of ${match[1] === "2048" ? "a user" : "this identity"} together may have ${match[1] ?? "2048"} characters, and Remotion's policy with what is there is longer.`,
		remedy:
			"Create a managed policy (IAM > Policies > Create policy) with the same JSON, which may have 6,144 characters, and attach it.",
		docs: "lambda/permissions",
		actions: () => offer("openUserPolicy", "openRolePolicy"),
	},
	{
		id: "kms-denied",
		title: "Lambda may not decrypt the function's settings",
		when: [/KMSAccessDeniedException|KMSDisabledException|KMSInvalidStateException|KMSNotFoundException/],
		cause:
			"The function's environment is encrypted with a KMS key that its role may not use. That happens when the role was deleted and created again under the same name, or the key was changed.",
		remedy:
			"Delete the function and deploy it again (npx remotion lambda functions deploy), or allow kms:Decrypt on that key for the role.",
		docs: "lambda/troubleshooting/permissions",
	},
	{
		id: "bucket-creation-denied",
		title: "The policy is too old to create a bucket",
		when: [
			/Since April 2023, more AWS permissions are required|InvalidBucketAclWithObjectOwnership|(?:PutBucketPolicy|PutBucketOwnershipControls|PutPublicAccessBlock|DeletePublicAccessBlock|PutBucketAcl)\b.{0,300}AccessDenied/,
		],
		cause:
			"AWS makes new buckets private, and Remotion needs s3:PutBucketOwnershipControls, s3:PutBucketPublicAccessBlock and s3:PutBucketPolicy to publish the site.",
		remedy:
			"Upgrade Remotion, replace the user's policy with the one of npx remotion lambda policies user, and deploy the site again. A bucket that was left half made can be deleted.",
		docs: "lambda/s3-public-access",
		actions: () => offer("openUserPolicy", "checkPermissions", "verifyIdentity"),
	},
	{
		id: "bucket-disallows-acl",
		title: "The bucket does not allow ACLs",
		when: [/The bucket does not allow ACLs|AccessControlListNotSupported/],
		cause: "The bucket handles access through policies only, and Remotion tried to set an ACL on the output.",
		remedy:
			'Pass privacy: "no-acl" (--privacy=no-acl on the command line), or allow ACLs in the bucket\'s object ownership.',
		docs: "lambda/troubleshooting/bucket-disallows-acl",
	},
	{
		id: "bucket-owner-mismatch",
		title: "The bucket belongs to another account",
		when: [/Bucket owner mismatch(?:: Expected the bucket (\S{1,100}))?|ExpectedBucketOwner/],
		cause: (facts) =>
			`${facts.match[1] ? `The bucket ${facts.match[1]}` : "The bucket"} is not of the account that signs: the credentials and the bucket's name come from different accounts.${whoSigns(facts.explanation)}`,
		remedy: "Use the credentials of the bucket's account, or a bucket of this account.",
		docs: "lambda/multiple-buckets",
		actions: () => offer("verifyIdentity", "switchProfile"),
	},
	{
		id: "bucket-forbidden",
		title: "The bucket's files may not be read",
		when: [/Unable to access item "[^"]{0,500}" from bucket "([^"]{1,100})"|got a 403 error when heading the file/],
		cause: (facts) =>
			`S3 refused access to ${facts.match[1] ? `the bucket ${facts.match[1]}` : "the bucket"}: it is another account's, or the role of the function lacks s3:GetObject and s3:ListBucket.${whoSigns(facts.explanation)}`,
		remedy:
			"Compare the bucket's account with the one that signs, and renew remotion-lambda-role's policy with the one of npx remotion lambda policies role.",
		docs: "lambda/permissions",
		actions: () => offer("verifyIdentity", "openRolePolicy", "switchProfile"),
	},
	{
		id: "simulation-denied",
		title: "Not allowed to check permissions",
		when: [/is not authorized to perform: iam:SimulatePrincipalPolicy/],
		cause: (facts) =>
			`This check needs iam:SimulatePrincipalPolicy, which is denied, so the permissions are unknown. Renders might still work.${whose(facts)}`,
		remedy:
			"Attach Remotion's user policy, which allows it, and check again; or run a test render, which needs no simulator.",
		docs: "lambda/simulatepermissions",
		actions: () => offer("openUserPolicy", "testRender"),
	},
	{
		id: "simulation-without-principal",
		title: "IAM's simulator cannot judge these credentials",
		when: [/Unsupported AWS Caller Identity|Unknown AWS Caller Identity ARN|NoSuchEntity/],
		cause:
			"Remotion asks IAM's policy simulator about a user, or about a role by its bare name. The account's root user, a federated user and a role with a path (as AWS IAM Identity Center makes them for SSO) cannot be asked about so. Nothing is known: renders may work all the same.",
		remedy: "Run test render instead, or compare the role's policies with Remotion's user policy.",
		docs: "lambda/simulatepermissions",
		actions: () => offer("testRender", "openUserPolicy"),
	},
	{
		id: "access-denied",
		title: "A permission is missing",
		when: [/is not authorized to perform: ([a-z0-9-]{1,60}:[A-Za-z]{1,80})|AccessDenied(?:Exception)?\b/],
		cause: (facts) => {
			const action =
				facts.match[1] ?? /is not authorized to perform: ([a-z0-9-]{1,60}:[A-Za-z]{1,80})/.exec(facts.text)?.[1];
			const deny = facts.text.includes("with an explicit deny")
				? " An explicit Deny blocks it, so adding a permission won't help."
				: "";
			return `${action ? `AWS does not allow ${action}.` : "AWS knows who signs, but does not allow the call."}${deny}${whose(facts)}`;
		},
		remedy: ({ text }) =>
			text.includes("remotion-lambda-role/")
				? "Replace the role's policy with the one of npx remotion lambda policies role."
				: isRole(text)
					? "Set REMOTION_AWS_ACCESS_KEY_ID and REMOTION_AWS_SECRET_ACCESS_KEY where the program runs and deploy again; or give that role the policy of npx remotion lambda policies user."
					: "Replace the user's policy with the one of npx remotion lambda policies user: newer versions of Remotion need more permissions. A permission boundary or an organization's policy can forbid it too.",
		docs: "lambda/troubleshooting/permissions",
		actions: ({ text }) =>
			text.includes("remotion-lambda-role/")
				? offer("openRolePolicy")
				: isRole(text)
					? offer("verifyIdentity", "copyVariableNames", "checkPermissions", "openUserPolicy", "switchProfile")
					: offer("checkPermissions", "openUserPolicy", "verifyIdentity", "switchProfile"),
	},
];
