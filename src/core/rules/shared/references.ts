import type { ResolvedProject } from "../../project/resolvedProject.ts";

/** Whether a value refers to the variable: it has an effect then, if only by the other, or is meant to have one. */
export function isReferredTo(situation: ResolvedProject, name: string): boolean {
	const inFiles = situation.envFiles.some(
		({ loaded, last }) => loaded && [...last.values()].some(({ value }) => refersTo(value.reveal(), name)),
	);
	return inFiles || isHandedOn(situation, name);
}

/**
 * Whether a launch gives the variable's value to another one: `REMOTION_AWS_ACCESS_KEY_ID: ${AWS_ACCESS_KEY_ID}` in a compose file,
 * `REMOTION_AWS_PROFILE=$AWS_PROFILE` in a script.
 * @param to the other one; absent: any
 */
export function isHandedOn({ input }: ResolvedProject, name: string, to?: string): boolean {
	const launches = [...(input.launch ? [input.launch] : []), ...(input.launches ?? [])];
	return launches.some(({ layers }) =>
		layers.some(
			(layer) =>
				layer.kind === "variables" &&
				Object.entries(layer.values).some(
					([target, value]) =>
						(to === undefined ? target !== name : target === to) &&
						value !== null &&
						typeof value === "object" &&
						"expand" in value &&
						refersTo(value.expand, name),
				),
		),
	);
}

/** `$NAME` or `${NAME…}`, and no longer name. */
function refersTo(value: string, name: string): boolean {
	for (let at = value.indexOf(name); at !== -1; at = value.indexOf(name, at + 1)) {
		const before = value.slice(Math.max(0, at - 2), at);
		if ((before.endsWith("$") || before === "${") && !/^\w/.test(value.slice(at + name.length))) return true;
	}
	return false;
}
