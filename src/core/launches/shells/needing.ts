import type * as Shell from "unbash";
import type { EnvironmentLayer } from "../launch.ts";
import { baseName } from "../layers.ts";
import { originOf, type Placed } from "../placed.ts";
import { needs } from "./goingOn.ts";
import { wordParts } from "./posixWord.ts";
import type { ShellState } from "./state.ts";
import type { Word } from "./word.ts";

/** Sets nothing, and stops what follows where the shell takes a name in the words for an error. */
export function needing(words: readonly Word[]): EnvironmentLayer | undefined {
	const [first] = words;
	const { needs: needed } = needs(
		words.flatMap(({ pieces }) => pieces),
		true,
	);
	if (!needed || !first) return undefined;
	return {
		kind: "variables",
		by: baseName(first.placed.path),
		values: {},
		needs: needed,
		origin: originOf(first.placed),
	};
}

/** What `: ${NAME:=word}` assigns. Source: dash 0.5.12, bash 5.2.15, run. */
export function assignDefaults({ args }: Shell.Command, script: Placed, state: ShellState): void {
	const parts = args.flatMap((arg) => (arg.type === "Word" ? wordParts(arg, script) : []));
	for (const { piece, placed } of parts)
		if (typeof piece === "object" && "variable" in piece && piece.assigns) {
			const { assigns: _, ...value } = piece;
			state.assign(piece.variable, [value], placed);
		}
}
