import type { ParseCache } from "../text/parseCache.ts";
import type { Unreadable } from "../text/readText.ts";
import { longestEnvFile, readText } from "../text/readText.ts";
import type { ExplainInput, Origin } from "../types.ts";
import type { Assignment, DotenvDialect, DotenvFile } from "./parse.ts";
import { lastAssignments, parseDotenv } from "./parse.ts";

/** A `.env` file that exists: its text, its assignments, and whether this runtime hands it to Remotion. */
export interface EnvFile {
	readonly path: string;
	readonly text: string;
	readonly parsed: DotenvFile;
	/** The assignment that counts for each name: the last one. */
	readonly last: ReadonlyMap<string, Assignment>;
	/** What the assignments that count come to, where a runtime replaces variables; the assignments keep what is written. */
	readonly values?: ReadonlyMap<string, string>;
	/** Whether the runtime loads this file into Remotion's environment. */
	readonly loaded: boolean;
}

export interface ParsedEnvFile {
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
	const text = readText(input, path, options.unreadable, longestEnvFile);
	if (text === undefined) return undefined;
	const file = options.cache.memo(`${options.dialect} ${path}`, text, (): ParsedEnvFile => {
		const parsed = parseDotenv(text, options.dialect);
		return { parsed, last: lastAssignments(parsed) };
	});
	return { path, text, loaded: options.loaded, ...file };
}

/** Where an assignment's name stands. */
export function nameOrigin(file: EnvFile, { name, nameRange }: Assignment): Origin {
	return { layer: "file", path: file.path, range: nameRange, variable: name };
}

/** Where an assignment's value stands, without its quotes. */
export function valueOrigin(file: EnvFile, { name, valueRange }: Assignment): Origin {
	return { layer: "file", path: file.path, range: valueRange, variable: name };
}

/** The assignment that counts for a name in this file, if its value is not empty. */
export function assigned(file: EnvFile, name: string): Assignment | undefined {
	const assignment = file.last.get(name);
	return assignment && assignment.value.reveal() !== "" ? assignment : undefined;
}

/** Whether a file is there to be copied and filled in. */
export function isExample(path: string): boolean {
	return /[._-](?:example|sample|template|dist)$/i.test(path);
}

/** The file's name, for sentences. */
export function fileName({ path }: Pick<EnvFile, "path">): string {
	return path.replace(/^.*[\\/]/, "");
}
