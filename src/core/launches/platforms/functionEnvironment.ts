import type { EnvironmentLayer, Value } from "../launch.ts";
import { baseName, guarded } from "../layers.ts";
import type { Placed } from "../placed.ts";
import { originOf } from "../placed.ts";
import type { YamlValue } from "../yaml.ts";

/** The variables of a map, one layer for each, so that each has its place. */
export function mapLayers(map: YamlValue, path: string): EnvironmentLayer[] {
	return map.entries.map(({ key, place, value }) => variable(key, place, valueIn(key, value), path));
}

/** One variable of a function. */
export function variable(name: string, place: Placed, value: Value, path: string): EnvironmentLayer {
	return { kind: "variables", by: baseName(path), values: { [name]: value }, origin: originOf(place) };
}

/** A text with `${…}` in it, a tag or a map is worked out when it is deployed. */
function valueIn(name: string, value: YamlValue): Value {
	const { text } = value;
	if (text === undefined || value.isTagged || text.includes("${")) return { unknown: text ?? name };
	return guarded(name, text);
}

/** Of a service's functions the one that most likely calls Remotion: the first that is handed credentials, else the first. */
export function likelyFunction<Item>(functions: readonly Item[], namesOf: (item: Item) => readonly string[]): Item[] {
	const told = functions.find((one) => namesOf(one).some((name) => /^(?:REMOTION_)?AWS_/.test(name)));
	return [told ?? functions[0]].flatMap((one) => one ?? []);
}
