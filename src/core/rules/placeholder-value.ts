import { isPlaceholder } from "../keyShape.ts";
import { keyParts, valueOrigin } from "./helpers.ts";
import type { Rule } from "./rule.ts";

/** A text that says what to fill in, still there. */
export const placeholderValue: Rule = {
	id: "placeholder-value",
	severity: "warning",
	docs: "The value is still the one to fill in (`YOUR_…`, `<…>`, `AK…`, `xxx`): Remotion takes it for a real key, and AWS refuses it.",
	isSilentInExamples: true,
	check: ({ envFiles }) =>
		envFiles.flatMap((file) =>
			keyParts(file)
				.filter(({ isExact, value }) => isExact && isPlaceholder(value))
				.map(({ assignment }) => ({
					message: `${assignment.name} still holds a placeholder. Remotion takes it for a real value, and AWS refuses it.`,
					origin: valueOrigin(file, assignment),
					fixes: [],
				})),
		),
};
