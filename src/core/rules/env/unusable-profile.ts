import { failureOf, profileVariables } from "../../credentialProviders/fromIni.ts";
import { problemInWords } from "../../credentialProviders/profileProblems.ts";
import { valueOrigin } from "../../dotenv/envFile.ts";
import { profilesNamed } from "../../project/lookups.ts";
import { winnerOver } from "../../project/shadowing.ts";
import type { Rule } from "../rule.ts";

/** A profile variable that names a profile the SDK finds and cannot use. */
export const unusableProfile: Rule = {
	id: "unusable-profile",
	severity: "error",
	docs: "The profile named here exists but cannot work (no keys, MFA, a missing source profile). Remotion does not fall back to another source: the render fails.",
	isSilentInExamples: true,
	check: (situation) =>
		profilesNamed(situation).flatMap(({ file, assignment, name }) => {
			if (!situation.aws.table.has(name)) return [];
			const failure = failureOf(situation.aws.table, name, situation.environment.pick(profileVariables));
			const reason = failure ? problemInWords(situation.aws.table, name, failure) : undefined;
			if (reason === undefined) return [];
			const related = (situation.aws.table.get(name)?.origins ?? []).map((origin) => ({
				origin,
				message: "The profile",
			}));
			const why = `${reason.charAt(0).toLowerCase()}${reason.slice(1)}`;
			const winner = file.loaded ? winnerOver(situation, file, assignment) : undefined;
			return [
				{
					...(winner && { severity: "warning" as const }),
					message: winner
						? `The profile "${name}" cannot be used: ${why} ${assignment.name} has no effect: ${winner.why}`
						: `The profile "${name}" cannot be used, and Remotion does not fall back to another source: ${why}`,
					origin: valueOrigin(file, assignment),
					fixes: [],
					related,
				},
			];
		}),
};
