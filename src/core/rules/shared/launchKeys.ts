import { hasOwnEndpoint } from "../../project/lookups.ts";
import type { ResolvedProject } from "../../project/resolvedProject.ts";
import type { Origin } from "../../types.ts";
import { isStandIn } from "../../vocabulary/keyFormat.ts";
import { keyVariables } from "../../vocabulary/variables.ts";
import type { RuleFinding } from "../rule.ts";

/** A part of a key that a file which starts the program sets, as the text that reaches it: of a compose file, a script, a workflow. */
interface LaunchKey {
	readonly name: string;
	readonly value: string;
	readonly origin: Origin;
}

/** The access key IDs (0) or secrets (1) that are written in what starts the program, Remotion's own name first. */
export function launchKeys(situation: ResolvedProject, part: 0 | 1): LaunchKey[] {
	if (situation.input.launch === undefined) return [];
	return (["REMOTION_AWS_", "AWS_"] as const).flatMap((prefix) => {
		const name = keyVariables(prefix)[part];
		const { value = "", origin, unknownBy } = situation.environment.setting(name) ?? {};
		if (value === "" || origin?.layer !== "launch" || origin.path === undefined || unknownBy !== undefined) return [];
		return [{ name, value, origin: { ...origin, variable: name } }];
	});
}

/** The keys there that AWS cannot have made. */
export function malformedLaunchKeys(
	situation: ResolvedProject,
	part: 0 | 1,
	problemOf: (value: string) => string | undefined,
): RuleFinding[] {
	return launchKeys(situation, part).flatMap(({ name, value, origin }) => {
		const problem = isStandIn(value) ? undefined : problemOf(value);
		if (problem === undefined || hasOwnEndpoint(situation)) return [];
		return [{ message: `${name} ${problem}, so AWS will reject it.`, origin, fixes: [] }];
	});
}
