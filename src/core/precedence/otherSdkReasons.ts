import type { Environment } from "../environment/layers.ts";
import type { OtherSdkFacts } from "../runtimes/runtime.ts";
import type { ProfileType } from "../types.ts";
import { isTemporary } from "../vocabulary/keyFormat.ts";
import { profileTypes, sentence, takesPrecedence } from "./reasons.ts";

/** Every sentence behind the steps of one of Remotion's SDKs for other languages. No value of a secret is ever part of one. */

type Sdk = Pick<OtherSdkFacts, "name">;

/** Of variables that it never reads, whether or not they are set. */
export function neverReads({ name }: Sdk, variables: readonly string[]): string {
	const others = variables.some((one) => one.startsWith("REMOTION_")) ? ", only AWS_ variables" : "";
	return `${name} doesn't read ${inWords(variables)}${others}.`;
}

/** Of variables that it reads, and that nobody sets. */
export function notSet(variables: readonly string[]): string {
	const [first = "", second] = variables;
	return second === undefined ? `${first} is not set.` : `${first} and ${second} are not set.`;
}

/** Of the pair that is used. */
export function keysUsed(
	sdk: OtherSdkFacts,
	[id = "", secret = "", token]: readonly string[],
	environment: Environment,
): string {
	const dropped = sdk.keys[2].length === 0 ? environment.get("AWS_SESSION_TOKEN") : undefined;
	const isLost = dropped !== undefined && isTemporary(environment.get(id) ?? "");
	const end =
		dropped === undefined
			? ""
			: ` It doesn't read AWS_SESSION_TOKEN${isLost ? ", so AWS rejects this temporary access key" : ""}.`;
	return `${sdk.name} uses ${id} and ${secret}${token === undefined ? ", without a session token" : `, with ${token}`}.${end}`;
}

/** Of a whole pair, where the SDK stops before it. */
export function keysStopped({ name }: Sdk, winner: string | undefined): string {
	return `Both are set, but ${name} stops before it reads them: ${winner} names a profile that doesn't exist.`;
}

/** Of one half of the pair. */
export function halfPair({ name }: Sdk, present: string, missing: string, isRefused: boolean): string {
	return `${present} is set but ${missing} is not, so ${name} ${isRefused ? "stops with an error" : "silently skips these access keys"}.`;
}

/** Of a profile that is named, where something else comes first. Remotion's own client has AWS_PROFILE before the pair. */
export function profileShadowed({ name }: Sdk, profile: string, winner: string): string {
	return `Set to profile "${profile}", but overridden in ${name}: ${takesPrecedence(winner)}`;
}

/** Of a profile that must exist, and doesn't. */
export function profileNotFound({ name }: Sdk, variable: string, profile: string): string {
	const which =
		profile === "" ? `${variable} is empty, which ${name} takes for a profile` : `${name} uses profile "${profile}"`;
	return `${which}, which isn't in the AWS config or credentials file. It doesn't fall back to other credentials.`;
}

/** Of a profile without anything to sign with. */
export function profileEmpty({ name }: Sdk, profile: string, isThere: boolean): string {
	const why = isThere ? "contains nothing that it uses" : "isn't in the AWS config or credentials file";
	return `Profile "${profile}" ${why}, so ${name} looks further.`;
}

/** Of a profile that ends the search with an error. */
export function profileFails({ name }: Sdk, profile: string, message: string): string {
	return `${name} uses profile "${profile}", which fails: ${sentence(message)} It doesn't fall back to other credentials.`;
}

/** Of the profile that is used. */
export function profileUsed({ name }: Sdk, profile: string, type: ProfileType, variable: string | null): string {
	const from = variable === null ? "from the AWS files" : `from ${variable}`;
	return `${name} uses profile "${profile}" ${from} (${profileTypes[type]}).`;
}

/** Of a web identity that the environment names. */
export function webIdentity({ name }: Sdk): string {
	return `${name} exchanges the web identity token for a role.`;
}

/** Of the role of a container or an instance. */
export function machineRole({ name }: Sdk): string {
	return `No other source is complete, so ${name} asks the container or EC2 instance for credentials.`;
}

/** Of the search's end without anything. */
export function nothingFound({ name, nothingFound: message, profiles }: OtherSdkFacts): string {
	if (!profiles) return `${name} looks nowhere else, so it fails: ${sentence(message)}`;
	return `No other source is complete, so ${name} fails: ${sentence(message)}`;
}

/** Of the chain, where something before it decided, or the SDK has none. */
export function chainNotReached({ name, profiles }: OtherSdkFacts, winner: string | undefined): string {
	if (!profiles) return `${name} doesn't use it.`;
	return `Not used: ${takesPrecedence(winner ?? "an earlier source")}`;
}

function inWords(variables: readonly string[]): string {
	return new Intl.ListFormat("en", { type: "disjunction" }).format(variables);
}
