import { setValue } from "../../dotenv/editValue.ts";
import { valueOrigin } from "../../dotenv/envFile.ts";
import { regionProblem } from "../../precedence/region.ts";
import { editDistance, nearest } from "../../text/similarNames.ts";
import type { Fix } from "../../types.ts";
import { withoutWrapping } from "../../vocabulary/keyFormat.ts";
import { isEnabledByDefault, placeOf, regionChange, regionsOf } from "../../vocabulary/regions.ts";
import { remotionVersionOf } from "../../vocabulary/remotionVersions.ts";
import type { Rule } from "../rule.ts";
import { regionValues } from "../shared/regionValues.ts";

/** A region Remotion Lambda does not support, or one with white space around it. */
export const regionUnknown: Rule = {
	id: "region-unknown",
	severity: "error",
	docs: "Not one of the regions Remotion Lambda supports, or whitespace around it: Remotion stops with an error.",
	isSilentInExamples: true,
	check: (situation) => {
		const version = remotionVersionOf(situation.input);
		return regionValues(situation).flatMap(({ file, assignment, value }) => {
			const problem = regionProblem(value, version);
			if (problem === undefined) return [];
			const fixes: Fix[] = candidates(value, regionsOf(version)).flatMap((region, index) => {
				const edits = setValue(file.path, assignment, region);
				return edits.length === 0 ? [] : [{ title: `Change to ${region}`, preferred: index === 0, edits }];
			});
			return [{ message: problem, origin: valueOrigin(file, assignment), fixes }];
		});
	},
};

/** The region that was meant: without what stands around it, in lower case, without the letter of an availability zone; else the nearest. */
function candidates(value: string, regions: readonly string[]): string[] {
	const meant = withoutWrapping(value)
		.toLowerCase()
		.replaceAll("_", "-")
		.replace(/(\d)[a-f]$/, "$1");
	if (regions.includes(meant)) return [meant];
	const written = regions.filter((region) => meant.includes(region));
	const named = written.length > 0 ? written : regions.filter((region) => meant.includes(placeOf(region)));
	if (named.length > 0) return named.sort((one, other) => meant.indexOf(one) - meant.indexOf(other));
	// A region of another version is no typing error.
	if (regionChange(meant)) return [];
	return nearest(meant, regions.filter(isEnabledByDefault)).filter((region) => editDistance(meant, region) <= 3);
}
