import { commentOutAll } from "../../dotenv/editAssignments.ts";
import type { EnvFile } from "../../dotenv/envFile.ts";
import { assigned, nameOrigin } from "../../dotenv/envFile.ts";
import { doesInstead } from "../../precedence/reasons.ts";
import { decidingStep, isReached, type Prefix } from "../../project/lookups.ts";
import type { ResolvedProject } from "../../project/resolvedProject.ts";
import { otherSdkOf } from "../../runtimes/index.ts";
import type { Fix } from "../../types.ts";
import { keyVariables } from "../../vocabulary/variables.ts";
import type { Rule, RuleFinding } from "../rule.ts";
import { renameTo, uncomment } from "../shared/fixes.ts";
import { misspelledAs } from "../shared/keyParts.ts";
import { giveNames } from "../shared/remotionNames.ts";
import { mixedHalves, mixedNames } from "./mixed-key-pair.ts";

/** One half of a key pair without the other: Remotion skips it without a word. */
export const incompleteKeyPair: Rule = {
	id: "incomplete-key-pair",
	severity: "error",
	docs: "Only one of access key ID and secret access key is set: Remotion silently ignores it and uses something else.",
	isSilentInExamples: true,
	misleads: true,
	check: (situation) => [...halfPair(situation, "REMOTION_AWS_"), ...halfPair(situation, "AWS_")],
};

function halfPair(situation: ResolvedProject, prefix: Prefix): RuleFinding[] {
	const { environment, envFiles, active, input } = situation;
	const [idName, secretName] = keyVariables(prefix);
	const remotion = otherSdkOf(input)?.name ?? "Remotion";
	const everywhere = (name: string) =>
		environment.get(name) !== undefined || envFiles.some((file) => assigned(file, name));
	const step = prefix === "AWS_" ? "aws-keys" : "remotion-keys";
	// Some of Remotion's other SDKs stop at half a pair.
	const isRefused =
		active.kind === "error" && active.code === "no-secret-access-key" && decidingStep(situation)?.id === step;
	const reached = isRefused || isReached(situation, step);
	if (!reached || mixedHalves(situation)) return [];
	return envFiles.flatMap((file) => {
		if (mixedNames(situation, file)) return [];
		return (
			[
				[idName, secretName],
				[secretName, idName],
			] as const
		).flatMap(([present, missing]) => {
			const assignment = assigned(file, present);
			if (!assignment) return [];
			const counts = file.loaded && environment.setting(present)?.origin.path === file.path;
			if (counts ? environment.get(missing) !== undefined : file.loaded || everywhere(missing)) return [];
			const empty = environment.setting(missing);
			const absent = `${missing} is ${empty ? "empty" : "not set"}`;
			const silently = active.kind === "error" ? "" : "silently ";
			return [
				{
					message: counts
						? `${absent}, so ${remotion} ${silently}ignores ${present} and ${doesInstead(active)}.`
						: `${absent}, so ${remotion} would ignore ${present}. Set both.`,
					origin: nameOrigin(file, assignment),
					fixes: [
						...uncomment(file, missing).map((fix) => ({ ...fix, preferred: true })),
						...correct(situation, file, present, missing),
						{ title: `Comment out ${present}`, edits: commentOutAll(file, [present]) },
					],
				},
			];
		});
	});
}

/** The missing half stands in the same file under a misspelled name. The plain names become Remotion's own. */
function correct(situation: ResolvedProject, file: EnvFile, present: string, missing: string): Fix[] {
	const written = misspelledAs(file, missing);
	if (written === undefined) return [];
	if (missing.startsWith("REMOTION_")) return [renameTo(situation, file, written, missing)];
	const [left, right] = [`REMOTION_${present}`, `REMOTION_${missing}`];
	if (assigned(file, left) || assigned(file, right)) return [];
	const names = new Map([
		[present, left],
		[written, right],
	]);
	const { verb, edits } = giveNames(situation, file, names);
	return [{ title: `${verb} to REMOTION_AWS_…`, preferred: true, edits }];
}
