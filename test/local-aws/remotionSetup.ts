/** What Remotion's setup guide has people create in an account: policies, role, function. */
import type { LambdaFunction, Role } from "./types.ts";

/** The Remotion version this repository tests with; a test holds it against the installed one. */
export const REMOTION_VERSION = "4.0.527";
/** A version nobody has installed: its functions are outdated. */
export const OLDER_VERSION = "4.0.500";

/** The actions of Remotion's user policy; a test holds them against `getUserPolicy()`. */
export const REMOTION_USER_ACTIONS: readonly string[] = [
	"servicequotas:GetServiceQuota",
	"servicequotas:GetAWSDefaultServiceQuota",
	"servicequotas:RequestServiceQuotaIncrease",
	"servicequotas:ListRequestedServiceQuotaChangeHistoryByQuota",
	"iam:SimulatePrincipalPolicy",
	"iam:PassRole",
	"s3:GetObject",
	"s3:DeleteObject",
	"s3:PutObjectAcl",
	"s3:PutObject",
	"s3:CreateBucket",
	"s3:ListBucket",
	"s3:GetBucketLocation",
	"s3:PutBucketAcl",
	"s3:DeleteBucket",
	"s3:PutBucketOwnershipControls",
	"s3:PutBucketPublicAccessBlock",
	"s3:PutBucketPolicy",
	"s3:PutLifecycleConfiguration",
	"s3:ListAllMyBuckets",
	"lambda:ListFunctions",
	"lambda:GetFunction",
	"lambda:InvokeAsync",
	"lambda:InvokeFunction",
	"lambda:CreateFunction",
	"lambda:DeleteFunction",
	"lambda:PutFunctionEventInvokeConfig",
	"lambda:PutRuntimeManagementConfig",
	"lambda:TagResource",
	"logs:CreateLogGroup",
	"logs:PutRetentionPolicy",
	"lambda:GetLayerVersion",
];

/** The actions of Remotion's role policy; a test holds them against `getRolePolicy()`. */
export const REMOTION_ROLE_ACTIONS: readonly string[] = [
	"s3:ListAllMyBuckets",
	"s3:CreateBucket",
	"s3:ListBucket",
	"s3:PutBucketAcl",
	"s3:GetObject",
	"s3:DeleteObject",
	"s3:PutObjectAcl",
	"s3:PutObject",
	"s3:GetBucketLocation",
	"lambda:InvokeFunction",
	"logs:CreateLogGroup",
	"logs:CreateLogStream",
	"logs:PutLogEvents",
];

/** The role the functions run as, in every account that has functions. */
export const FUNCTION_ROLE: Role = {
	name: "remotion-lambda-role",
	trust: ["lambda.amazonaws.com"],
	allow: REMOTION_ROLE_ACTIONS,
};

/** A Lambda function as `npx remotion lambda functions deploy` names it. */
export function remotionFunction(version: string, region = "us-east-1", memoryInMb = 2048): LambdaFunction {
	const [diskInMb, timeoutInSeconds] = [2048, 120];
	const name = `remotion-render-${version.replaceAll(".", "-")}-mem${memoryInMb}mb-disk${diskInMb}mb-${timeoutInSeconds}sec`;
	return { name, region, version, memoryInMb, diskInMb, timeoutInSeconds };
}
