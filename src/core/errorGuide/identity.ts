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
		? " Set REMOTION_AWS_ACCESS_KEY_ID and REMOTION_AWS_SECRET_ACCESS_KEY instead: shells and platforms do not touch those names."
		: "";
}

/** Most specific first, as in every file here; see `index.ts`. */
export const identity: readonly ErrorEntry[] = [
	{
		id: "clock-skew",
		title: "The clock of this machine is wrong",
		when: [
			/RequestTimeTooSkewed|Signature expired: |Signature not yet current|difference between the request time and the current time is too large/,
		],
		cause: "AWS rejects requests whose timestamp is more than a few minutes off.",
		remedy:
			"Let the operating system set the time by itself, and start the program again. In WSL, a virtual machine or a container the clock falls behind when the computer sleeps: restart it.",
		docs: "lambda/troubleshooting/permissions",
	},
	{
		id: "expired-token",
		title: "The temporary credentials have expired",
		when: [
			/ExpiredToken(?:Exception)?\b|The security token included in the request is expired|The provided token has expired|TokenRefreshRequired/,
		],
		cause: (facts) =>
			`Temporary credentials (a key ASIA… with a session token) are valid for some hours only, and these are over.${whoSigns(facts.explanation)}`,
		remedy: ({ explanation }) =>
			explanation?.active.kind === "profile" && explanation.active.type === "sso"
				? "Sign in again, then start the program anew: the AWS SDK keeps what it has read."
				: "Fetch new ones and replace access key ID, secret and session token together, then start the program anew. On a server, use a role with Remotion's policy; if that is not possible, a long-term access key.",
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
		when: [/UnrecognizedClientException|AWS credentials provided were probably mixed up/],
		cause: (facts) =>
			`Remotion uses different credentials than you expect, or the access key no longer exists. Most often a hosting platform (Vercel, Netlify, AWS Lambda) or the shell sets AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY of its own; a deleted key, a stale session token and a region that is not enabled look the same.${mixedUp(facts)}${regionInWords(facts)}`,
		remedy: (facts) =>
			`Give Remotion its own names: REMOTION_AWS_ACCESS_KEY_ID and REMOTION_AWS_SECRET_ACCESS_KEY, with REMOTION_AWS_SESSION_TOKEN only for temporary keys, wherever the program runs.${unprefix(facts)}`,
		docs: "lambda/troubleshooting/unrecognizedclientexception",
		actions: ({ explanation }) => [
			...mend(findingOf(explanation, mixUps)),
			...offer("verifyIdentity", "switchProfile", "copyVariableNames"),
		],
	},
	{
		id: "wrong-secret",
		title: "The secret does not belong to the access key ID",
		when: [/SignatureDoesNotMatch|InvalidSignatureException|request signature we calculated does not match/],
		cause: (facts) =>
			`AWS knows the access key ID, but the request was not signed with its secret: the secret is of another key, cut off, or has a stray character.${whoSigns(facts.explanation)}`,
		remedy: (facts) =>
			`Copy both halves of the same key again, without quotes or spaces around them. A secret cannot be shown a second time: if it is lost, create a new key.${mendInWords(findingOf(facts.explanation, wrongSecrets))}`,
		docs: "lambda/authentication",
		actions: ({ explanation }) => {
			const finding = findingOf(explanation, wrongSecrets);
			const secret = explanation?.active.kind === "keys" ? explanation.active.origins[1] : undefined;
			return [...(finding ? mend(finding) : goTo(secret)), ...offer("verifyIdentity", "switchProfile")];
		},
	},
	{
		id: "malformed-credentials",
		title: "The credentials contain characters that cannot be sent",
		when: [
			/Invalid character in header content \[\\?["']?authorization|IncompleteSignature|Credential must have exactly 5 slash-delimited elements|Credential=[^ ]{0,40} not a valid key=value pair/,
		],
		cause: (facts) =>
			`A line break, a space or a quote is part of the access key ID or the session token.${whoSigns(facts.explanation)}`,
		remedy: (facts) =>
			`Put the value on one line, without anything around it.${mendInWords(findingOf(facts.explanation, ["malformed-access-key-id", "malformed-secret", "malformed-line"]))}`,
		docs: "lambda/authentication",
		actions: ({ explanation }) => [
			...mend(findingOf(explanation, ["malformed-access-key-id", "malformed-secret", "malformed-line"])),
			...offer("switchProfile"),
		],
	},
	{
		id: "region-not-enabled",
		title: "The region is not enabled in this account",
		when: [
			/OptInRequired|RegionDisabledException|region [\w-]{1,30} is (?:not enabled|disabled) (?:in|for) this account/i,
		],
		cause: (facts) => `A new AWS account may use some regions only after they were enabled.${regionInWords(facts)}`,
		remedy:
			"Enable it in the AWS console under Account → AWS Regions and wait some minutes, or render in a region that is enabled by default, such as us-east-1.",
		docs: "lambda/region-selection",
		actions: ({ explanation }) => goTo(explanation?.region.origin),
	},
	{
		id: "security-token-invalid",
		title: "AWS does not know the access key",
		when: [
			/The security token included in the request is invalid|InvalidClientTokenId|InvalidAccessKeyId|AWS Access Key Id you provided does not exist|provided token is malformed or otherwise invalid/,
		],
		cause: (facts) =>
			`One of three: the access key was deleted, deactivated or mistyped; it is a temporary one (ASIA…) without its session token or with an old one; or the region is not enabled in the account.${mixedUp(facts)}${regionInWords(facts)}`,
		remedy: (facts) =>
			`Check in the AWS console that the key exists and is active and that the region is enabled. A temporary key needs the session token of the same prefix.${mendInWords(findingOf(facts.explanation, mixUps))}`,
		docs: "lambda/troubleshooting/security-token",
		actions: ({ explanation }) => [
			...mend(findingOf(explanation, mixUps)),
			...offer("verifyIdentity", "switchProfile"),
			...goTo(findingOf(explanation, ["region-not-enabled-by-default"])?.origin),
		],
	},
	{
		id: "not-signed",
		title: "The request was not signed",
		when: [/Missing ?Authentication ?Token(?:Exception)?\b/],
		cause: (facts) =>
			`The program had no credentials, or a proxy removed the Authorization header.${whoSigns(facts.explanation)}`,
		remedy:
			"Set REMOTION_AWS_PROFILE, or REMOTION_AWS_ACCESS_KEY_ID and REMOTION_AWS_SECRET_ACCESS_KEY, where the program runs.",
		docs: "lambda/authentication",
		actions: () => offer("switchProfile", "addProfile"),
	},
];
