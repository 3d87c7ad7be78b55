import type { EnvironmentUse } from "../../code/environmentUses.ts";
import type { Fix, TextEdit } from "../../types.ts";
import { skipVariable } from "../../vocabulary/variables.ts";
import type { LintedCode, LintRule } from "./types.ts";

const pair = ["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN"];

/** The plain names of Remotion's credentials. */
export const plainNames: ReadonlySet<string> = new Set([...pair, "AWS_PROFILE"]);

/** Plain AWS names in code that calls Remotion Lambda: the platform it is deployed to sets its own. */
export const unprefixedInCode: LintRule = {
	id: "unprefixed-in-code",
	severity: "warning",
	docs: "Code that calls Remotion Lambda reads or sets a credential without the `REMOTION_` prefix. Silent where the same file knows the prefixed name too, or reads it for an AWS client of its own.",
	check: (file) => {
		if (file.kind !== "code" || (file.code.remotionCalls.length === 0 && !callsOwnModule(file))) return [];
		const uses = unprefixedUses(file);
		const ofPair = fix(
			file,
			uses.filter(({ name }) => pair.includes(name)),
		);
		const ofProfile = fix(
			file,
			uses.filter(({ name }) => !pair.includes(name)),
		);
		return uses.map((use) => ({
			message: message(use),
			origin: { layer: "file" as const, path: file.path, range: use.range, variable: use.name },
			fixes: pair.includes(use.name) ? ofPair : ofProfile,
		}));
	},
};

/** Whether the code calls Remotion Lambda through a module of the project that is named after it (`@/lib/remotion-lambda`). */
function callsOwnModule({ code }: LintedCode): boolean {
	return code.imports.some(
		({ from, bindings, isType }) =>
			!isType && bindings.length > 0 && /remotion[-_./]?lambda/i.test(from) && !from.startsWith("@remotion/"),
	);
}

function message({ name, how }: EnvironmentUse): string {
	return how === "set"
		? `Set REMOTION_${name} instead. It takes precedence in Remotion, and other AWS clients in this process keep their own credentials.`
		: `Read REMOTION_${name} instead. Shells and hosting platforms such as AWS Lambda set ${name} for their own purposes.`;
}

function unprefixedUses({ code }: LintedCode): EnvironmentUse[] {
	const known = new Set(code.uses.map(({ name }) => name));
	if (known.has(skipVariable)) return [];
	const hasOwnClient = code.imports.some(
		({ from, isType }) => !isType && /^(?:@aws-sdk\/|aws-sdk(?:\/|$)|@smithy\/|aws4(?:fetch)?$|minio$)/.test(from),
	);
	return code.uses.filter(
		({ name, how }) =>
			plainNames.has(name) && !known.has(`REMOTION_${name}`) && how !== "delete" && (how === "set" || !hasOwnClient),
	);
}

/** One fix for all of them: with one half of a pair renamed alone, Remotion would mix the two. */
function fix(file: LintedCode, uses: readonly EnvironmentUse[]): Fix[] {
	const names = new Set(uses.map(({ name }) => name));
	const title = names.size > 1 ? "Rename to REMOTION_AWS_… in this file" : `Rename to REMOTION_${uses[0]?.name}`;
	// Where the .env file sets the plain name, it has to be renamed there as well; and what another client is handed from here keeps its name.
	const { setInEnvFiles, otherReaders = [] } = file.facts;
	const preferred = otherReaders.length === 0 && !setInEnvFiles.some((name) => names.has(name));
	return [{ title, preferred, edits: uses.map((use) => rename(file, use)) }];
}

function rename({ path }: LintedCode, { name, range, isShorthand, isImported }: EnvironmentUse): TextEdit {
	const own = isImported ? ` as ${name}` : `: ${name}`;
	return { path, range, newText: `REMOTION_${name}${isShorthand ? own : ""}` };
}
