import type { EnvFile } from "../../dotenv/envFile.ts";
import { type Assignment, type DotenvFile, parseDotenv } from "../../dotenv/parse.ts";
import { Notes } from "../../text/notes.ts";

/** An assignment that today's dotenv reads, and that whoever loads the file reads otherwise, or not at all. */
export interface Difference {
	/** As today's dotenv reads it: what the line looks like. */
	readonly assignment: Assignment;
	/** As the file's own dialect reads it; undefined: there is no such variable. */
	readonly read: Assignment | undefined;
}

/** The dialects in which well-formed lines come to the same. */
const readAlike: ReadonlySet<DotenvFile["dialect"]> = new Set(["dotenv-17", "bun"]);

const found = new Notes<DotenvFile, readonly Difference[]>();

/**
 * What the file's dialect reads otherwise than dotenv 17; nothing where it gives the whole file up, and nothing for Bun's, which differs in
 * what malformed lines come to alone. Found once for each parsed text.
 */
export function dialectDifferences({ parsed, text }: Pick<EnvFile, "parsed" | "text">): readonly Difference[] {
	if (readAlike.has(parsed.dialect) || parsed.isRefused) return [];
	const known = found.get(parsed);
	if (known) return known;
	const own = new Map(parsed.assignments.map((assignment) => [assignment.nameRange.start, assignment]));
	const differences = parseDotenv(text, "dotenv-17").assignments.flatMap((assignment): Difference[] => {
		const there = own.get(assignment.nameRange.start);
		const read = there?.name === assignment.name ? there : undefined;
		const isSame = read?.value.reveal() === assignment.value.reveal() && !isReplaced(read);
		return isSame ? [] : [{ assignment, read }];
	});
	found.set(parsed, differences);
	return differences;
}

/** Whether the dialect takes a part of a value for a variable of which nothing is set: as it stands, the value is another one. */
function isReplaced(read: Assignment | undefined): boolean {
	return read?.evaluate !== undefined && read.evaluate(() => undefined) !== read.value.reveal();
}
