import { valueOrigin } from "../../dotenv/envFile.ts";
import { isInChina } from "../../vocabulary/partitions.ts";
import { isEnabledByDefault, regionsOf } from "../../vocabulary/regions.ts";
import { remotionVersionOf } from "../../vocabulary/remotionVersions.ts";
import type { Rule } from "../rule.ts";
import { regionValues } from "../shared/regionValues.ts";

/** A region that a new AWS account may not use yet. */
export const regionNotEnabledByDefault: Rule = {
	id: "region-not-enabled-by-default",
	severity: "information",
	docs: "A new AWS account cannot use this region until it is enabled in the account's settings; regions of AWS China need an account of their own.",
	check: (situation) => {
		const regions = regionsOf(remotionVersionOf(situation.input));
		return regionValues(situation).flatMap(({ file, assignment, value }) => {
			const region = value.trim();
			if (!regions.includes(region) || isEnabledByDefault(region)) return [];
			return [
				{
					message: isInChina(region)
						? `${region} belongs to AWS China, which needs an account of its own. AWS rejects other credentials there with "The security token … is invalid".`
						: `${region} is disabled by default. Enable it in your AWS account, or AWS rejects your credentials with "The security token … is invalid".`,
					origin: valueOrigin(file, assignment),
					fixes: [],
				},
			];
		});
	},
};
