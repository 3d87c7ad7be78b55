import type { Secret } from "../core/index.ts";
import type { Signing } from "../core/signing/signingContext.ts";
import { isCredentialSource, isForProfiles, isInChain, isTuning } from "../core/vocabulary/awsVariables.ts";
import { ignoredEndpoints, isPresent } from "../core/vocabulary/remotionVersions.ts";

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
	 * The environment that the project gives to Remotion. Of it counts what says where requests go, such as to a local AWS, and how: the
	 * variables of endpoints, the profile whose `endpoint_url` the SDK looks at (it chooses no credentials beside those of the source), and
	 * the folder of login sessions. But for how to talk, nothing of it is taken from the base.
	 */
	readonly project?: Readonly<Record<string, string | undefined>>;
	/** Whether the program that is started is Electron, which must be told to be Node. */
	readonly electron: boolean;
}

/** Returns the parts of the input that a signing decides, so that what is verified is what renders. */
export function fromSigning(
	signing: Signing,
): Required<Pick<ChildEnvironmentInput, "source" | "awsFiles" | "project">> {
	const { source, awsFiles, usesEnvironment } = signing;
	const project = revealed(signing);
	if (source.kind === "chain") return { source: { kind: "chain", environment: project }, awsFiles, project };
	const isFromThere = source.kind === "profile" && usesEnvironment;
	return { source: isFromThere ? { ...source, environment: project } : source, awsFiles, project };
}

/** Returns the address of every service where one is set; undefined: AWS's own, or this client passes by every address. */
export function shownEndpoint(signing: Signing, client: string | undefined): string | undefined {
	const { AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: ignored, AWS_ENDPOINT_URL: address } = signing.environment;
	return ignored?.reveal() === "true" && isPresent(ignoredEndpoints, client)
		? undefined
		: (address?.reveal() ?? signing.endpoint);
}

function revealed({ environment }: Signing): Record<string, string> {
	return Object.fromEntries(Object.entries(environment).map(([name, value]) => [name, value.reveal()]));
}

/** Everything that chooses, carries or redirects credentials begins so; so do Remotion's own variables, which renders would send along. */
const stripped = /^(AWS_|REMOTION_|AMAZON_|__RESERVED|ELECTRON_|VSCODE_|NODE_OPTIONS$|NODE_V8_COVERAGE$)/i;

/**
 * The whole environment of the child process that renders: the base without anything that could choose credentials, then the chosen
 * source, and nothing else. What comes out holds the secret; it may go to the child process only.
 */
export function childEnvironment(input: ChildEnvironmentInput): Record<string, string> {
	const environment: Record<string, string> = {};
	for (const [name, value] of Object.entries(input.base)) {
		if (value !== undefined && (!stripped.test(name) || isTuning(name.toUpperCase()))) environment[name] = value;
	}
	Object.assign(environment, picked(input.project, isForProfiles), sourceVariables(input.source));
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
				...picked(source.environment, isCredentialSource),
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
			return { REMOTION_SKIP_AWS_CREDENTIALS_CHECK: "1", ...picked(source.environment, isInChain) };
		case "none":
			return {};
	}
}

function picked(
	environment: Readonly<Record<string, string | undefined>> | undefined,
	isMeant: (name: string) => boolean,
): Record<string, string> {
	return Object.fromEntries(
		Object.entries(environment ?? {}).flatMap(([name, value]) =>
			value !== undefined && isMeant(name) ? [[name, value]] : [],
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
