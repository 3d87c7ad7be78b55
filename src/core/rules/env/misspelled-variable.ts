import type { EnvFile } from "../../dotenv/envFile.ts";
import { assigned, nameOrigin } from "../../dotenv/envFile.ts";
import { isBeside, prefixes } from "../../project/lookups.ts";
import type { ResolvedProject } from "../../project/resolvedProject.ts";
import type { Fix } from "../../types.ts";
import { keyVariables } from "../../vocabulary/variables.ts";
import type { Rule } from "../rule.ts";
import { inEach } from "../shared/inEach.ts";
import { misspelledNames } from "../shared/keyParts.ts";
import { readsRegion } from "../shared/regionValues.ts";
import { giveNames } from "../shared/remotionNames.ts";

/** A name that nobody reads, so near to one of Remotion's that it must be meant. */
export const misspelledVariable: Rule = {
	id: "misspelled-variable",
	severity: "warning",
	docs: "Remotion doesn't read this variable, but its name looks like one that it reads (`AWS_SECRET_KEY`, `REMOTION_ACCESS_KEY_ID`).",
	check: (situation) =>
		inEach(situation.envFiles, (file) =>
			inEach(misspelledNames(file), ([name, meant]) => {
				const assignment = assigned(file, name);
				if (!assignment || isOwnName(situation, file, name, meant)) return [];
				return [
					{
						message: `Remotion doesn't read ${name}. Did you mean ${meant}?`,
						origin: nameOrigin(file, assignment),
						fixes: fixes(situation, file, name, meant),
					},
				];
			}),
		),
};

/** Whether the name is the project's own: what it might mean is set as well, or Remotion has keys of its own beside plain names. */
function isOwnName(situation: ResolvedProject, file: EnvFile, name: string, meant: string): boolean {
	const { input } = situation;
	if (isBeside(situation, file, meant) || assigned(file, meant)) return true;
	// Windows finds a variable in any case.
	if (name.toUpperCase() === meant && input.platform === "win32") return true;
	if (meant.startsWith("REMOTION_")) return false;
	// The command line takes its region from there, whoever signs; the Node.js API from no variable.
	if (meant === "AWS_REGION") return !readsRegion(input.runtime) || isBeside(situation, file, "REMOTION_AWS_REGION");
	// Tools such as saml2aws write it for old programs: without a key beside it, it is no concern of Remotion's.
	if (name === "AWS_SECURITY_TOKEN" && !assigned(file, keyVariables("AWS_")[0])) return true;
	const has = (remotionName: string) => isBeside(situation, file, remotionName) || assigned(file, remotionName);
	const [id, secret] = keyVariables("REMOTION_AWS_");
	return Boolean(has(`REMOTION_${meant}`) || has("REMOTION_AWS_PROFILE") || (has(id) && has(secret)));
}

/** The name alone; and the whole pair under REMOTION_ names, where the file has both halves under whatever names. */
function fixes(situation: ResolvedProject, file: EnvFile, name: string, meant: string): Fix[] {
	const give = (target: string, names: ReadonlyMap<string, string>) => {
		const { verb, edits } = giveNames(situation, file, names);
		return { title: `${verb} to ${target}`, edits };
	};
	const alone = give(meant, new Map([[name, meant]]));
	const found: Fix[] = [{ ...alone, preferred: true }];
	const [id, secret, token] = keyVariables("REMOTION_AWS_");
	const prefixed = meant.startsWith("REMOTION_") ? meant : `REMOTION_${meant}`;
	if (![id, secret, token].includes(prefixed)) {
		if (prefixed === meant || assigned(file, prefixed)) return found;
		return [alone, { ...give(prefixed, new Map([[name, prefixed]])), preferred: true }];
	}
	const pair = new Map<string, string>();
	for (const target of [id, secret, token]) {
		const source = assigned(file, target) ? target : sourceOf(file, target);
		if (source === undefined && target !== token) return found;
		if (source !== undefined && source !== target) pair.set(source, target);
	}
	if (pair.size === 1 && pair.get(name) === meant) return found;
	return [alone, { ...give("REMOTION_AWS_…", pair), preferred: true }];
}

/** The plain or misspelled name under which this file sets what the target stands for. */
function sourceOf(file: EnvFile, target: string): string | undefined {
	const names = prefixes.map((prefix) => target.replace("REMOTION_AWS_", prefix));
	const correct = names.find((name) => assigned(file, name));
	if (correct !== undefined) return correct;
	return [...misspelledNames(file)].find(([name, meant]) => names.includes(meant) && assigned(file, name))?.[0];
}
