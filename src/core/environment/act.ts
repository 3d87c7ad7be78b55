import type { EnvFile } from "../dotenv/envFile.ts";
import type { Values } from "../dotenv/expand.ts";
import { unknownValue } from "../dotenv/unknownValue.ts";
import type { ExplainInput, Origin } from "../types.ts";

/** One value of a variable and where it stands. */
export interface Setting {
	readonly value: string;
	readonly origin: Origin;
	/** Who sets it to what nobody here knows; it is not empty, and a word takes its place. */
	readonly unknownBy?: string;
}

/**
 * How settings meet those that are there. replace: they win. fill: they count where the name does not exist yet, and an empty one exists.
 * fill-empty: the same, but that an empty one does not count. update: they win where the name exists, and add none.
 */
export type Way = "replace" | "fill" | "fill-empty" | "update";

/** Whether what is there stays where settings meet it in this way. */
export function isFilled(way: Way, before: Setting | undefined): boolean {
	if (before === undefined) return false;
	return way === "fill" || (way === "fill-empty" && before.value !== "");
}

/** One thing that happens to an environment on the way to the program. */
export type Act =
	/** By folded name; null takes the name away. Of several settings of one name the first wins. */
	| { readonly kind: "set"; readonly way: Way; readonly values: ReadonlyMap<string, readonly Setting[] | null> }
	| {
			readonly kind: "files";
			readonly way: Way;
			/** The winning one first. */
			readonly files: readonly EnvFile[];
			/** Only these names, folded; absent: all. */
			readonly names?: ReadonlySet<string>;
			/** A blank value is none. */
			readonly skipsBlank?: boolean;
			/** The values that shell and others have from then on, by folded name, where the loader replaces variables even there. */
			readonly outside?: Values;
	  }
	/** Something that may set names, unseen from here. */
	| {
			readonly kind: "hidden";
			readonly way: Way;
			readonly by: string;
			may(name: string): boolean;
			/** Whether it takes a folded name away. */
			removes?(name: string): boolean;
	  }
	/** Takes away every name but these. */
	| { readonly kind: "only"; passes(name: string): boolean };

/** One name for all that the system takes for one: on Windows the case of a variable's name does not count. */
export function foldName({ platform }: Pick<ExplainInput, "platform">, name: string): string {
	return platform === "win32" ? name.toUpperCase() : name;
}

/** What the shell passes on, or this extension sets in terminals; null unsets. */
export function variablesAct(
	input: Pick<ExplainInput, "platform">,
	layer: "shell" | "terminal",
	variables: Readonly<Record<string, string | null | undefined>> | undefined,
): Act {
	const values = new Map<string, Setting[] | null>();
	for (const [name, value] of Object.entries(variables ?? {})) {
		if (value === undefined) continue;
		const key = foldName(input, name);
		const known = values.get(key);
		if (value === null) {
			if (known === undefined) values.set(key, null);
			continue;
		}
		const setting: Setting = { value, origin: { layer, variable: name } };
		if (known) known.push(setting);
		else values.set(key, [setting]);
	}
	return { kind: "set", way: "replace", values };
}

/** Shell and terminal, before all else. */
export function outsideActs(input: Pick<ExplainInput, "environment" | "terminal" | "platform">): Act[] {
	return [variablesAct(input, "shell", input.environment), variablesAct(input, "terminal", input.terminal)];
}

/** The variables that a hosting platform sets, and whether they win over the project's own. */
export interface Injection {
	readonly name: string;
	readonly injects: readonly string[];
	readonly wins: "platform" | "project";
}

/** What a hosting platform sets, whose values nobody here knows. */
export function injectionAct(input: Pick<ExplainInput, "platform">, { name: by, injects, wins }: Injection): Act {
	const settings = injects.map((name): [string, Setting[]] => [
		foldName(input, name),
		[{ value: unknownValue, unknownBy: by, origin: { layer: "platform", variable: name } }],
	]);
	return { kind: "set", way: wins === "platform" ? "replace" : "fill", values: new Map(settings) };
}

/** What a hosting platform's settings refuse never gets there. */
export function refusalAct(input: Pick<ExplainInput, "platform">, names: readonly string[]): Act {
	const refused = new Set(names.map((name) => foldName(input, name)));
	return { kind: "only", passes: (name) => !refused.has(name) };
}
