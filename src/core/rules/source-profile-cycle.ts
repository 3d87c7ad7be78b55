import { type Failure, fate, textOf } from "../profileResolution.ts";
import type { ProfileTable } from "../profiles.ts";
import { inAwsFiles, keyOrigin } from "./awsProfiles.ts";
import type { Rule } from "./rule.ts";

/** Roles that assume each other. */
export const sourceProfileCycle: Rule = {
	id: "source-profile-cycle",
	severity: "error",
	docs: "The roles' source profiles lead back to where they started: none of them can be assumed.",
	check: inAwsFiles((files) => {
		const { table, profiles } = files;
		const known = new Map<string, Failure | null>();
		const broken = files.broken.filter(({ sourceProfile }) => sourceProfile !== undefined);
		const ends = new Set(
			broken.flatMap(({ name }) => {
				const failure = fate(table, name, undefined, known);
				return failure?.why === "cycle" ? [failure.profile] : [];
			}),
		);
		return [...ends].flatMap((end) => {
			const members = circle(table, end);
			const start = profiles.find(({ name }) => members.includes(name))?.name ?? end;
			const round = circle(table, start);
			const [origin] = keyOrigin(files, start, "source_profile", "value");
			if (!origin) return [];
			const names = [...round, start].map((name) => `"${name}"`).join(" → ");
			const message = `The source profiles go round in a circle, so none of these roles can be assumed: ${names}.`;
			const related = round
				.slice(1)
				.flatMap((name) => keyOrigin(files, name, "source_profile", "value"))
				.map((other) => ({ origin: other, message: "Goes on here" }));
			return [{ message, origin, fixes: [], related }];
		});
	}),
};

function circle(table: ProfileTable, start: string): string[] {
	const names: string[] = [];
	for (let name: string | undefined = start; name !== undefined && !names.includes(name) && names.length < 20; ) {
		names.push(name);
		name = textOf(table.settings(name) ?? {}, "source_profile");
	}
	return names;
}
