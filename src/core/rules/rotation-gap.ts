import { isBeside, nameOrigin, renameAll } from "./helpers.ts";
import { rotationOf } from "./rotation.ts";
import type { Rule } from "./rule.ts";

/** A number left out: the documented rotation stops counting there. */
export const rotationGap: Rule = {
	id: "rotation-gap",
	severity: "warning",
	docs: "A number is left out in the account rotation (`AWS_KEY_1`, `AWS_KEY_3`): the documented code stops counting there and never uses the rest.",
	check: (situation) =>
		situation.envFiles.flatMap((file) => {
			const { accounts, unnumbered } = rotationOf(file);
			const has = (number: number) =>
				isBeside(situation, file, `AWS_KEY_${number}`) || isBeside(situation, file, `AWS_SECRET_${number}`);
			// Counting from 0 is a numbering of the project's own; one without a number is rotation-incomplete's.
			if (unnumbered.key || unnumbered.secret || isBeside(situation, file, "AWS_KEY_0")) return [];
			const after = accounts.find(
				({ number }, index) => number !== (accounts[index - 1]?.number ?? 0) + 1 && number > 1 && !has(number - 1),
			);
			const first = after?.key ?? after?.secret;
			if (!after || !first) return [];
			const names = new Map<string, string>();
			for (const [index, { number }] of accounts.entries()) {
				if (number === index + 1) continue;
				for (const half of ["AWS_KEY_", "AWS_SECRET_"]) names.set(half + number, half + (index + 1));
			}
			return [
				{
					message: `There is no AWS_KEY_${after.number - 1}. The documented rotation counts up until a number is missing, so it never uses this account.`,
					origin: nameOrigin(file, first),
					fixes: [{ title: "Number the accounts without a gap", preferred: true, edits: renameAll(file, names) }],
				},
			];
		}),
};
