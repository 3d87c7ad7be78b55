import {
	findingOf,
	goTo,
	mend,
	mendInWords,
	notUsed,
	offer,
	plainKeysSign,
	regionInWords,
	whoSigns,
} from "./project.ts";
import type { ErrorEntry, Facts } from "./types.ts";

/** AWS does not accept who signs: the key, its secret, its token or its time. */

/** What in the files most likely makes something unmeant sign, likeliest first. */
const mixUps = [
	"check-skipped",
	"mixed-key-pair",
	"incomplete-key-pair",
	"missing-session-token",
	"stray-session-token",
	"misspelled-variable",
	"placeholder-value",
	"malformed-access-key-id",
	"malformed-session-token",
	"unprefixed-variable",
];

/** Only what makes the secret wrong. */
const wrongSecrets = ["placeholder-value", "malformed-secret", "mixed-key-pair", "incomplete-key-pair"];

/** Names the variables that are mixed up: who signs, and what is set beside it and not used. */
function mixedUp({ explanation }: Facts): string {
	if (!explanation) return "";
	const unused = notUsed(explanation).map(({ reason }) => ` ${reason}`);
	return `${whoSigns(explanation)}${unused.join("")}`;
}

function unprefix({ explanation }: Facts): string {
	const finding = findingOf(explanation, mixUps);
	if (finding) return mendInWords(finding);
	return explanation && plainKeysSign(explanation)
		? " Set REMOTION_AWS_ACCESS_KEY_ID and REMOTION_AWS_SECRET_ACCESS_KEY instead: shells and hosting platforms don't set those names."
		: "";
}

/** Most specific first, as in every file here; see `index.ts`. */
export const identity: readonly ErrorEntry[] = [
	{
		id: "clock-skew",
		title: "The clock of this machine is wrong",
		seen: "@remotion/lambda-client 4.0.527 (the SDK's list of codes); AWS's answers",
		when: [
			/RequestTimeTooSkewed|\bRequestExpired\b|Signature expired: |Signature not yet current|difference between the request time and the current time is too large/,
		],
		cause: "AWS rejects requests whose timestamp is more than a few minutes off.",
		remedy:
			"Turn on automatic time in the operating system, then restart the program. In WSL, virtual machines, and containers, the clock falls behind when the computer sleeps: restart them.",
		docs: "lambda/troubleshooting/permissions",
	},
	{
		id: "expired-token",
		title: "The temporary credentials have expired",
		seen: "@remotion/lambda-client 4.0.527; AWS STS's answers",
		ifVerified: "expired",
		when: [
			/ExpiredToken(?:Exception)?\b|The security token included in the request is expired|The provided token has expired|TokenRefreshRequired|refreshed credentials are still expired/,
		],
		cause: (facts) =>
			`Temporary credentials (ASIA… with a session token) are valid for a few hours, and these have expired.${whoSigns(facts.explanation)}`,
		remedy: ({ explanation }) =>
			explanation?.active.kind === "profile" && explanation.active.type === "sso"
				? "Sign in again, then restart the program, because the AWS SDK caches credentials."
				: "Get new ones, replace the access key ID, secret access key, and session token together, and restart the program. On a server, use a role with Remotion's policy; if that isn't possible, use a long-term access key.",
		docs: "lambda/authentication",
		actions: ({ explanation }) =>
			explanation?.active.kind === "profile" && explanation.active.type === "sso"
				? offer("ssoLogin", "switchProfile")
				: [
						...goTo(explanation?.active.kind === "keys" ? explanation.active.origins.at(-1) : undefined),
						...offer("switchProfile", "verifyIdentity"),
					],
	},
	{
		id: "unrecognized-client",
		title: "AWS doesn't recognize these credentials",
		seen: "@remotion/lambda-client 4.0.527; remotion-dev/remotion#1702",
		ifVerified: "elsewhere",
		when: [/UnrecognizedClientException|AWS credentials provided were probably mixed up/],
		cause: (facts) =>
			`Remotion uses different credentials than you expect, or the access key no longer exists. Most often a hosting platform (Vercel, Netlify, AWS Lambda) or the shell sets AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY of its own; a deleted key, an old session token, and a region that isn't enabled cause the same error.${mixedUp(facts)}${regionInWords(facts)}`,
		remedy: (facts) =>
			`Set REMOTION_AWS_ACCESS_KEY_ID and REMOTION_AWS_SECRET_ACCESS_KEY where the program runs, and REMOTION_AWS_SESSION_TOKEN only for temporary credentials.${unprefix(facts)}`,
		docs: "lambda/troubleshooting/unrecognizedclientexception",
		actions: ({ explanation }) => [
			...mend(findingOf(explanation, mixUps)),
			...offer("verifyIdentity", "switchProfile", "copyVariableNames"),
		],
	},
	{
		id: "signed-for-another-region",
		title: "The request was signed for another region",
		seen: "AWS's answers",
		when: [/Credential should be scoped to (?:a valid region|(?:the )?correct service)/],
		cause: (facts) =>
			`The request went to an address of another region or service than the one it was signed for: the region is mistyped, or AWS_ENDPOINT_URL sends it elsewhere. The access keys aren't the reason.${regionInWords(facts)}`,
		remedy: ({ explanation }) =>
			`Use the same region for the function, the site, and the call, and remove AWS_ENDPOINT_URL.${mendInWords(findingOf(explanation, ["custom-endpoint", "region-unknown"]))}`,
		docs: "lambda/region-selection",
		actions: ({ explanation }) => [
			...mend(findingOf(explanation, ["custom-endpoint"])),
			...goTo(explanation?.region.origin),
		],
	},
	{
		id: "wrong-secret",
		title: "The secret doesn't belong to the access key ID",
		seen: "@remotion/lambda-client 4.0.527 (the SDK's list of codes); AWS's answers",
		ifVerified: "elsewhere",
		when: [/SignatureDoesNotMatch|InvalidSignatureException|request signature we calculated does not match/],
		cause: (facts) =>
			`AWS recognizes the access key ID, but the signature doesn't match: the secret access key belongs to another key, is cut off, or contains an extra character.${whoSigns(facts.explanation)}`,
		remedy: (facts) =>
			`Copy the access key ID and the secret again, both from the same key, without quotes or spaces around them. AWS shows a secret only once: if it is lost, create a new access key.${mendInWords(findingOf(facts.explanation, wrongSecrets))}`,
		docs: "lambda/authentication",
		actions: ({ explanation }) => {
			const finding = findingOf(explanation, wrongSecrets);
			const secret = explanation?.active.kind === "keys" ? explanation.active.origins[1] : undefined;
			return [...(finding ? mend(finding) : goTo(secret)), ...offer("verifyIdentity", "switchProfile")];
		},
	},
	{
		id: "malformed-credentials",
		title: "The credentials contain invalid characters",
		seen: "Node.js 24.21.0, run; AWS's answers (IncompleteSignature)",
		ifVerified: "elsewhere",
		when: [
			/Invalid character in header content \[\\?["']?(?:authorization|x-amz-security-token)|IncompleteSignature|Credential must have exactly 5 slash-delimited elements|Credential=[^ ]{0,40} not a valid key=value pair|a non-empty Access Key \(AKID\) must be provided|the Credential is mal-?formed/,
		],
		cause: (facts) =>
			`A line break, a space or a quote is part of the access key ID or the session token.${whoSigns(facts.explanation)}`,
		remedy: (facts) =>
			`Put the value on one line, without quotes or spaces around it.${mendInWords(findingOf(facts.explanation, ["malformed-access-key-id", "malformed-session-token", "malformed-secret", "malformed-line"]))}`,
		docs: "lambda/authentication",
		actions: ({ explanation }) => [
			...mend(
				findingOf(explanation, [
					"malformed-access-key-id",
					"malformed-session-token",
					"malformed-secret",
					"malformed-line",
				]),
			),
			...offer("switchProfile"),
		],
	},
	{
		id: "region-not-enabled",
		title: "The region isn't enabled in this account",
		seen: "@remotion/lambda-client 4.0.527 (the SDK's names); AWS STS's answers",
		when: [
			/OptInRequired|RegionDisabledException|region [\w-]{1,30} is (?:not enabled|disabled) (?:in|for) this account/i,
		],
		cause: (facts) => {
			const words = regionInWords(facts);
			return words.includes("AWS China")
				? words.trim()
				: `Some regions must be enabled in an AWS account before you can use them.${words}`;
		},
		remedy: (facts) =>
			regionInWords(facts).includes("AWS China")
				? "Use credentials of an AWS China account, or render in another region, such as us-east-1."
				: "Enable it in the AWS console under Account → AWS Regions and wait a few minutes, or render in a region that is enabled by default, such as us-east-1.",
		docs: "lambda/region-selection",
		actions: ({ explanation }) => goTo(explanation?.region.origin),
	},
	{
		id: "account-not-ready",
		title: "AWS hasn't activated the account",
		seen: "AWS's answers (error codes of Amazon S3 and EC2: NotSignedUp, AccountProblem, PendingVerification)",
		when: [
			/SubscriptionRequiredException|\bNotSignedUp\b|PendingVerification: Your request|\bAccountProblem: |account is not signed up for|Your account (?:is|has been) suspended|account is currently blocked/,
		],
		cause: (facts) =>
			`The access key is accepted, but its AWS account can't use the service: it is new and not verified yet, has no payment method, or is suspended.${whoSigns(facts.explanation)}`,
		remedy:
			"Sign in to the AWS console as the account's owner and complete what it asks for. A new account is ready after a few hours at most.",
		docs: "lambda/setup",
		actions: () => offer("verifyIdentity", "switchProfile"),
	},
	{
		id: "security-token-invalid",
		title: "AWS doesn't recognize the access key",
		seen: "@remotion/lambda 4.0.527; remotion-dev/remotion#1723",
		ifVerified: "elsewhere",
		when: [
			/The security token included in the request is invalid|InvalidClientTokenId|InvalidAccessKeyId|AWS Access Key Id you provided does not exist|provided token is malformed or otherwise invalid|not able to validate the provided access credentials/,
		],
		cause: (facts) =>
			`The access key was deleted, deactivated, or mistyped; it is temporary (ASIA…) and its session token is missing or old; or the region isn't enabled in the account.${mixedUp(facts)}${regionInWords(facts)}`,
		remedy: (facts) =>
			`Check in the AWS console that the key exists and is active, and that the region is enabled. Temporary credentials need a session token with the same prefix.${mendInWords(findingOf(facts.explanation, mixUps))}`,
		docs: "lambda/troubleshooting/security-token",
		actions: ({ explanation }) => [
			...mend(findingOf(explanation, mixUps)),
			...offer("verifyIdentity", "switchProfile"),
			...goTo(findingOf(explanation, ["region-not-enabled-by-default"])?.origin),
		],
	},
	{
		id: "not-signed",
		title: "The request wasn't signed",
		seen: "AWS's answers (common errors of its APIs)",
		ifVerified: "elsewhere",
		when: [/Missing ?Authentication ?Token(?:Exception)?\b/],
		cause: (facts) =>
			`The program had no credentials, or a proxy removed the Authorization header.${whoSigns(facts.explanation)}`,
		remedy:
			"Set REMOTION_AWS_PROFILE, or REMOTION_AWS_ACCESS_KEY_ID and REMOTION_AWS_SECRET_ACCESS_KEY, where the program runs.",
		docs: "lambda/authentication",
		actions: () => offer("switchProfile", "addProfile"),
	},
];
