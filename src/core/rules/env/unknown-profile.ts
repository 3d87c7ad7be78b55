import { setValue } from "../../dotenv/editValue.ts";
import { valueOrigin } from "../../dotenv/envFile.ts";
import { profilesNamed } from "../../project/lookups.ts";
import { winnerOver } from "../../project/shadowing.ts";
import { runtimes } from "../../runtimes/index.ts";
import { printable } from "../../text/printableName.ts";
import { nearest } from "../../text/similarNames.ts";
import type { Fix } from "../../types.ts";
import { commandIds, offerOf } from "../../vocabulary/commandIds.ts";
import { isReference } from "../../vocabulary/keyFormat.ts";
import type { Rule } from "../rule.ts";

/** A profile variable that names a profile neither AWS file has: Remotion fails and never falls back. */
export const unknownProfile: Rule = {
	id: "unknown-profile",
	severity: "error",
	docs: "This profile isn't in the AWS config or credentials file. Remotion doesn't fall back to other credentials, so the render fails.",
	isSilentInExamples: true,
	check: (situation) =>
		profilesNamed(situation).flatMap(({ file, assignment, name }) => {
			if (situation.aws.table.has(name) || situation.aws.unseen !== undefined) return [];
			// The CLI's dotenv replaces no variables; what the project's own code makes of them, nobody knows.
			const isLiteral = isReference(name);
			if (isLiteral && !(file.loaded && runtimes[situation.input.runtime].keepsReferences)) return [];
			const unseen = situation.aws.table.profiles.find((profile) => profile.name === name);
			const similar = nearest(inHeading(name), usable(situation.aws.table.profiles));
			const fixes: Fix[] = similar.flatMap((other, index) => {
				const edits = setValue(file.path, assignment, other);
				return edits.length === 0 ? [] : [{ title: `Change to "${other}"`, preferred: index === 0, edits }];
			});
			const shown = printable(name);
			if (!unseen && shown === name.trim() && !isLiteral && canBeAdded(name))
				fixes.push(offerOf(`Add profile "${name}"…`, commandIds.addProfile, name));
			const why = isLiteral ? " Variables aren't expanded here, so the text itself is used as the profile name." : "";
			const hint = similar[0] === undefined ? "" : ` Did you mean "${similar[0]}"?`;
			const winner = file.loaded ? winnerOver(situation, file, assignment) : undefined;
			const noFallback = "Remotion doesn't fall back to other credentials.";
			const [end, then] = winner
				? [`. ${assignment.name} has no effect: ${winner.why}`, `${assignment.name} has no effect: ${winner.why}`]
				: [`, so renders fail: ${noFallback}`, noFallback];
			const message = unseen
				? `The AWS SDK doesn't see profile "${name}": ${unseen.problem ?? "it has no settings."} ${then}`
				: `Profile "${shown}" isn't in your AWS config or credentials file${end}${why}${hint}`;
			const related = (unseen?.origins ?? []).map((origin) => ({
				origin,
				message: "The AWS SDK doesn't see this profile",
			}));
			const severity = winner ? { severity: "warning" as const } : {};
			return [{ message, origin: valueOrigin(file, assignment), fixes, related, ...severity }];
		}),
};

function* usable(profiles: Iterable<{ name: string; problem?: string }>): Iterable<string> {
	for (const { name, problem } of profiles) if (problem === undefined) yield name;
}

/** The profile of a section header that was copied whole: `[profile studio]`, `profile studio`; any other name as it is. */
function inHeading(name: string): string {
	return /^\s{0,9}\[?\s{0,9}profile\s{1,9}["']?([^\]"']{1,200})["']?\]?\s{0,9}$/.exec(name)?.[1] ?? name;
}

/** Returns whether a section header could have this name: with a header copied whole, or brackets, the SDK would not find it. */
function canBeAdded(name: string): boolean {
	return inHeading(name) === name && !/[[\]]/.test(name);
}
