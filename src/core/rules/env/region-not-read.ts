import { renameAll } from "../../dotenv/editAssignments.ts";
import { assigned, nameOrigin } from "../../dotenv/envFile.ts";
import { isBeside } from "../../project/lookups.ts";
import type { Rule } from "../rule.ts";
import { readsRegion } from "../shared/regionValues.ts";

/** A region variable that does not reach Remotion Lambda. */
export const regionNotRead: Rule = {
	id: "region-not-read",
	severity: "information",
	docs: "Remotion does not read the region from here: its Node.js API takes the `region` argument only, its CLI ignores `AWS_DEFAULT_REGION`.",
	check: (situation) =>
		situation.envFiles.flatMap((file) => {
			if (!file.loaded) return [];
			const isCli = readsRegion(situation.input.runtime);
			const assignment = assigned(file, isCli ? "AWS_DEFAULT_REGION" : "REMOTION_AWS_REGION");
			const isAnswered = isCli && ["REMOTION_AWS_REGION", "AWS_REGION"].some((name) => isBeside(situation, file, name));
			if (!assignment || isAnswered) return [];
			return [
				{
					message: isCli
						? "Remotion does not read AWS_DEFAULT_REGION and uses us-east-1. Set REMOTION_AWS_REGION."
						: "Remotion's Node.js API does not read REMOTION_AWS_REGION: it counts only where your code passes it as the region argument.",
					origin: nameOrigin(file, assignment),
					fixes: isCli
						? [
								{
									title: "Rename to REMOTION_AWS_REGION",
									edits: renameAll(file, new Map([["AWS_DEFAULT_REGION", "REMOTION_AWS_REGION"]])),
								},
							]
						: [],
				},
			];
		}),
};
