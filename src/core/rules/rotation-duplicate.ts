import { isPlaceholder, isReference } from "../keyShape.ts";
import { rotationNames } from "../rotation.ts";
import { maskAccessKeyId } from "../secret.ts";
import { valueOrigin } from "./helpers.ts";
import { rotationOf } from "./rotation.ts";
import type { Rule } from "./rule.ts";

/** One access key twice in the rotation. */
export const rotationDuplicate: Rule = {
	id: "rotation-duplicate",
	severity: "warning",
	docs: "The same access key twice in the account rotation: both are one account, so this adds no concurrency.",
	isSilentInExamples: true,
	check: ({ envFiles, input }) =>
		envFiles.flatMap((file) => {
			const seen = new Map<string, string>();
			return rotationOf(file, rotationNames(input)).accounts.flatMap(({ key }) => {
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
		}),
};
