import type { EnvFile } from "../dotenv/envFile.ts";
import type { Expand, Values } from "../dotenv/expand.ts";
import type { InTurns } from "../text/job.ts";
import type { Unreadable } from "../text/readText.ts";
import type { ExplainInput } from "../types.ts";
import { foldName } from "./act.ts";
import type { Environment } from "./layers.ts";
import { maskReferences, maskReferencesInTurns } from "./maskReferences.ts";

export interface ExpandedFiles {
	/** The winning one first, with their values. */
	readonly files: readonly EnvFile[];
	/** The values of shell and terminal; absent: as they are. */
	readonly outside?: Values;
	/** Folded names that are there and that the files win over all the same. */
	readonly replaces?: ReadonlySet<string>;
}

/**
 * Replaces variables as a runtime does, in turns. A file that the runtime gives up is told to `unreadable` and counts as not loaded.
 * @param files those it loads, the winning one first
 * @param outside what is there before
 */
export function* expandFiles(
	input: Pick<ExplainInput, "platform">,
	files: readonly EnvFile[],
	outside: Environment,
	expand: Expand,
	unreadable: (problem: Unreadable) => void,
	overrides?: boolean,
): InTurns<ExpandedFiles> {
	const written = files.map(writtenIn);
	const literals = files.map(
		({ last }) => new Set([...last].filter(([, { quote }]) => quote === "'").map(([name]) => name)),
	);
	yield;
	const fold = (name: string) => foldName(input, name);
	const layers = { outside: new Map(Object.entries(outside.record())), files: written };
	const replaced = expand({ ...layers, fold, literals, ...(overrides && { overrides: true }) });
	yield;
	const expanded = yield* maskReferencesInTurns(replaced, layers);
	return {
		outside: expanded.outside,
		...(expanded.replaces && { replaces: expanded.replaces }),
		files: files.map((file, index) => {
			const values = expanded.files[index];
			if (values !== undefined) return { ...file, values };
			unreadable({ path: file.path, code: "ENDLESS" });
			return { ...file, loaded: false };
		}),
	};
}

function writtenIn({ parsed }: EnvFile): Map<string, string> {
	return new Map(parsed.assignments.map(({ name, value }) => [name, value.reveal()]));
}

/**
 * Replaces variables as the dialect of a file does by itself.
 * @param outside what is there before; asked for where a file has something to replace
 * @param besides what is looked up where that has nothing: before what the file says above, and behind it
 */
export function evaluateFile(
	file: EnvFile,
	outside: () => Environment,
	besides?: () => { readonly values: Values; readonly files: Values },
): EnvFile {
	const { assignments, looksIn = [], firstCounts } = file.parsed;
	if (!assignments.some(({ evaluate }) => evaluate !== undefined)) return file;
	const environment = outside();
	const more = besides?.();
	const own = new Map<string, string>();
	/** The value of the nearest assignment above, also where the first one counts. */
	const latest = new Map<string, string>();
	const lookup = (name: string) => {
		for (const place of looksIn) {
			const value =
				place === "file"
					? (latest.get(name) ?? more?.files.get(name))
					: (environment.setting(name)?.value ?? more?.values.get(name));
			if (value !== undefined) return value;
		}
		return undefined;
	};
	for (const { name, value, evaluate } of assignments) {
		const result = evaluate ? evaluate(lookup) : value.reveal();
		latest.set(name, result);
		if (!firstCounts || !own.has(name)) own.set(name, result);
	}
	const before = new Map([...(more?.files ?? []), ...(more?.values ?? []), ...Object.entries(environment.record())]);
	const masked = maskReferences({ outside: before, files: [own] }, { outside: before, files: [writtenIn(file)] });
	return { ...file, values: masked.files[0] ?? own };
}
