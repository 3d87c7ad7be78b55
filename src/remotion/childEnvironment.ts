import type { Secret } from "../core/index.ts";

/** Which credentials the project's client signs with. */
export type CredentialSource =
	| { readonly kind: "profile"; readonly profile: string; readonly variable?: "REMOTION_AWS_PROFILE" | "AWS_PROFILE" }
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
	/** AWS_ENDPOINT_URL and AWS_ENDPOINT_URL_<SERVICE>: other addresses than AWS's, such as a local AWS. Never taken from the base. */
	readonly endpoints?: Readonly<Record<string, string>>;
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

export const endpoint = /^AWS_ENDPOINT_URL(_\w+)?$/;

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
	Object.assign(environment, sourceVariables(input.source));
	if (input.awsFiles) {
		environment.AWS_SHARED_CREDENTIALS_FILE = input.awsFiles.credentials;
		environment.AWS_CONFIG_FILE = input.awsFiles.config;
	}
	for (const [name, url] of Object.entries(input.endpoints ?? {})) if (endpoint.test(name)) environment[name] = url;
	if (input.electron) environment.ELECTRON_RUN_AS_NODE = "1";
	return environment;
}

function sourceVariables(source: CredentialSource): Record<string, string> {
	switch (source.kind) {
		case "profile":
			return { [source.variable ?? "REMOTION_AWS_PROFILE"]: source.profile };
		case "keys": {
			const prefix = source.prefix ?? "REMOTION_AWS_";
			return {
				[`${prefix}ACCESS_KEY_ID`]: source.accessKeyId,
				[`${prefix}SECRET_ACCESS_KEY`]: source.secretAccessKey.reveal(),
				...(source.sessionToken && { [`${prefix}SESSION_TOKEN`]: source.sessionToken.reveal() }),
			};
		}
		case "chain": {
			const variables: Record<string, string> = { REMOTION_SKIP_AWS_CREDENTIALS_CHECK: "1" };
			for (const [name, value] of Object.entries(source.environment))
				if (value !== undefined && chain.test(name)) variables[name] = value;
			return variables;
		}
		case "none":
			return {};
	}
}

/** The secret texts of a source, so that they can be taken out of whatever a failing program prints. */
export function secretsOf(source: CredentialSource): string[] {
	if (source.kind === "profile" || source.kind === "none") return [];
	if (source.kind === "keys")
		return [source.secretAccessKey.reveal(), ...(source.sessionToken ? [source.sessionToken.reveal()] : [])];
	return Object.entries(source.environment).flatMap(([name, value]) =>
		value && /SECRET|TOKEN/.test(name) && !name.endsWith("_FILE") ? [value] : [],
	);
}
