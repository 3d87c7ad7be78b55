/** What each `AWS_…` variable is for: one table, of which every list of such names in this project is a filter. */

/** What the AWS SDK takes from a variable. */
type Reads =
	/** Credentials, or where to get them. */
	| "credentials"
	/** The profile: its credentials where nothing else is named, its addresses always. */
	| "profile"
	/** The paths of the two AWS files. */
	| "files"
	| "region"
	/** Where requests go. */
	| "endpoint"
	/** How it talks: retries, checksums, the kind of address. Neither who signs nor with whom it talks. */
	| "tuning"
	/** What the platform says of itself, such as a function's name. */
	| "platform"
	/** A token for services that Remotion does not call. */
	| "bearer";

/** Which of the SDK's providers looks at a variable of credentials. A profile's `credential_source` names one of the first three. */
type Provider = "environment" | "container" | "instance" | "web-identity" | "login";

export interface AwsVariable {
	readonly reads: Reads;
	/** Of credentials: who looks. */
	readonly provider?: Provider;
	/** What the value is, where it must not be shown, or leads somewhere. */
	readonly value?: "secret" | "address" | "path";
	/** Only the AWS CLI and other SDKs look at it; the one in JavaScript does not. */
	readonly isOthers?: true;
}

const credentials = (provider: Provider, value?: AwsVariable["value"]): AwsVariable => ({
	reads: "credentials",
	provider,
	...(value && { value }),
});
const others = (row: AwsVariable): AwsVariable => ({ ...row, isOthers: true });
const tuning: AwsVariable = { reads: "tuning" };
const platform: AwsVariable = { reads: "platform" };
const address: AwsVariable = { reads: "endpoint", value: "address" };

/**
 * By name. Sources: the code of `@aws-sdk/*` 3.986.0 and `@smithy/*` (`test/unit/core/vocabulary/awsVariables.test.ts` reads the installed
 * packages and misses a name that is not here); for the CLI's and the other SDKs' names, `configprovider.py` and `credentials.py` of botocore 1.43.11.
 */
export const awsVariables: ReadonlyMap<string, AwsVariable> = new Map<string, AwsVariable>([
	["AWS_ACCESS_KEY_ID", credentials("environment")],
	["AWS_SECRET_ACCESS_KEY", credentials("environment", "secret")],
	["AWS_SESSION_TOKEN", credentials("environment", "secret")],
	["AWS_SECURITY_TOKEN", others(credentials("environment", "secret"))],
	["AWS_CREDENTIAL_EXPIRATION", credentials("environment")],
	["AWS_CREDENTIAL_SCOPE", credentials("environment")],
	["AWS_ACCOUNT_ID", credentials("environment")],
	["AWS_CONTAINER_CREDENTIALS_FULL_URI", credentials("container", "address")],
	["AWS_CONTAINER_CREDENTIALS_RELATIVE_URI", credentials("container", "address")],
	["AWS_CONTAINER_AUTHORIZATION_TOKEN", credentials("container", "secret")],
	["AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE", credentials("container", "path")],
	["AWS_EC2_METADATA_DISABLED", credentials("instance")],
	["AWS_EC2_METADATA_V1_DISABLED", credentials("instance")],
	["AWS_EC2_METADATA_SERVICE_ENDPOINT", credentials("instance", "address")],
	["AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE", credentials("instance")],
	["AWS_ROLE_ARN", credentials("web-identity")],
	["AWS_ROLE_SESSION_NAME", credentials("web-identity")],
	["AWS_WEB_IDENTITY_TOKEN_FILE", credentials("web-identity", "path")],
	["AWS_LOGIN_CACHE_DIRECTORY", credentials("login", "path")],
	["AWS_PROFILE", { reads: "profile" }],
	["AWS_DEFAULT_PROFILE", others({ reads: "profile" })],
	["AWS_SHARED_CREDENTIALS_FILE", { reads: "files", value: "path" }],
	["AWS_CONFIG_FILE", { reads: "files", value: "path" }],
	["AWS_REGION", { reads: "region" }],
	["AWS_DEFAULT_REGION", { reads: "region" }],
	["AWS_ENDPOINT_URL", address],
	["AWS_IGNORE_CONFIGURED_ENDPOINT_URLS", { reads: "endpoint" }],
	["AWS_ACCOUNT_ID_ENDPOINT_MODE", tuning],
	["AWS_AUTH_SCHEME_PREFERENCE", tuning],
	["AWS_DEFAULTS_MODE", tuning],
	["AWS_DISABLE_CLOCK_SKEW_CORRECTION", tuning],
	["AWS_ENABLE_DEFAULT_SOCKET_TIMEOUT_2026", tuning],
	["AWS_MAX_ATTEMPTS", tuning],
	["AWS_REQUEST_CHECKSUM_CALCULATION", tuning],
	["AWS_RESPONSE_CHECKSUM_VALIDATION", tuning],
	["AWS_RETRY_MODE", tuning],
	["AWS_S3_DISABLE_EXPRESS_SESSION_AUTH", tuning],
	["AWS_S3_DISABLE_MULTIREGION_ACCESS_POINTS", tuning],
	["AWS_S3_USE_ARN_REGION", tuning],
	["AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED", tuning],
	["AWS_SDK_UA_APP_ID", tuning],
	["AWS_SIGV4A_SIGNING_REGION_SET", tuning],
	["AWS_STS_REGIONAL_ENDPOINTS", others(tuning)],
	["AWS_USE_DUALSTACK_ENDPOINT", tuning],
	["AWS_USE_FIPS_ENDPOINT", tuning],
	["AWS_EXECUTION_ENV", platform],
]);

/** By the beginning of a name; a service's name follows, or what a function is told of itself. */
const families: readonly (readonly [start: string, row: AwsVariable])[] = [
	["AWS_ENDPOINT_URL_", address],
	["AWS_BEARER_TOKEN_", { reads: "bearer", value: "secret" }],
	["AWS_LAMBDA_", platform],
];

/** Returns what a variable is for; undefined: neither AWS's SDKs nor its CLI look at one of this name. */
export function awsVariable(name: string): AwsVariable | undefined {
	if (!name.startsWith("AWS_")) return undefined;
	return awsVariables.get(name) ?? families.find(([start]) => name.startsWith(start))?.[1];
}

/** What the SDK in JavaScript takes from a variable, as far as Remotion's requests depend on it. */
function sdkRow(name: string): AwsVariable | undefined {
	const row = awsVariable(name);
	return row === undefined || row.isOthers || row.reads === "bearer" || row.reads === "platform" ? undefined : row;
}

/** Returns whether Remotion's requests depend on a variable by the SDK in JavaScript. */
export function isSdkVariable(name: string): boolean {
	return sdkRow(name) !== undefined;
}

/** Returns whether a variable holds the SDK's credentials, or says where a provider gets them. A profile's name is not meant. */
export function holdsCredentials(name: string): boolean {
	return sdkRow(name)?.reads === "credentials";
}

/** Returns whether the SDK's default chain looks at a variable. The two AWS files are not meant: they are handed over by their paths. */
export function isInChain(name: string): boolean {
	const reads = sdkRow(name)?.reads;
	return reads === "credentials" || reads === "profile" || reads === "region";
}

/** Returns whether a profile's `credential_source` may get its keys by this variable. */
export function isCredentialSource(name: string): boolean {
	const provider = sdkRow(name)?.provider;
	return provider === "environment" || provider === "container" || provider === "instance";
}

/** Returns whether a profile of every type may need this variable beside the two AWS files: everything but who signs, and a login's folder. */
export function isForProfiles(name: string): boolean {
	const row = sdkRow(name);
	if (row === undefined || row.reads === "files") return false;
	return row.reads !== "credentials" || row.provider === "login";
}

/** Returns whether a variable says how to talk to AWS, and neither who talks nor with whom. */
export function isTuning(name: string): boolean {
	return awsVariable(name)?.reads === "tuning";
}

/** Returns whether any of AWS's SDKs takes credentials or a region by this variable; the two AWS files are not meant. */
export function choosesCredentialsOrRegion(name: string): boolean {
	const reads = awsVariable(name)?.reads;
	return reads === "credentials" || reads === "profile" || reads === "region";
}

/** Returns whether requests, or the question for credentials, go to the address that this variable holds. */
export function isAddress(name: string): boolean {
	return awsVariable(name)?.value === "address";
}

/** Returns whether a provider reads its credentials from the file or folder that this variable names. The two AWS files are not meant. */
export function namesCredentialFile(name: string): boolean {
	const row = awsVariable(name);
	return row?.reads === "credentials" && row.value === "path";
}
