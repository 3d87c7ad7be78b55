/** The keys of the AWS files that the SDK reads credentials by, and the ones people write beside them, each with what it does. */

export interface KnownAwsKey {
	readonly name: string;
	readonly section: "profile" | "sso-session";
	/** What it does, for hover and completion. */
	readonly does: string;
	/** What its value names, for completion. */
	readonly value?: "region" | "profile" | "sso-session" | "credential-source" | "output";
	/** Whether its value must not be shown. */
	readonly isSecret?: true;
}

/** What `credential_source` may say. */
export const credentialSources: ReadonlySet<string> = new Set(["EcsContainer", "Ec2InstanceMetadata", "Environment"]);

/** What `output` may say. */
export const outputs: readonly string[] = ["json", "yaml", "yaml-stream", "text", "table", "off"];

const profileKeys: readonly Omit<KnownAwsKey, "section">[] = [
	{ name: "aws_access_key_id", does: "The access key ID of this profile, used with aws_secret_access_key." },
	{ name: "aws_secret_access_key", does: "The secret that belongs to aws_access_key_id.", isSecret: true },
	{
		name: "aws_session_token",
		does: "The session token of temporary credentials (ASIA…). Long-term access keys (AKIA…) have none.",
		isSecret: true,
	},
	{
		name: "region",
		does: "The region of the AWS CLI. Remotion Lambda does not read it: its region is REMOTION_AWS_REGION, AWS_REGION or the argument.",
		value: "region",
	},
	{
		name: "role_arn",
		does: "The role to assume, with the credentials that source_profile or credential_source names.",
	},
	{ name: "source_profile", does: "The profile whose credentials assume the role.", value: "profile" },
	{
		name: "credential_source",
		does: "Where the credentials come from that assume the role: Environment, EcsContainer or Ec2InstanceMetadata.",
		value: "credential-source",
	},
	{
		name: "mfa_serial",
		does: "The MFA device of the role. Remotion cannot ask for its code, so a role with it never works there.",
	},
	{ name: "role_session_name", does: "The session name shown in CloudTrail." },
	{ name: "external_id", does: "The external ID that the role requires." },
	{ name: "duration_seconds", does: "How long the role's temporary credentials are valid, in seconds." },
	{ name: "sso_session", does: "The [sso-session …] of the config file to sign in with.", value: "sso-session" },
	{ name: "sso_account_id", does: "The account that SSO gives credentials for." },
	{ name: "sso_role_name", does: "The role that SSO gives credentials for." },
	{ name: "sso_start_url", does: "The SSO start URL. Set it here only if the profile has no sso_session." },
	{ name: "sso_region", does: "The region of the SSO portal, where no sso_session gives it.", value: "region" },
	{ name: "credential_process", does: "A program that prints the credentials. It runs with each use of the profile." },
	{ name: "web_identity_token_file", does: "A file with a token that is exchanged for the role." },
	{ name: "login_session", does: "The session that `aws login` has made." },
	{ name: "endpoint_url", does: "A custom endpoint URL. Requests go there instead of to AWS." },
	{ name: "services", does: "The [services …] section with the endpoints of single services." },
	{ name: "output", does: "How the AWS CLI prints. Remotion does not read it.", value: "output" },
];

const sessionKeys: readonly Omit<KnownAwsKey, "section">[] = [
	{ name: "sso_start_url", does: "The address of the SSO portal." },
	{ name: "sso_region", does: "The region of the SSO portal.", value: "region" },
	{ name: "sso_registration_scopes", does: "What the sign-in asks for, such as sso:account:access." },
];

/** By section, then by name; in the order in which completion offers them. */
export const knownAwsKeys: Readonly<Record<KnownAwsKey["section"], ReadonlyMap<string, KnownAwsKey>>> = {
	profile: new Map(profileKeys.map((key) => [key.name, { ...key, section: "profile" }])),
	"sso-session": new Map(sessionKeys.map((key) => [key.name, { ...key, section: "sso-session" }])),
};
