import { isPresent, type VersionChange } from "./remotionVersions.ts";

const added248: VersionChange = { absentIn: "4.0.244", presentIn: "4.0.248" };
const china: VersionChange = { absentIn: "4.0.508", presentIn: "4.0.515" };
const bahrain: VersionChange = { presentIn: "4.0.452", absentIn: "4.0.456" };

/**
 * The regions that Remotion Lambda supports or supported, with the place in AWS's own name of each ("Europe (Frankfurt)") and the change of version that
 * brought or took it. Source: `AWS_REGIONS` of
 * `@remotion/lambda/regions` 3.3.16 to 4.0.251 and `@remotion/lambda-client/regions` 4.0.261 to 4.0.527; npm has none of the versions between
 * the two of a change. test/conformance/remotionVersions.test.ts holds this list against each of them.
 */
const rows: readonly (readonly [region: string, place: string, change?: VersionChange])[] = [
	["eu-central-1", "frankfurt"],
	["eu-central-2", "rich", added248],
	["eu-west-1", "ireland"],
	["eu-west-2", "london"],
	["eu-west-3", "paris"],
	["eu-south-1", "milan"],
	["eu-north-1", "stockholm"],
	["us-east-1", "virginia"],
	["us-east-2", "ohio"],
	["us-west-1", "california"],
	["us-west-2", "oregon"],
	["af-south-1", "cape"],
	["ap-south-1", "mumbai"],
	["ap-east-1", "hong"],
	["ap-southeast-1", "singapore"],
	["ap-southeast-2", "sydney"],
	["ap-northeast-1", "tokyo"],
	["ap-northeast-2", "seoul"],
	["ap-northeast-3", "osaka"],
	["ap-southeast-4", "melbourne", added248],
	["ap-southeast-5", "malaysia", added248],
	["ca-central-1", "canada"],
	["cn-north-1", "beijing", china],
	["cn-northwest-1", "ningxia", china],
	["me-south-1", "bahrain", bahrain],
	["sa-east-1", "paulo"],
];

const places = new Map(rows.map(([region, place]) => [region, place] as const));

/** Returns the place that AWS names a region after, in lower case: its last part, where that tells it ("rich" of Zurich). */
export function placeOf(region: string): string {
	return places.get(region) ?? region;
}

const changes = new Map(rows.map(([region, , change]) => [region, change] as const));

/** Returns the regions that a version of Remotion Lambda supports, in its own order. A version that is not known counts as the newest. */
export function regionsOf(version: string | undefined): readonly string[] {
	return rows.flatMap(([region, , change]) => (change === undefined || isPresent(change, version) ? [region] : []));
}

/** The regions that the newest version supports. */
export const regions: readonly string[] = regionsOf(undefined);

/** Returns the change of version that brought or took a region; undefined: every version has it, or none. */
export function regionChange(region: string): VersionChange | undefined {
	return changes.get(region);
}

const notEnabled = new Set([
	"eu-central-2",
	"eu-south-1",
	"af-south-1",
	"ap-east-1",
	"ap-southeast-4",
	"ap-southeast-5",
	"cn-north-1",
	"cn-northwest-1",
	"me-south-1",
]);

/** Whether a new AWS account may use this region without enabling it first. Source: the same packages, `DEFAULT_AWS_REGIONS`, which never changed. */
export function isEnabledByDefault(region: string): boolean {
	return !notEnabled.has(region);
}
