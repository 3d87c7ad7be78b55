import { explainError } from "./index.ts";

/**
 * What the text of an error means for a test render, the more special first: a sentence or two for a notification. What is not here is
 * looked up in the error guide, which tells causes and remedies at length.
 */
const guide: readonly (readonly [match: RegExp, words: string | ((match: RegExpExecArray) => string)])[] = [
	[
		/Version mismatch/i,
		"The function and the project's client are of different versions of Remotion. Deploy a function of the client's version with \"npx remotion lambda functions deploy\", or choose one that fits.",
	],
	[
		/Function not found: \S*?function:(\S+)|Function not found/,
		([, name]) =>
			`There is no function${name === undefined ? "" : ` ${name}`} in this region (any more). Choose another, or deploy one with "npx remotion lambda functions deploy".`,
	],
	[
		/Could not find composition with ID (\S+?)[.\s]/,
		([, id]) => `The site has no composition "${id}". Deploy the site again, or choose another composition.`,
	],
	[
		/verify that it is a Remotion project|getStaticCompositions is (?:not )?defined/i,
		'At the site\'s address there is no Remotion site (any more). Deploy it again with "npx remotion lambda sites create".',
	],
	[
		/TooManyRequestsException|ConcurrentInvocationLimitExceeded|Concurrency limit reached|Rate Exceeded|TooManyRequests|SlowDown|Throttl/i,
		"AWS is asked too often or runs as many functions as this account may (new accounts: 10 at once). Wait a minute and try again, or ask AWS for a higher concurrency limit.",
	],
	[
		/requires multi-factor authentication/i,
		"This profile asks for a second factor, which Remotion cannot ask for. Use a session token instead.",
	],
	[
		/Could not resolve credentials using profile|Could not load credentials from any providers|have not set the environment variable/i,
		"No credentials were found for this source. Look at the Active credentials view for where they should come from.",
	],
	[
		/ExpiredToken|token (?:included in the request )?(?:has|is) expired/i,
		"The temporary credentials have expired. Get new ones and try again.",
	],
	[/SignatureDoesNotMatch|InvalidSignatureException/, "The secret access key does not belong to the access key ID."],
	[
		/is not authorized to perform: iam:SimulatePrincipalPolicy/,
		"Not allowed to check permissions (iam:SimulatePrincipalPolicy), so nothing is known; renders may work all the same. Attach Remotion's user policy and check again.",
	],
	[
		/is not authorized to perform: sts:AssumeRole on resource: (\S+)/,
		([, role]) => `These credentials may not assume the role ${role}: its trust policy must let them in.`,
	],
	[
		/is not authorized to perform: ([\w:*]+)/,
		([, action]) => `These credentials lack the permission ${action}. Give the user or role Remotion's user policy.`,
	],
	[
		/AccessDenied|\b403\b|Forbidden/,
		"AWS denied access: these credentials lack a permission. Give the user or role Remotion's user policy.",
	],
	[
		/UnrecognizedClientException|InvalidClientTokenId|InvalidAccessKeyId|security token included in the request is invalid/,
		"AWS does not know these credentials: the key is wrong or deleted, a session token is missing, or the region isn't enabled in the account.",
	],
	[
		/You have multiple buckets/i,
		"This region has more than one Remotion bucket. Pass forceBucketName, or delete the buckets you don't need (this deletes their sites and renders).",
	],
	[
		/role defined for the function cannot be assumed/i,
		"The function's role cannot be assumed by Lambda. Check the role remotion-lambda-role.",
	],
	[
		/Task timed out|main function timed out|did not invoke Lambda in/i,
		"The function did not finish in the time it has. Try a smaller composition, or a function with a longer timeout.",
	],
	[
		/Runtime exited|Runtime\.ExitError|unhandled error|returned error: Unhandled/i,
		"The function crashed on Lambda. It may need more memory; its log in CloudWatch says more.",
	],
	[
		/Deserialization error|is not valid JSON|Unexpected token|Invalid JSON|unclosed|Expected closing tag|no such tag/i,
		"The response didn't come from AWS, or its answer was cut off. Check the network: a proxy, a VPN or a login page may be in between.",
	],
	[
		/ECONNRESET|ECONNREFUSED|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_AGAIN|ENETUNREACH|EHOSTUNREACH|socket hang up|fetch failed|terminated|TimeoutError|aborted/i,
		"The connection to AWS failed. Check the network and try again.",
	],
	[
		/InternalServer|InternalError|InternalFailure|ServiceException|ServiceUnavailable|answered 5\d\d/i,
		"AWS had an internal error. Try again in a moment.",
	],
];

/**
 * The sentence a person reads for what the client threw: ours or the guide's where the text is known, else its own first line.
 * @param original redacted already
 */
export function refusalWords(original: string): string {
	for (const [match, words] of guide) {
		const found = match.exec(original);
		if (found) return typeof words === "string" ? words : words(found);
	}
	const known = explainError(original, undefined, { fromAws: true });
	if (known) return `${known.title}. ${known.remedy}`;
	const first = original
		.split("\n")
		.map((line) => line.trim())
		.find((line) => line !== "" && !/^at\s/.test(line));
	const line = (first ?? "").replace(/^Error: /, "").slice(0, 300);
	return line === ""
		? "Remotion failed without a reason."
		: `Remotion says: ${/[.!?]$/.test(line) ? line : `${line}.`}`;
}
