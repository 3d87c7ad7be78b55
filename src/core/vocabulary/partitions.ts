/**
 * AWS's partitions: an account belongs to one of them, and the others do not know its keys and roles.
 * Sources: Remotion's page "AWS China regions" (for 4.0.510); AWS's documentation of partitions.
 */
export type Partition = "aws" | "aws-cn" | "aws-us-gov";

/** Returns the partition of a region. */
export function partitionOf(region: string): Partition {
	if (isInChina(region)) return "aws-cn";
	return region.startsWith("us-gov-") ? "aws-us-gov" : "aws";
}

/** Returns the partition that an ARN names; undefined: it is no ARN, or of another one. */
export function partitionOfArn(arn: string): Partition | undefined {
	const partition = /^arn:(aws|aws-cn|aws-us-gov):/.exec(arn)?.[1];
	return partition === "aws" || partition === "aws-cn" || partition === "aws-us-gov" ? partition : undefined;
}

/** Returns whether a region belongs to AWS China. */
export function isInChina(region: string): boolean {
	return region.startsWith("cn-");
}

/** What people call the accounts of a partition, behind "an". */
export const accountOf: Readonly<Record<Partition, string>> = {
	aws: "ordinary AWS account",
	"aws-cn": "AWS China account",
	"aws-us-gov": "AWS GovCloud account",
};
