import { type Assignment, type DotenvDialect, type DotenvFile, lastAssignments, parseDotenv } from "./dotenvFile.ts";
import type { ParseCache } from "./parseCache.ts";
import { readText, type Unreadable } from "./readText.ts";
import type { ExplainInput } from "./types.ts";

/** A `.env` file that exists: its text, its assignments, and whether this runtime hands it to Remotion. */
export interface EnvFile {
	readonly path: string;
	readonly text: string;
	readonly parsed: DotenvFile;
	/** The assignment that counts for each name: the last one. */
	readonly last: ReadonlyMap<string, Assignment>;
	/** Values that differ from the assignment's own, where a runtime expands variables. */
	readonly values?: ReadonlyMap<string, string>;
	/** Whether the runtime loads this file into Remotion's environment. */
	readonly loaded: boolean;
}

interface ParsedEnvFile {
	readonly parsed: DotenvFile;
	readonly last: ReadonlyMap<string, Assignment>;
}

/**
 * Reads one `.env` file. An absent file is undefined; one that cannot be read is told to `unreadable` and counts as absent, as dotenv does.
 */
export function readEnvFile(
	input: Pick<ExplainInput, "readFile">,
	path: string,
	options: { loaded: boolean; dialect: DotenvDialect; cache: ParseCache; unreadable: (problem: Unreadable) => void },
): EnvFile | undefined {
	const text = readText(input, path, options.unreadable);
	if (text === undefined) return undefined;
	const file = options.cache.memo(`${options.dialect} ${path}`, text, (): ParsedEnvFile => {
		const parsed = parseDotenv(text, options.dialect);
		return { parsed, last: lastAssignments(parsed) };
	});
	return { path, text, loaded: options.loaded, ...file };
}
