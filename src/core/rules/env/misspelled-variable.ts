import type { EnvFile } from "../../dotenv/envFile.ts";
import { assigned, nameOrigin } from "../../dotenv/envFile.ts";
import type { Environment } from "../../environment/layers.ts";
import { isBeside, prefixes } from "../../project/lookups.ts";
import type { ResolvedProject } from "../../project/resolvedProject.ts";
import { otherSdkOf, readsName } from "../../runtimes/index.ts";
import { editDistance } from "../../text/similarNames.ts";
import type { Fix } from "../../types.ts";
import { meantName } from "../../vocabulary/misspellings.ts";
import { keyVariables, withoutPublicPrefix } from "../../vocabulary/variables.ts";
import type { Rule, RuleFinding } from "../rule.ts";
import { inEach } from "../shared/inEach.ts";
import { misspelledNames } from "../shared/keyParts.ts";
import { readsRegion } from "../shared/regionValues.ts";
import { giveNames } from "../shared/remotionNames.ts";

/** A name that nobody reads, so near to one of Remotion's that it must be meant. */
export const misspelledVariable: Rule = {
	id: "misspelled-variable",
	severity: "warning",
	docs: "Remotion doesn't read this variable, but its name looks like one that it reads (`AWS_SECRET_KEY`, `REMOTION_ACCESS_KEY_ID`).",
	*check(situation) {
		yield* inFiles(situation);
		yield* inLaunch(situation);
	},
};

function inFiles(situation: ResolvedProject): Iterable<RuleFinding | undefined> {
	return inEach(situation.envFiles, (file) =>
		inEach(misspelledNames(file), ([name, meant]) => {
			const assignment = assigned(file, name);
			if (!assignment || isOwnName(situation, file, name, meant)) return [];
			return [
				{
					message: misspelled(situation, name, meant),
					origin: nameOrigin(file, assignment),
					fixes: fixes(situation, file, name, meant),
				},
			];
		}),
	);
}

function misspelled({ input }: ResolvedProject, name: string, meant: string): string {
	return `${otherSdkOf(input)?.name ?? "Remotion"} doesn't read ${name}. Did you mean ${meant}?`;
}

/** What starts the program sets a variable, or takes its value from a secret, of such a name: in a script, a workflow, a compose file. */
function inLaunch(situation: ResolvedProject): RuleFinding[] {
	const { environment, input } = situation;
	const { launch } = input;
	const layers = launch?.layers ?? [];
	return layers.flatMap((layer): RuleFinding[] => {
		if (layer.kind !== "variables" || layer.origin?.path === undefined) return [];
		const { origin } = layer;
		return Object.entries(layer.values).flatMap(([name, value]): RuleFinding[] => {
			const meant = value === null ? undefined : meantName(name);
			if (meant !== undefined && environment.get(meant) === undefined && !isLeftToOthers(environment, meant))
				return [{ message: misspelled(situation, name, meant), origin: { ...origin, variable: name }, fixes: [] }];
			const secret = value !== null && typeof value === "object" && "unknown" in value ? value.unknown : "";
			const [, kind = "", written = ""] = /^(secrets|vars)\.(\w{1,100})$/.exec(secret) ?? [];
			const typed = typoOf(written);
			if (typed === undefined) return [];
			const what = kind === "secrets" ? "secret" : "variable";
			const message = `The ${what} ${written} looks misspelled: did you mean ${typed}? A ${what} that doesn't exist is an empty text, and Remotion counts ${name} as not set.`;
			return [{ message, origin: { ...origin, variable: name }, severity: "information", fixes: [] }];
		});
	});
}

/** The plain name that was meant is no concern of Remotion's, which has keys of its own. */
function isLeftToOthers(environment: Environment, meant: string): boolean {
	const own = ["REMOTION_AWS_PROFILE", ...keyVariables("REMOTION_AWS_").slice(0, 2)];
	return !meant.startsWith("REMOTION_") && own.some((name) => environment.get(name) !== undefined);
}

/** The variable that a secret is named after, with a slip in it: secrets have any names, and only a slip is a mistake. */
function typoOf(written: string): string | undefined {
	const meant = meantName(written);
	return meant !== undefined && editDistance(written.toUpperCase(), meant) <= 2 ? meant : undefined;
}

/** Whether the name is the project's own: what it might mean is set as well, or Remotion has keys of its own beside plain names. */
function isOwnName(situation: ResolvedProject, file: EnvFile, name: string, meant: string): boolean {
	const { input } = situation;
	const sdk = otherSdkOf(input);
	// A name that means it by its value alone is another service's, where Remotion has what it needs.
	const isByValue = meantName(name) === undefined;
	if (isByValue && (withoutPublicPrefix(name) || !["error", "chain"].includes(situation.active.kind))) return true;
	if (sdk && (meant.startsWith("REMOTION_") || readsName(sdk, name))) return true;
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
	if (otherSdkOf(situation.input)) return found;
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
