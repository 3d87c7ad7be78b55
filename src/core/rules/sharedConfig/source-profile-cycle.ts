import { type Failure, failureOf } from "../../credentialProviders/fromIni.ts";
import type { ProfileTable } from "../../credentialProviders/profileTable.ts";
import type { Rule } from "../rule.ts";
import { inAwsFiles, keyOrigin } from "../shared/sharedConfig.ts";

/** Roles that assume each other. */
export const sourceProfileCycle: Rule = {
	id: "source-profile-cycle",
	severity: "error",
	docs: "The roles' source profiles lead back to where they started: none of them can be assumed.",
	check: inAwsFiles((files) => {
		const { table, profiles } = files;
		const known = new Map<string, Failure | null>();
		const ends = new Set(
			files.broken.flatMap(({ name }) => {
				const failure = failureOf(table, name, undefined, known);
				return failure?.why === "cycle" ? [failure.profile] : [];
			}),
		);
		return [...ends].flatMap((end) => {
			const members = circle(table, end);
			// Told at the first of them in the files.
			const start = profiles.find(({ name }) => members.has(name))?.name;
			if (start === undefined) return [];
			const round = [...circle(table, start)];
			const shown = round.slice(0, mostNamed);
			const rest = round.length > shown.length ? `… (${round.length} in all)` : `"${start}"`;
			const message = `The source_profile settings form a loop, so none of these roles can be assumed: ${shown.map((name) => `"${name}" → `).join("")}${rest}.`;
			const [origin, ...others] = shown.flatMap((name) => keyOrigin(files, name, "source_profile", "value"));
			const related = others.map((other) => ({ origin: other, message: "Goes on here" }));
			return origin ? [{ message, origin, fixes: [], related }] : [];
		});
	}),
};

/** A circle may go through thousands. */
const mostNamed = 20;

/** The profiles that lead back to this one; none where they do not: the SDK calls it a circle, too, where one has the name of a function. */
function circle(table: ProfileTable, start: string): ReadonlySet<string> {
	const names = new Set<string>();
	let name: string | undefined = start;
	for (; name !== undefined && !names.has(name); name = table.facts(name)?.text("source_profile")) names.add(name);
	return name === start ? names : new Set();
}
