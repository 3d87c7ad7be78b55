import { takeKeys, takeProfile } from "../credentialProviders/defaultChain.ts";
import { containerVariables } from "../credentialProviders/fromContainer.ts";
import type { AwsEnvironment } from "../credentialProviders/sharedFiles.ts";
import type { Environment } from "../environment/layers.ts";
import { keyVariables } from "../vocabulary/variables.ts";

/** Which tool may supply a step's variables, unseen from here; undefined: what is seen decides. */

/** One variable that a tool may set. A name that is set to what nobody here knows says as little. */
export function variableSupplier(environment: Environment, name: string): string | undefined {
	return environment.hiddenBy(name) ?? environment.setting(name)?.unknownBy;
}

/** Both variables, each set or supplied, and at least one of them supplied. */
export function pairSupplier(environment: Environment, one: string, other: string): string | undefined {
	const by = environment.hiddenBy(one) ?? environment.hiddenBy(other);
	const isComplete = [one, other].every(
		(name) => environment.get(name) !== undefined || environment.hiddenBy(name) !== undefined,
	);
	return isComplete ? by : undefined;
}

/** What the SDK's chain may find that a tool supplied, before the first source that is seen. */
export function chainSupplier(environment: Environment, aws: AwsEnvironment): string | undefined {
	const profile = variableSupplier(environment, "AWS_PROFILE");
	if (profile !== undefined || environment.get("AWS_PROFILE") !== undefined) return profile ?? aws.unseen;
	const [id, secret] = keyVariables("AWS_");
	const keys = pairSupplier(environment, id, secret);
	if (keys !== undefined || takeKeys(environment, "AWS_")) return keys;
	if (aws.unseen !== undefined) return aws.unseen;
	if (!takeProfile(environment, aws, "default", null).tryNext) return undefined;
	const identity = pairSupplier(environment, "AWS_WEB_IDENTITY_TOKEN_FILE", "AWS_ROLE_ARN");
	if (identity !== undefined) return identity;
	return containerVariables.map((name) => environment.hiddenBy(name)).find((by) => by !== undefined);
}
