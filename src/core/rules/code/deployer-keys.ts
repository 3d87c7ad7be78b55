import { keyKind } from "../../vocabulary/variables.ts";
import { handedOver } from "./handedOver.ts";
import type { LintRule } from "./types.ts";

/** The keys of whoever deploys, handed to a function that then can do whatever they can. */
export const deployerKeys: LintRule = {
	id: "deployer-keys",
	severity: "warning",
	docs: "`serverless.yml` or `sst.config.ts` hands the deployer's own keys (`AWS_ACCESS_KEY_ID` of the shell or the CI job) to a function: they are allowed to do more than render, and temporary credentials expire.",
	check: (file) =>
		handedOver(file).flatMap((variables) =>
			variables.flatMap(({ name, range, from }) => {
				if (!from?.startsWith("AWS_") || keyKind(from) === undefined || !name.startsWith("REMOTION_")) return [];
				const message = `${name} gets the deployer's own ${from}, so the function is allowed to do everything that the deployer is, and temporary credentials expire. Use the access key of a user that only has Remotion's policy.`;
				return [{ message, origin: { layer: "file" as const, path: file.path, range, variable: name }, fixes: [] }];
			}),
		),
};
