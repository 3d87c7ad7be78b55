import type { EnvFile } from "../dotenv/envFile.ts";
import type { Assignment } from "../dotenv/parse.ts";
import { place, takesPrecedence } from "../precedence/reasons.ts";
import { runtimes } from "../runtimes/index.ts";
import type { Origin, Step } from "../types.ts";
import { keyVariables, regionVariables } from "../vocabulary/variables.ts";
import { decidingStep } from "./lookups.ts";
import type { ResolvedProject } from "./resolvedProject.ts";

/** The names each step of the ladder looks at. */
export const stepsOf: readonly [Step["id"], readonly string[]][] = [
	["remotion-profile", ["REMOTION_AWS_PROFILE"]],
	["remotion-keys", keyVariables("REMOTION_AWS_")],
	["aws-profile", ["AWS_PROFILE"]],
	["aws-keys", keyVariables("AWS_")],
];

export type Winner = { why: string; origins: Origin[] } | undefined;

/** What keeps an assignment of a loaded file from having an effect; undefined: nothing, or it is no variable of Remotion's. */
export function winnerOver(situation: ResolvedProject, file: EnvFile, assignment: Assignment): Winner {
	return sameName(situation, file, assignment) ?? otherName(situation, assignment.name);
}

/** The same variable is set in a layer that wins. */
function sameName({ environment }: ResolvedProject, file: EnvFile, { name }: Assignment): Winner {
	const setting = environment.setting(name);
	if (!setting || setting.origin.path === file.path) return undefined;
	const value =
		setting.value === ""
			? "defines it with an empty value, which takes precedence"
			: "also sets it and takes precedence";
	return {
		why: `${place(setting.origin)} ${value}.`,
		origins: setting.origin.layer === "file" ? [setting.origin] : [],
	};
}

/** Another variable comes first in Remotion's order. */
function otherName(situation: ResolvedProject, name: string): Winner {
	const { environment, region, input } = situation;
	if (regionVariables.some((one) => one === name)) {
		if (!runtimes[input.runtime].regionVariables.includes(name)) return undefined;
		const { variable } = region.origin;
		if (variable === name || variable === undefined) return undefined;
		return { why: `${variable} takes precedence.`, origins: fileOrigins([region.origin]) };
	}
	const own = stepsOf.find(([, names]) => names.includes(name))?.[0];
	const step = situation.steps.find(({ id }) => id === own);
	const deciding = decidingStep(situation);
	if (step?.state !== "shadowed" || !deciding) return undefined;
	// Left to the SDK's chain, the plain keys lose against AWS_PROFILE and not against the switch.
	const isSwitch = deciding.id === "skip-check" || deciding.id === "inside-lambda";
	if (isSwitch && !name.startsWith("REMOTION_")) {
		const profile = environment.setting("AWS_PROFILE");
		if (own === "aws-profile" || !profile?.value) return undefined;
		return { why: "AWS_PROFILE takes precedence in the AWS SDK.", origins: fileOrigins([profile.origin]) };
	}
	const why = isSwitch
		? `${deciding.origins[0]?.variable ?? deciding.label} makes Remotion ignore it.`
		: takesPrecedence(deciding.label.endsWith("keys") ? `the ${deciding.label}` : deciding.label);
	return { why, origins: fileOrigins(deciding.origins) };
}

function fileOrigins(origins: readonly Origin[]): Origin[] {
	return origins.filter(({ layer, path }) => layer === "file" && path !== undefined).slice(0, 1);
}
