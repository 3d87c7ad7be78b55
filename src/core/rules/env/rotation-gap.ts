import { padded, renumber, rotationOf, withoutGaps } from "../../accountPool/accountsInFile.ts";
import { renameAll } from "../../dotenv/editAssignments.ts";
import type { EnvFile } from "../../dotenv/envFile.ts";
import { assigned, nameOrigin } from "../../dotenv/envFile.ts";
import { isBeside } from "../../project/lookups.ts";
import type { ResolvedProject } from "../../project/resolvedProject.ts";
import {
	type RotationHalf,
	type RotationNames,
	rotationName,
	rotationNames,
	rotationPart,
} from "../../vocabulary/rotationNames.ts";
import type { Rule, RuleFinding } from "../rule.ts";

/** A number left out: the documented rotation stops counting there. */
export const rotationGap: Rule = {
	id: "rotation-gap",
	severity: "warning",
	docs: "A number is missing in the account pool (`AWS_KEY_1`, `AWS_KEY_3`): Remotion's sample code stops there and never uses the rest.",
	check: (situation) =>
		situation.envFiles.flatMap((file) => {
			const names = rotationNames(situation.input);
			const { accounts, unnumbered } = rotationOf(file, names);
			const isNamed = (half: RotationHalf, number: number | "") =>
				isBeside(situation, file, rotationName(names, half, number));
			const has = (number: number) => isNamed("accessKeyId", number) || isNamed("secretAccessKey", number);
			const zeros = accounts.length > 0 ? withZeros(situation, file, names) : [];
			if (zeros.length > 0) return zeros;
			// Counting from 0 is a numbering of the project's own; one without a number is rotation-incomplete's.
			if (unnumbered.key || unnumbered.secret || isNamed("accessKeyId", 0)) return [];
			const after = accounts.find(
				({ number }, index) => number !== (accounts[index - 1]?.number ?? 0) + 1 && !has(number - 1),
			);
			const first = after?.key ?? after?.secret;
			if (!after || !first) return [];
			// A number that another file or the shell has is taken: renamed to it, one of the two accounts would be lost.
			const own = new Set(accounts.map(({ number }) => number));
			const isTaken = (number: number) => !own.has(number) && has(number);
			const edits = renumber(file, names, withoutGaps([...own], isTaken));
			return [
				{
					message: `There is no ${rotationName(names, "accessKeyId", after.number - 1)}. Remotion's sample code stops at the first missing number, so it never uses this account.`,
					origin: nameOrigin(file, first),
					fixes: [{ title: "Renumber accounts", preferred: true, edits }],
				},
			];
		}),
};

/** Numbers with zeros in front, beside others without. */
function withZeros(situation: ResolvedProject, file: EnvFile, names: RotationNames): RuleFinding[] {
	const written = new Map([...padded(file, names)].filter(([, name]) => !isBeside(situation, file, name)));
	return [...written].flatMap(([from, to]) => {
		const assignment = assigned(file, from);
		// The documented code does not know tokens.
		if (!assignment || rotationPart(to, names)?.half === "sessionToken") return [];
		return [
			{
				message: `Remotion's sample code counts 1, 2, 3: it looks for ${to} and never finds ${from}.`,
				origin: nameOrigin(file, assignment),
				fixes: [{ title: "Remove leading zeros", preferred: true, edits: renameAll(file, written) }],
			},
		];
	});
}
