import type { EnvironmentLayer } from "../launch.ts";
import { baseName } from "../layers.ts";
import { originOf } from "../placed.ts";
import { needs } from "./state.ts";
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
