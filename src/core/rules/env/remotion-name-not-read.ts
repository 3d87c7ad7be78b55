import { copyAll } from "../../dotenv/editAssignments.ts";
import { assigned, type EnvFile, nameOrigin } from "../../dotenv/envFile.ts";
import { doesInstead } from "../../precedence/reasons.ts";
import { counts } from "../../project/lookups.ts";
import type { ResolvedProject } from "../../project/resolvedProject.ts";
import { otherSdkOf, readsName } from "../../runtimes/index.ts";
import type { OtherSdkFacts } from "../../runtimes/runtime.ts";
import type { Fix } from "../../types.ts";
import { keyVariables } from "../../vocabulary/variables.ts";
import type { Rule, RuleFinding } from "../rule.ts";

const [idName, secretName, tokenName] = keyVariables("REMOTION_AWS_");
const profileName = "REMOTION_AWS_PROFILE";

/** Credentials under names that Remotion's own client reads, and its SDK for another language does not. */
export const remotionNameNotRead: Rule = {
	id: "remotion-name-not-read",
	severity: "warning",
	docs: "Remotion's Python, Go, PHP, and Ruby SDKs don't read the REMOTION_ variables: they use other credentials, or none.",
	isSilentInExamples: true,
	misleads: true,
	check: (situation) => {
		const sdk = otherSdkOf(situation.input);
		if (!sdk) return [];
		return situation.envFiles.flatMap((file) => [
			...findings(situation, sdk, file, [profileName]),
			...findings(situation, sdk, file, [idName, secretName, tokenName]),
		]);
	},
};

/** What is said where nothing that the SDK reads stands beside these: with access keys of its own it has what it needs. */
function findings(
	situation: ResolvedProject,
	sdk: OtherSdkFacts,
	file: EnvFile,
	names: readonly string[],
): RuleFinding[] {
	const { active, environment } = situation;
	const set = names.filter((name) => assigned(file, name) && counts(situation, file, name));
	const isComplete = set.includes(profileName) || (set.includes(idName) && set.includes(secretName));
	const own = sdk.keys.flat().concat(sdk.profiles?.variables ?? []);
	if (!isComplete || own.some((name) => environment.get(name) !== undefined)) return [];
	const read = set.filter((name) => readsName(sdk, plain(name)));
	const message = `${sdk.name} doesn't read the REMOTION_ variables, so it ${doesInstead(active)}.${read.length > 0 ? ` Set ${read.map(plain).join(" and ")}, too.` : ""}`;
	const fixes = copies(file, read);
	return set.flatMap((name) => {
		const assignment = assigned(file, name);
		return assignment ? [{ message, origin: nameOrigin(file, assignment), fixes }] : [];
	});
}

/** The same values under the names that the SDK reads; Remotion's own client keeps its own. */
function copies(file: EnvFile, names: readonly string[]): Fix[] {
	const edits = copyAll(file, new Map(names.map((name) => [name, plain(name)])));
	const title = names.length === 1 ? `Copy to ${plain(names[0] ?? "")}` : "Copy to AWS_…";
	return edits.length > 0 ? [{ title, preferred: true, edits }] : [];
}

function plain(name: string): string {
	return name.replace(/^REMOTION_/, "");
}
