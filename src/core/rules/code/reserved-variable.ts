import { lambdaNames } from "../../runtimes/platform.ts";
import type { Fix } from "../../types.ts";
import { profileVariables } from "../../vocabulary/variables.ts";
import { type HandedOver, handedOver } from "./handedOver.ts";
import type { LintedFile, LintRule } from "./types.ts";

const profiles: ReadonlySet<string> = new Set(profileVariables);

/** A name that AWS Lambda keeps for itself, or a profile, in the variables of a function. */
export const reservedVariable: LintRule = {
	id: "reserved-variable",
	severity: "error",
	docs: "`serverless.yml`, a SAM template, `sst.config.ts`, AWS CDK, or Pulumi gives a function a variable that AWS Lambda reserves (`AWS_ACCESS_KEY_ID`), so the deploy fails, or a profile, which isn't there.",
	check: (file) => handedOver(file).flatMap((variables) => findings(file, variables)),
};

function findings({ path }: LintedFile, variables: readonly HandedOver[]) {
	const names = new Set(variables.map(({ name }) => name));
	const reserved = variables.filter(({ name }) => lambdaNames.includes(name));
	const renamed = reserved.filter(({ name }) => !names.has(`REMOTION_${name}`));
	const fixes: Fix[] =
		renamed.length === reserved.length && reserved.length > 0
			? [
					{
						title: renamed.length > 1 ? "Rename to REMOTION_AWS_…" : `Rename to REMOTION_${renamed[0]?.name}`,
						// Renamed, the deployer's own key would still be the function's.
						preferred: !renamed.some(({ from }) => from?.startsWith("AWS_")),
						edits: renamed.map(({ name, range }) => ({ path, range, newText: `REMOTION_${name}` })),
					},
				]
			: [];
	return variables.flatMap(({ name, range }) => {
		const origin = { layer: "file" as const, path, range, variable: name };
		if (reserved.some((one) => one.name === name)) {
			const message = `AWS Lambda reserves ${name}, so the deploy fails. Rename it to REMOTION_${name}, or remove it and give the function's role Remotion's policy.`;
			return [{ message, origin, fixes }];
		}
		if (!profiles.has(name)) return [];
		const message = `${name} names a profile, but a function on AWS Lambda has no AWS config or credentials files, so Remotion fails. Remove it, and use REMOTION_AWS_ access keys or the function's role.`;
		return [{ message, origin, fixes: [] }];
	});
}
