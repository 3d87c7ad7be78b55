import { isPermissionSet, isRole } from "../vocabulary/arn.ts";
import { offer, plainKeysSign, whoSigns } from "./project.ts";
import type { ErrorEntry, Facts } from "./types.ts";

/** AWS knows who signs and does not allow it. */

const principal = /User: (arn:aws[\w-]{0,10}:(?:iam|sts)::(\d{12})?:?[^ ]{1,300})/;

/** Whose policy lacks it: a platform's role, Remotion's own role, or the user. */
function whose({ text, explanation }: Facts): string {
	const arn = principal.exec(text)?.[1] ?? "";
	if (arn.includes("remotion-lambda-role")) {
		return ` It is the role of the Lambda function (${arn}), so the permission is missing from the role's policy, not from your user's.`;
	}
	if (isPermissionSet(arn)) return ` It is a permission set of IAM Identity Center (SSO): ${arn}.`;
	if (isRole(arn)) {
		const plain =
			explanation && plainKeysSign(explanation)
				? " This project uses the unprefixed AWS_ variables, which such platforms can set to their own credentials."
				: "";
		return ` ${arn} is a role, not your Remotion user: on Vercel, AWS Lambda and the like it is the platform's own role, which is used unless REMOTION_AWS_ credentials are set.${plain}`;
	}
	return arn === "" ? whoSigns(explanation) : ` The credentials belong to ${arn}.`;
}

/** What no permission lifts, as AWS names it at the end of its sentence; else empty. Source: IAM's user guide, "Access denied error messages". */
function boundary(text: string): string {
	const what =
		/with an explicit deny(?: in (?:an?|the) ([a-z -]{1,40}))?|because no (service control policy|permissions boundary|session policy|VPC endpoint policy|resource control policy) allows/;
	const [found, denying, limiting] = what.exec(text) ?? [];
	if (found === undefined) return "";
	if (limiting !== undefined)
		return ` The ${limiting} that applies here doesn't include it, so adding a permission doesn't help.`;
	return ` An explicit Deny${denying === undefined ? "" : ` in the ${denying.trim()}`} blocks it, so adding a permission doesn't help.`;
}

/** Says that what was asked for is another account's; empty where it isn't, and for the layers that Remotion shares from its own account. */
function otherAccount(text: string): string {
	const own = principal.exec(text)?.[2];
	const owner = /on resource: "?arn:aws[\w-]{0,10}:lambda:[\w-]{1,30}:(\d{12}):function:/.exec(text)?.[1];
	if (own === undefined || owner === undefined || own === owner) return "";
	return ` The function belongs to account ${owner}, the credentials to account ${own}.`;
}

function remedyOf(text: string): string {
	if (text.includes("remotion-lambda-role/"))
		return "Replace the role's policy with the one of npx remotion lambda policies role.";
	if (boundary(text) !== "")
		return "Ask the administrator of the account or organization to change that policy, or use another account. If it only requires MFA or certain regions, use temporary credentials with MFA, or another region.";
	if (otherAccount(text) !== "")
		return "Use credentials of the function's account, or deploy a function in this one: npx remotion lambda functions deploy";
	if (isPermissionSet(text))
		return "Add the policy of npx remotion lambda policies user to the permission set in IAM Identity Center, or ask its administrator to. Or use a profile or access keys of a user that has it.";
	return isRole(text)
		? "Set REMOTION_AWS_ACCESS_KEY_ID and REMOTION_AWS_SECRET_ACCESS_KEY where the program runs and deploy again; or give that role the policy of npx remotion lambda policies user."
		: "Replace the user's policy with the one of npx remotion lambda policies user: newer versions of Remotion need more permissions. A permission boundary or an organization's policy can forbid it too.";
}

/** Most specific first. */
export const permissions: readonly ErrorEntry[] = [
	{
		id: "link-expired",
		title: "The link has expired",
		seen: "S3's answers (AccessDenied, Request has expired)",
		when: [/\bAccessDenied\b.{0,200}\bRequest has expired\b|<Expires>.{0,200}<ServerTime>/],
		cause: ({ explanation }) =>
			`A presigned link is valid for a limited time, seven days at most. With temporary credentials it ends with them, whatever expiresInSeconds says.${explanation?.active.kind === "keys" && explanation.active.hasSessionToken ? whoSigns(explanation) : ""}`,
		remedy:
			"Make a new link with presignUrl(). For links of several days, use a long-term access key, or make the output public.",
		docs: "lambda/presignurl",
	},
	{
		id: "role-not-assumable",
		title: "Lambda can't assume the function's role",
		seen: "@remotion/lambda 4.0.527",
		when: [/role defined for the function cannot be assumed by Lambda/],
		cause:
			"The role remotion-lambda-role doesn't exist, was created just now, or its trust policy doesn't name Lambda.",
		remedy:
			"Create the role as described in the setup guide: trusted entity lambda.amazonaws.com, exactly this name, and the policy from npx remotion lambda policies role. Lambda sees a new role after a few seconds.",
		docs: "lambda/permissions",
		actions: () => offer("openRolePolicy"),
	},
	{
		id: "policy-malformed",
		title: "IAM doesn't accept the policy",
		seen: "@aws-sdk/client-iam 3.986.0; IAM's answers",
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
		seen: "IAM's answers (API reference, LimitExceeded)",
		when: [/Maximum policy size of (\d{1,6}) bytes exceeded|LimitExceeded\b.{0,60}policy size/],
		cause: ({ match }) =>
			`All inline policies of ${match[1] === "2048" ? "a user" : "this identity"} together can have ${match[1] ?? "2048"} characters, and with Remotion's policy they are longer.`,
		remedy:
			"Create a managed policy (IAM > Policies > Create policy) with the same JSON, which can have 6,144 characters, and attach it.",
		docs: "lambda/permissions",
		actions: () => offer("openUserPolicy", "openRolePolicy"),
	},
	{
		id: "kms-denied",
		title: "Lambda can't decrypt the function's settings",
		seen: "@remotion/lambda-client 4.0.527 (the SDK's names); remotion-dev/remotion#1388",
		when: [/KMSAccessDeniedException|KMSDisabledException|KMSInvalidStateException|KMSNotFoundException/],
		cause:
			"The function's environment is encrypted with a KMS key that its role isn't allowed to use. This happens when the role was deleted and created again under the same name, or the key was changed.",
		remedy:
			"Delete the function and deploy it again (npx remotion lambda functions deploy), or allow kms:Decrypt on that key for the role.",
		docs: "lambda/troubleshooting/permissions",
	},
	{
		id: "bucket-creation-denied",
		title: "The policy is too old to create a bucket",
		seen: "@remotion/lambda-client 4.0.527; remotion-dev/remotion#2149",
		when: [
			/Since April 2023, more AWS permissions are required|Could not add an ACL to the bucket\b|InvalidBucketAclWithObjectOwnership|(?:PutBucketPolicy|PutBucketOwnershipControls|PutPublicAccessBlock|DeletePublicAccessBlock|PutBucketAcl)\b.{0,300}AccessDenied/,
		],
		cause:
			"AWS makes new buckets private, and Remotion needs s3:PutBucketOwnershipControls, s3:PutBucketPublicAccessBlock, and s3:PutBucketPolicy to publish the site.",
		remedy:
			"Upgrade Remotion, replace the user's policy with the output of npx remotion lambda policies user, and deploy the site again. You can delete a bucket that was left incomplete.",
		docs: "lambda/s3-public-access",
		actions: () => offer("openUserPolicy", "checkPermissions", "verifyIdentity"),
	},
	{
		id: "bucket-disallows-acl",
		title: "The bucket doesn't allow ACLs",
		seen: "@remotion/lambda-client 4.0.527; remotion-dev/remotion#1206",
		when: [/The bucket does not allow ACLs|AccessControlListNotSupported/],
		cause: "The bucket handles access through policies only, and Remotion tried to set an ACL on the output.",
		remedy:
			'Pass privacy: "no-acl" (--privacy=no-acl on the command line), or allow ACLs in the bucket\'s object ownership.',
		docs: "lambda/troubleshooting/bucket-disallows-acl",
	},
	{
		id: "bucket-owner-mismatch",
		title: "The bucket belongs to another account",
		seen: "@remotion/lambda-client 4.0.527",
		when: [/Bucket owner mismatch(?:: Expected the bucket (\S{1,100}))?|ExpectedBucketOwner/],
		cause: (facts) =>
			`${facts.match[1] ? `The bucket ${facts.match[1]}` : "The bucket"} belongs to another AWS account than the credentials.${whoSigns(facts.explanation)}`,
		remedy: "Use the credentials of the bucket's account, or a bucket of this account.",
		docs: "lambda/multiple-buckets",
		actions: () => offer("verifyIdentity", "switchProfile"),
	},
	{
		id: "bucket-forbidden",
		title: "Not allowed to read the bucket's files",
		seen: "@remotion/lambda-client 4.0.527",
		when: [/Unable to access item "[^"]{0,500}" from bucket "([^"]{1,100})"|got a 403 error when heading the file/],
		cause: (facts) =>
			`S3 denied access to ${facts.match[1] ? `the bucket ${facts.match[1]}` : "the bucket"}: it belongs to another account, or s3:GetObject and s3:ListBucket are missing from the function's role.${whoSigns(facts.explanation)}`,
		remedy:
			"Check that the bucket and the credentials belong to the same account, and replace the policy of remotion-lambda-role with the output of npx remotion lambda policies role.",
		docs: "lambda/permissions",
		actions: () => offer("verifyIdentity", "openRolePolicy", "switchProfile"),
	},
	{
		id: "simulation-denied",
		title: "Not allowed to check permissions",
		seen: "IAM's answers; the local AWS of the tests",
		when: [/is not authorized to perform: iam:SimulatePrincipalPolicy/],
		cause: (facts) =>
			`This check needs iam:SimulatePrincipalPolicy, which is denied, so the permissions are unknown. Renders might still work.${whose(facts)}`,
		remedy:
			"Attach Remotion's user policy, which allows it, and check again, or run a test render, which doesn't need it.",
		docs: "lambda/simulatepermissions",
		actions: () => offer("openUserPolicy", "testRender"),
	},
	{
		id: "simulation-without-principal",
		title: "Permissions can't be checked for this identity",
		seen: "@remotion/lambda 4.0.527",
		when: [/Unsupported AWS Caller Identity|Unknown AWS Caller Identity ARN|No valid AWS Caller Identity|NoSuchEntity/],
		cause:
			"IAM's policy simulator can check users, and roles without a path. It can't check the root user, federated users, or roles with a path, such as those of IAM Identity Center (SSO). So the permissions are unknown. Renders might still work.",
		remedy: "Run test render instead, or compare the role's policies with Remotion's user policy.",
		docs: "lambda/simulatepermissions",
		actions: () => offer("testRender", "openUserPolicy"),
	},
	{
		id: "access-denied",
		title: "A permission is missing",
		seen: "@remotion/lambda 4.0.527; remotion-dev/remotion#5001",
		when: [
			/is not authorized to perform: ([a-z0-9-]{1,60}:[A-Za-z]{1,80})|AccessDenied(?:Exception)?\b|required permissions to (?:create|delete) lifecycle rules/,
		],
		cause: (facts) => {
			const action =
				facts.match[1] ?? /is not authorized to perform: ([a-z0-9-]{1,60}:[A-Za-z]{1,80})/.exec(facts.text)?.[1];
			const why = boundary(facts.text) || otherAccount(facts.text);
			return `${action ? `AWS does not allow ${action}.` : "AWS recognizes the identity, but doesn't allow the call."}${why}${whose(facts)}`;
		},
		remedy: ({ text }) => remedyOf(text),
		docs: "lambda/troubleshooting/permissions",
		actions: ({ text }) =>
			text.includes("remotion-lambda-role/")
				? offer("openRolePolicy")
				: isRole(text) && !isPermissionSet(text)
					? offer("verifyIdentity", "copyVariableNames", "checkPermissions", "openUserPolicy", "switchProfile")
					: offer("checkPermissions", "openUserPolicy", "verifyIdentity", "switchProfile"),
	},
];
