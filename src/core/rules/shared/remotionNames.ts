import { copyAll, renameAll } from "../../dotenv/editAssignments.ts";
import type { EnvFile } from "../../dotenv/envFile.ts";
import { inWords } from "../../project/otherReaders.ts";
import type { ResolvedProject } from "../../project/resolvedProject.ts";
import type { TextEdit } from "../../types.ts";

/** How variables get other names: with `copy` the old ones stay, as somebody else may read them. */
export interface NewNames {
	readonly verb: "Copy" | "Rename";
	readonly edits: TextEdit[];
}

/** The other AWS clients of the project. */
export function readersOf({ input }: Pick<ResolvedProject, "input">): readonly string[] {
	return input.facts?.otherReaders ?? [];
}

/** "and leave NAME to @aws-sdk/client-s3", where others may read the name; else nothing. */
export function leftTo(situation: Pick<ResolvedProject, "input">, name: string): string {
	const readers = readersOf(situation);
	return isShared(situation, name) ? `, and leave ${name} to ${inWords(readers)}` : "";
}

/** Whether another client of the project may read the variable. */
export function isShared(situation: Pick<ResolvedProject, "input">, name: string): boolean {
	return readersOf(situation).length > 0 && !name.startsWith("REMOTION_");
}

/**
 * Gives variables the names that Remotion reads: renames them, and copies those that another client of the project may read. A client that
 * finds its name gone signs with something else, or not at all.
 */
export function giveNames(
	situation: Pick<ResolvedProject, "input">,
	file: EnvFile,
	names: ReadonlyMap<string, string>,
): NewNames {
	const [copied, renamed] = [new Map<string, string>(), new Map<string, string>()];
	for (const [from, to] of names) (isShared(situation, from) ? copied : renamed).set(from, to);
	if (copied.size === 0) return { verb: "Rename", edits: renameAll(file, renamed) };
	const copies = copyAll(file, copied);
	// What cannot be copied is left alone as a whole: half of it would be another mistake.
	return { verb: "Copy", edits: copies.length > 0 ? [...copies, ...renameAll(file, renamed)] : [] };
}
