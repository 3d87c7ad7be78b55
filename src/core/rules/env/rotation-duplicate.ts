import { rotationOf } from "../../accountPool/accountsInFile.ts";
import type { EnvFile } from "../../dotenv/envFile.ts";
import { valueOrigin } from "../../dotenv/envFile.ts";
import { counts } from "../../project/lookups.ts";
import { maskAccessKeyId } from "../../text/secret.ts";
import { isPlaceholder, isReference } from "../../vocabulary/keyFormat.ts";
import { rotationNames } from "../../vocabulary/rotationNames.ts";
import type { Rule } from "../rule.ts";

/** One access key twice in the rotation. */
export const rotationDuplicate: Rule = {
	id: "rotation-duplicate",
	severity: "warning",
	docs: "The same access key twice in the account pool: both belong to one AWS account, so this adds no concurrency.",
	isSilentInExamples: true,
	check: (situation) => {
		const { envFiles, input } = situation;
		const accountsOf = (file: EnvFile) =>
			rotationOf(file, rotationNames(input)).accounts.map(({ number, key }) => ({ file, number, key }));
		// What is loaded together is one rotation.
		const loaded = envFiles
			.filter((file) => file.loaded)
			.flatMap(accountsOf)
			.filter(({ file, key }) => key && counts(situation, file, key.name))
			.sort((a, b) => a.number - b.number);
		const others = envFiles.filter((file) => !file.loaded).map(accountsOf);
		return [loaded, ...others].flatMap((accounts) => {
			const seen = new Map<string, string>();
			return accounts.flatMap(({ file, key }) => {
				const value = key?.value.reveal() ?? "";
				if (!key || isPlaceholder(value) || isReference(value)) return [];
				const first = seen.get(value);
				if (first === undefined) {
					seen.set(value, key.name);
					return [];
				}
				return [
					{
						message: `${key.name} is the same access key (${maskAccessKeyId(value)}) as ${first}, so it is the same account and adds no concurrency.`,
						origin: valueOrigin(file, key),
						fixes: [],
					},
				];
			});
		});
	},
};
