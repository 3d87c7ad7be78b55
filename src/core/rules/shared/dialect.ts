import type { EnvFile } from "../../dotenv/envFile.ts";
import { type Assignment, type DotenvFile, parseDotenv } from "../../dotenv/parse.ts";

/** An assignment that today's dotenv reads and the workspace's old one reads otherwise, or not at all. */
export interface Difference {
	/** As today's dotenv reads it. */
	readonly assignment: Assignment;
	/** Whether the old dotenv reads some value here. */
	readonly isRead: boolean;
}

const found = new WeakMap<DotenvFile, readonly Difference[]>();

/** What dotenv 9 reads otherwise than dotenv 17; nothing in a file that is read in today's dialect. Found once for each parsed text. */
export function dialectDifferences({ parsed, text }: Pick<EnvFile, "parsed" | "text">): readonly Difference[] {
	if (parsed.dialect !== "dotenv-9") return [];
	const known = found.get(parsed);
	if (known) return known;
	const old = new Map(parsed.assignments.map((assignment) => [assignment.nameRange.start, assignment]));
	const differences = parseDotenv(text, "dotenv-17").assignments.flatMap((assignment): Difference[] => {
		const before = old.get(assignment.nameRange.start);
		if (before?.value.reveal() === assignment.value.reveal()) return [];
		return [{ assignment, isRead: before !== undefined }];
	});
	found.set(parsed, differences);
	return differences;
}
