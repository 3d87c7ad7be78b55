import { mostInNotification, sentencesThatFit } from "../text/notification.ts";
import { explainError } from "./index.ts";

/**
 * What the text of an error means for a test render, the more special first: a sentence or two for a notification. What is not here is
 * looked up in the error guide, which tells causes and remedies at length.
 */
const guide: readonly (readonly [match: RegExp, words: string | ((match: RegExpExecArray) => string)])[] = [
	[
		/Version mismatch/i,
		"The function and this project have different Remotion versions. Choose a matching function, or deploy one: npx remotion lambda functions deploy",
	],
	[
		/Function not found: \S*?function:(\S+)|Function not found/,
		([, name]) =>
			`${name === undefined ? "The function" : `Function ${name}`} isn't in this region. Choose another, or deploy one: npx remotion lambda functions deploy`,
	],
	[
		/Could not find composition with ID (\S+?)[.\s]/,
		([, id]) => `The site has no composition "${id}". Deploy the site again, or choose another composition.`,
	],
	[
		/verify that it is a Remotion project|getStaticCompositions is (?:not )?defined/i,
		"No Remotion site found at this address. Deploy it again: npx remotion lambda sites create",
	],
	[
		/SlowDown|Throttl|RequestLimitExceeded|CallerRateLimitExceeded/i,
		"AWS is throttling requests. Wait a minute, then try again.",
	],
	[
		/TooManyRequestsException|ConcurrentInvocationLimitExceeded|Concurrency limit reached|Rate Exceeded|TooManyRequests/i,
		"Your account's concurrency limit is reached (new accounts: 10). Wait, or request an increase.",
	],
	[
		/requires multi-factor authentication/i,
		"This profile requires an MFA code, which Remotion can't ask for. Use temporary credentials instead.",
	],
	[
		/Could not resolve credentials using profile|Could not load credentials from any providers|have not set the environment variable/i,
		"No credentials found for this source. See the Active credentials view.",
	],
	[
		/ExpiredToken|token (?:included in the request )?(?:has|is) expired/i,
		"The temporary credentials have expired. Get new ones and try again.",
	],
	[/SignatureDoesNotMatch|InvalidSignatureException/, "The secret access key doesn't belong to the access key ID."],
	[
		/is not authorized to perform: iam:SimulatePrincipalPolicy/,
		"Not allowed to check permissions (iam:SimulatePrincipalPolicy), so they are unknown. Renders might still work. Attach Remotion's user policy and check again.",
	],
	[
		/is not authorized to perform: sts:AssumeRole on resource: (\S+)/,
		([, role]) => `Not allowed to assume ${role}. Add this identity to the role's trust policy.`,
	],
	[
		/is not authorized to perform: ([\w:*]+)/,
		([, action]) => `The permission ${action} is missing. Attach Remotion's user policy to the user or role.`,
	],
	[
		/AccessDenied|\b403\b|Forbidden/,
		"Access denied: a permission is missing. Attach Remotion's user policy to the user or role.",
	],
	[
		/UnrecognizedClientException|InvalidClientTokenId|InvalidAccessKeyId|security token included in the request is invalid/,
		"AWS doesn't recognize these credentials: the access key is wrong or deleted, a session token is missing, or the region isn't enabled in the account.",
	],
	[
		/You have multiple buckets/i,
		"This region has more than one Remotion bucket. Pass forceBucketName, or delete the buckets you don't need (this deletes their sites and renders).",
	],
	[
		/role defined for the function cannot be assumed/i,
		"Lambda can't assume the function's role. Check the role remotion-lambda-role.",
	],
	[
		/Task timed out|main function timed out|did not invoke Lambda in/i,
		"The function timed out. Try a smaller composition, or a function with a longer timeout.",
	],
	[
		/Runtime exited|Runtime\.ExitError|unhandled error|returned error: Unhandled/i,
		"The function crashed on Lambda. It might need more memory; see its CloudWatch log.",
	],
	[
		/Deserialization error|is not valid JSON|Unexpected token|Invalid JSON|unclosed|Expected closing tag|no such tag/i,
		"The response didn't come from AWS, or it was cut off. Check the network: a proxy, a VPN, or a sign-in page might be in between.",
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

/** A line that is longer says no more to people; all of it is in the log. */
const mostOfLine = mostInNotification - "Remotion says: .".length;

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
	if (known) return sentencesThatFit([`${known.title}.`, known.remedy], 'Select "Explain" for what to do.');
	const first = original
		.split("\n")
		.map((line) => line.trim())
		.find((line) => line !== "" && !/^at\s/.test(line));
	const line = (first ?? "").replace(/^Error: /, "").slice(0, mostOfLine);
	return line === ""
		? "Remotion failed without a reason."
		: `Remotion says: ${/[.!?]$/.test(line) ? line : `${line}.`}`;
}
