import type { EnvFile } from "../dotenv/envFile.ts";
import type { Expanded, Layers, Values } from "../dotenv/expand.ts";
import type { Unreadable } from "../text/readText.ts";
import type { ExplainInput } from "../types.ts";
import { foldName, layEnvironment } from "./layers.ts";
import { maskReferences } from "./maskReferences.ts";

/**
 * Replaces variables as a runtime does; without `expand` nothing changes. A file that the runtime gives up is told to `unreadable` and
 * counts as not loaded.
 * @param files those it loads, the winning one first
 * @returns the files with their values, and the values of the shell and the terminal
 */
export function expandFiles(
	input: ExplainInput,
	files: readonly EnvFile[],
	expand: ((layers: Layers, input: ExplainInput) => Expanded) | undefined,
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
