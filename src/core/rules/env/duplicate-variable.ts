import { commentOut } from "../../dotenv/editValue.ts";
import type { EnvFile } from "../../dotenv/envFile.ts";
import { nameOrigin } from "../../dotenv/envFile.ts";
import type { Assignment } from "../../dotenv/parse.ts";
import { keyKind, knownVariables } from "../../vocabulary/variables.ts";
import type { Rule } from "../rule.ts";
import { inEach } from "../shared/inEach.ts";

/** A variable of Remotion's that one file sets twice: the last one counts. */
export const duplicateVariable: Rule = {
	id: "duplicate-variable",
	severity: "warning",
	docs: "The same variable is set again further down in this file: dotenv uses the last value, and this one has no effect.",
	check: ({ envFiles }) =>
		inEach(envFiles, (file) =>
			inEach(earlierOnes(file), (assignment) => {
				const { name } = assignment;
				const last = file.last.get(name);
				// An earlier empty line, as templates have it, sets nothing that could be lost.
				if (last === undefined || assignment.value.reveal() === "") return [];
				if (!knownVariables.has(name) && keyKind(name) === undefined) return [];
				const isEmpty = last.value.reveal() === "";
				return [
					{
						message: isEmpty
							? `${name} is set again below to an empty value. The last value is used, so ${name} is not set.`
							: `${name} is set again below. The last value is used, so this one has no effect.`,
						origin: nameOrigin(file, assignment),
						fixes: [
							...(isEmpty
								? [
										{
											title: `Comment out the empty ${name}`,
											preferred: true,
											edits: commentOut(file.path, file.text, last),
										},
									]
								: []),
							{
								title: `Comment out this ${name}`,
								preferred: !isEmpty,
								edits: commentOut(file.path, file.text, assignment),
							},
						],
						related: [{ origin: nameOrigin(file, last), message: "This value is used" }],
					},
				];
			}),
		),
};

/** The assignments that do not count. */
function earlierOnes({ parsed, last }: EnvFile): Assignment[] {
	if (parsed.assignments.length === last.size) return [];
	return parsed.assignments.filter((assignment) => last.get(assignment.name) !== assignment);
}
