import type { Values } from "../../dotenv/expand.ts";
import { expandText } from "../../dotenv/expansions.ts";
import { unknownValue } from "../../dotenv/unknownValue.ts";
import { type Act, foldName, type Setting, type Way } from "../../environment/act.ts";
import type { Environment } from "../../environment/layers.ts";
import { maskReferences } from "../../environment/maskReferences.ts";
import type { EnvironmentLayer, Expansion, ExplainInput, Origin, Value } from "../../types.ts";
import { wordsOf } from "./words.ts";

type Variables = Extract<EnvironmentLayer, { kind: "variables" }>;

/**
 * What a layer of variables does: they come one after the other, so that each sees those before it.
 * @param before the environment there
 * @param after the environment as it was after so many layers
 * @param stopped told of a name whose value the shell makes several words of, so that the program is not started
 */
export function valuesAct(
	input: Pick<ExplainInput, "platform">,
	layer: Variables,
	before: Environment,
	after: (layers: number) => Environment,
	stopped: (name: string) => void,
): Act & { kind: "set" } {
	const fold = (name: string) => foldName(input, name);
	const values = new Map<string, readonly Setting[] | null>();
	const folded = (environment: Environment): Map<string, string> =>
		new Map(Object.entries(environment.record()).map(([name, value]) => [fold(name), value]));
	const there = (earlier?: number): Values => {
		if (earlier !== undefined) return folded(after(earlier));
		const all = folded(before);
		for (const [name, settings] of values) {
			if (settings?.[0]) all.set(name, settings[0].value);
			else all.delete(name);
		}
		return all;
	};
	for (const [name, value] of Object.entries(layer.values)) {
		if (isKept(value, there, fold)) continue;
		const text = textOf(name, value, there, fold, () => stopped(name));
		const from = layer.origin?.layer === "platform" ? "platform" : "launch";
		const origin: Origin = { ...layer.origin, layer: from, variable: name };
		const isUnknown = text?.includes(unknownValue);
		const setting = text === null ? null : [{ value: text, origin, ...(isUnknown && { unknownBy: layer.by }) }];
		values.set(fold(name), setting);
	}
	return { kind: "set", way: wayOf(layer), values };
}

/** Whether what is there already stays, as none of the variables that it is made of is set. */
function isKept(value: Value, there: (earlier?: number) => Values, fold: (name: string) => string): boolean {
	if (typeof value !== "object" || value === null || !("expand" in value) || !value.orKept) return false;
	const values = there(value.after);
	return !variablesIn(value.expand).some((one) => values.has(fold(one)));
}

function wayOf({ onlyIfSet, onlyIfUnset, fillsEmpty }: Variables): Way {
	if (onlyIfSet) return "update";
	return fillsEmpty ? "fill-empty" : onlyIfUnset ? "fill" : "replace";
}

function textOf(
	name: string,
	value: Value,
	there: (earlier?: number) => Values,
	fold: (name: string) => string,
	stopped: () => void,
): string | null {
	if (value === null || typeof value === "string") return value;
	if ("unknown" in value) return unknownValue;
	if ("reveal" in value) return value.reveal();
	const values = there(value.after);
	if (value.orNone && !variablesIn(value.expand).some((one) => values.has(fold(one)))) return null;
	const { expand, as, unquoted } = value;
	if (!unquoted) return expandMasked(name, expand, as, values, fold);
	const before = unquoted.more === "joins" ? "" : `${name}=`;
	const words = wordsOf(expand, unquoted, before, (part) => expandMasked(name, part, as, values, fold));
	if (unquoted.more === "joins") return words.join(" ");
	if (unquoted.more === "stops" && words.length > 1) stopped();
	return (words[0] ?? before).slice(before.length);
}

/** The names that a text of this kind looks up, those in its operands too. */
function variablesIn(text: string): string[] {
	return [...text.matchAll(/\$\{(\w+)/g)].map(([, name = ""]) => name);
}

/** With variables replaced; a secret that comes in where a name is shown is masked. */
function expandMasked(
	name: string,
	text: string,
	as: Expansion,
	outside: Values,
	fold: (name: string) => string,
): string {
	const expanded = expandText(as, text, outside, fold);
	const masked = maskReferences(
		{ outside, files: [new Map([[name, expanded]])] },
		{ outside, files: [new Map([[name, text]])] },
	);
	return masked.files[0]?.get(name) ?? expanded;
}
