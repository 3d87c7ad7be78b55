/** Where each rule's fact comes from: what was run or read, with its version. The rules' README shows it. */
export const ruleSources: Readonly<Record<string, string>> = {
	"access-key-in-code": "AWS's documentation: an access key ID is 20 characters long and starts with AKIA or ASIA",
	"check-skipped": "`getCredentials` of `@remotion/lambda-client` 4.0.527",
	"custom-endpoint": "`endpointUrlConfigSelector` of `@smithy/core` 3.41.0",
	"deployer-keys": "serverless 3.40.0 (`env:NAME`) and sst 4.17.1 (`process.env`): the deployer's environment",
	"discarded-aws-file": "`parseIni` of `@smithy/shared-ini-file-loader` 4.4.3, which throws for the whole file",
	"dotenv-dialect": "dotenv 9.0.2 (Remotion CLI up to 4.0.422) against dotenv 17.3.1 (from 4.0.425)",
	"dotenv-vault":
		"dotenv 17.3.1 (Remotion CLI from 4.0.425) and 16.6.1, read and run: `.env.vault` replaces `.env`; dotenv 18.0.10 has no vault",
	"duplicate-key": "`parseIni` of `@smithy/shared-ini-file-loader` 4.4.3; AWS CLI 2.9.19",
	"duplicate-section": "`parseIni` of `@smithy/shared-ini-file-loader` 4.4.3; AWS CLI 2.9.19, run",
	"duplicate-variable": "dotenv 17.3.1",
	"env-file-elsewhere": "dotenv 17.3.1 as the Remotion CLI 4.0.527 calls it: only the `.env` of the folder it runs in",
	"env-file-in-git": "Git itself, asked by VS Code's Git extension",
	"env-file-missing": "each loader as it was run: the ones that stop without their file",
	"env-file-in-terminal": "js-debug 1.117.0 in VS Code 1.139.1: the line that it types, and the shell's history",
	"env-not-loaded": "Node.js 24.21.0 and `@remotion/lambda-client` 4.0.527: neither reads a `.env` file",
	"escaped-path":
		"dotenv 17.3.1 and Node.js 24.21.0, run; `@remotion/lambda-client` 4.0.527 on Windows' Node.js 20, under Wine",
	"expired-keys":
		"what saml2aws, aws-azure-login, aws-mfa and aws-vault write, read in their sources; `fromEnv` of `@aws-sdk/credential-provider-env` 3.972.5",
	"ignored-env-file": "each program as it was run; src/core/runtimes/README.md lists what reaches Remotion",
	"incomplete-key-pair": "`getCredentials` and `checkCredentials` of `@remotion/lambda-client` 4.0.527",
	"incomplete-profile": "`fromIni` of `@aws-sdk/credential-provider-ini` 3.972.5",
	"long-lived-keys": "AWS's documentation: long-term access keys start with AKIA",
	"malformed-access-key-id": "AWS's documentation of access key IDs; answers of AWS to malformed ones",
	"malformed-endpoint":
		'`@remotion/lambda-client` 4.0.527 with such addresses: "Invalid URL", or a server that doesn\'t exist',
	"malformed-line": "dotenv 17.3.1; `parseIni` of `@smithy/shared-ini-file-loader` 4.4.3",
	"malformed-secret": "AWS's documentation: a secret access key is 40 characters long; dotenv 17.3.1 cuts at `#`",
	"malformed-session-token":
		"`@remotion/lambda-client` 4.0.527 with such tokens: a line break is ERR_INVALID_CHAR, a space is sent",
	"malformed-setting":
		"`fromIni` of `@aws-sdk/credential-provider-ini` 3.972.5, run; AWS's API reference of AssumeRole and of SSO",
	"mfa-profile": "`fromIni` of `@aws-sdk/credential-provider-ini` 3.972.5, which Remotion gives no MFA prompt",
	"missing-session-token": "AWS's documentation of temporary credentials",
	"missing-source-profile": "`fromIni` of `@aws-sdk/credential-provider-ini` 3.972.5",
	"missing-sso-session": "`fromSSO` in `@remotion/lambda-client` 4.0.527, which throws a TypeError",
	"misspelled-key": "`fromIni` of `@aws-sdk/credential-provider-ini` 3.972.5; names are case-sensitive",
	"misspelled-variable": "`getCredentials` of `@remotion/lambda-client` 4.0.527 reads exact names only",
	"mixed-key-pair": "`checkCredentials` and `getCredentials` of `@remotion/lambda-client` 4.0.527",
	"not-signed-in":
		"`fromSso` of `@aws-sdk/token-providers` 3.985.0, `resolveSSOCredentials` of `@aws-sdk/credential-provider-sso` 3.972.5 and `LoginCredentialsFetcher` of `@aws-sdk/credential-provider-login` 3.972.5, run",
	"other-account-in-aws-cli":
		"AWS CLI 2.9.19, run; `defaultProvider` of `@aws-sdk/credential-provider-node` 3.972.5, which skips the keys where AWS_PROFILE is set",
	"partition-mismatch":
		'Remotion\'s page "AWS China regions" (for 4.0.510): AWS China has accounts, keys and roles of its own',
	"placeholder-value": "sample values of Remotion's and AWS's documentation",
	"platform-credentials": "Remotion's documentation of Vercel and AWS Lambda; variables that AWS Lambda reserves",
	"profile-heading": "`getConfigData` of `@smithy/shared-ini-file-loader` 4.4.3",
	"profile-not-read": "AWS CLI 2.9.19 reads it; the AWS SDK for JavaScript 3.986.0 does not",
	"profile-on-platform": "hosting platforms have no AWS config and credentials files",
	"profile-without-files":
		"`fromIni` of `@aws-sdk/credential-provider-ini` 3.972.5: no fallback; GitHub's runner images have no `~/.aws`",
	"public-prefix": "Next.js 16, Vite, Create React App and Expo: their bundlers copy such variables into browser code",
	"quoted-value": "`parseIni` of `@smithy/shared-ini-file-loader` 4.4.3 keeps the quotes",
	"readable-by-others": "`aws configure` (AWS CLI 2.9.19) writes these files with mode 600",
	"read-differently-by-aws-cli":
		"`configloader.py`, `session.py` and `credentials.py` of AWS CLI 2.9.19 and of botocore 1.29.27 and 1.43.11, run on random files",
	"region-not-enabled-by-default": "`@remotion/lambda-client/regions` 4.0.527",
	"region-not-read": "`getAwsRegion` of `@remotion/cli` 4.0.527; the Node.js API takes an argument only",
	"region-unknown": "`@remotion/lambda-client/regions` 4.0.527",
	"reserved-variable": "AWS's page on reserved environment variables; the error of `CreateFunction`",
	"remotion-name-not-read":
		"boto3 1.43.11 and aws-sdk-core 3.168.1 (Ruby), run; Remotion's Go SDK 4.0.515 and PHP SDK, read",
	"rotation-duplicate": "Remotion's documentation: two access keys of one account share its concurrency limit",
	"rotation-gap": "the sample code of Remotion's documentation counts up until a pair is missing",
	"rotation-incomplete": "the sample code of Remotion's documentation counts up until a pair is missing",
	"secret-in-build": "Next.js's page on `env`; astro 7.3.5, run: `dist/server` contains the value",
	"secret-in-env-variables":
		"`renderMediaOnLambda` of `@remotion/lambda-client` 4.0.527: `envVariables` and `inputProps` are in the payload",
	"secret-sent-to-render": "payloads of `@remotion/cli` 4.0.527, read off the wire",
	"shadowed-variable":
		"`getCredentials` of `@remotion/lambda-client` 4.0.527; dotenv never replaces a variable that exists",
	"source-profile-cycle": "`fromIni` of `@aws-sdk/credential-provider-ini` 3.972.5",
	"space-in-script":
		"cmd of Windows: `set` takes everything up to `&&`; `getAwsRegion` of `@remotion/cli` 4.0.527 does not trim",
	"stopped-script": "dash 0.5.12, bash 5.2.15, yarn 4.18.1 and pnpm 10.34.9, run",
	"stray-session-token": "`getCredentials` of `@remotion/lambda-client` 4.0.527, off the wire",
	"undefined-as-text": "Node.js 24.21.0: a value of `process.env` becomes text",
	"unknown-credential-source": "`fromIni` of `@aws-sdk/credential-provider-ini` 3.972.5",
	"unexpected-account":
		"the setting `remotionLambda.expectedAccount`; `sso_account_id` and the account in `role_arn` are where the AWS SDK signs in",
	"unknown-profile": "`fromIni` of `@aws-sdk/credential-provider-ini` 3.972.5: no fallback",
	"unprefixed-in-code": "`getCredentials` of `@remotion/lambda-client` 4.0.527; Remotion's documentation of Vercel",
	"unprefixed-in-deployment": "Remotion's documentation of Vercel and AWS Lambda",
	"unprefixed-variable": "`getCredentials` of `@remotion/lambda-client` 4.0.527; Remotion's documentation of Vercel",
	"variable-not-in-functions": "Netlify's page on environment variables and functions",
	"unreadable-file": "dotenv 17.3.1 and the AWS SDK 3.986.0, run on such files",
	"unreadable-for-aws-cli":
		"Python's `RawConfigParser`, as AWS CLI 2.9.19 and botocore 1.29.27 and 1.43.11 call it, run on random files",
	"unresolved-reference": "`@remotion/cli` 4.0.527 and dotenvx 2.38.2 off the wire: the text itself signed",
	"workflow-without-id-token":
		"`src/index.ts` of aws-actions/configure-aws-credentials 6.2.3; GitHub's documentation of `permissions`",
	"unusable-profile": "`fromIni` of `@aws-sdk/credential-provider-ini` 3.972.5",
	"variable-not-passed":
		"turbo 2.11.11, run: strict mode passes on what turbo.json names; sudo and `env -i` of Debian 12",
	"vercel-env-pull":
		"`packages/cli/src/commands/env/pull.ts` of vercel/vercel, and its issues 17125 and 17641 (Vercel CLI 54.14.0)",
};
