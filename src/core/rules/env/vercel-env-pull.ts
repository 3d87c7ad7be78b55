import { commentOutAll } from "../../dotenv/editAssignments.ts";
import { type EnvFile, fileName, nameOrigin } from "../../dotenv/envFile.ts";
import type { Assignment } from "../../dotenv/parse.ts";
import { isFromVercel, isKeptByVercel } from "../../vocabulary/keyFormat.ts";
import { keyKind, profileVariables } from "../../vocabulary/variables.ts";
import type { Rule } from "../rule.ts";

/** Credentials that `vercel env pull` left out, as Vercel does not give them out. */
export const vercelEnvPull: Rule = {
	id: "vercel-env-pull",
	severity: "warning",
	docs: 'Vercel does not give out sensitive values: `vercel env pull` writes `[SENSITIVE]` or `""` in their place, and Remotion finds no credentials there.',
	isOncePerFile: true,
	isSilentInExamples: true,
	check: ({ envFiles }) =>
		envFiles.flatMap((file) => {
			const left = leftOut(file);
			const [first] = left;
			if (!first) return [];
			const names = left.map(({ name }) => name);
			const listed = names.length > 2 ? `${names[0]} and ${names.length - 1} more` : names.join(" and ");
			return [
				{
					message: `Vercel doesn't give out sensitive values, so vercel env pull left out ${listed}. Set your own keys or profile in a file other than ${fileName(file)}, which the next pull overwrites.`,
					origin: nameOrigin(file, first),
					fixes: [
						{
							title: `Comment out ${names.length > 1 ? `${names.length} variables` : listed}`,
							edits: commentOutAll(file, names),
						},
					],
				},
			];
		}),
};

/** The assignments whose value Vercel kept to itself, in the order of the file. */
function leftOut(file: EnvFile): Assignment[] {
	const isPulled = isFromVercel(file.text);
	return [...file.last.values()].filter(({ name, value }) => {
		const text = value.reveal();
		if (!isKeptByVercel(text) && !(isPulled && text === "")) return false;
		const kind = keyKind(name);
		// A token is empty with every long-term key.
		return kind === "session-token" ? text !== "" : kind !== undefined || profileVariables.some((one) => one === name);
	});
}
