import type { EnvFile } from "../../dotenv/envFile.ts";
import { assigned, valueOrigin } from "../../dotenv/envFile.ts";
import { launchesOf } from "../../project/launchFiles.ts";
import type { ResolvedProject } from "../../project/resolvedProject.ts";
import type { Fix } from "../../types.ts";
import { isReference, isVarlockCall } from "../../vocabulary/keyFormat.ts";
import { knownVariables, regionVariables } from "../../vocabulary/variables.ts";
import type { Rule, RuleFinding } from "../rule.ts";
import { type KeyPart, keyParts } from "../shared/keyParts.ts";
import { launchKeys } from "../shared/launchKeys.ts";
import { readsRegion } from "../shared/regionValues.ts";
import { giveNames } from "../shared/remotionNames.ts";

/** A value that only points at the key, and that nothing resolves on the way to the program. */
export const unresolvedReference: Rule = {
	id: "unresolved-reference",
	severity: "error",
	docs: "A reference where a key or a region is expected (`$NAME`, `op://…`, `encrypted:…`, varlock's `op(…)`), and nothing resolves it: Remotion uses the text itself, and AWS rejects it.",
	isSilentInExamples: true,
	check: (situation) => [...inEnvFiles(situation), ...inLaunch(situation)],
};

/** A reference in what starts the program, written so that nothing there replaces it. */
function inLaunch(situation: ResolvedProject): RuleFinding[] {
	const keys = ([0, 1] as const).flatMap((part) => launchKeys(situation, part));
	return keys.flatMap(({ name, value, origin }) =>
		!isReference(value) || situation.environment.hiddenBy(name) !== undefined
			? []
			: [
					{
						message: `${name} is a reference that nothing replaces here: Remotion uses the text itself, and AWS rejects it.`,
						origin,
						fixes: [],
					},
				],
	);
}

function inEnvFiles(situation: ResolvedProject): RuleFinding[] {
	return situation.envFiles.flatMap((file) =>
		[...keyParts(file), ...regionPart(situation, file)]
			.filter((part) => part.isExact && isTakenLiterally(situation, file, part))
			.map((part) => ({
				...(isResolvedElsewhere(situation) && { severity: "information" as const }),
				message: message(file, part),
				origin: valueOrigin(file, part.assignment),
				fixes: fixes(situation, file, part),
			})),
	);
}

type Part = Pick<KeyPart, "name" | "isExact" | "assignment" | "value">;

/** The region that Remotion's command line takes, where this file sets it. */
function regionPart({ environment, input }: ResolvedProject, file: EnvFile): Part[] {
	const name = readsRegion(input.runtime)
		? regionVariables.find((one) => environment.get(one) !== undefined)
		: undefined;
	const assignment = name === undefined ? undefined : assigned(file, name);
	return name && assignment ? [{ name, isExact: true, assignment, value: assignment.value.reveal() }] : [];
}

/** Whether this assignment is the one that reaches Remotion, as the reference that it is. */
function isTakenLiterally({ environment }: ResolvedProject, file: EnvFile, { assignment }: Part): boolean {
	const { name } = assignment;
	const setting = environment.setting(name);
	if (!file.loaded || setting?.origin.path !== file.path || setting.unknownBy !== undefined) return false;
	return environment.hiddenBy(name) === undefined && isReference(setting.value);
}

/** Whether no script starts it this way, and those that do have a tool that may resolve what the file refers to. */
function isResolvedElsewhere({ input }: ResolvedProject): boolean {
	if (input.launch?.callsLambda !== "unknown") return false;
	const others = launchesOf(input).filter(({ callsLambda }) => callsLambda !== "unknown");
	return others.length > 0 && others.every(({ layers }) => layers.some((layer) => layer.kind === "hidden"));
}

const readers: Readonly<Record<string, string>> = { "node-20": "Node.js", "node-22": "Node.js", docker: "docker" };

function message({ parsed }: EnvFile, { assignment: { name }, value }: Part): string {
	const isRegion = knownVariables.get(name)?.kind === "region";
	const end = isRegion
		? "Remotion uses the text itself and stops with an error."
		: "Remotion uses the text itself, and AWS rejects it.";
	if (value.startsWith("encrypted:"))
		return `${name} is encrypted, and nothing decrypts it here: ${end} Start the program with dotenvx run and its private key.`;
	if (isVarlockCall(value))
		return `${name} is a call that varlock resolves (${/^\w+/.exec(value)?.[0]}(…)), and nothing resolves it here: ${end} Start the program with varlock run.`;
	const scheme = /^([a-z][\w+.-]*):\/\//.exec(value)?.[1];
	if (scheme === "op")
		return `${name} is a 1Password reference (op://…), and nothing resolves it here: ${end} Start the program with op run.`;
	if (scheme !== undefined)
		return `${name} is a reference (${scheme}://…), and nothing resolves it here: ${end} Write the key itself, or start the program with the tool that resolves it.`;
	return `${name} refers to a variable, but ${readers[parsed.dialect] ?? "dotenv"} replaces no variables: ${end} Write the ${isRegion ? "region" : "key"} itself.`;
}

/** The key that is meant stands in the same file: it takes the name, and the references go. */
function fixes(situation: ResolvedProject, file: EnvFile, { assignment }: Part): Fix[] {
	const wholes = keyParts(file).flatMap((part) => {
		const meant = /^\$(?:\{(\w+)\}|(\w+))$/.exec(part.value);
		const from = meant?.[1] ?? meant?.[2];
		const isHere = from !== undefined && from !== part.name && assigned(file, from) && !isReference(textOf(file, from));
		return isHere ? [{ from, to: part.assignment.name }] : [];
	});
	if (!wholes.some(({ to }) => to === assignment.name)) return [];
	const names = new Map(wholes.map(({ from, to }) => [from, to]));
	// Two names that refer to one key: that takes one name alone.
	if (names.size !== wholes.length) return [];
	const { verb, edits } = giveNames(situation, file, names);
	const title = wholes.length === 1 ? `${verb} ${wholes[0]?.from} to ${assignment.name}` : "Give the keys these names";
	return [{ title, preferred: true, edits }];
}

function textOf(file: EnvFile, name: string): string {
	return assigned(file, name)?.value.reveal() ?? "";
}
