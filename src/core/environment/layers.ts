import type { EnvFile } from "../dotenv/envFile.ts";
import type { Values } from "../dotenv/expand.ts";
import { dialects } from "../dotenv/scan.ts";
import type { ExplainInput, Origin } from "../types.ts";

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
	/** The values of these names that are set, the empty ones too, as `process.env` would have them. */
	pick(names: Iterable<string>): Record<string, string>;
	/** All names and values as one record, for code that wants `process.env`. It looks at every variable of every file. */
	record(): Record<string, string>;
}

/** One name for all that the system takes for one: on Windows the case of a variable's name does not count. */
export function foldName({ platform }: Pick<ExplainInput, "platform">, name: string): string {
	return platform === "win32" ? name.toUpperCase() : name;
}

/** What `process.env` keeps of a value: Node.js hands it to the system, where it ends at a NUL character. Bun keeps it itself. */
function inProcess({ parsed }: EnvFile, value: string): string {
	const nul = dialects[parsed.dialect].keepsNul ? -1 : value.indexOf("\0");
	return nul === -1 ? value : value.slice(0, nul);
}

/** The variables that a hosting platform sets, and whether they win over the project's own. */
export interface Injection {
	readonly injects: readonly string[];
	readonly wins: "platform" | "project";
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
	platform?: Injection,
): Environment {
	const fold = (name: string) => foldName(input, name);
	const above = new Map<string, Setting[]>();
	const below = new Map<string, Setting[]>();
	const add = (layers: typeof above, name: string, setting: Setting) => {
		const key = fold(name);
		const known = layers.get(key);
		if (known) known.push(setting);
		else layers.set(key, [setting]);
	};
	const addOutside = (name: string, own: string, layer: "terminal" | "shell") => {
		const value = above.has(fold(name)) ? own : (outside?.get(fold(name)) ?? own);
		add(above, name, { value, origin: { layer, variable: name } });
	};
	const inject = (layers: typeof above) => {
		for (const name of platform?.injects ?? []) {
			add(layers, name, { value: "set-by-the-platform", origin: { layer: "platform", variable: name } });
		}
	};
	if (platform?.wins === "platform") inject(above);
	const unsetShell = new Set<string>();
	for (const [name, value] of Object.entries(input.terminal ?? {})) {
		if (value === null) unsetShell.add(fold(name));
		else addOutside(name, value, "terminal");
	}
	for (const [name, value] of Object.entries(input.environment)) {
		if (value === undefined || unsetShell.has(fold(name))) continue;
		addOutside(name, value, "shell");
	}
	if (platform?.wins === "project") inject(below);

	const inFile = (file: EnvFile, key: string): Setting[] =>
		namesIn(file, key, input.platform).flatMap((name) => {
			const assignment = file.last.get(name);
			if (assignment === undefined) return [];
			const value = inProcess(file, file.values?.get(name) ?? assignment.value.reveal());
			return [{ value, origin: { layer: "file", path: file.path, range: assignment.nameRange, variable: name } }];
		});
	// A file may set ten thousand variables, of which a few are asked for: what a name comes to is worked out when it is.
	const asked = new Map<string, readonly Setting[]>();
	const settings = (name: string): readonly Setting[] => {
		const key = fold(name);
		const known = asked.get(key);
		if (known) return known;
		const found = [...(above.get(key) ?? []), ...files.flatMap((file) => inFile(file, key)), ...(below.get(key) ?? [])];
		asked.set(key, found);
		return found;
	};
	const pick = (names: Iterable<string>) => {
		const picked: Record<string, string> = {};
		for (const name of names) {
			const setting = settings(name)[0];
			if (setting) picked[name] = setting.value;
		}
		return picked;
	};
	return {
		get: (name) => settings(name)[0]?.value || undefined,
		setting: (name) => settings(name)[0],
		shadowed: (name) => settings(name).slice(1),
		pick,
		record: () => {
			const inFiles = files.flatMap(({ parsed }) => parsed.assignments.map(({ name }) => fold(name)));
			return pick(new Set([...above.keys(), ...inFiles, ...below.keys()]));
		},
	};
}

const folded = new WeakMap<EnvFile["last"], ReadonlyMap<string, string[]>>();

/** The names in a file that are this variable, in dotenv's order: where two names are one (Windows), the one named first is set. */
function namesIn(file: EnvFile, key: string, platform: ExplainInput["platform"]): readonly string[] {
	if (platform !== "win32") return [key];
	const known = folded.get(file.last) ?? foldedNames(file, platform);
	folded.set(file.last, known);
	return known.get(key) ?? [];
}

function foldedNames({ parsed }: EnvFile, platform: ExplainInput["platform"]): ReadonlyMap<string, string[]> {
	const names = new Map<string, string[]>();
	for (const name of new Set(parsed.assignments.map((assignment) => assignment.name))) {
		const key = foldName({ platform }, name);
		const known = names.get(key);
		if (known) known.push(name);
		else names.set(key, [name]);
	}
	return names;
}
