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
	readonly action?: "sso-login";
}

interface Row {
	/** Matched against "code: message". */
	readonly match: RegExp;
	readonly when?: (about: IdentityCircumstances) => boolean;
	readonly title: string;
	readonly cause: (about: IdentityCircumstances) => string;
	readonly remedy: (about: IdentityCircumstances) => string;
	readonly action?: IdentityWords["action"];
}

const whose = ({ profile }: IdentityCircumstances) => (profile === undefined ? "" : ` for the profile "${profile}"`);
const where = ({ endpoint, region }: IdentityCircumstances) => endpoint ?? `AWS in ${region}`;
const signIn = ({ profile }: IdentityCircumstances) => (profile === undefined ? "" : ` --profile ${profile}`);

/** The first row that matches counts. Codes: STS's "Common Errors", the messages of the SDK's credential providers, Node's system errors. */
const rows: readonly Row[] = [
	{
		match: /^Timeout:/,
		title: "No answer within 10 seconds",
		cause: (about) => `${where(about)} did not answer in 10 seconds${whose(about)}.`,
		remedy: ({ endpoint }) =>
			endpoint === undefined
				? "Check the network, VPN and proxy, then verify again."
				: "Check that what runs at this address is well, then verify again.",
	},
	{
		match: /^SignatureDoesNotMatch: .*(expired|not yet current)|^RequestTimeTooSkewed|^RequestExpired/i,
		title: "The clock is wrong",
		cause: () => "The request's date is too far from AWS's, so its signature counts as expired.",
		remedy: () => "Set this machine's clock (in WSL and containers after sleep, too), then verify again.",
	},
	{
		match: /^(SignatureDoesNotMatch|InvalidSignatureException)\b/,
		title: "Wrong secret access key",
		cause: () => "The secret access key does not belong to this access key ID.",
		remedy: () =>
			"Copy both halves of the pair again, from the same key; a missing last character is enough to break it.",
	},
	{
		match: /^ExpiredToken/,
		title: "The session has expired",
		cause: () => "These are temporary credentials, and their time is over.",
		remedy: () =>
			"Get fresh ones where these came from, and replace access key ID, secret access key and session token together.",
	},
	{
		match: /^(InvalidClientTokenId|UnrecognizedClientException|RegionDisabledException)\b/,
		when: ({ isOptInRegion }) => isOptInRegion,
		title: "Unknown access key, or region not enabled",
		cause: ({ region }) =>
			`AWS in ${region} does not know these credentials. This region is off in every account until somebody enables it.`,
		remedy: ({ region }) => `Enable ${region} in the AWS account, choose another region, or check the access key ID.`,
	},
	{
		match: /^(InvalidClientTokenId|UnrecognizedClientException)\b/,
		when: ({ isTemporary }) => isTemporary,
		title: "Unknown temporary credentials",
		cause: () => "AWS does not know this access key ID together with this session token.",
		remedy: () => "A session token belongs to exactly one key pair: replace all three values together.",
	},
	{
		match: /^(InvalidClientTokenId|UnrecognizedClientException)\b/,
		title: "Unknown access key ID",
		cause: () => "AWS does not know this access key ID: it was deleted, deactivated, or mistyped.",
		remedy: () => "Check the key in the IAM console, or create a new one for the user.",
	},
	{
		match: /sts:AssumeRole(WithWebIdentity)?\b/,
		title: "The role may not be assumed",
		cause: (about) => `The role${whose(about)} does not trust whoever asks for it.`,
		remedy: () => "Name the source user in the role's trust policy, and allow it sts:AssumeRole on the role.",
	},
	{
		match: /^(InvalidIdentityToken|IDPRejectedClaim|IDPCommunicationError)/,
		title: "The web identity token is refused",
		cause: () => "AWS does not accept the token in the web identity token file.",
		remedy: () => "Get a fresh token, and check the identity provider in IAM.",
	},
	{
		match: /multi-factor authentication/,
		title: "Needs a second factor",
		cause: (about) => `The role${whose(about)} asks for an MFA code, and Remotion has no way to ask you for one.`,
		remedy: () => "Use `aws sts get-session-token` with the code, and put the temporary credentials in a profile.",
	},
	{
		match: /aws login|login_session/i,
		title: "Sign in again",
		cause: (about) => `There is no valid login session${whose(about)}.`,
		remedy: (about) => `Run: aws login${signIn(about)}`,
	},
	{
		match: /aws sso login|SSO session|SSO token|^UnauthorizedException/i,
		title: "Sign in to SSO again",
		cause: (about) => `There is no valid SSO session${whose(about)}.`,
		remedy: (about) => `Run: aws sso login${signIn(about)}`,
		action: "sso-login",
	},
	{
		match: /^CredentialProcess:/,
		title: "The credential_process failed",
		cause: (about) => `The command of credential_process${whose(about)} failed, or did not print credentials.`,
		remedy: () => "Run the command in a terminal to see what it says.",
	},
	{
		match: /^ENOENT/,
		title: "A file is missing",
		cause: (about) => `The credentials${whose(about)} are read from a file that is not there.`,
		remedy: () => "Check the path of the token file.",
	},
	{
		match: /Could not load credentials from any providers/,
		title: "No credentials found",
		cause: () => "The SDK asked environment, profile, web identity, container and instance, and none had credentials.",
		remedy: () => "Set REMOTION_AWS_PROFILE, or the REMOTION_AWS_ key pair.",
	},
	{
		match: /Could not resolve credentials using profile/,
		title: "The profile has no credentials",
		cause: (about) => `The SDK finds no credentials${whose(about)}.`,
		remedy: () => "Open the profile and give it keys, a role, or an SSO session.",
	},
	{
		match: /^(ECONNRESET|EPIPE|ECONNABORTED)\b|socket hang up|\baborted\b/,
		title: "The connection was cut",
		cause: (about) => `The connection to ${where(about)} was cut before an answer came.`,
		remedy: () => "Check VPN, proxy and firewall, then verify again.",
	},
	{
		match: /^(ECONNREFUSED)\b/,
		title: "Nobody answers there",
		cause: (about) => `Nothing listens at ${where(about)}.`,
		remedy: ({ endpoint }) =>
			endpoint === undefined
				? "Check the network and proxy."
				: "Start what should run there, or unset AWS_ENDPOINT_URL.",
	},
	{
		match: /^(ENOTFOUND|EAI_AGAIN|ENETUNREACH|EHOSTUNREACH|ENETDOWN|ETIMEDOUT|TimeoutError)\b/,
		title: "AWS cannot be reached",
		cause: (about) => `There is no way to ${where(about)} from here.`,
		remedy: () => "Check the network, VPN and proxy, and the region's name.",
	},
	{
		match: /certificate|^(CERT_|SELF_SIGNED|DEPTH_ZERO|UNABLE_TO|ERR_TLS|ERR_SSL|EPROTO)/i,
		title: "The connection is not trusted",
		cause: (about) => `The certificate that ${where(about)} shows is not one this machine trusts.`,
		remedy: () => "Behind a company proxy, name its certificate in NODE_EXTRA_CA_CERTS.",
	},
	{
		match: /^(Throttl|TooManyRequests|RequestLimitExceeded|SlowDown)|Rate exceeded/i,
		title: "Too many requests",
		cause: () => "AWS asks to slow down.",
		remedy: () => "Wait a moment, then verify again.",
	},
	{
		match: /^(InternalFailure|InternalError|ServiceUnavailable|ServiceException)/,
		title: "AWS has a problem",
		cause: (about) => `${where(about)} answered with an error of its own.`,
		remedy: () => "Verify again in a moment; AWS says how it is at health.aws.amazon.com.",
	},
	{
		match: /^AccessDenied/,
		title: "Not allowed",
		cause: (about) => `AWS refuses${whose(about)}: a policy denies it.`,
		remedy: () => "Look for an explicit deny in the user's, the role's or the organization's policies.",
	},
	{
		match: /^NoIdentity|^SyntaxError|Deserialization|Unexpected token|Invalid XML|char '|Unclosed|parse/i,
		title: "That was not AWS's answer",
		cause: (about) =>
			`What ${where(about)} answered is not what STS says: a proxy or a network's login page may stand between.`,
		remedy: () => "Open a web page to sign in to the network, or check the proxy and the endpoint.",
	},
	{
		match: /^NotStarted/,
		title: "Verifying could not start",
		cause: () => "The process that asks AWS did not start.",
		remedy: () => "The log says why.",
	},
];

/** The words for a failure. Unknown ones keep AWS's own code. */
export function identityWords(failure: IdentityFailure, about: IdentityCircumstances): IdentityWords {
	const text = `${failure.code}: ${failure.message}`;
	const row = rows.find(({ match, when }) => match.test(text) && (when?.(about) ?? true));
	if (row) {
		const { title, action } = row;
		return { title, cause: row.cause(about), remedy: row.remedy(about), ...(action && { action }) };
	}
	return {
		title: `AWS says ${failure.code}`,
		cause: `Verifying${whose(about)} failed with ${failure.code}.`,
		remedy: "The log has AWS's own message.",
	};
}
