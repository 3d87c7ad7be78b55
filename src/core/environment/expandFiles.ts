import type { Values } from "../dotenv/expand.ts";
import { type Assignment, type DotenvDialect, type DotenvFile, lastAssignments, parseDotenv } from "../dotenv/parse.ts";
import type { RuntimeFacts } from "../runtimes/index.ts";
import type { ParseCache } from "../text/parseCache.ts";
import { readText, type Unreadable } from "../text/readText.ts";
import type { ExplainInput } from "../types.ts";
import { foldName, layEnvironment } from "./layers.ts";
import { maskReferences } from "./maskReferences.ts";

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

/**
 * Replaces variables as a runtime does; without `expand` nothing changes. A file that the runtime gives up is told to `unreadable` and
 * counts as not loaded.
 * @param files those it loads, the winning one first
 * @returns the files with their values, and the values of the shell and the terminal
 */
export function expandFiles(
	input: ExplainInput,
	files: readonly EnvFile[],
	expand: RuntimeFacts["expand"],
	unreadable: (problem: Unreadable) => void,
): { files: readonly EnvFile[]; outside?: Values } {
	if (!expand) return { files };
	const written = files.map(
		({ parsed }) => new Map(parsed.assignments.map(({ name, value }) => [name, value.reveal()])),
	);
	const outside = new Map(Object.entries(layEnvironment(input, []).record()));
	const fold = (name: string) => foldName(input, name);
	const expanded = maskReferences(expand({ outside, files: written, fold }, input), { outside, files: written });
	return {
		outside: expanded.outside,
		files: files.map((file, index) => {
			const values = expanded.files[index];
			if (values !== undefined) return { ...file, values };
			unreadable({ path: file.path, code: "ENDLESS" });
			return { ...file, loaded: false };
		}),
	};
}
