import { keyVariables } from "../chain.ts";
import { parseDotenv } from "../dotenvFile.ts";
import type { EnvFile } from "../envFiles.ts";
import { isAccessKeyId, isSecret } from "../keyShape.ts";
import type { Fix } from "../types.ts";
import { assigned, commentOutAll, doesInstead, isReached, nameOrigin, type Prefix } from "./helpers.ts";
import { mixedHalves } from "./mixed-key-pair.ts";
import type { Rule, RuleFinding, Situation } from "./rule.ts";

/** One half of a key pair without the other: Remotion skips it without a word. */
export const incompleteKeyPair: Rule = {
	id: "incomplete-key-pair",
	severity: "error",
	docs: "Only one half of a key pair is set: Remotion skips the pair without a word and uses something else.",
	isSilentInExamples: true,
	check: (situation) => [...halfPair(situation, "REMOTION_AWS_"), ...halfPair(situation, "AWS_")],
};

function halfPair(situation: Situation, prefix: Prefix): RuleFinding[] {
	const { environment, envFiles, active } = situation;
	const [idName, secretName] = keyVariables(prefix);
	const everywhere = (name: string) =>
		environment.get(name) !== undefined || envFiles.some((file) => assigned(file, name));
	const reached = isReached(situation, prefix === "AWS_" ? "aws-keys" : "remotion-keys");
	if (!reached || mixedHalves(situation)) return [];
	return envFiles.flatMap((file) =>
		(
			[
				[idName, secretName],
				[secretName, idName],
			] as const
		).flatMap(([present, missing]) => {
			const assignment = assigned(file, present);
			if (!assignment) return [];
			const counts = file.loaded && environment.setting(present)?.origin.path === file.path;
			if (counts ? environment.get(missing) !== undefined : file.loaded || everywhere(missing)) return [];
			const empty = environment.setting(missing);
			const instead = counts
				? ` Remotion skips the pair and ${doesInstead(active)}.`
				: " Without both, the pair is skipped.";
			return [
				{
					message: `${present} is set, but ${missing} is ${empty ? "empty" : "not"}.${instead}`,
					origin: nameOrigin(file, assignment),
					fixes: [
						...uncomment(file, missing),
						{ title: `Comment out ${present}`, edits: commentOutAll(file, [present]) },
					],
				},
			];
		}),
	);
}

/** The missing half stands in the same file, commented out: the last such line with a well-formed value. */
function uncomment({ path, text, parsed, last }: EnvFile, name: string): Fix[] {
	if (last.has(name)) return [];
	const lines = new RegExp(
		`^[^\\S\\r\\n]*(#[^\\S\\r\\n]*)(?:export[^\\S\\r\\n]+)?${name}[^\\S\\r\\n]*=[^\\r\\n]*`,
		"gm",
	);
	const found = [...text.matchAll(lines)].flatMap((match) => {
		const mark = match[1] ?? "";
		const start = match.index + match[0].indexOf("#");
		const isInValue = parsed.assignments.some(({ range }) => range.start < start && start < range.end);
		const line = parseDotenv(match[0].slice(match[0].indexOf("#") + mark.length), parsed.dialect).assignments[0];
		const value = line?.name === name ? line.value.reveal() : "";
		const isWhole = name.endsWith("_ID") ? isAccessKeyId(value) : isSecret(value);
		return isInValue || !isWhole ? [] : [{ path, range: { start, end: start + mark.length }, newText: "" }];
	});
	const edit = found.at(-1);
	return edit ? [{ title: `Uncomment ${name}`, preferred: true, edits: [edit] }] : [];
}
