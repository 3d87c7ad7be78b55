import { keyVariables } from "../chain.ts";
import { commentOut } from "../edits.ts";
import { assigned, doesInstead, isReached, nameOrigin, type Prefix } from "./helpers.ts";
import { mixedHalves } from "./mixed-key-pair.ts";
import type { Rule, RuleFinding, Situation } from "./rule.ts";

/** One half of a key pair without the other: Remotion skips it without a word. */
export const incompleteKeyPair: Rule = {
	id: "incomplete-key-pair",
	severity: "error",
	docs: "Only one half of a key pair is set: Remotion skips the pair without a word and uses something else.",
	check: (situation) => [...halfPair(situation, "REMOTION_AWS_"), ...halfPair(situation, "AWS_")],
};

function halfPair(situation: Situation, prefix: Prefix): RuleFinding[] {
	const { environment, envFiles, active } = situation;
	const [idName, secretName] = keyVariables(prefix);
	const everywhere = (name: string) =>
		environment.get(name) !== undefined || envFiles.some((file) => assigned(file, name));
	const reached = isReached(situation, prefix === "AWS_" ? "aws-keys" : "remotion-keys");
	if (!reached || mixedHalves(situation)) return [];
	return envFiles.flatMap((file) =>
		(
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
			const instead = counts
				? ` Remotion skips the pair and ${doesInstead(active)}.`
				: " Without both, the pair is skipped.";
			return [
				{
					message: `${present} is set, but ${missing} is ${empty ? "empty" : "not"}.${instead}`,
					origin: nameOrigin(file, assignment),
					fixes: [{ title: `Comment out ${present}`, edits: commentOut(file.path, file.text, assignment) }],
				},
			];
		}),
	);
}
