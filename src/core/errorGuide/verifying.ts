/**
 * The guide's words for people who verify: short, for a row in a tree, and of what was verified. What an error is, the guide's own entries
 * decide; an entry without words here is told in its own.
 */
import { isInChina } from "../vocabulary/partitions.ts";
import { explainError } from "./index.ts";

/** Why an identity could not be verified, as the process that tried says it. Never holds a secret. */
export interface IdentityFailure {
	/** AWS's error code, Node's (`ECONNRESET`), or one of ours: `Timeout`, `CredentialProcess`, `NoIdentity`, `NotStarted`. */
	readonly code: string;
	readonly message: string;
}

/** The circumstances that decide what an error means. */
export interface IdentityCircumstances {
	readonly profile?: string | undefined;
	readonly region: string;
	/** Another address than AWS's. */
	readonly endpoint?: string | undefined;
	/** Whether a region has to be switched on in an account before it answers. */
	readonly isOptInRegion: boolean;
	readonly isTemporary: boolean;
}

/** What people read: what failed, why, and what to do. */
export interface IdentityWords {
	readonly title: string;
	readonly cause: string;
	readonly remedy: string;
	/** What the person can start from here. */
	readonly action?: "sso-login" | "login";
	/** It says nothing of the credentials: nobody was asked, or nobody who knows has answered. */
	readonly isInconclusive?: true;
}

interface Row {
	/** Entries of the guide, or codes of ours. */
	readonly of: readonly string[];
	readonly when?: (about: IdentityCircumstances, text: string) => boolean;
	readonly title: string;
	readonly cause: (about: IdentityCircumstances) => string;
	readonly remedy: (about: IdentityCircumstances) => string;
	readonly action?: IdentityWords["action"];
	readonly isInconclusive?: true;
}

const whose = ({ profile }: IdentityCircumstances) => (profile === undefined ? "" : ` for the profile "${profile}"`);
const where = ({ endpoint, region }: IdentityCircumstances) => endpoint ?? `AWS in ${region}`;
const signIn = ({ profile }: IdentityCircumstances) => (profile === undefined ? "" : ` --profile ${profile}`);

/** The first row of an entry that fits counts. */
const rows: readonly Row[] = [
	{
		of: ["Timeout"],
		title: "No response within 10 seconds",
		isInconclusive: true,
		cause: (about) => `${where(about)} didn't respond within 10 seconds${whose(about)}.`,
		remedy: ({ endpoint }) =>
			endpoint === undefined
				? "Check the network, VPN, and proxy, then verify again."
				: "Check that the server at this address is running, then verify again.",
	},
	{
		of: ["clock-skew"],
		title: "The clock is wrong",
		cause: () => "This computer's clock differs from AWS's, so AWS treats the request as expired.",
		remedy: () => "Set this computer's clock (in WSL and containers, also after sleep), then verify again.",
	},
	{
		of: ["wrong-secret"],
		title: "Wrong secret access key",
		cause: () => "The secret access key doesn't belong to the access key ID.",
		remedy: () =>
			"Copy the access key ID and the secret again, both from the same key. Check for a missing last character.",
	},
	{
		of: ["expired-token"],
		title: "The session has expired",
		cause: () => "These temporary credentials have expired.",
		remedy: () => "Get new credentials, and replace the access key ID, secret access key, and session token together.",
	},
	{
		of: ["security-token-invalid", "unrecognized-client", "region-not-enabled"],
		when: ({ region }) => isInChina(region),
		title: "Needs an AWS China account",
		cause: ({ region }) =>
			`AWS in ${region} doesn't recognize these credentials. AWS China has accounts and access keys of its own.`,
		remedy: () => "Use credentials of an AWS China account, choose a region outside China, or check the access key ID.",
	},
	{
		of: ["security-token-invalid", "unrecognized-client", "region-not-enabled"],
		when: ({ isOptInRegion }) => isOptInRegion,
		title: "Unknown access key, or region not enabled",
		cause: ({ region }) => `AWS in ${region} doesn't recognize these credentials. This region is disabled by default.`,
		remedy: ({ region }) => `Enable ${region} in the AWS account, choose another region, or check the access key ID.`,
	},
	{
		of: ["security-token-invalid", "unrecognized-client"],
		when: ({ isTemporary }) => isTemporary,
		title: "Unknown temporary credentials",
		cause: () => "AWS doesn't recognize this access key ID with this session token.",
		remedy: () => "Replace the access key ID, secret access key, and session token together.",
	},
	{
		of: ["security-token-invalid", "unrecognized-client"],
		title: "Unknown access key ID",
		cause: () => "AWS doesn't recognize this access key ID: it was deleted, deactivated, or mistyped.",
		remedy: () => "Check the key in the IAM console, or create a new one for the user.",
	},
	{
		of: ["assume-role-denied", "web-identity"],
		when: (_, text) => text.includes("sts:AssumeRole"),
		title: "Not allowed to assume the role",
		cause: (about) => `The role${whose(about)} doesn't trust this identity.`,
		remedy: () => "Add the source identity to the role's trust policy, and allow it sts:AssumeRole on the role.",
	},
	{
		of: ["web-identity"],
		title: "The web identity token wasn't accepted",
		cause: () => "AWS rejected the token in the web identity token file.",
		remedy: () => "Get a new token, and check the identity provider in IAM.",
	},
	{
		of: ["mfa-profile"],
		title: "Needs an MFA code",
		cause: (about) => `The role${whose(about)} requires an MFA code, which Remotion can't ask for.`,
		remedy: () =>
			"Open a terminal that is signed in with a code, or store temporary credentials from aws sts get-session-token in another profile.",
	},
	{
		of: ["login-session"],
		title: "Sign in again",
		cause: (about) => `No valid login session${whose(about)}.`,
		remedy: (about) => `Run: aws login${signIn(about)}`,
		action: "login",
	},
	{
		of: ["sso-login"],
		title: "Sign in to SSO again",
		cause: (about) => `No valid SSO session${whose(about)}.`,
		remedy: (about) => `Run: aws sso login${signIn(about)}`,
		action: "sso-login",
	},
	{
		of: ["CredentialProcess", "credential-process"],
		title: "The credential_process failed",
		cause: (about) => `The command of credential_process${whose(about)} failed, or didn't print credentials.`,
		remedy: () => "Run the command in a terminal to see what it says.",
	},
	{
		of: ["ENOENT"],
		title: "A file is missing",
		cause: (about) => `The credentials${whose(about)} come from a file that doesn't exist.`,
		remedy: () => "Check the path of the token file.",
	},
	{
		of: ["no-credentials-in-chain"],
		title: "No credentials found",
		cause: () => "No credentials in environment variables, profiles, web identity, container, or instance.",
		remedy: () => "Set REMOTION_AWS_PROFILE, or the REMOTION_AWS_* access keys.",
	},
	{
		of: ["profile-not-found"],
		title: "The profile has no credentials",
		cause: (about) => `The AWS SDK finds no credentials${whose(about)}.`,
		remedy: () => "Open the profile and add access keys, a role, or an SSO session.",
	},
	{
		of: ["unreachable"],
		when: (_, text) => /^(ECONNRESET|EPIPE|ECONNABORTED)\b|socket hang up|\baborted\b/.test(text),
		title: "The connection was interrupted",
		isInconclusive: true,
		cause: (about) => `The connection to ${where(about)} was interrupted before a response arrived.`,
		remedy: () => "Check VPN, proxy and firewall, then verify again.",
	},
	{
		of: ["unreachable"],
		when: (_, text) => /^(ECONNREFUSED)\b/.test(text),
		title: "Connection refused",
		cause: (about) => `Nothing listens at ${where(about)}.`,
		remedy: ({ endpoint }) =>
			endpoint === undefined ? "Check the network and proxy." : "Start the server, or remove AWS_ENDPOINT_URL.",
	},
	{
		of: ["unreachable"],
		when: (_, text) => /certificate|^(CERT_|SELF_SIGNED|DEPTH_ZERO|UNABLE_TO|ERR_TLS|ERR_SSL|EPROTO)/i.test(text),
		title: "The connection isn't trusted",
		cause: (about) => `This computer doesn't trust the certificate of ${where(about)}.`,
		remedy: () => "If a company proxy inspects TLS, set NODE_EXTRA_CA_CERTS to its certificate.",
	},
	{
		of: ["unreachable"],
		title: "AWS couldn't be reached",
		isInconclusive: true,
		cause: (about) => `Can't connect to ${where(about)}.`,
		remedy: () => "Check the network, VPN, and proxy, and the region's name.",
	},
	{
		of: ["api-throttled", "concurrency-limit"],
		title: "Too many requests",
		isInconclusive: true,
		cause: () => "AWS is throttling requests.",
		remedy: () => "Wait a moment, then verify again.",
	},
	{
		of: ["aws-internal-error"],
		title: "AWS has a problem",
		isInconclusive: true,
		cause: (about) => `${where(about)} had an internal error.`,
		remedy: () => "Verify again in a moment, or check health.aws.amazon.com.",
	},
	{
		of: ["access-denied"],
		title: "Not allowed",
		cause: (about) => `Access denied${whose(about)}: a policy denies it.`,
		remedy: () => "Check the policies of the user, role, and organization for an explicit Deny.",
	},
	{
		of: ["NoIdentity", "not-aws"],
		title: "The response didn't come from AWS",
		isInconclusive: true,
		cause: (about) =>
			`The response of ${where(about)} isn't an STS response: a proxy or a network's sign-in page might be in between.`,
		remedy: () => "Open a web page to sign in to the network, or check the proxy and the endpoint.",
	},
	{
		of: ["NotStarted"],
		title: "Couldn't start verifying",
		isInconclusive: true,
		cause: () => "The process that contacts AWS didn't start.",
		remedy: () => "See the log.",
	},
];

/** What the process that verifies says itself; no program prints these. */
const ownCodes: ReadonlySet<string> = new Set(["Timeout", "CredentialProcess", "ENOENT", "NoIdentity", "NotStarted"]);

/** The words for a failure. Unknown ones keep AWS's own code. */
export function identityWords(failure: IdentityFailure, about: IdentityCircumstances): IdentityWords {
	const { code } = failure;
	const text = `${code}: ${failure.message}`;
	const known = ownCodes.has(code) ? undefined : explainError(text, undefined, { fromAws: true });
	const id = known?.id ?? code;
	const row = rows.find(({ of, when }) => of.includes(id) && (when?.(about, text) ?? true));
	if (row) {
		const { title, action, isInconclusive } = row;
		const more = { ...(action && { action }), ...(isInconclusive && { isInconclusive }) };
		return { title, cause: row.cause(about), remedy: row.remedy(about), ...more };
	}
	if (known) return { title: known.title, cause: known.cause, remedy: known.remedy };
	return {
		title: `AWS says ${code}`,
		cause: `Verifying${whose(about)} failed with ${code}.`,
		remedy: "See the log for the AWS message.",
	};
}
