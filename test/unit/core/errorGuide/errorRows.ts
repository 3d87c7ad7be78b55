/** What the programs print for every entry of the guide. */

/** Remotion's own check, as its command line prints it. */
export const remotionCheck = (
	variable: string,
) => `Error: You have tried to call a Remotion Lambda function, but have not set the environment variable AWS_${variable} or REMOTION_AWS_${variable}.
- Please refer to the Remotion Lambda docs (https://remotion.dev/docs/lambda/setup) to see how to generate the credentials for your AWS account and then set the environment variables.
- For more reasons see the troubleshooting page: https://remotion.dev/docs/lambda/troubleshooting/permissions`;

export const invalidToken = "The security token included in the request is invalid.";
const mismatch =
	"The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method.";

/** What the programs print, as a whole: Remotion 4.0.527 and its CLI, the SDK's credential providers, the services. */
export const rows: [id: string, text: string][] = [
	["no-credentials-set", remotionCheck("ACCESS_KEY_ID")],
	["no-credentials-set", remotionCheck("SECRET_ACCESS_KEY").replaceAll("\n", "\r\n")],
	[
		"unrecognized-client",
		"Error: UnrecognizedClientException: The AWS credentials provided were probably mixed up. Learn how to fix this issue here: https://remotion.dev/docs/lambda/troubleshooting/unrecognizedclientexception",
	],
	// Hides the general sentence: the code is what counts.
	[
		"unrecognized-client",
		`UnrecognizedClientException: ${invalidToken}\n    at throwDefaultError (/var/task/index.js:1:1)`,
	],
	["unrecognized-client", `{"__type":"UnrecognizedClientException","message":"${invalidToken}"}`],
	[
		"unrecognized-client",
		`AWS returned an error message "The security token included in the request is invalid". A possible reason for this is that you did not enable the region in your AWS account under "Account". The original message is: \n\nAn error occurred:\nUnrecognizedClientException: ${invalidToken}`,
	],
	[
		"security-token-invalid",
		`An error occurred (InvalidClientTokenId) when calling the GetCallerIdentity operation: ${invalidToken}`,
	],
	["security-token-invalid", "InvalidAccessKeyId: The AWS Access Key Id you provided does not exist in our records."],
	["security-token-invalid", "InvalidToken: The provided token is malformed or otherwise invalid."],
	["expired-token", "ExpiredTokenException: The security token included in the request is expired"],
	["expired-token", "ExpiredToken: The provided token has expired."],
	["wrong-secret", `InvalidSignatureException: ${mismatch}`],
	["wrong-secret", `SignatureDoesNotMatch: ${mismatch}`],
	[
		"clock-skew",
		"InvalidSignatureException: Signature expired: 20260101T000000Z is now earlier than 20260101T010000Z (20260101T011500Z - 15 min.)",
	],
	[
		"clock-skew",
		"SignatureDoesNotMatch: Signature not yet current: 20260101T020000Z is still later than 20260101T011500Z",
	],
	["clock-skew", "RequestTimeTooSkewed: The difference between the request time and the current time is too large."],
	["region-not-enabled", "OptInRequired: The AWS Access Key Id needs a subscription for the service"],
	["region-not-enabled", "AuthFailure: region me-central-1 is not enabled in this account"],
	["malformed-credentials", 'TypeError [ERR_INVALID_CHAR]: Invalid character in header content ["authorization"]'],
	[
		"malformed-credentials",
		'TypeError [ERR_INVALID_CHAR]: Invalid character in header content ["x-amz-security-token"]',
	],
	["not-signed", "MissingAuthenticationTokenException: Missing Authentication Token"],
	["access-denied", "AccessDenied: Access Denied"],
	[
		"access-denied",
		"AccessDeniedException: User: arn:aws:iam::111122223333:user/remotion-user is not authorized to perform: lambda:ListFunctions on resource: * because no identity-based policy allows the lambda:ListFunctions action",
	],
	[
		"access-denied",
		'AWS returned an "AccessDenied" error message meaning a permission is missing. Read the permissions troubleshooting page: https://remotion.dev/docs/lambda/troubleshooting/permissions. The original error message is:',
	],
	[
		"simulation-denied",
		"AccessDenied: User: arn:aws:iam::111122223333:user/intern is not authorized to perform: iam:SimulatePrincipalPolicy on resource: arn:aws:iam::111122223333:user/intern because no identity-based policy allows the iam:SimulatePrincipalPolicy action",
	],
	["simulation-without-principal", "Error: Unsupported AWS Caller Identity ARN detected"],
	[
		"simulation-without-principal",
		"NoSuchEntity: The role with name AWSReservedSSO_Admin_0123456789abcdef cannot be found.",
	],
	["concurrency-limit", "TooManyRequestsException: Rate Exceeded."],
	["concurrency-limit", '{"Reason":"ConcurrentInvocationLimitExceeded","Type":"User","message":"Rate Exceeded."}'],
	[
		"concurrency-limit",
		"Error: AWS Concurrency limit reached (Original Error: Rate Exceeded.). See https://www.remotion.dev/docs/lambda/troubleshooting/rate-limit for tips to fix this.",
	],
	["api-throttled", "ThrottlingException: Rate exceeded"],
	["api-throttled", "Throttling: Rate exceeded"],
	["bucket-disallows-acl", "AccessControlListNotSupported: The bucket does not allow ACLs"],
	[
		"profile-not-found",
		"CredentialsProviderError: Could not resolve credentials using profile: [nope] in configuration/credentials file(s).",
	],
	["profile-not-found", "CredentialsProviderError: Profile nope could not be found in shared credentials file."],
	[
		"mfa-profile",
		"CredentialsProviderError: Profile mfa-role requires multi-factor authentication, but no MFA code callback was provided.",
	],
	[
		"mfa-code",
		"An error occurred (AccessDenied) when calling the AssumeRole operation: MultiFactorAuthentication failed with invalid MFA one time pass code. ",
	],
	[
		"mfa-device",
		"AccessDenied: MultiFactorAuthentication failed, unable to validate MFA code.  Please verify your MFA serial number is valid and associated with this user.",
	],
	[
		"profile-cycle",
		"CredentialsProviderError: Detected a cycle attempting to resolve credentials for profile a. Profiles visited: a, b",
	],
	[
		"credential-source",
		"CredentialsProviderError: Unsupported credential source in profile a. Got Env, expected EcsContainer or Ec2InstanceMetadata or Environment.",
	],
	[
		"sso-login",
		"CredentialsProviderError: The SSO session associated with this profile has expired. To refresh this SSO session run aws sso login with the corresponding profile.",
	],
	[
		"sso-login",
		"TokenProviderError: Token is expired. To refresh this SSO session run 'aws sso login' with the corresponding profile.",
	],
	[
		"sso-profile-incomplete",
		'CredentialsProviderError: Profile is configured with invalid SSO credentials. Required parameters "sso_account_id", "sso_region", "sso_role_name", "sso_start_url". Got sso_session',
	],
	["sso-profile-incomplete", "TypeError: Cannot read properties of undefined (reading 'sso_region')"],
	[
		"sso-profile-incomplete",
		"TokenProviderError: Sso session 'company' could not be found in shared credentials file.",
	],
	[
		"login-session",
		"CredentialsProviderError: Failed to load a token for session arn:aws:iam::111122223333:user/a, please re-authenticate using aws login",
	],
	["credential-process", "CredentialsProviderError: Profile tool credential_process returned invalid JSON."],
	["credential-process", "CredentialsProviderError: Profile tool credential_process did not return Version 1."],
	["web-identity", "InvalidIdentityToken: No OpenIDConnect provider found in your account for https://example.com"],
	["web-identity", "AccessDenied: Not authorized to perform sts:AssumeRoleWithWebIdentity"],
	[
		"assume-role-denied",
		"AccessDenied: User: arn:aws:iam::111122223333:user/a is not authorized to perform: sts:AssumeRole on resource: arn:aws:iam::111122223333:role/locked",
	],
	["no-host-credentials", "CredentialsProviderError: EC2 Instance Metadata Service access disabled"],
	["no-host-credentials", "ProviderError: TimeoutError from instance metadata service"],
	["no-credentials-in-chain", "CredentialsProviderError: Could not load credentials from any providers"],
	[
		"version-mismatch",
		"Error: Version mismatch: When calling renderMediaOnLambda(), you passed remotion-render-4-0-500-mem2048mb-disk2048mb-120sec as the function, which has the version 4.0.500, but the @remotion/lambda package you used to invoke the function has version 4.0.527. Deploy a new function and use it to call getRenderProgress(). See: https://www.remotion.dev/docs/lambda/upgrading",
	],
	["package-versions", "Version mismatch: Not all Remotion packages have the same version.\n- On version: 4.0.527"],
	[
		"version-mismatch",
		"Error: Version mismatch: When calling renderMediaOnLambda(), you called the function remotion-render-4-0-527-mem2048mb-disk2048mb-120sec which has the version 4.0.527 but the @remotion/lambda package sent an incompatible payload: {}.",
	],
	[
		"no-function-of-version",
		"No Lambda functions with version 4.0.527 found in your account.\nRun\n  npx remotion lambda functions deploy",
	],
	["several-functions", "More than 1 lambda function found in your account. Unsure which one to use."],
	[
		"region-unsupported",
		"TypeError: mars-north-1 is not a supported AWS region. Must be one of: eu-central-1, eu-central-2, eu-west-1",
	],
	[
		"memory-limit",
		"ValidationException: 'MemorySize' value failed to satisfy constraint: Member must have value less than or equal to 3008",
	],
	[
		"several-buckets",
		'Error: You have multiple buckets (remotionlambda-a,remotionlambda-b) in your S3 region (us-east-1) starting with "remotionlambda-". Please see https://remotion.dev/docs/lambda/multiple-buckets.',
	],
	[
		"role-not-assumable",
		"InvalidParameterValueException: The role defined for the function cannot be assumed by Lambda.",
	],
	[
		"function-name",
		"Error: The function name my-function does not adhere to the function name convention (https://www.remotion.dev/docs/lambda/naming-convention).",
	],
	[
		"bucket-owner-mismatch",
		"Error: Bucket owner mismatch: Expected the bucket remotionlambda-a to be owned by you (AWS Account ID: 111122223333) but it's not the case. Did you accidentially specify the wrong bucket?",
	],
	[
		"bucket-forbidden",
		'Error: Unable to access item "renders/a/progress.json" from bucket "remotionlambda-a"  - got a 403 error when heading the file. Check your credentials and permissions.',
	],
	[
		"bucket-creation-denied",
		"Error: Since April 2023, more AWS permissions are required to create an S3 bucket. You need to update your user policy to continue.",
	],
	[
		"kms-denied",
		"KMSAccessDeniedException: Lambda was unable to decrypt the environment variables because KMS access was denied.",
	],
	["no-such-bucket", "NoSuchBucket: The specified bucket does not exist"],
	["no-such-key", "NoSuchKey: The specified key does not exist."],
	[
		"bucket-in-another-region",
		"PermanentRedirect: The bucket you are attempting to access must be addressed using the specified endpoint.",
	],
	[
		"function-not-found",
		"ResourceNotFoundException: Function not found: arn:aws:lambda:us-east-1:111122223333:function:remotion-render-4-0-527-mem2048mb-disk2048mb-120sec",
	],
	// As programs draw boxes around what they print.
	[
		"profile-not-found",
		"│ CredentialsProviderError: Could not resolve credentials using │\n│ profile: [nope] in configuration/credentials file(s). │",
	],
	["function-timeout", "2026-01-01T00:00:00.000Z 11112222 Task timed out after 120.02 seconds"],
	["out-of-memory", "Error: Runtime exited with error: signal: killed\nRuntime.ExitError"],
	[
		"function-crashed",
		"Error: Lambda function remotion-render-4-0-527-mem2048mb-disk2048mb-120sec failed with an unhandled error: Runtime exited with error: exit status 1 See https://us-east-1.console.aws.amazon.com/x to see the logs of this invocation.",
	],
	["stream-stalled", "Error: AWS did not invoke Lambda in 30000ms"],
	[
		"local-serve-url",
		"Error: Remotion Lambda can only render based on a URL in the cloud. It seems like you passed a local file: src/index.ts.",
	],
	["package-too-large", "InvalidParameterValueException: Unzipped size must be smaller than 262144000 bytes"],
	["response-too-large", "Error: lambda Function.ResponseSizeTooLarge"],
	["disk-full", "Error: ENOSPC: no space left on device, write\n    at /var/task/index.js:1:1"],
	["not-streamed", "Error: Expected response to be streamed"],
	["credentials-file-unreadable", "Error: EACCES: permission denied, open '/home/user/.aws/credentials'"],
	["unreachable", "Error: getaddrinfo ENOTFOUND lambda.us-eats-1.amazonaws.com"],
	[
		"unreachable",
		"TimeoutError: connect ETIMEDOUT 192.0.2.1:443\n    at /app/node_modules/@smithy/node-http-handler/dist-cjs/index.js:1:1",
	],
	[
		"not-aws",
		"Error: @aws-sdk XML parse error: expected > at the end of opening tag.\n  Deserialization error: to see the raw response, inspect the hidden field {error}.$response on this object.",
	],
	["sso-login", "UnauthorizedException: Session token not found or invalid"],
	["aws-internal-error", "ServiceException: An error occurred and the request cannot be processed."],
	// Other SDKs' words: boto3 1.43.11, Go v1 1.44.133 and v2 1.17.1, Ruby 3.168.1, PHP 3, aws-sdk v2.
	["boto-no-credentials", "botocore.exceptions.NoCredentialsError: Unable to locate credentials"],
	["boto-no-credentials", 'Unable to locate credentials. You can configure credentials by running "aws configure".'],
	["boto-profile-not-found", "botocore.exceptions.ProfileNotFound: The config profile (studio) could not be found"],
	["boto-profile-not-found", "The config profile () could not be found"],
	["boto-no-region", "botocore.exceptions.NoRegionError: You must specify a region."],
	[
		"partial-credentials",
		"botocore.exceptions.PartialCredentialsError: Partial credentials found in env, missing: AWS_SECRET_ACCESS_KEY",
	],
	["sso-refresh-failed", "Error when retrieving token from sso: Token has expired and refresh failed"],
	[
		"sso-refresh-failed",
		"operation error SSO OIDC: CreateToken, https response error StatusCode: 400, InvalidGrantException: ",
	],
	[
		"sso-no-access",
		"botocore.errorfactory.ForbiddenException: An error occurred (ForbiddenException) when calling the GetRoleCredentials operation: No access",
	],
	[
		"sso-no-access",
		"ForbiddenException: No access\n    at throwDefaultError (node_modules/@smithy/smithy-client/dist-cjs/index.js:1:1)",
	],
	["ruby-no-credentials", "Aws::Errors::MissingCredentialsError: unable to sign request without credentials set"],
	[
		"php-no-credentials",
		"Aws\\Exception\\CredentialsException: Error retrieving credentials from the instance profile metadata service. (cURL error 28)",
	],
	["go-no-credentials", "NoCredentialProviders: no valid providers in chain. Deprecated."],
	[
		"go-no-credentials",
		"get credentials: failed to refresh cached credentials, no EC2 IMDS role found, operation error ec2imds: GetMetadata",
	],
	["go-malformed-credentials", 'net/http: invalid header field value for "Authorization"'],
	[
		"sdk-v2-no-credentials",
		"CredentialsError: Missing credentials in config, if using AWS_CONFIG_FILE, set AWS_SDK_LOAD_CONFIG=1",
	],
	[
		"region-missing",
		"Error: Region is missing\n    at default (node_modules/@smithy/config-resolver/dist-cjs/index.js:117:11)",
	],
	[
		"reserved-variables",
		"Lambda was unable to configure your environment variables because the environment variables you have provided contains reserved keys that are currently not supported for modification. Reserved keys used in this request: AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY",
	],
	["reserved-variables", "Invalid AWS Lambda parameters. Reserved keys used in this request: AWS_REGION"],
	[
		"environment-too-large",
		"Failed to create function: invalid parameter for function creation: Your environment variables exceed the 4KB limit imposed by AWS Lambda. Please reduce the size of your environment variables.",
	],
	[
		"environment-too-large",
		"InvalidParameterValueException: Lambda was unable to configure your environment variables because the environment variables you have provided exceeded the 4KB limit.",
	],
	[
		"several-sources",
		"Multiple credential sources detected: Both AWS_PROFILE and the pair AWS_ACCESS_KEY_ID/AWS_SECRET_ACCESS_KEY static credentials are set. This SDK will proceed with the AWS_PROFILE value.",
	],
	["invalid-credential-object", "Error: Resolved credential object is not valid"],
	["invalid-credential-object", "Error: Credential is missing"],
	[
		"login-session",
		"CredentialsProviderError: Failed to load token from /home/tester/.aws/login/cache/0123abcd.json: Error: ENOENT: no such file or directory. Please re-authenticate",
	],
	[
		"login-session",
		"Failed to load token from C:\\Users\\a b\\.aws\\login\\cache\\0123abcd.json: SyntaxError: Unexpected end of JSON input",
	],
	["sso-invalid-credential", "CredentialsProviderError: SSO returns an invalid temporary credential."],
	["empty-answer", "Error: Lambda function returned no payload (status 200)"],
	[
		"bucket-in-another-region",
		"IllegalLocationConstraintException: The us-east-2 location constraint is incompatible for the region specific endpoint this request was sent to.",
	],
	[
		"function-exists",
		"ResourceConflictException: Function already exist: remotion-render-4-0-527-mem2048mb-disk2048mb-120sec",
	],
	[
		"function-exists",
		"ResourceConflictException: The operation cannot be performed at this time. An update is in progress for resource: arn:aws:lambda:us-east-1:111122223333:function:x",
	],
	["policy-malformed", "MalformedPolicyDocument: Syntax errors in policy."],
	["policy-too-large", "LimitExceeded: Maximum policy size of 2048 bytes exceeded for user remotion-user"],
	[
		"site-unreachable",
		"Error: Tried to go to https://remotionlambda-abcdefghij.s3.us-east-1.amazonaws.com/sites/x/index.html but the status code was 403 instead of 200. Does the site you specified exist?",
	],
	[
		"site-unreachable",
		"Tried to go to https://remotionlambda-abcdefghij.s3.us-east-1.amazonaws.com/sites/x/index.html but the status code was 404 instead of 200.",
	],
	[
		"unreachable",
		"TypeError: fetch failed\n  [cause]: ConnectTimeoutError: Connect Timeout Error (attempted address: lambda.us-east-1.amazonaws.com:443, timeout: 10000ms)",
	],
	// From 5.0 on; China; cancellation.
	[
		"moved-to-client",
		"Error: renderMediaOnLambda() has moved to `@remotion/lambda-client`. Please import it from there.",
	],
	[
		"other-partition",
		"Error: AWS Caller Identity partition aws does not match region cn-north-1, which uses partition aws-cn.",
	],
	[
		"other-partition",
		"Error: customLayerArns must be specified when deploying to AWS China regions because Remotion-hosted Layers are not available in the aws-cn partition.",
	],
	[
		"not-cancellable",
		"Error: Cannot cancel render bjxkmr7vxq: The render was not started with enableCancellation: true.",
	],
	["region-malformed", 'Error: Region not accepted: region="us-east-1 " is not a valid hostname component.'],
	[
		"region-malformed",
		"botocore.exceptions.InvalidRegionError: Provided region_name 'eu west 1' doesn't match a supported format.",
	],
	["region-missing", "EndpointError: Invalid Configuration: Missing Region"],
	["login-session", "botocore.exceptions.LoginTokenLoadError: Error loading login session token: Token does not exist"],
	["login-session", "Your session has expired or credentials have changed. Please reauthenticate using 'aws login'."],
	["login-session", "CredentialsProviderError: Failed to refresh token: Error. Please re-authenticate using aws login"],
	[
		"login-not-allowed",
		"Unable to create or refresh login credentials due to insufficient permissions. You may be missing permission for the 'signin:CreateOAuth2Token' action.",
	],
	[
		"login-not-allowed",
		"Unable to refresh credentials due to insufficient permissions. You may be missing permission for the 'CreateOAuth2Token' action.",
	],
	[
		"login-needs-crt",
		'Missing Dependency: Using the login credential provider requires an additional dependency. You will need to pip install "botocore[crt]" before proceeding.',
	],
	[
		"mfa-profile",
		"botocore.exceptions.RefreshWithMFAUnsupportedError: Cannot refresh credentials: MFA token required.",
	],
	[
		"profile-cycle",
		"Infinite loop in credential configuration detected. Attempting to load from profile a which has already been visited. Visited profiles: ['a', 'b']",
	],
	["credential-process", "Error when retrieving credentials from custom-process: sh: 1: nosuch: not found"],
	["no-host-credentials", "Error retrieving metadata: Received non 200 response 404 from container metadata"],
	[
		"no-host-credentials",
		"CredentialsProviderError: URL not accepted. It must either be HTTPS or match one of the following:",
	],
	["no-such-bucket", "Error: No bucket with the name remotionlambda-useast1-abc exists"],
	["code-storage", "CodeStorageExceededException: Code storage limit exceeded."],
	["account-not-ready", "NotSignedUp: Your account is not signed up for the S3 service."],
	["account-not-ready", "SubscriptionRequiredException: The AWS Access Key Id needs a subscription for the service"],
	["account-not-ready", "PendingVerification: Your request for accessing resources in this region is being validated"],
	["aws-file-refused", "Unable to parse config file: /home/tester/.aws/credentials"],
	["endpoint-unreachable", 'Could not connect to the endpoint URL: "https://lambda.us-eats-1.amazonaws.com/"'],
	[
		"ruby-profile-not-found",
		'Aws::Errors::NoSuchProfileError: Profile `studio\' not found in ["/root/.aws/credentials"]',
	],
	["ruby-no-region", "Aws::Errors::MissingRegionError: No region was provided. Configure the `:region` option"],
	["go-profile-not-found", "failed to get shared config profile, studio"],
	["go-no-region", "MissingRegion: could not find region configuration"],
	["empty-static-credentials", "EmptyStaticCreds: static credentials are empty"],
	["sdk-v2-no-region", "ConfigError: Missing region in config"],
	// Where the program runs: GitHub's action, Vercel's tokens, Kubernetes.
	[
		"github-action",
		"Error: Credentials could not be loaded, please check your action inputs: Could not load credentials from any providers",
	],
	[
		"github-action",
		"It looks like you might be trying to authenticate with OIDC. Did you mean to set the `id-token` permission? If you are not trying to authenticate with OIDC and the action is working successfully, you can ignore this message.",
	],
	["github-action", "Error: getIDToken call failed: Unable to get ACTIONS_ID_TOKEN_REQUEST_URL env variable"],
	["web-identity", "Error: Could not assume role with OIDC: Not authorized to perform sts:AssumeRoleWithWebIdentity"],
	[
		"web-identity",
		"Error: Could not assume role with OIDC: No OpenIDConnect provider found in your account for https://token.actions.githubusercontent.com",
	],
	[
		"vercel-oidc",
		"VercelOidcTokenError: The 'x-vercel-oidc-token' header is missing from the request.\nUnable to find project root directory. Have you linked your project with `vc link?`",
	],
	[
		"token-file",
		"Error: ENOENT: no such file or directory, open '/var/run/secrets/eks.amazonaws.com/serviceaccount/token'\n    at Object.openSync (node:fs:621:18)",
	],
	[
		"token-file",
		"Error: EACCES: permission denied, open '/var/run/secrets/pods.eks.amazonaws.com/serviceaccount/eks-pod-identity-token'",
	],
	[
		"token-file",
		"Error: ENOENT: no such file or directory, open '~/t'\n    at Object.openSync (node:fs:621:18)\n    at readFileSync (node:fs:487:35)\n    at /app/node_modules/@remotion/lambda-client/dist/cjs/index.js:21205:141",
	],
	// Roles.
	["role-source-environment", "CredentialsProviderError: Unable to find environment variable credentials."],
	["root-assumes-role", "AccessDenied: Roles may not be assumed by root accounts."],
	["role-of-another-account", "AccessDeniedException: Cross-account pass role is not allowed."],
	["role-duration", "ValidationError: The requested DurationSeconds exceeds the MaxSessionDuration set for this role."],
	[
		"role-duration",
		"ValidationError: The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining.",
	],
	["role-arn-invalid", "ValidationError: Request ARN is invalid"],
	["role-arn-invalid", "ValidationError: arn:aws:iam:111122223333:role/x is invalid"],
	[
		"role-arn-invalid",
		"An error occurred (ValidationError) when calling the AssumeRole operation: arn:aws:iam:111122223333:role/x is invalid",
	],
	["role-arn-invalid", "Invalid length for parameter RoleArn, value: 4, valid min length: 20"],
	[
		"sso-login",
		"An error occurred (UnauthorizedException) when calling the GetRoleCredentials operation: Session token not found or invalid",
	],
	["security-token-invalid", "AuthFailure: AWS was not able to validate the provided access credentials"],
	["expired-token", "RuntimeError: Credentials were refreshed, but the refreshed credentials are still expired."],
	[
		"reserved-variables",
		"Error! The following environment variables can not be configured: AWS_ACCESS_KEY, AWS_SECRET_ACCESS_KEY",
	],
	["credential-process", "CredentialsProviderError: Command failed: /nosuch/tool\n/bin/sh: 1: /nosuch/tool: not found"],
	[
		"malformed-credentials",
		"AuthorizationHeaderMalformed: The authorization header is malformed; a non-empty Access Key (AKID) must be provided in the credential.",
	],
	["signed-for-another-region", "InvalidSignatureException: Credential should be scoped to a valid region. "],
	["signed-for-another-region", "SignatureDoesNotMatch: Credential should be scoped to correct service: 'sts'."],
	[
		"no-host-credentials",
		"InstanceMetadataV1FallbackError: AWS EC2 Metadata v1 fallback has been blocked by AWS SDK configuration in the following: [process environment variable (AWS_EC2_METADATA_V1_DISABLED)].",
	],
	[
		"reserved-variables",
		"ValidationError: AWS_ACCESS_KEY_ID environment variable is reserved by the lambda runtime and can not be set manually. See https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html",
	],
	["clock-skew", "RequestExpired: Request has expired."],
	["account-not-ready", "Error: Your account is currently blocked and thus not recognized as valid."],
	["aws-internal-error", "ServiceUnavailable: Please reduce your request rate."],
	[
		"link-expired",
		"<Error><Code>AccessDenied</Code><Message>Request has expired</Message><X-Amz-Expires>900</X-Amz-Expires><Expires>2026-01-01T00:15:00Z</Expires><ServerTime>2026-01-02T00:00:00Z</ServerTime></Error>",
	],
	[
		"render-not-found",
		'TypeError: No render with ID "abcdefghij" found in bucket remotionlambda-useast1-abc and region us-east-1',
	],
	[
		"bucket-creation-denied",
		"Error: Could not add an ACL to the bucket. This might have happened because the bucket was already successfully created before but then failed to configure correctly. We recommend to delete the bucket (remotionlambda-useast1-abc) if it is empty and start over to fix the problem.",
	],
	[
		"access-denied",
		'Error: You don\'t have the required permissions to create lifecycle rules on the bucket "remotionlambda-useast1-abc", but the "enableFolderExpiry" was set to true. Ensure that your user has the "s3:PutLifecycleConfiguration" permission.',
	],
	[
		"endpoint-malformed",
		"TypeError: Invalid URL\n    at new URL (node:internal/url:895:25)\n    at Object.parseUrl (file:///app/node_modules/@remotion/lambda-client/dist/esm/index.mjs:6260:23)",
	],
	["sdk-setting", "EndpointError: Invalid Configuration: FIPS and custom endpoint are not supported"],
	["sdk-setting", "EndpointError: Invalid Configuration: Dualstack and custom endpoint are not supported"],
	[
		"sdk-setting",
		'Error: Invalid parameter for "defaultsMode", expect in-region, cross-region, mobile, standard, legacy, got fast',
	],
	[
		"region-malformed",
		'{"msg":"Error: Region not accepted: region=\\"eu central 1\\" is not a valid hostname component."}',
	],
	[
		"no-reason",
		"Unknown: UnknownError\n    at ProtocolLib.getErrorSchemaOrThrowBaseException (file:///app/node_modules/@aws-sdk/core/dist-cjs/index.js:1:1)",
	],
	[
		"quota-request-open",
		"ResourceAlreadyExistsException: Only one open service quota increase request is allowed per quota.",
	],
];
