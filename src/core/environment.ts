import type { EnvFile } from "./envFiles.ts";
import type { Values } from "./expand.ts";
import type { PlatformFacts } from "./platforms.ts";
import type { ExplainInput, Origin } from "./types.ts";

/** One value of a variable and where it stands. */
export interface Setting {
	readonly value: string;
	readonly origin: Origin;
}

/**
 * The environment Remotion sees: shell, terminal and `.env` files laid over each other. A variable that is set outside wins over every
 * file, even when it is empty (dotenv asks whether the name exists, not whether it says anything).
 */
export interface Environment {
	/** The value that reaches Remotion. Empty counts as unset everywhere in Remotion, so it is undefined here. */
	get(name: string): string | undefined;
	/** The value that reaches Remotion, the empty one too, with its origin. */
	setting(name: string): Setting | undefined;
	/** Every other value of the name, in the order in which they would win. */
	shadowed(name: string): readonly Setting[];
	/** Names and values as one record, for code that wants `process.env`. */
	record(): Record<string, string>;
}

/** One name for all that the system takes for one: on Windows the case of a variable's name does not count. */
export function foldName({ platform }: Pick<ExplainInput, "platform">, name: string): string {
	return platform === "win32" ? name.toUpperCase() : name;
}

/** What `process.env` keeps of a value: Node.js hands it to the system, where it ends at a NUL character. Bun keeps it itself. */
function inProcess({ parsed }: EnvFile, value: string): string {
	const nul = parsed.dialect === "bun" ? -1 : value.indexOf("\0");
	return nul === -1 ? value : value.slice(0, nul);
}

/**
 * Lays the layers over each other.
 * @param input shell and terminal; on "win32" the names of the shell are found in any case, as Windows does
 * @param files the `.env` files that reach Remotion, the winning one first
 * @param outside the values of shell and terminal, by folded name, where the runtime replaces variables even there
 * @param platform sets variables of its own, whose values nobody here knows: a word takes their place
 */
export function layEnvironment(
	input: Pick<ExplainInput, "environment" | "terminal" | "platform">,
	files: readonly EnvFile[],
	outside?: Values,
	platform?: PlatformFacts,
): Environment {
	const fold = (name: string) => foldName(input, name);
	const layers = new Map<string, Setting[]>();
	const add = (name: string, setting: Setting) => {
		const key = fold(name);
		const known = layers.get(key);
		if (known) known.push(setting);
		else layers.set(key, [setting]);
	};
	const addOutside = (name: string, own: string, layer: "terminal" | "shell") => {
		const value = layers.has(fold(name)) ? own : (outside?.get(fold(name)) ?? own);
		add(name, { value, origin: { layer, variable: name } });
	};
	const inject = () => {
		for (const name of platform?.injects ?? []) {
			add(name, { value: "set-by-the-platform", origin: { layer: "platform", variable: name } });
		}
	};
	if (platform?.wins === "platform") inject();
	const unsetShell = new Set<string>();
	for (const [name, value] of Object.entries(input.terminal ?? {})) {
		if (value === null) unsetShell.add(fold(name));
		else addOutside(name, value, "terminal");
	}
	for (const [name, value] of Object.entries(input.environment)) {
		if (value === undefined || unsetShell.has(fold(name))) continue;
		addOutside(name, value, "shell");
	}
	for (const file of files) {
		// dotenv's order: where two names are one variable (Windows), the one that the file names first is set.
		for (const name of new Set(file.parsed.assignments.map((assignment) => assignment.name))) {
			const assignment = file.last.get(name);
			if (assignment === undefined) continue;
			add(name, {
				value: inProcess(file, file.values?.get(name) ?? assignment.value.reveal()),
				origin: { layer: "file", path: file.path, range: assignment.nameRange, variable: name },
			});
		}
	}
	if (platform?.wins === "project") inject();
	return {
		get: (name) => layers.get(fold(name))?.[0]?.value || undefined,
		setting: (name) => layers.get(fold(name))?.[0],
		shadowed: (name) => layers.get(fold(name))?.slice(1) ?? [],
		record: () => {
			const record: Record<string, string> = {};
			for (const [name, [first]] of layers) if (first) record[name] = first.value;
			return record;
		},
	};
}
