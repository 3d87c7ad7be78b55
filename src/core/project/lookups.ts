import type { EnvFile } from "../dotenv/envFile.ts";
import { assigned } from "../dotenv/envFile.ts";
import type { Assignment } from "../dotenv/parse.ts";
import { isPlatform, otherSdkOf, runtimes } from "../runtimes/index.ts";
import type { Step } from "../types.ts";
import { profileVariables } from "../vocabulary/variables.ts";
import { launchesOf, readsFile } from "./launchFiles.ts";
import type { ResolvedProject } from "./resolvedProject.ts";

export type Prefix = "REMOTION_AWS_" | "AWS_";

/** The prefixes of the two key pairs, Remotion's own first. */
export const prefixes: readonly Prefix[] = ["REMOTION_AWS_", "AWS_"];

/** What an assigned name comes to; undefined: nothing, or unknown, since it refers to variables in a file that is not loaded. */
export function effectiveValue({ input }: ResolvedProject, file: EnvFile, name: string): string | undefined {
	const written = assigned(file, name)?.value.reveal() ?? "";
	const isUnknown = runtimes[input.runtime].expand !== undefined && written.includes("$");
	return (file.values?.get(name) ?? (isUnknown ? "" : written)) || undefined;
}

/**
 * Every assignment that names a profile, with the name it comes to. On a platform no profile is there: `profile-on-platform` says so.
 * What another launch reads, and this one does not, is that launch's.
 */
export function profilesNamed(situation: ResolvedProject): { file: EnvFile; assignment: Assignment; name: string }[] {
	const { runtime, launch } = situation.input;
	if (isPlatform(runtime) || launch?.place === "elsewhere") return [];
	const sdk = otherSdkOf(situation.input);
	// One that another SDK does not fail by is no mistake there.
	const isHarmless = sdk && situation.steps.every(({ id, state }) => id !== "aws-profile" || state !== "broken");
	const variables: readonly string[] = sdk ? (isHarmless ? [] : (sdk.profiles?.variables ?? [])) : profileVariables;
	return situation.envFiles
		.filter((file) => file.loaded || !isOfAnotherLaunch(situation, file))
		.flatMap((file) =>
			variables.flatMap((variable) => {
				const assignment = assigned(file, variable);
				const name = effectiveValue(situation, file, variable);
				return assignment && name !== undefined ? [{ file, assignment, name }] : [];
			}),
		);
}

/** Whether this launch reads a file in no mode, and another one does that surely or likely calls Lambda. */
function isOfAnotherLaunch({ input }: ResolvedProject, { path }: EnvFile): boolean {
	const { launch } = input;
	if (!launch || readsFile(input, launch, path)) return false;
	return launchesOf(input).some((other) => other.callsLambda !== "unknown" && readsFile(input, other, path));
}

/** Whether this file's assignment of the name is the one that reaches Remotion. */
export function counts({ environment }: ResolvedProject, file: EnvFile, name: string): boolean {
	return file.loaded && environment.setting(name)?.origin.path === file.path;
}

/** Whether Remotion would find a name beside those of this file. Who loads a file that this runtime does not is unknown: then any place will do. */
export function isBeside({ environment, envFiles }: ResolvedProject, file: EnvFile, name: string): boolean {
	if (environment.get(name) !== undefined) return true;
	return !file.loaded && envFiles.some((other) => assigned(other, name));
}

/** Whether keys here are for a server of one's own (LocalStack, MinIO), which takes keys of any shape. */
export function hasOwnEndpoint({ environment }: ResolvedProject, file?: EnvFile): boolean {
	return ["AWS_ENDPOINT_URL", "AWS_ENDPOINT_URL_S3", "AWS_ENDPOINT_URL_LAMBDA", "AWS_ENDPOINT_URL_STS"].some(
		(name) => environment.get(name) !== undefined || (file && assigned(file, name) !== undefined),
	);
}

/** The first step that decides: the switch, the source that signs, or the one that fails. */
export function decidingStep({ steps }: ResolvedProject): Step | undefined {
	return steps.find(({ state }) => state === "active" || state === "broken");
}

/** Whether Remotion gets past this step, so that a half pair here is skipped silently in favour of something later. */
export function isReached(situation: ResolvedProject, id: Step["id"]): boolean {
	const order = situation.steps.map((step) => step.id);
	const deciding = decidingStep(situation);
	return deciding !== undefined && order.indexOf(deciding.id) > order.indexOf(id);
}
