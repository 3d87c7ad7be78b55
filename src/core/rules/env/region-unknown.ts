import { setValue } from "../../dotenv/editValue.ts";
import { valueOrigin } from "../../dotenv/envFile.ts";
import { regionProblem } from "../../precedence/region.ts";
import { editDistance, nearest } from "../../text/similarNames.ts";
import type { Fix } from "../../types.ts";
import { withoutWrapping } from "../../vocabulary/keyFormat.ts";
import { isEnabledByDefault, regionChange, regionsOf } from "../../vocabulary/regions.ts";
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
	const named = [...new Set([...meant.matchAll(/[a-z]{2}-[a-z]{4,9}-\d(?!\d)/g)].map(([region]) => region))];
	const inWords = named.length > 0 ? named : places.flatMap(([place, region]) => (place.test(meant) ? [region] : []));
	const meantOnes = inWords.filter((region) => regions.includes(region));
	if (meantOnes.length > 0) return meantOnes;
	// A region of another version is no typing error.
	if (regionChange(meant)) return [];
	return nearest(meant, regions.filter(isEnabledByDefault)).filter((region) => editDistance(meant, region) <= 3);
}

/** AWS's own names of the regions, by the word that tells them apart. Source: AWS's list of regions. */
const places: readonly (readonly [RegExp, string])[] = [
	[/frankfurt/, "eu-central-1"],
	[/z.{1,2}rich/, "eu-central-2"],
	[/ireland|dublin/, "eu-west-1"],
	[/london/, "eu-west-2"],
	[/paris/, "eu-west-3"],
	[/milan/, "eu-south-1"],
	[/stockholm/, "eu-north-1"],
	[/virginia/, "us-east-1"],
	[/ohio/, "us-east-2"],
	[/california/, "us-west-1"],
	[/oregon/, "us-west-2"],
	[/cape.?town/, "af-south-1"],
	[/mumbai/, "ap-south-1"],
	[/hong.?kong/, "ap-east-1"],
	[/singapore/, "ap-southeast-1"],
	[/sydney/, "ap-southeast-2"],
	[/tokyo/, "ap-northeast-1"],
	[/seoul/, "ap-northeast-2"],
	[/osaka/, "ap-northeast-3"],
	[/melbourne/, "ap-southeast-4"],
	[/malaysia/, "ap-southeast-5"],
	[/canada.?\(?central|montreal/, "ca-central-1"],
	[/beijing/, "cn-north-1"],
	[/ningxia/, "cn-northwest-1"],
	[/s.o.?paulo/, "sa-east-1"],
];
