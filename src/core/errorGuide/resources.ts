import { findingOf, goTo, mend, mendInWords, offer, whoSigns } from "./project.ts";
import type { ErrorEntry } from "./types.ts";

/** Buckets and what is in them; the way to AWS itself. */
export const resources: readonly ErrorEntry[] = [
	{
		id: "several-buckets",
		title: "The region has more than one Remotion bucket",
		seen: "@remotion/lambda-client 4.0.527; remotion-dev/remotion#10398",
		when: [/You have multiple buckets\b/],
		cause:
			"Remotion expects one bucket per region whose name starts with remotionlambda-, and this region has more than one.",
		remedy:
			"Pass the bucket in every call (forceBucketName or --force-bucket-name), or keep one bucket and delete the others. The sites and renders in a deleted bucket are lost.",
		docs: "lambda/multiple-buckets",
		actions: () => offer("verifyIdentity"),
	},
	{
		id: "no-such-bucket",
		title: "The bucket doesn't exist",
		seen: "@remotion/lambda-client 4.0.527 (the SDK's names); S3's answers",
		when: [/NoSuchBucket|[Tt]he specified bucket does not exist|No bucket with the name \S{1,100} exists/],
		cause: (facts) =>
			`The bucket was deleted, mistyped, or belongs to another account or region.${whoSigns(facts.explanation)}`,
		remedy:
			"Deploy the site again (npx remotion lambda sites create): Remotion creates the bucket. Then use the URL it prints.",
		docs: "lambda/multiple-buckets",
		actions: () => offer("verifyIdentity"),
	},
	{
		id: "no-such-key",
		title: "The file isn't in the bucket",
		seen: "@remotion/lambda-client 4.0.527; remotion-dev/remotion#671",
		when: [/NoSuchKey|[Tt]he specified key does not exist/],
		cause: "The site or the output is missing: it isn't finished yet, was deleted, or its name is mistyped.",
		remedy:
			"Wait until getRenderProgress() reports done before you download the file. For a site, check npx remotion lambda sites ls and deploy it again.",
		docs: "lambda/upgrading",
	},
	{
		id: "render-not-found",
		title: "The render isn't in this bucket",
		seen: "@remotion/lambda-client 4.0.527",
		when: [/No render with ID "([^"]{1,60})" found in bucket (\S{1,100})(?: and region (\S{1,40}))?/],
		cause: (facts) =>
			`${facts.match[2]} has no render ${facts.match[1]}: it was started in another region or bucket, with another account's credentials, or it was deleted.${whoSigns(facts.explanation)}`,
		remedy:
			"Pass the renderId, bucketName, and region that renderMediaOnLambda() returned and was called with, and use the same credentials. In a web app, return all of them to the browser.",
		docs: "lambda/getrenderprogress",
		actions: ({ explanation }) => [...offer("verifyIdentity"), ...goTo(explanation?.region.origin)],
	},
	{
		id: "bucket-in-another-region",
		title: "The bucket is in another region",
		seen: "@remotion/lambda-client 4.0.527 (the SDK's names); remotion-dev/remotion#3474",
		when: [
			/PermanentRedirect|IllegalLocationConstraintException|location constraint is incompatible for the region specific endpoint|bucket you are attempting to access must be addressed using the specified endpoint|the region '([\w-]{1,30})' is wrong; expecting '([\w-]{1,30})'/,
		],
		cause: (facts) =>
			facts.match[2] === undefined
				? "The request went to one region, the bucket is in another."
				: `The request went to ${facts.match[1]}, the bucket is in ${facts.match[2]}.`,
		remedy:
			"Use the same region for the function, site, and bucket. For an output in your own bucket, pass its region in s3OutputProvider.",
		docs: "lambda/region-selection",
		actions: ({ explanation }) => goTo(explanation?.region.origin),
	},
	{
		id: "aws-internal-error",
		title: "AWS had an internal error",
		seen: "@remotion/lambda-client 4.0.527 (the SDK's names); AWS's answers",
		when: [
			/An error occurred and the request cannot be processed|InternalFailure|ServiceUnavailableException|\bServiceUnavailable: |Service Unavailable.{0,40}SdkError/,
		],
		cause: "The service failed, not the request.",
		remedy: "Try again in a minute. If it continues, check the AWS Health Dashboard.",
		docs: "lambda/troubleshooting/permissions",
	},
	{
		id: "endpoint-malformed",
		title: "The endpoint isn't a full URL",
		seen: "@remotion/lambda-client 4.0.527, run",
		when: [/\bInvalid URL\b/, /\bparseUrl\b|AWS_ENDPOINT_URL|endpoint_url/],
		needsAws: true,
		cause:
			"AWS_ENDPOINT_URL, AWS_ENDPOINT_URL_LAMBDA, or endpoint_url in the AWS config file isn't a URL: http:// or https:// is missing, or it has a space or a quote.",
		remedy: ({ explanation }) =>
			`Remove the setting, or write the whole address, such as http://127.0.0.1:4566.${mendInWords(findingOf(explanation, ["malformed-endpoint", "custom-endpoint"]))}`,
		docs: "lambda/troubleshooting/permissions",
		actions: ({ explanation }) => {
			const endpoint = findingOf(explanation, ["malformed-endpoint", "custom-endpoint"]);
			return [...mend(endpoint), ...goTo(endpoint?.origin)];
		},
	},
	{
		id: "sdk-setting",
		title: "A setting of the AWS SDK doesn't fit",
		seen: "@remotion/lambda-client 4.0.527, run",
		when: [/(FIPS|Dualstack)[\w ]{0,20} and custom endpoint are not supported|Invalid parameter for "defaultsMode/],
		cause: ({ match: [, other] }) =>
			other
				? `AWS_ENDPOINT_URL (endpoint_url) names another server than AWS, and AWS_USE_${other.toUpperCase()}_ENDPOINT asks for one of AWS.`
				: "AWS_DEFAULTS_MODE (defaults_mode) has a value that the AWS SDK doesn't know.",
		remedy: "Remove the setting from the environment or the AWS config file.",
		docs: "lambda/troubleshooting/permissions",
	},
	{
		id: "no-reason",
		title: "The response gave no reason",
		seen: "@remotion/lambda-client 4.0.527, run",
		when: [/\bUnknown(?:Error)?: UnknownError\b/],
		needsAws: true,
		cause:
			"The response had no text that the AWS SDK can read. S3 gives no reason where only a file's metadata is requested (403: no access, 301: another region). A proxy, or an AWS_ENDPOINT_URL without http:// in front, causes it too.",
		remedy: ({ explanation }) =>
			`Verify the identity, and check that bucket, account, and region belong together. $metadata.httpStatusCode of the error says more.${mendInWords(findingOf(explanation, ["malformed-endpoint", "custom-endpoint"]))}`,
		docs: "lambda/troubleshooting/permissions",
		actions: ({ explanation }) => [
			...mend(findingOf(explanation, ["malformed-endpoint", "custom-endpoint"])),
			...offer("verifyIdentity"),
		],
	},
	{
		id: "unreachable",
		title: "AWS couldn't be reached",
		seen: "@remotion/lambda-client 4.0.527; undici of Node.js 24.21.0, run",
		when: [
			/(?:getaddrinfo (?:ENOTFOUND|EAI_AGAIN) (\S{1,200}))|ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ETIMEDOUT|ECONNRESET|EHOSTUNREACH|ENETUNREACH|EPIPE|ECONNABORTED|ENETDOWN|socket hang up|UNABLE_TO_GET_ISSUER_CERT|SELF_SIGNED_CERT_IN_CHAIN|DEPTH_ZERO_SELF_SIGNED_CERT|CERT_HAS_EXPIRED|ERR_TLS_\w{1,60}|UNABLE_TO_VERIFY_LEAF_SIGNATURE|EPROTO|self[- ]signed certificate|ConnectTimeoutError|UND_ERR_CONNECT_TIMEOUT|did not establish a connection with the server within|network socket disconnected before secure TLS/,
		],
		needsAws: true,
		cause: (facts) =>
			`The request didn't reach ${facts.match[1] ?? "AWS"}, or no response came back: no network, a proxy, VPN, or firewall in between, or AWS_ENDPOINT_URL points to a server that isn't running.`,
		remedy: ({ explanation }) => {
			const endpoint = findingOf(explanation, ["malformed-endpoint", "custom-endpoint"]);
			if (endpoint) return `Start that server, or remove the variable.${mendInWords(endpoint)}`;
			return "Check the network and AWS_ENDPOINT_URL. If a proxy inspects TLS, set NODE_EXTRA_CA_CERTS. A mistyped region leads to a host that doesn't exist.";
		},
		docs: "lambda/troubleshooting/permissions",
		actions: ({ explanation }) => {
			const endpoint = findingOf(explanation, ["malformed-endpoint", "custom-endpoint"]);
			return [...mend(endpoint), ...(endpoint ? goTo(endpoint.origin) : goTo(explanation?.region.origin))];
		},
	},
	{
		id: "not-aws",
		title: "The response didn't come from AWS",
		seen: "@remotion/lambda-client 4.0.527, run",
		when: [
			/Deserialization error|XML parse error|is not valid JSON|Unexpected token .{0,200} in JSON|Expected closing tag|Unclosed|Invalid XML|char '/,
		],
		needsAws: true,
		cause:
			"The response didn't come from AWS, or was cut off: a proxy, a VPN, or a network's sign-in page might be in between.",
		remedy: "Open a web page to sign in to the network, or check the proxy and AWS_ENDPOINT_URL, and try again.",
		docs: "lambda/troubleshooting/permissions",
	},
];
