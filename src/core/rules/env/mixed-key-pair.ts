import type { EnvFile } from "../../dotenv/envFile.ts";
import { assigned, nameOrigin } from "../../dotenv/envFile.ts";
import { doesInstead } from "../../precedence/reasons.ts";
import { isBeside, isReached, type Prefix } from "../../project/lookups.ts";
import type { ResolvedProject } from "../../project/resolvedProject.ts";
import { otherSdkOf } from "../../runtimes/index.ts";
import type { Fix } from "../../types.ts";
import { isTemporary } from "../../vocabulary/keyFormat.ts";
import { keyVariables } from "../../vocabulary/variables.ts";
import type { Rule, RuleFinding } from "../rule.ts";
import { giveNames } from "../shared/remotionNames.ts";

const [idName, , tokenName] = keyVariables("AWS_");

/** The prefix of each half where the two halves that are set do not belong together; undefined where they do, or nothing is mixed. */
export function mixedHalves({ environment, input }: ResolvedProject): { id: Prefix; secret: Prefix } | undefined {
	if (otherSdkOf(input)) return undefined;
	const set = (prefix: Prefix, half: 0 | 1) => environment.get(keyVariables(prefix)[half]) !== undefined;
	for (const [id, secret] of [
		["REMOTION_AWS_", "AWS_"],
		["AWS_", "REMOTION_AWS_"],
	] as const) {
		if (set(id, 0) && set(secret, 1) && !set(id, 1) && !set(secret, 0)) return { id, secret };
	}
	return undefined;
}

/** The same of a file that this runtime does not load: whoever loads it finds its halves and those of the other places. */
export function mixedNames(situation: ResolvedProject, file: EnvFile): [string, string] | undefined {
	if (file.loaded || otherSdkOf(situation.input)) return undefined;
	for (const [id, secret] of [
		["REMOTION_AWS_", "AWS_"],
		["AWS_", "REMOTION_AWS_"],
	] as const) {
		const [present, missing] = [keyVariables(id), keyVariables(secret)];
		const isWhole = isBeside(situation, file, present[1]) || isBeside(situation, file, missing[0]);
		if (assigned(file, present[0]) && assigned(file, missing[1]) && !isWhole) return [present[0], missing[1]];
	}
	return undefined;
}

/** One half with the prefix and one without: Remotion's check is content, and yet neither pair is complete. */
export const mixedKeyPair: Rule = {
	id: "mixed-key-pair",
	severity: "error",
	docs: "The access key ID and the secret access key have different prefixes. Remotion's check passes, but it silently uses other credentials.",
	isSilentInExamples: true,
	misleads: true,
	check: (situation) => [...whereLoaded(situation), ...whereNotLoaded(situation)],
};

function whereLoaded(situation: ResolvedProject): RuleFinding[] {
	const mixed = mixedHalves(situation);
	if (!mixed || !isReached(situation, "aws-keys")) return [];
	const presentId = keyVariables(mixed.id)[0];
	const presentSecret = keyVariables(mixed.secret)[1];
	const message = `${presentId} and ${presentSecret} have different prefixes, so neither pair is complete. Remotion's check passes, and then it ${doesInstead(situation.active)}.`;
	return situation.envFiles
		.filter(({ loaded }) => loaded)
		.flatMap((file) => [presentId, presentSecret].map((name) => ({ file, name, assignment: assigned(file, name) })))
		.flatMap(({ file, name, assignment }) => {
			// A shell variable of the same name wins: then this assignment is not the half that counts.
			if (!assignment || situation.environment.setting(name)?.origin.path !== file.path) return [];
			return [{ message, origin: nameOrigin(file, assignment), fixes: fixes(situation, file) }];
		});
}

function whereNotLoaded(situation: ResolvedProject): RuleFinding[] {
	if (!isReached(situation, "aws-keys")) return [];
	return situation.envFiles.flatMap((file) => {
		const names = mixedNames(situation, file) ?? [];
		return names.flatMap((name) => {
			const assignment = assigned(file, name);
			const message = `${names.join(" and ")} have different prefixes, so neither pair is complete. Remotion's check passes, but it uses neither.`;
			return assignment ? [{ message, origin: nameOrigin(file, assignment), fixes: fixes(situation, file) }] : [];
		});
	});
}

/** Gives the plain half the prefix; the plain token too where the key is a temporary one, which needs it. */
function fixes(situation: ResolvedProject, file: EnvFile): Fix[] {
	const plain = keyVariables("AWS_").filter((name) => assigned(file, name) && !assigned(file, `REMOTION_${name}`));
	const halves = plain.filter((name) => name !== tokenName);
	if (halves.length === 0) return [];
	const needsToken = [idName, `REMOTION_${idName}`].some((name) =>
		isTemporary(assigned(file, name)?.value.reveal() ?? ""),
	);
	const renamed = needsToken ? plain : halves;
	const { verb, edits } = giveNames(situation, file, new Map(renamed.map((name) => [name, `REMOTION_${name}`])));
	return [{ title: `${verb} ${halves.join(" and ")} to REMOTION_…`, preferred: true, edits }];
}
