import { type Rotation, rotationOf } from "../../accountPool/accountsInFile.ts";
import { renameAll } from "../../dotenv/editAssignments.ts";
import type { EnvFile } from "../../dotenv/envFile.ts";
import { nameOrigin } from "../../dotenv/envFile.ts";
import { isBeside } from "../../project/lookups.ts";
import type { Fix } from "../../types.ts";
import { rotationName, rotationNames, rotationPart } from "../../vocabulary/rotationNames.ts";
import type { Rule, RuleFinding } from "../rule.ts";

/** One half of an account in the rotation. */
export const rotationIncomplete: Rule = {
	id: "rotation-incomplete",
	severity: "error",
	docs: "Incomplete access keys in the account pool, or a variable without its number (`AWS_SECRET_` in Remotion's sample code): the code sends the text `undefined` as the key.",
	check: (situation) =>
		situation.envFiles.flatMap((file) => {
			const names = rotationNames(situation.input);
			const rotation = rotationOf(file, names);
			const { accounts, unnumbered } = rotation;
			const found = accounts.flatMap(({ number, key, secret }): RuleFinding[] => {
				const present = key ?? secret;
				const missing = rotationName(names, key ? "secretAccessKey" : "accessKeyId", number);
				if (!present || (key && secret) || isBeside(situation, file, missing)) return [];
				return [
					{
						message: `${present.name} is set, but ${missing} is not. Remotion's sample code stops here${number === 1 ? ' and sends the text "undefined" as the key' : ""}.`,
						origin: nameOrigin(file, present),
						fixes: addNumber(file, rotation, missing),
					},
				];
			});
			for (const half of ["key", "secret"] as const) {
				const present = unnumbered[half];
				// Without any account beside it, it is a name of the project's own.
				if (!present || accounts.length === 0) continue;
				const missing = accounts
					.map(({ number }) => rotationName(names, half === "key" ? "accessKeyId" : "secretAccessKey", number))
					.filter((name) => !isBeside(situation, file, name));
				found.push({
					message: `${present.name} has no account number, so Remotion's sample code doesn't find it.${missing.length === 1 ? ` Did you mean ${missing[0]}?` : ""}`,
					origin: nameOrigin(file, present),
					fixes: missing.length === 1 && missing[0] !== undefined ? addNumber(file, rotation, missing[0]) : [],
				});
			}
			return found;
		}),
};

/** Gives the half without a number the one that is missing, where only one is. */
function addNumber(file: EnvFile, { accounts, unnumbered, names }: Rotation, missing: string): Fix[] {
	const half = rotationPart(missing, names)?.half === "accessKeyId" ? "key" : "secret";
	const from = unnumbered[half];
	if (!from) return [];
	// Asked for each incomplete account: two that lack it are enough, wherever the rest stands.
	const lacking = accounts.findIndex((account) => !account[half]);
	if (lacking === -1 || accounts.findLastIndex((account) => !account[half]) !== lacking) return [];
	const edits = renameAll(file, new Map([[from.name, missing]]));
	return [{ title: `Rename ${from.name} to ${missing}`, preferred: true, edits }];
}
