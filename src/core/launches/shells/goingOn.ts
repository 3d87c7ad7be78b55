import type { EnvironmentLayer, When } from "../launch.ts";
import { neededIn, type Piece } from "./word.ts";

/** A file that a shell runs. */
export interface Sourced {
	readonly path: string;
	readonly names: readonly string[];
	readonly exports: readonly string[];
	/** It has other lines, which are not run. */
	readonly isPart?: boolean;
}

/** Whether a condition is that the name is empty or not set. */
export function fillsIn(when: When | undefined, name: string): boolean {
	const [test, ...others] = when?.all ?? [];
	if (!test || others.length > 0 || typeof test.value !== "object" || !("expand" in test.value)) return false;
	return test.value.expand === `\${${name}}` && test.is.join() === "" && (test.not === true) === (when?.fails === true);
}

/**
 * The layers from one on, where what follows no longer depends on the files that were run there, nor on names that had to be set.
 * @param forget told of the names whose values depend on that
 */
export function goneOn(
	layers: readonly EnvironmentLayer[],
	before: number,
	forget: (name: string) => void,
): readonly EnvironmentLayer[] {
	const failing: { names: readonly string[]; after: number }[] = [];
	return layers.map((layer, index) => {
		if (index >= before && layer.kind === "variables") {
			const { needs, ...rest } = layer;
			const onlyIf = [...(layer.onlyIf ?? []), ...failing];
			if (needs) failing.push({ names: needs.names, after: index });
			if (onlyIf.length > 0 || needs) for (const name of Object.keys(layer.values)) forget(name);
			return { ...rest, ...(needs && { needs: { names: needs.names } }), ...(onlyIf.length > 0 && { onlyIf }) };
		}
		if (index < before || layer.kind !== "files" || layer.by !== "shell") return layer;
		const { required: _, ...rest } = layer;
		return rest;
	});
}

/** For a layer of variables: the names that the shell takes for an error where they are not set. */
export function needs(
	pieces: readonly Piece[],
	isNeeded: boolean,
): Pick<EnvironmentLayer & { kind: "variables" }, "needs"> {
	const names = neededIn(pieces);
	return names.length === 0 ? {} : { needs: { names, ...(isNeeded && { isNeeded }) } };
}

/** Whether a name is that of an argument, which is none of the environment's. */
export function isArgument(name: string): boolean {
	return /^[\d@*]$/.test(name);
}
