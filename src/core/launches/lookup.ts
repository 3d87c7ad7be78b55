import { expandText } from "../dotenv/expansions.ts";
import type { EnvironmentLayer, When } from "./launch.ts";

/** What a variable has after these layers, as far as they say it in so many words. The shell is taken not to set it. */
export function lookup(layers: readonly EnvironmentLayer[], name: string): string | undefined {
	for (const layer of [...layers].reverse()) {
		if (layer.kind !== "variables" || layer.onlyIfSet || !isAssumed(layer.when)) continue;
		if (!Object.hasOwn(layer.values, name)) continue;
		const value = layer.values[name];
		return typeof value === "string" ? value : undefined;
	}
	return undefined;
}

/** Whether conditions hold where no variable is set. */
function isAssumed(when: readonly When[] = []): boolean {
	return when.every(({ all, fails }) => {
		const holds = all.every(({ value, is, not }) => {
			const isText = typeof value === "object" && "expand" in value;
			const assumed = isText ? expandText("shell", value.expand, new Map(), (name) => name) : String(value);
			return is.includes(assumed) !== (not === true);
		});
		return holds !== (fails === true);
	});
}

/**
 * A variable's text where a layer says it for sure: nothing that comes later may change it, and no shell or terminal decides it.
 * @returns undefined: only the environment tells
 */
export function certainText(layers: readonly EnvironmentLayer[], name: string): string | undefined {
	let hasFiles = false;
	for (let index = layers.length - 1; index >= 0; index--) {
		const layer = layers[index] as EnvironmentLayer;
		if (layer.kind === "files" && !layer.overrides) {
			hasFiles = true;
			continue;
		}
		if (layer.kind !== "variables") return undefined;
		if (!Object.hasOwn(layer.values, name)) continue;
		const value = layer.values[name];
		const isSure = !layer.onlyIfSet && !layer.onlyIfUnset && !layer.onlyIf && !layer.when && !layer.needs;
		// Some loaders fill in an empty one.
		return isSure && typeof value === "string" && !(hasFiles && value === "") ? value : undefined;
	}
	return undefined;
}

/** Whether a setting like `DOTENV_OVERRIDE` is on: as dotenv 18 reads one. */
export function isOn(value: string | undefined): boolean {
	return value !== undefined && !["false", "0", "no", "off", ""].includes(value.toLowerCase());
}
