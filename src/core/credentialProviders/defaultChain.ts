import type { Environment } from "../environment/layers.ts";
import { printable, printableAccessKeyId } from "../text/printableName.ts";
import type { Active, Origin } from "../types.ts";
import { keyVariables } from "../vocabulary/variables.ts";
import { containerRefusal, containerVariables } from "./fromContainer.ts";
import { profileVariables } from "./fromIni.ts";
import { resolveProfile } from "./profiles.ts";
import type { AwsEnvironment } from "./sharedFiles.ts";

/** What a step leads to when Remotion takes it. */
export interface Outcome {
	readonly active: Active;
	readonly origins: Origin[];
}

/** The key pair of a prefix with the token of the same prefix, if there is one; undefined unless both halves are set. */
export function takeKeys(environment: Environment, prefix: "REMOTION_AWS_" | "AWS_"): Outcome | undefined {
	const [idName, secretName, tokenName] = keyVariables(prefix);
	const accessKeyId = environment.get(idName);
	if (accessKeyId === undefined || environment.get(secretName) === undefined) return undefined;
	const hasSessionToken = environment.get(tokenName) !== undefined;
	const isKnown = environment.setting(idName)?.unknownBy === undefined;
	const variables = hasSessionToken ? [idName, secretName, tokenName] : [idName, secretName];
	const origins = variables.flatMap((name) => environment.setting(name)?.origin ?? []);
	return {
		active: {
			kind: "keys",
			accessKeyId: isKnown ? printableAccessKeyId(accessKeyId) : "",
			hasSessionToken,
			variables,
			origins,
		},
		origins,
	};
}

/** What `fromIni({ profile })` leads to, as Remotion calls it for the two profile variables. A missing profile never falls back. */
export function takeProfile(
	environment: Environment,
	aws: AwsEnvironment,
	name: string,
	variable: "REMOTION_AWS_PROFILE" | "AWS_PROFILE" | null,
): Outcome & { tryNext: boolean } {
	const resolution = resolveProfile(aws.table, name, environment.pick(profileVariables));
	const named = variable === null ? undefined : environment.setting(variable)?.origin;
	const origins = [...(named ? [named] : []), ...(aws.table.get(name)?.origins ?? [])];
	if (!resolution.ok) {
		const { code, message, tryNext } = resolution;
		return {
			active: { kind: "error", code, message: message.replaceAll(name, () => printable(name)) },
			origins,
			tryNext,
		};
	}
	const { type, accessKeyId, hasSessionToken } = resolution;
	return {
		active: {
			kind: "profile",
			profile: printable(name),
			variable,
			type,
			...(accessKeyId !== undefined && { accessKeyId }),
			...(hasSessionToken !== undefined && { hasSessionToken }),
		},
		origins,
		tryNext: false,
	};
}

const noCredentials = "Could not load credentials from any providers";

/**
 * What the SDK's default chain leads to: keys of the environment (skipped while AWS_PROFILE is set), profile, web identity, container or
 * instance. Source: `defaultProvider` of `@aws-sdk/credential-provider-node`, the copy bundled in `@remotion/lambda-client` 4.0.527.
 */
export function takeChain(environment: Environment, aws: AwsEnvironment): Outcome {
	const named = environment.get("AWS_PROFILE");
	const keys = named === undefined ? takeKeys(environment, "AWS_") : undefined;
	if (keys) return keys;

	const name = named ?? "default";
	const profile = takeProfile(environment, aws, name, named === undefined ? null : "AWS_PROFILE");
	if (!profile.tryNext) return profile;
	if (aws.table.hasCredentialProcess(name)) {
		const variable = named === undefined ? null : "AWS_PROFILE";
		return {
			active: { kind: "profile", profile: printable(name), variable, type: "process" },
			origins: profile.origins,
		};
	}

	const set = (variable: string) => environment.setting(variable)?.origin ?? [];
	if (environment.get("AWS_WEB_IDENTITY_TOKEN_FILE") !== undefined && environment.get("AWS_ROLE_ARN") !== undefined) {
		const origins = [set("AWS_WEB_IDENTITY_TOKEN_FILE"), set("AWS_ROLE_ARN")].flat();
		return { active: { kind: "chain", next: "web-identity" }, origins };
	}
	const fail = (why: string, from: Origin[]): Outcome => ({
		active: { kind: "error", code: "no-credentials", message: `${noCredentials}${why}` },
		origins: from,
	});
	const container = containerVariables.filter((variable) => environment.get(variable) !== undefined).flatMap(set);
	if (container.length > 0) {
		const refusal = containerRefusal(environment.pick(containerVariables));
		if (refusal) return fail(`: ${refusal.message}`, container);
	} else if (named !== undefined && profile.active.kind === "error" && profile.active.code === "profile-not-found") {
		return fail(
			`: the profile "${printable(named)}" that AWS_PROFILE names isn't in the AWS config or credentials file.`,
			profile.origins,
		);
	} else if (!["false", undefined].includes(environment.get("AWS_EC2_METADATA_DISABLED"))) {
		return fail(".", profile.origins);
	}
	return { active: { kind: "chain", next: "container-or-instance" }, origins: container };
}
