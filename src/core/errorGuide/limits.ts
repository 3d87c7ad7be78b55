import { findingOf, mend } from "./project.ts";
import type { ErrorEntry } from "./types.ts";

/** AWS would, but a limit is reached: concurrency, time, memory, disk, size. */
export const limits: readonly ErrorEntry[] = [
	{
		id: "api-throttled",
		title: "Too many requests to AWS in a short time",
		seen: "@remotion/lambda-client 4.0.527 (the SDK's list of codes)",
		when: [
			/CallerRateLimitExceeded|ThrottlingException|RequestLimitExceeded|Throttling: Rate exceeded|SlowDown: |<Code>SlowDown<\/Code>/,
		],
		cause:
			"An AWS service limits how many requests per second it accepts from one account. This isn't Lambda's concurrency limit.",
		remedy: "Wait, then try again. Request a render's progress less often: once per second is enough.",
		docs: "lambda/troubleshooting/rate-limit",
	},
	{
		id: "concurrency-limit",
		title: "The account's concurrency limit is reached",
		seen: "@remotion/lambda-client 4.0.527; remotion-dev/remotion#2762",
		when: [
			/TooManyRequestsException|ConcurrentInvocationLimitExceeded|AWS Concurrency limit reached|\bRate Exceeded\b/,
		],
		cause:
			"A render uses many concurrent executions, and an account has a limit per region: 1,000, or 10 in a new account.",
		remedy:
			"See the limit with npx remotion lambda quotas, and request an increase with npx remotion lambda quotas increase (in a member account of an organization, use the Service Quotas console instead). Until then, raise framesPerLambda (--frames-per-lambda), or spread renders over several accounts.",
		docs: "lambda/troubleshooting/rate-limit",
		actions: ({ explanation }) =>
			mend(findingOf(explanation, ["rotation-incomplete", "rotation-gap", "rotation-duplicate"])),
	},
	{
		id: "quota-request-open",
		title: "An increase is already requested",
		seen: "AWS Service Quotas' answers",
		when: [/Only one open service quota increase request is allowed per quota/],
		cause: "This account has asked for more of this quota in this region before, and AWS hasn't decided yet.",
		remedy: "Wait for AWS's answer, which the Service Quotas console shows under Quota request history.",
		docs: "lambda/troubleshooting/rate-limit",
	},
	{
		id: "memory-limit",
		title: "The account isn't allowed that much memory",
		seen: "@remotion/lambda-client 4.0.527; remotion-dev/template-next-app-dir#6",
		when: [/Member must have value less than or equal to 3008/],
		cause: "New or limited AWS accounts allow at most 3008 MB per function.",
		remedy:
			"Deploy with --memory=3008 or less. AWS raises this limit as you use the account. To raise it sooner, contact AWS Support.",
		docs: "lambda/runtime",
	},
	{
		id: "package-too-large",
		title: "The function is larger than AWS allows",
		seen: "remotion-dev/remotion#6745",
		when: [/Function code combined with layers exceeds the maximum allowed size|Unzipped size must be smaller than/],
		cause:
			"Remotion's function and its layers exceed AWS's limit of 250 MB. Custom layers add to the size, and some Remotion versions were too large on their own.",
		remedy: "Upgrade all Remotion packages to the latest version, and deploy without custom layers.",
		docs: "lambda/upgrading",
	},
	{
		id: "code-storage",
		title: "The account's storage for functions is full",
		seen: "@aws-sdk/client-lambda 3.986.0",
		when: [/CodeStorageExceededException|Code storage limit exceeded/],
		cause: "All functions of an account and region together can have 75 GB of code, and old versions count too.",
		remedy:
			"Delete functions that you don't need (npx remotion lambda functions rmall removes Remotion's), then deploy again.",
		docs: "lambda/cli/functions",
	},
	{
		id: "function-timeout",
		title: "The function ran out of time",
		seen: "@remotion/lambda-client 4.0.527; remotion-dev/remotion#2220",
		when: [
			/The main function timed out after \d{1,10}ms|Task timed out after [\d.]{1,12} seconds|the main function has timed out/,
		],
		cause:
			"The render took longer than the function's timeout. The --timeout option of a render is different: it applies to delayRender().",
		remedy:
			"Deploy a function with a longer timeout (npx remotion lambda functions deploy --timeout=240, at most 900), or make the render faster: more memory, fewer frames per function, no effects that need a GPU.",
		docs: "lambda/cli/functions/deploy",
	},
	{
		id: "response-too-large",
		title: "The function's response is too large",
		seen: "remotion-dev/remotion#2318 (3.3.95)",
		when: [/Function\.ResponseSizeTooLarge|Response payload size exceeded maximum allowed/],
		cause:
			"AWS Lambda limits the size of a response, and the progress of a render with many errors or long props exceeded it.",
		remedy: "Upgrade all Remotion packages and deploy a new function: newer versions stream their responses.",
		docs: "lambda/upgrading",
	},
	{
		id: "disk-full",
		title: "The function's disk is full",
		seen: "@remotion/renderer 4.0.527; remotion-dev/remotion#4901",
		when: [
			/because the disk space is low|reached the storage limit|ENOSPC|no space left on device/i,
			/lambda|\/var\/task|disk space is low|storage limit/i,
		],
		cause: "Videos and frames are stored on the function's disk during a render, and the disk is too small.",
		remedy: "Deploy a function with more disk space (--disk=10240), and render with that function.",
		docs: "lambda/disk-size",
	},
	{
		id: "out-of-memory",
		title: "The function ran out of memory",
		seen: "AWS Lambda's log of a killed function; ERR_INSUFFICIENT_RESOURCES in @remotion/lambda-client 4.0.527",
		when: [
			/Runtime\.OutOfMemory|Runtime exited with error: signal: killed|lambda ran out of memory|ERR_INSUFFICIENT_RESOURCES/,
		],
		cause: "The browser and the frames needed more memory than the function has.",
		remedy:
			"Deploy a function with more memory (npx remotion lambda functions deploy --memory=3008), and render with that function.",
		docs: "lambda/runtime",
	},
	{
		id: "function-crashed",
		title: "The function crashed",
		seen: "@remotion/lambda-client 4.0.527",
		when: [
			/Lambda function \S{1,150} failed with an unhandled error|Lambda function returned error: Unhandled|Runtime\.ExitError|Runtime exited (?:with error|without providing a reason)/,
		],
		cause: "The function's process ended during the render. The reason is in its log, not in this message.",
		remedy:
			"Open the CloudWatch link in the message, or the render's cloudWatchLogs. The most common reason is memory: deploy a function with more. Then render again, because some crashes don't recur.",
		docs: "lambda/runtime",
	},
	{
		id: "stream-stalled",
		title: "AWS didn't start the function in time",
		seen: "@remotion/lambda-client 4.0.527",
		when: [/AWS did not invoke Lambda in \d{1,9}ms|Runtime\.TruncatedResponse|Cannot parse Lambda response as JSON/],
		cause:
			"The function didn't respond, or its response was cut off. This sometimes happens on AWS; a proxy can also cause it.",
		remedy:
			"Render again. If it happens again, upgrade Remotion and check the concurrency limit: npx remotion lambda quotas",
		docs: "lambda/troubleshooting/rate-limit",
	},
];
