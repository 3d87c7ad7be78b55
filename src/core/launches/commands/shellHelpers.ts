import { type Call, type Inherited, type KnownCommand, type Next, withLayers } from "../call.ts";
import type { EnvironmentLayer } from "../launch.ts";
import { moved } from "../layers.ts";
import { direnvLayers } from "../shellHelpers/direnv.ts";
import { miseLayers } from "../shellHelpers/mise.ts";
import { literal } from "../shells/word.ts";
import { readAllFlags, readFlags, valuesOf } from "./flags.ts";

/** `direnv exec FOLDER COMMAND`: with what `.envrc` sets there. Source: direnv 2.32.1, run. */
export const direnvExec: KnownCommand = {
	names: ["direnv"],
	isNative: true,
	follow: ({ args, inherited, outside }: Call): readonly Next[] => {
		const [command, folder, ...words] = args;
		if (literal(command) !== "exec" || words.length === 0) return [];
		const written = literal(folder);
		const layers =
			written === undefined
				? [{ kind: "hidden", by: "direnv exec" } as const]
				: direnvLayers(outside, outside.paths.resolve(inherited.cwd, written));
		return [{ kind: "command", words, inherited: behindOthers(inherited, layers ?? []) }];
	},
};

function behindOthers(inherited: Inherited, layers: readonly EnvironmentLayer[]): Inherited {
	return withLayers(inherited, ...layers.map((layer) => moved(layer, inherited.layers.length)));
}

const takesValue = ["-C", "--cd", "-E", "--env", "-j", "--jobs", "-c", "--command"];

/** `mise exec [TOOL@VERSION …] -- COMMAND`: with what `mise.toml` sets in the folder. Source: mise 2026.9.15, run. */
export const miseExec: KnownCommand = {
	names: ["mise"],
	isNative: true,
	follow: ({ args, inherited, outside }: Call): readonly Next[] => {
		const before = readFlags(args, takesValue);
		const command = literal(before.rest[0]);
		if (command !== "exec" && command !== "x") return [];
		const own = readAllFlags(before.rest.slice(1), takesValue);
		const flags = [...before.flags, ...own.flags];
		const folder = literal(valuesOf(flags, "-C", "--cd").at(-1));
		const cwd = outside.paths.resolve(inherited.cwd, folder ?? ".");
		const started = behindOthers({ ...inherited, cwd }, miseLayers(outside, cwd) ?? []);
		const [text] = valuesOf(flags, "-c", "--command");
		if (text && literal(text) !== undefined) return [{ kind: "shell", text: text.placed, inherited: started }];
		return own.behind.length > 0 ? [{ kind: "command", words: own.behind, inherited: started }] : [];
	},
};
