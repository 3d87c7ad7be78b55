import type { Secret } from "../core/index.ts";

/** Which credentials the project's client signs with. */
export type CredentialSource =
	| {
			readonly kind: "profile";
			readonly profile: string;
			readonly variable?: "REMOTION_AWS_PROFILE" | "AWS_PROFILE";
			/** For a profile that takes its keys from there (`credential_source`): the environment that the project gives to Remotion. */
			readonly environment?: Readonly<Record<string, string | undefined>>;
	  }
	| {
			readonly kind: "keys";
			readonly accessKeyId: string;
			readonly secretAccessKey: Secret;
			readonly sessionToken?: Secret;
			readonly prefix?: "REMOTION_AWS_" | "AWS_";
	  }
	/** The SDK's own chain, in the environment that the project gives to Remotion. */
	| { readonly kind: "chain"; readonly environment: Readonly<Record<string, string | undefined>> }
	/** None: for what asks AWS nothing. */
	| { readonly kind: "none" };

export interface ChildEnvironmentInput {
	/** The extension's own environment: where programs, home and temporary folder are. */
	readonly base: Readonly<Record<string, string | undefined>>;
	readonly source: CredentialSource;
	/** Absolute paths of the two AWS files; absent: where the SDK finds them in the home folder. */
	readonly awsFiles?: { readonly credentials: string; readonly config: string };
	/**
	 * The environment that the project gives to Remotion. Of it counts what says where requests go, such as to a local AWS: the variables
	 * of endpoints, and the profile whose `endpoint_url` the SDK looks at. Never taken from the base.
	 */
	readonly project?: Readonly<Record<string, string | undefined>>;
	/** Whether the program that is started is Electron, which must be told to be Node. */
	readonly electron: boolean;
}

/** Everything that chooses, carries or redirects credentials begins so; so do Remotion's own variables, which renders would send along. */
const stripped = /^(AWS_|REMOTION_|AMAZON_|__RESERVED|ELECTRON_|VSCODE_|NODE_OPTIONS$|NODE_V8_COVERAGE$)/i;

/** AWS_ variables of the base that say how to talk, not who talks or with whom. */
const harmless: ReadonlySet<string> = new Set([
	"AWS_MAX_ATTEMPTS",
	"AWS_RETRY_MODE",
	"AWS_STS_REGIONAL_ENDPOINTS",
	"AWS_USE_DUALSTACK_ENDPOINT",
	"AWS_USE_FIPS_ENDPOINT",
]);

/** Where requests go. AWS_PROFILE is part of it, and chooses no credentials beside those that are put in below. */
const direction = /^AWS_(ENDPOINT_URL(_\w+)?|IGNORE_CONFIGURED_ENDPOINT_URLS|PROFILE)$/;

/** Whether the SDK passes by every address that variables and profiles name. */
export function ignoresEndpoints(environment: Readonly<Record<string, string | undefined>>): boolean {
	return environment.AWS_IGNORE_CONFIGURED_ENDPOINT_URLS === "true";
}

/** What the SDK reads from the environment for a profile's `credential_source`. */
const credentialSource =
	/^AWS_(ACCESS_KEY_ID|SECRET_ACCESS_KEY|SESSION_TOKEN|CREDENTIAL_EXPIRATION|CONTAINER_\w+|EC2_METADATA_\w+)$/;

/** What the SDK's default chain reads from the environment. Addresses of services and the pool's key pairs are not among them. */
const chain =
	/^AWS_(ACCESS_KEY_ID|SECRET_ACCESS_KEY|SESSION_TOKEN|CREDENTIAL_EXPIRATION|PROFILE|ROLE_ARN|ROLE_SESSION_NAME|WEB_IDENTITY_TOKEN_FILE|CONTAINER_\w+|EC2_METADATA_\w+|REGION|DEFAULT_REGION)$/;

/**
 * The whole environment of the child process that renders: the base without anything that could choose credentials, then the chosen
 * source, and nothing else. What comes out holds the secret; it may go to the child process only.
 */
export function childEnvironment(input: ChildEnvironmentInput): Record<string, string> {
	const environment: Record<string, string> = {};
	for (const [name, value] of Object.entries(input.base)) {
		if (value !== undefined && (!stripped.test(name) || harmless.has(name.toUpperCase()))) environment[name] = value;
	}
	Object.assign(environment, picked(input.project, direction), sourceVariables(input.source));
	if (input.awsFiles) {
		environment.AWS_SHARED_CREDENTIALS_FILE = input.awsFiles.credentials;
		environment.AWS_CONFIG_FILE = input.awsFiles.config;
	}
	if (input.electron) environment.ELECTRON_RUN_AS_NODE = "1";
	return environment;
}

function sourceVariables(source: CredentialSource): Record<string, string> {
	switch (source.kind) {
		case "profile":
			return {
				...picked(source.environment, credentialSource),
				[source.variable ?? "REMOTION_AWS_PROFILE"]: source.profile,
			};
		case "keys": {
			const prefix = source.prefix ?? "REMOTION_AWS_";
			return {
				[`${prefix}ACCESS_KEY_ID`]: source.accessKeyId,
				[`${prefix}SECRET_ACCESS_KEY`]: source.secretAccessKey.reveal(),
				...(source.sessionToken && { [`${prefix}SESSION_TOKEN`]: source.sessionToken.reveal() }),
			};
		}
		case "chain":
			return { REMOTION_SKIP_AWS_CREDENTIALS_CHECK: "1", ...picked(source.environment, chain) };
		case "none":
			return {};
	}
}

function picked(
	environment: Readonly<Record<string, string | undefined>> | undefined,
	names: RegExp,
): Record<string, string> {
	return Object.fromEntries(
		Object.entries(environment ?? {}).flatMap(([name, value]) =>
			value !== undefined && names.test(name) ? [[name, value]] : [],
		),
	);
}

/** The secret texts of a source, so that they can be taken out of whatever a failing program prints. */
export function secretsOf(source: CredentialSource): string[] {
	if (source.kind === "none") return [];
	if (source.kind === "keys")
		return [source.secretAccessKey.reveal(), ...(source.sessionToken ? [source.sessionToken.reveal()] : [])];
	return Object.entries(source.environment ?? {}).flatMap(([name, value]) =>
		value && /SECRET|TOKEN/.test(name) && !name.endsWith("_FILE") ? [value] : [],
	);
}
