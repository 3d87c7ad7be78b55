import type { EnvFile } from "../dotenv/envFile.ts";
import { keepsNul } from "../dotenv/scan.ts";
import { unknownValue } from "../dotenv/unknownValue.ts";
import { Notes } from "../text/notes.ts";
import type { ExplainInput } from "../types.ts";
import { type Act, foldName, isFilled, type Setting, type Way } from "./act.ts";

export type { Setting } from "./act.ts";

/** The environment a program sees, after all that happened to it on the way. */
export interface Environment {
	/** The value that reaches Remotion. Empty counts as unset everywhere in Remotion, so it is undefined here. */
	get(name: string): string | undefined;
	/** The value that reaches Remotion, the empty one too, with its origin. */
	setting(name: string): Setting | undefined;
	/** Every other value of the name, in the order in which they would win. */
	shadowed(name: string): readonly Setting[];
	/** What may set this name last, unseen from here: then all that is known of it is what stands if it does not. */
	hiddenBy(name: string): string | undefined;
	/** The values of these names that are set, the empty ones too, as `process.env` would have them. */
	pick(names: Iterable<string>): Record<string, string>;
	/** All names and values as one record, for code that wants `process.env`. It looks at every variable of every file. */
	record(): Record<string, string>;
}

/** What a name comes to: its settings, the one that counts first, and what may set it unseen. */
interface Found {
	readonly settings: readonly Setting[];
	readonly hiddenBy: string | undefined;
}

const nothing: Found = { settings: [], hiddenBy: undefined };

/**
 * Lets one thing after the other happen to an empty environment. A file may set ten thousand variables, of which a few are asked for: what
 * a name comes to is worked out when it is.
 * @param input on "win32" names are found in any case, as Windows does
 * @param given what happens; a function is called when the first name is asked for
 */
export function layEnvironment(
	input: Pick<ExplainInput, "platform">,
	given: readonly Act[] | (() => readonly Act[]),
): Environment {
	const asked = new Map<string, Found>();
	let acts: readonly Act[] | undefined;
	const all = () => {
		acts ??= typeof given === "function" ? given() : given;
		return acts;
	};
	const find = (name: string): Found => {
		const key = foldName(input, name);
		let found = asked.get(key);
		if (!found) {
			found = nothing;
			for (const act of all()) found = after(found, act, key, input.platform);
			asked.set(key, found);
		}
		return found;
	};
	const first = (name: string) => find(name).settings[0];
	const pick = (names: Iterable<string>) => {
		const picked: Record<string, string> = {};
		for (const name of names) {
			const setting = first(name);
			if (setting) picked[name] = setting.value;
		}
		return picked;
	};
	return {
		get: (name) => first(name)?.value || undefined,
		setting: first,
		shadowed: (name) => find(name).settings.slice(1),
		hiddenBy: (name) => find(name).hiddenBy,
		pick,
		record: () => pick(new Set(all().flatMap((act) => namesOf(act, input)))),
	};
}

/** What a name comes to after one more act. */
function after(before: Found, act: Act, key: string, platform: ExplainInput["platform"]): Found {
	switch (act.kind) {
		case "set": {
			const settings = act.values.get(key);
			if (settings === undefined) return before;
			return settings === null ? nothing : met(before, settings, act.way);
		}
		case "files": {
			if (act.names && !act.names.has(key)) return before;
			const settings = inFiles(act, key, platform);
			if (act.skipsBlank && settings[0]?.value.trim() === "") return before;
			return met(rewritten(before, act.outside?.get(key)), settings, act.way);
		}
		case "hidden": {
			const left = act.removes?.(key) ? nothing : before;
			if (!act.may(key) || isFilled(act.way, left.settings[0])) return left;
			if (act.way === "update" && left.settings.length === 0 && left.hiddenBy === undefined) return left;
			return { ...left, hiddenBy: act.by };
		}
		case "only":
			return act.passes(key) ? before : nothing;
	}
}

function met(before: Found, settings: readonly Setting[], way: Way): Found {
	if (settings.length === 0) return before;
	const [first] = before.settings;
	if (isFilled(way, first)) return { ...before, settings: [...before.settings, ...settings] };
	if (way.startsWith("fill")) return { ...before, settings: [...settings, ...before.settings] };
	if (way === "update" && first === undefined) return before;
	return { settings: [...settings, ...before.settings], hiddenBy: undefined };
}

/** The loader replaced variables in a value that was there. */
function rewritten(before: Found, value: string | undefined): Found {
	const [setting, ...others] = before.settings;
	if (value === undefined || !setting || setting.unknownBy !== undefined || setting.value === value) return before;
	return { ...before, settings: [{ ...setting, value }, ...others] };
}

function inFiles(act: Act & { kind: "files" }, key: string, platform: ExplainInput["platform"]): Setting[] {
	return act.files.flatMap((file) => {
		const names = namesIn(file, key, platform);
		// Two names that are one: whoever fills in takes the first, whoever replaces ends with the last.
		const ordered = act.way.startsWith("fill") ? names : names.toReversed();
		return ordered.flatMap((name) => {
			const assignment = file.last.get(name);
			if (assignment === undefined) return [];
			const value = inProcess(file, file.values?.get(name) ?? assignment.value.reveal());
			const origin = { layer: "file" as const, path: file.path, range: assignment.nameRange, variable: name };
			// A reference to what nobody here knows.
			const isUnknown = file.values !== undefined && value.includes(unknownValue);
			return [{ value, origin, ...(isUnknown && { unknownBy: file.path.replace(/^.*[\\/]/, "") }) }];
		});
	});
}

/** What `process.env` keeps of a value: Node.js hands it to the system, where it ends at a NUL character. Bun keeps it itself. */
function inProcess({ parsed }: EnvFile, value: string): string {
	const nul = keepsNul(parsed.dialect) ? -1 : value.indexOf("\0");
	return nul === -1 ? value : value.slice(0, nul);
}

function namesOf(act: Act, input: Pick<ExplainInput, "platform">): string[] {
	if (act.kind === "set") return [...act.values.keys()];
	if (act.kind !== "files") return [];
	return act.files.flatMap(({ parsed }) => parsed.assignments.map(({ name }) => foldName(input, name)));
}

const folded = new Notes<EnvFile["last"], ReadonlyMap<string, string[]>>();

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
