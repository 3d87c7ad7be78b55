import type { Environment } from "../environment/layers.ts";
import { printable } from "../text/printableName.ts";
import { compareVersions } from "../text/versions.ts";
import type { Explanation } from "../types.ts";
import { regionChange, regionsOf } from "../vocabulary/regions.ts";

/**
 * The region Remotion Lambda will talk to.
 *
 * CLI: `--region`, else REMOTION_AWS_REGION, else AWS_REGION, else us-east-1; empty counts as unset, the value is not trimmed
 * (source: `getAwsRegion` of `@remotion/lambda`). The Node.js API reads no variable: only its argument decides, so `value` is null.
 * @param names the runtime's `regionVariables`
 * @param version the project's Remotion version
 * @param sdk the name of another SDK of Remotion's, where one takes the region: the variable counts for it even if it is empty
 */
export function decideRegion(
	names: readonly string[],
	environment: Environment,
	{ version, sdk }: { version?: string | undefined; sdk?: string | undefined } = {},
): Explanation["region"] {
	if (names.length === 0) return { value: null, origin: { layer: "default" } };
	for (const name of names) {
		if (environment.hiddenBy(name) !== undefined) return { value: null, origin: { layer: "hidden", variable: name } };
		const value = environment.get(name);
		const setting = environment.setting(name);
		if (sdk !== undefined && setting?.value === "") {
			const problem = `${name} is empty, which ${sdk} takes for the region: it stops with an error. Remove it, or set a region.`;
			return { value: "", origin: setting.origin, problem };
		}
		if (value === undefined || !setting) continue;
		if (setting.unknownBy !== undefined) return { value: null, origin: setting.origin };
		const problem = regionProblem(value, version);
		return { value: printable(value), origin: setting.origin, ...(problem !== undefined && { problem }) };
	}
	return { value: "us-east-1", origin: { layer: "default" } };
}

/** Why this version of Remotion rejects a region; undefined where it takes it. */
export function regionProblem(value: string, version?: string): string | undefined {
	const regions = regionsOf(version);
	if (regions.includes(value)) return undefined;
	const change = regionChange(value);
	if (change) {
		const { presentIn, absentIn } = change;
		return compareVersions(presentIn, absentIn) > 0
			? `Remotion ${version} doesn't support the region ${value} and stops with an error. Upgrade to ${presentIn} or later, or set another region.`
			: `Remotion ${absentIn} and later don't support the region ${value} and stop with an error. Set another region.`;
	}
	return regions.includes(value.trim())
		? `There is whitespace around the region "${value.trim()}". Remotion doesn't trim it and stops with an error.`
		: `"${printable(value)}" is not a region Remotion Lambda supports, so Remotion stops with an error.`;
}
