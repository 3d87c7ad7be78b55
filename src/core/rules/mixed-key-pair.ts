import { keyVariables } from "../chain.ts";
import type { EnvFile } from "../envFiles.ts";
import type { Fix, TextEdit } from "../types.ts";
import { assigned, doesInstead, isReached, nameOrigin, type Prefix } from "./helpers.ts";
import type { Rule, Situation } from "./rule.ts";

/** The prefix of each half where the two halves that are set do not belong together; undefined where they do, or nothing is mixed. */
export function mixedHalves({ environment }: Situation): { id: Prefix; secret: Prefix } | undefined {
	const set = (prefix: Prefix, half: 0 | 1) => environment.get(keyVariables(prefix)[half]) !== undefined;
	for (const [id, secret] of [
		["REMOTION_AWS_", "AWS_"],
		["AWS_", "REMOTION_AWS_"],
	] as const) {
		if (set(id, 0) && set(secret, 1) && !set(id, 1) && !set(secret, 0)) return { id, secret };
	}
	return undefined;
}

/** One half with the prefix and one without: Remotion's check is content, and yet neither pair is complete. */
export const mixedKeyPair: Rule = {
	id: "mixed-key-pair",
	severity: "error",
	docs: "An access key ID and a secret access key with different prefixes: Remotion's check passes, but neither pair is complete, so something else signs silently.",
	check: (situation) => {
		const mixed = mixedHalves(situation);
		if (!mixed || !isReached(situation, "aws-keys")) return [];
		const idName = keyVariables(mixed.id)[0];
		const secretName = keyVariables(mixed.secret)[1];
		const message = `${idName} and ${secretName} have different prefixes, so neither pair is complete. Remotion's check passes, and then it ${doesInstead(situation.active)}.`;
		return situation.envFiles
			.filter(({ loaded }) => loaded)
			.flatMap((file) => [idName, secretName].map((name) => ({ file, name, assignment: assigned(file, name) })))
			.flatMap(({ file, name, assignment }) => {
				// A shell variable of the same name wins: then this assignment is not the half that counts.
				if (!assignment || situation.environment.setting(name)?.origin.path !== file.path) return [];
				return [{ message, origin: nameOrigin(file, assignment), fixes: fixes(file) }];
			});
	},
};

/** Gives the plain half, and a plain token with it, the prefix; every assignment of the name, so that the last one still wins. */
function fixes(file: EnvFile): Fix[] {
	const plain = keyVariables("AWS_").filter((name) => assigned(file, name) && !assigned(file, `REMOTION_${name}`));
	const halves = plain.filter((name) => name !== "AWS_SESSION_TOKEN");
	if (halves.length === 0) return [];
	const edits = file.parsed.assignments.flatMap((assignment): TextEdit[] => {
		if (plain.includes(assignment.name)) {
			return [{ path: file.path, range: assignment.nameRange, newText: `REMOTION_${assignment.name}` }];
		}
		const emptyTwin = plain.some((name) => assignment.name === `REMOTION_${name}`);
		const { start } = assignment.range;
		return emptyTwin ? [{ path: file.path, range: { start, end: start }, newText: "# " }] : [];
	});
	return [{ title: `Rename ${halves.join(" and ")} to REMOTION_…`, preferred: true, edits }];
}
