/** The regions Remotion Lambda supports. Source: `@remotion/lambda-client/regions` 4.0.527; a test holds this list against it. */
export const regions: readonly string[] = [
	"eu-central-1",
	"eu-central-2",
	"eu-west-1",
	"eu-west-2",
	"eu-west-3",
	"eu-south-1",
	"eu-north-1",
	"us-east-1",
	"us-east-2",
	"us-west-1",
	"us-west-2",
	"af-south-1",
	"ap-south-1",
	"ap-east-1",
	"ap-southeast-1",
	"ap-southeast-2",
	"ap-northeast-1",
	"ap-northeast-2",
	"ap-northeast-3",
	"ap-southeast-4",
	"ap-southeast-5",
	"ca-central-1",
	"cn-north-1",
	"cn-northwest-1",
	"sa-east-1",
];

const notEnabled = new Set([
	"eu-central-2",
	"eu-south-1",
	"af-south-1",
	"ap-east-1",
	"ap-southeast-4",
	"ap-southeast-5",
	"cn-north-1",
	"cn-northwest-1",
]);

/** Whether a new AWS account may use this region without enabling it first. Source: the same list, `DEFAULT_AWS_REGIONS`. */
export function isEnabledByDefault(region: string): boolean {
	return !notEnabled.has(region);
}
