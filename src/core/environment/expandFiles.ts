import type { EnvFile } from "../dotenv/envFile.ts";
import type { Expand, Values } from "../dotenv/expand.ts";
import type { Unreadable } from "../text/readText.ts";
import type { ExplainInput } from "../types.ts";
import { type Environment, foldName } from "./layers.ts";
import { maskReferences } from "./maskReferences.ts";

export interface ExpandedFiles {
	/** The winning one first, with their values. */
	readonly files: readonly EnvFile[];
	/** The values of shell and terminal; absent: as they are. */
	readonly outside?: Values;
}

/**
 * Replaces variables as a runtime does. A file that the runtime gives up is told to `unreadable` and counts as not loaded.
 * @param files those it loads, the winning one first
 * @param outside shell and terminal
 */
export function expandFiles(
	input: Pick<ExplainInput, "platform">,
	files: readonly EnvFile[],
	outside: Environment,
	expand: Expand,
	unreadable: (problem: Unreadable) => void,
): ExpandedFiles {
	const written = files.map(
		({ parsed }) => new Map(parsed.assignments.map(({ name, value }) => [name, value.reveal()])),
	);
	const variables = new Map(Object.entries(outside.record()));
	const fold = (name: string) => foldName(input, name);
	const layers = { outside: variables, files: written };
	const expanded = maskReferences(expand({ ...layers, fold }), layers);
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
