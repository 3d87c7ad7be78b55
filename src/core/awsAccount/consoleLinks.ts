/**
 * Addresses in the AWS console, each in the partition of its region. Nothing in them is secret, and opening one needs a sign-in there. Sources:
 * `getCloudwatchRendererUrl`, `getLambdaFunctionUrl`, `getS3RenderUrl` and `partitionMetadata` of `@remotion/lambda-client` 4.0.527; AWS's page
 * on the console of GovCloud.
 */
import { type Partition, partitionOf } from "../vocabulary/partitions.ts";

const consoles: Readonly<Record<Partition, string>> = {
	aws: "console.aws.amazon.com",
	"aws-cn": "console.amazonaws.cn",
	"aws-us-gov": "console.amazonaws-us-gov.com",
};

/** Lambda's "Concurrent executions". Source: LAMBDA_CONCURRENCY_LIMIT_QUOTA of `@remotion/lambda-client`. */
export const concurrencyQuota = "L-B99A9384";

function consoleOf(region: string): string {
	return `https://${region}.${consoles[partitionOf(region)]}`;
}

/** Returns the page of a function. */
export function functionPage(region: string, functionName: string): string {
	return `${consoleOf(region)}/lambda/home?region=${region}#/functions/${encodeURIComponent(functionName)}`;
}

/** Returns the page of a bucket, with its objects or with who may read it. */
export function bucketPage(region: string, bucketName: string, tab: "objects" | "permissions" = "objects"): string {
	const partition = partitionOf(region);
	const host = partition === "aws" ? `https://s3.${consoles.aws}` : consoleOf(region);
	return `${host}/s3/buckets/${encodeURIComponent(bucketName)}?region=${region}&tab=${tab}`;
}

/** Returns the page of the concurrency limit, where its increase is requested and followed. */
export function quotaPage(region: string): string {
	return `${consoleOf(region)}/servicequotas/home/services/lambda/quotas/${concurrencyQuota}?region=${region}`;
}

/** Returns the page of a function's logs in CloudWatch; with a render's id only what that render wrote. */
export function logsPage(region: string, functionName: string, renderId?: string): string {
	const group = twice(`/aws/lambda/${functionName}`);
	const filter = renderId === undefined ? "" : `/log-events$3FfilterPattern$3D${twice(`"renderId=${renderId}"`)}`;
	return `${consoleOf(region)}/cloudwatch/home?region=${region}#logsV2:log-groups/log-group/${group}${filter}`;
}

/** Encoded twice, with `$` for the second `%`, as CloudWatch's pages read it. */
function twice(text: string): string {
	return encodeURIComponent(text).replaceAll("%", "$25");
}

/** Whether an address leads to the AWS console, in whichever partition. */
export function isConsole(address: string): boolean {
	if (!URL.canParse(address)) return false;
	const { protocol, hostname } = new URL(address);
	return protocol === "https:" && Object.values(consoles).some((one) => hostname.endsWith(`.${one}`));
}
