import { commentOut } from "../../dotenv/editValue.ts";
import type { EnvFile } from "../../dotenv/envFile.ts";
import { assigned, nameOrigin } from "../../dotenv/envFile.ts";
import { inWords } from "../../project/otherReaders.ts";
import type { ResolvedProject } from "../../project/resolvedProject.ts";
import { stepsOf, winnerOver } from "../../project/shadowing.ts";
import { otherSdkOf } from "../../runtimes/index.ts";
import type { Fix } from "../../types.ts";
import type { Rule } from "../rule.ts";
import { isReferredTo } from "../shared/references.ts";
import { isShared, readersOf } from "../shared/remotionNames.ts";

/** A variable that is set and yet does nothing, because another one wins. */
export const shadowedVariable: Rule = {
	id: "shadowed-variable",
	severity: "hint",
	docs: "This variable has no effect: the shell, another file, or another variable takes precedence.",
	greysOut: true,
	isAdvice: ({ readBy }) => readBy !== undefined,
	check: (situation) =>
		situation.envFiles
			.filter(({ loaded }) => loaded)
			.flatMap((file) => {
				const all = [...stepsOf.map(([, names]) => names), ["REMOTION_AWS_REGION"], ["AWS_REGION"]].flatMap((names) => {
					const shadowed = names.flatMap((name) => {
						const assignment = assigned(file, name);
						const winner = assignment && winnerOver(situation, file, assignment);
						return assignment && winner ? [{ assignment, winner }] : [];
					});
					if (shadowed.length === 0 || names.some((name) => isReferredTo(situation, name))) return [];
					const fix = silence(
						file,
						shadowed.map(({ assignment }) => assignment.name),
					);
					return shadowed.map(({ assignment, winner }) => ({
						...found(situation, assignment.name, winner.why, fix),
						origin: nameOrigin(file, assignment),
						related: winner.origins.map((origin) => ({ origin, message: "Used instead" })),
					}));
				});
				return all.sort((a, b) => (a.origin.range?.start ?? 0) - (b.origin.range?.start ?? 0));
			}),
};

/** What is said of one: where another client of the project may read it, it is unused by Remotion alone, and nothing takes it away. */
function found(situation: ResolvedProject, name: string, why: string, fix: Fix) {
	if (!isShared(situation, name)) return { message: `${name} has no effect: ${why}`, fixes: [fix] };
	const readBy = readersOf(situation);
	const sdk = otherSdkOf(situation.input);
	// Other clients in the same language may read it, and Remotion's own client.
	if (sdk) return { message: `${name} has no effect in ${sdk.name}: ${why}`, fixes: [], readBy };
	return { message: `${name} is unused by Remotion: ${why} ${inWords(readBy)} may read it.`, fixes: [], readBy };
}

/** Comments out every assignment of the names: with the last one alone, an earlier one would come back; half a pair is no use. */
function silence(file: EnvFile, names: readonly string[]): Fix {
	return {
		title: names.length > 1 ? `Comment out ${names.length} variables unused by Remotion` : `Comment out ${names[0]}`,
		edits: file.parsed.assignments
			.filter(({ name }) => names.includes(name))
			.flatMap((assignment) => commentOut(file.path, file.text, assignment)),
	};
}
