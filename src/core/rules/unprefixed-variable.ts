import type { Assignment } from "../dotenvFile.ts";
import type { EnvFile } from "../envFiles.ts";
import type { Fix, TextEdit } from "../types.ts";
import type { Rule } from "./rule.ts";

const pair = ["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN"];
const plainNames = new Set([...pair, "AWS_PROFILE"]);

/** Plain AWS names in a `.env` file: any shell and any hosting platform overrides them; the REMOTION_ names are Remotion's alone. */
export const unprefixedVariable: Rule = {
	id: "unprefixed-variable",
	severity: "warning",
	docs: "A credential without the REMOTION_ prefix: the shell or the hosting platform overrides it, and other AWS tools pick it up.",
	check: ({ envFiles }) =>
		envFiles.flatMap((file) => {
			const plain = unprefixed(file);
			return plain.map((assignment) => ({
				message: `${assignment.name} should be REMOTION_${assignment.name}: the plain name loses against the shell and is overwritten by hosting platforms such as Vercel and AWS Lambda.`,
				origin: { layer: "file" as const, path: file.path, range: assignment.nameRange, variable: assignment.name },
				fixes: fixes(file, assignment, plain),
			}));
		}),
};

/**
 * The plain assignments worth renaming. One that the same file outranks with a REMOTION_ name is left alone: it may well be there for
 * another tool, and a rename would change what Remotion signs with.
 */
function unprefixed(file: EnvFile): readonly Assignment[] {
	const set = (name: string) => (file.last.get(name)?.value.reveal() ?? "") !== "";
	const remotionPair = set("REMOTION_AWS_ACCESS_KEY_ID") && set("REMOTION_AWS_SECRET_ACCESS_KEY");
	if (remotionPair || set("REMOTION_AWS_PROFILE")) return [];
	return file.parsed.assignments.filter(
		({ name, value }) => plainNames.has(name) && value.reveal() !== "" && !set(`REMOTION_${name}`),
	);
}

function fixes(file: EnvFile, assignment: Assignment, plain: readonly Assignment[]): Fix[] {
	const rename = ({ name, nameRange }: Assignment): TextEdit => ({
		path: file.path,
		range: nameRange,
		newText: `REMOTION_${name}`,
	});
	const together = plain.filter(({ name }) => pair.includes(name));
	const isPair = together.length > 1 && together.includes(assignment);
	const found: Fix[] = [
		{ title: `Rename to REMOTION_${assignment.name}`, preferred: !isPair, edits: [rename(assignment)] },
	];
	if (isPair) found.push({ title: "Rename the whole key pair to REMOTION_AWS_…", preferred: true, edits: together.map(rename) });
	if (plain.length > together.length && plain.length > 1) {
		found.push({ title: "Rename every unprefixed credential in this file", edits: plain.map(rename) });
	}
	return found;
}
