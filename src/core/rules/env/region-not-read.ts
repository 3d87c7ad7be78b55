import { copyAll } from "../../dotenv/editAssignments.ts";
import type { EnvFile } from "../../dotenv/envFile.ts";
import { assigned, nameOrigin } from "../../dotenv/envFile.ts";
import { launchesOf } from "../../project/launchFiles.ts";
import { effectiveValue, isBeside } from "../../project/lookups.ts";
import type { ResolvedProject } from "../../project/resolvedProject.ts";
import { otherSdkOf, runtimes } from "../../runtimes/index.ts";
import { printable } from "../../text/printableName.ts";
import { regionVariables } from "../../vocabulary/variables.ts";
import type { Rule, RuleFinding } from "../rule.ts";
import { readsRegion } from "../shared/regionValues.ts";
import { giveNames } from "../shared/remotionNames.ts";

/** Names that people give the region and that Remotion's command line does not read. Code may pass any of them as the argument. */
const unread = [
	"AWS_DEFAULT_REGION",
	"AWS_LAMBDA_REGION",
	"AWS_REGION_NAME",
	"REMOTION_REGION",
	"REMOTION_LAMBDA_REGION",
	"REMOTION_DEFAULT_REGION",
	"REMOTION_AWS_LAMBDA_REGION",
	"REMOTION_AWS_REGION_NAME",
	"REMOTION_LAMBDA_AWS_REGION",
];

/** A region variable that does not reach Remotion Lambda. */
export const regionNotRead: Rule = {
	id: "region-not-read",
	severity: "information",
	docs: "Remotion does not read the region from here: its CLI ignores `AWS_DEFAULT_REGION` and names such as `REMOTION_REGION`; its Node.js API takes the `region` argument only, and this project's code passes another one.",
	check: (situation) =>
		situation.envFiles.flatMap((file) => {
			if (!file.loaded) return [];
			return readsRegion(situation.input.runtime) ? unreadByCli(situation, file) : unreadByApi(situation, file);
		}),
};

function unreadByCli(situation: ResolvedProject, file: EnvFile): RuleFinding[] {
	const sdk = otherSdkOf(situation.input);
	const read = sdk ? runtimes[situation.input.runtime].regionVariables : regionVariables;
	const [meant = ""] = read;
	if (read.some((name) => isBeside(situation, file, name)) || isForCode(situation)) return [];
	return (sdk ? [regionVariables[0], ...unread] : unread).flatMap((name) => {
		const assignment = assigned(file, name);
		if (!assignment) return [];
		const names = new Map([[name, meant]]);
		// Remotion's own client reads its own name: beside another SDK it keeps it.
		const isKept = sdk && name === regionVariables[0];
		const { verb, edits } = isKept ? { verb: "Copy", edits: copyAll(file, names) } : giveNames(situation, file, names);
		return [
			{
				message: `${sdk?.name ?? "Remotion"} does not read ${name} and uses us-east-1. Set ${meant}.`,
				origin: nameOrigin(file, assignment),
				fixes: [{ title: `${verb} to ${meant}`, edits }],
			},
		];
	});
}

/** Whether the project's own code calls Lambda, which may pass a variable of any name, and no script runs the command line. */
function isForCode({ input }: ResolvedProject): boolean {
	if (input.launch?.callsLambda !== "unknown") return false;
	return launchesOf(input).some((other) => other.callsLambda !== "unknown" && !readsRegion(other.runtime));
}

/** Code that takes the region from anywhere may take it from here: only where every call writes it out is the variable of no effect. */
function unreadByApi(situation: ResolvedProject, file: EnvFile): RuleFinding[] {
	const { regions = [] } = situation.input.launch ?? {};
	const assignment = assigned(file, "REMOTION_AWS_REGION");
	const value = effectiveValue(situation, file, "REMOTION_AWS_REGION");
	if (!assignment || regions.length === 0 || value === undefined || regions.includes(value)) return [];
	const api = otherSdkOf(situation.input)?.name ?? "Remotion's Node.js API";
	const message = `${api} does not read REMOTION_AWS_REGION, and this project's code passes ${regions.map(printable).join(" and ")} as the region. Pass the variable instead, or remove it.`;
	return [{ message, origin: nameOrigin(file, assignment), fixes: [] }];
}
