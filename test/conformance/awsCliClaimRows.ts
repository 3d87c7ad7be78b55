/** What the product says of the AWS CLI and boto3, each with what shows it. Every key is plainly invalid. */

/** A claim, and how the real programs are started to see it. */
export interface Claim {
	/** The file that says it, and a piece of its text. */
	readonly file: string;
	readonly says: string;
	readonly environment?: Readonly<Record<string, string>>;
	/** Texts of the two AWS files; absent: those of `someFiles`. */
	readonly files?: Readonly<Record<string, string>>;
	/** What the AWS CLI is to do; absent: `aws sts get-caller-identity`, and the same in boto3. */
	readonly args?: readonly string[];
	/** Without a region of the test's own. */
	readonly hasNoRegion?: true;
	/** An address where nobody listens. */
	readonly isUnreachable?: true;
	/** What is seen: "KEY REGION", with the token behind it, an error's last line, or what was printed. */
	readonly cli?: string | RegExp;
	readonly boto3?: string | RegExp;
	/** The entry of the error guide that must know the text. */
	readonly guide?: string;
}

export const someFiles = {
	credentials: `[default]
aws_access_key_id = AKIAFAKEDEFAULT00001
aws_secret_access_key = not-a-real-secret-default
[studio]
aws_access_key_id = AKIAFAKESTUDIO000001
aws_secret_access_key = not-a-real-secret-studio
`,
	config: `[profile studio]
region = eu-west-1
[profile corp]
sso_start_url = https://corp.example/start
sso_region = us-east-1
sso_account_id = 111122223333
sso_role_name = Fake
[profile mfa]
role_arn = arn:aws:iam::111122223333:role/fake
source_profile = studio
mfa_serial = arn:aws:iam::111122223333:mfa/fake
[profile round]
role_arn = arn:aws:iam::111122223333:role/fake
source_profile = trip
[profile trip]
role_arn = arn:aws:iam::111122223333:role/fake
source_profile = round
[profile process]
credential_process = false
[profile text]
output = text
aws_access_key_id = AKIAFAKETEXT00000001
aws_secret_access_key = not-a-real-secret-text
`,
};

const shellKeys = { AWS_ACCESS_KEY_ID: "AKIAFAKESHELL0000001", AWS_SECRET_ACCESS_KEY: "not-a-real-secret-shell" };
const shell = "AKIAFAKESHELL0000001 us-east-1";
const studio = "AKIAFAKESTUDIO000001 us-east-1";
const mfaDevice = "arn:aws:iam::111122223333:mfa/fake";
const both = (seen: string | RegExp) => ({ cli: seen, boto3: seen });
const guide = (file: string) => `src/core/errorGuide/${file}.ts`;
const otherAccount = "src/core/rules/env/other-account-in-aws-cli.ts";

export const claims: readonly Claim[] = [
	{
		file: otherAccount,
		says: "The AWS CLI uses the access keys that your shell has",
		environment: { ...shellKeys, AWS_PROFILE: "studio" },
		...both(shell),
	},
	{
		file: otherAccount,
		says: "`--profile` comes before the keys",
		environment: { ...shellKeys, AWS_PROFILE: "studio" },
		args: ["--profile", "studio", "sts", "get-caller-identity"],
		cli: studio,
	},
	{
		file: otherAccount,
		says: "a profile that is missing is an error even beside them",
		environment: { ...shellKeys, AWS_PROFILE: "nowhere" },
		guide: "boto-profile-not-found",
		...both("The config profile (nowhere) could not be found"),
	},
	{
		file: otherAccount,
		says: "AWS_DEFAULT_PROFILE counts where AWS_PROFILE isn't set",
		environment: { ...shellKeys, AWS_DEFAULT_PROFILE: "nowhere" },
		...both("The config profile (nowhere) could not be found"),
	},
	{
		file: otherAccount,
		says: "and is passed over where it is",
		environment: { ...shellKeys, AWS_DEFAULT_PROFILE: "nowhere", AWS_PROFILE: "studio" },
		cli: shell,
	},
	{
		file: guide("providers"),
		says: "the AWS CLI, Python and Go use the access keys",
		environment: { ...shellKeys, AWS_PROFILE: "studio" },
		...both(shell),
	},
	{
		file: "src/core/rules/env/profile-not-read.ts",
		says: "The AWS CLI reads `AWS_DEFAULT_PROFILE`",
		environment: { AWS_DEFAULT_PROFILE: "studio" },
		...both(studio),
	},
	{
		file: "src/core/precedence/reasons.ts",
		says: "only the AWS CLI and Python do",
		environment: { AWS_DEFAULT_PROFILE: "studio" },
		...both(studio),
	},
	{
		file: "src/core/runtimes/python.ts",
		says: 'variables: ["AWS_DEFAULT_PROFILE", "AWS_PROFILE"]',
		environment: { AWS_DEFAULT_PROFILE: "studio", AWS_PROFILE: "default" },
		cli: "AKIAFAKEDEFAULT00001 us-east-1",
		boto3: studio,
	},
	{
		file: "src/core/runtimes/python.ts",
		says: '["AWS_SECURITY_TOKEN", "AWS_SESSION_TOKEN"]',
		environment: { ...shellKeys, AWS_SECURITY_TOKEN: "not-a-real-token-1", AWS_SESSION_TOKEN: "not-a-real-token-2" },
		...both(`${shell} not-a-real-token-1`),
	},
	{
		file: "src/core/vocabulary/misspellings.ts",
		says: "The name that boto and the AWS CLI once used, and still read.",
		environment: { ...shellKeys, AWS_SECURITY_TOKEN: "not-a-real-token-1" },
		...both(`${shell} not-a-real-token-1`),
	},
	{
		file: "src/core/vocabulary/awsVariables.ts",
		says: "Only the AWS CLI and other SDKs look at it",
		environment: { ...shellKeys, AWS_SECURITY_TOKEN: "not-a-real-token-1" },
		...both(`${shell} not-a-real-token-1`),
	},
	{
		file: guide("otherSdks"),
		says: "The Python SDK and the AWS CLI take the empty text for a name.",
		environment: { ...shellKeys, AWS_PROFILE: "" },
		guide: "boto-profile-not-found",
		...both("The config profile () could not be found"),
	},
	{
		file: guide("otherSdks"),
		says: "It stops there and doesn't try another source.",
		environment: { AWS_ACCESS_KEY_ID: "AKIAFAKESHELL0000001" },
		guide: "partial-credentials",
		...both("Partial credentials found in env, missing: AWS_SECRET_ACCESS_KEY"),
	},
	{
		file: guide("otherSdks"),
		says: "and no variable that starts with REMOTION_.",
		environment: {
			REMOTION_AWS_ACCESS_KEY_ID: "AKIAFAKEREMOTION0001",
			REMOTION_AWS_SECRET_ACCESS_KEY: "not-a-real-secret",
		},
		files: {},
		guide: "boto-no-credentials",
		...both(/^Unable to locate credentials/),
	},
	{
		file: guide("otherSdks"),
		says: "The client was created without a region.",
		environment: shellKeys,
		files: {},
		hasNoRegion: true,
		guide: "boto-no-region",
		...both(/^You must specify a region/),
	},
	{
		file: guide("otherSdks"),
		says: "set AWS_DEFAULT_REGION for other calls of boto3 and the AWS CLI",
		environment: { ...shellKeys, AWS_DEFAULT_REGION: "eu-north-1" },
		hasNoRegion: true,
		...both("AKIAFAKESHELL0000001 eu-north-1"),
	},
	{
		file: "src/core/vocabulary/profileKeys.ts",
		says: "The region of the AWS CLI.",
		environment: { AWS_PROFILE: "studio" },
		hasNoRegion: true,
		...both("AKIAFAKESTUDIO000001 eu-west-1"),
	},
	{
		file: "src/core/vocabulary/profileKeys.ts",
		says: "How the AWS CLI prints.",
		environment: { AWS_PROFILE: "text" },
		args: ["configure", "get", "output"],
		cli: "text",
	},
	{
		file: guide("otherSdkFiles"),
		says: "The AWS CLI and Python read nothing from the file if a section or a setting is in it twice",
		environment: { AWS_PROFILE: "studio" },
		files: { credentials: `${someFiles.credentials}[studio]\nregion = us-east-1\n` },
		guide: "aws-file-refused",
		...both("Unable to parse config file: ~/.aws/credentials"),
	},
	{
		file: guide("otherSdkFiles"),
		says: "The AWS CLI or Python couldn't reach AWS",
		environment: shellKeys,
		isUnreachable: true,
		guide: "endpoint-unreachable",
		...both(/^Could not connect to the endpoint URL: "http:\/\/127\.0\.0\.1:9\/"/),
	},
	{
		file: guide("setup"),
		says: "Provided region_name '",
		environment: { ...shellKeys, AWS_DEFAULT_REGION: "us east 1" },
		hasNoRegion: true,
		guide: "region-malformed",
		...both("Provided region_name 'us east 1' doesn't match a supported format."),
	},
	{
		file: guide("providers"),
		says: "Cannot refresh credentials: MFA token required",
		environment: { AWS_PROFILE: "mfa" },
		cli: /Enter MFA code for arn:aws:iam::111122223333:mfa\/fake/,
		boto3: /Enter MFA code for arn:aws:iam::111122223333:mfa\/fake/,
	},
	{
		file: "src/core/rules/sharedConfig/mfa-profile.ts",
		says: "right for the AWS CLI, of no use to Remotion",
		environment: { AWS_PROFILE: "mfa" },
		cli: /Enter MFA code for arn:aws:iam::111122223333:mfa\/fake/,
	},
	{
		file: guide("providers"),
		says: "(aws sts get-session-token or aws sts assume-role, with --token-code)",
		environment: shellKeys,
		args: ["sts", "get-session-token", "--serial-number", mfaDevice, "--token-code", "123456"],
		cli: shell,
	},
	{
		file: guide("providers"),
		says: "(aws sts get-session-token or aws sts assume-role, with --token-code)",
		environment: shellKeys,
		args: [
			...["sts", "assume-role", "--role-arn", "arn:aws:iam::111122223333:role/fake", "--role-session-name", "fake"],
			...["--serial-number", mfaDevice, "--token-code", "123456"],
		],
		cli: shell,
	},
	{
		file: guide("providers"),
		says: "Infinite loop in credential configuration detected",
		environment: { AWS_PROFILE: "round" },
		guide: "profile-cycle",
		...both(/^Infinite loop in credential configuration detected/),
	},
	{
		file: guide("providers"),
		says: "Error when retrieving credentials from custom-process",
		environment: { AWS_PROFILE: "process" },
		guide: "credential-process",
		...both(/^Error when retrieving credentials from custom-process/),
	},
	{
		file: guide("signIn"),
		says: "Sign in (aws sso login --profile NAME)",
		args: ["sso", "login", "--profile", "studio"],
		cli: /^Missing the following required SSO configuration values: sso_start_url, sso_region/,
	},
	{
		file: guide("signIn"),
		says: "Sign in (aws login --profile NAME, AWS CLI 2.32 or newer)",
		args: ["login", "--profile", "studio"],
		cli: /argument command: Invalid choice/,
	},
	{
		file: guide("otherSdks"),
		says: "Error loading SSO Token",
		environment: { AWS_PROFILE: "corp" },
		guide: "sso-refresh-failed",
		...both("Error loading SSO Token: Token for https://corp.example/start does not exist"),
	},
	{
		file: "src/core/precedence/validityWords.ts",
		says: "The AWS CLI's argument for a profile",
		args: ["sts", "get-caller-identity", "--profile", "studio"],
		cli: studio,
	},
	{
		file: "src/core/awsAccount/rolePolicy.ts",
		says: "aws iam put-role-policy --role-name YOUR_ROLE --policy-name",
		args: [
			...["iam", "put-role-policy", "--role-name", "YOUR_ROLE", "--policy-name", "remotion-executionrole-policy"],
			...["--policy-document", "{}", "--generate-cli-skeleton", "output"],
		],
		cli: "",
	},
	{
		file: "src/core/rules/sharedConfig/readable-by-others.ts",
		says: "the AWS CLI makes it readable by its owner alone",
		files: {},
		args: ["configure", "set", "aws_access_key_id", "AKIAFAKENEW000000001", "--profile", "fresh"],
		cli: "credentials 600",
	},
];

/** Files that speak of the AWS CLI or boto3, and what else holds what they say. */
export const heldElsewhere: Readonly<Record<string, string>> = {
	...Object.fromEntries(
		["cliFile", "cliParse", "cliProfiles", "parse"].map((name) => [`src/core/sharedConfig/${name}.ts`, "awsCliFiles"]),
	),
	...Object.fromEntries(
		[
			...[
				"shared/cliReading",
				"shared/cliDifferences",
				"shared/cliWays",
				"shared/unevenReading",
				"disableLine",
				"env/malformed-line",
				"env/missing-session-token",
			],
			...["misspelled-key", "profile-heading", "duplicate-section", "duplicate-key"].map(
				(name) => `sharedConfig/${name}`,
			),
			...["unreadable-for-aws-cli", "read-differently-by-aws-cli"].map((name) => `sharedConfig/${name}`),
		].map((name) => [`src/core/rules/${name}.ts`, "awsCliFiles, awsCliFindings"]),
	),
	"src/core/sharedConfig/sameReading.ts": "awsCliFindings",
	"src/core/credentialProviders/tokenCache.ts": "boto3 1.43.11 alone has it; Debian's is older",
	"src/core/vocabulary/sessionVariables.ts": "the row above on an empty AWS_PROFILE, of the error guide",
	"src/core/launches/workflows/written.ts": "says nothing of what the AWS CLI does",
};
