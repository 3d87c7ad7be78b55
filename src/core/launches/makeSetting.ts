import type { EnvironmentLayer, Value } from "./launch.ts";
import { variableLayer } from "./layers.ts";
import { makeValue, type Variables } from "./makeValue.ts";
import { type Placed, slice } from "./placed.ts";

/** `NAME = value`, until it is known whether the name is handed on to recipes. */
export interface Setting {
	readonly name: Placed;
	readonly sign: string;
	readonly value: string;
	readonly isExported: boolean;
}

const settingLine = /^((?:(?:export|override|private)\s+)*)([^\s:#=?+!]+)\s*(::?:?=|[?+!]?=)[ \t]*(.*)$/s;

/** What an assignment does to the environment of recipes; a name that is not exported is handed on where the shell has it. */
export function settingLayer(setting: Setting, variables: Variables, keepsShell = false): EnvironmentLayer[] {
	const { name, sign, isExported } = setting;
	if (!/^[A-Za-z_]\w*$/.test(name.text)) return [];
	const isDefault = sign === "?=" || keepsShell;
	if (isDefault && !isExported) return [];
	const isKnown = /^(?:::?:?|\?)?=$/.test(sign);
	const value: Value = isKnown ? makeValue(setting.value, variables) : { unknown: "what make puts together" };
	return [
		{
			...variableLayer(name, name.text, value, "make"),
			...(isDefault ? { onlyIfUnset: true } : !isExported && { onlyIfSet: true }),
		},
	];
}

/** The assignment that a line is; undefined: it is none. */
export function settingOf(text: Placed): Setting | undefined {
	const [, words = "", name = "", sign = "", value = ""] = settingLine.exec(text.text) ?? [];
	if (name === "") return undefined;
	return {
		name: slice(text, words.length, words.length + name.length),
		sign,
		value: oneLine(value).replaceAll("\\#", "#"),
		isExported: /\bexport\b/.test(words),
	};
}

/** A value whose lines end with a backslash. */
function oneLine(value: string): string {
	const [first = "", ...others] = value.split("\\\n");
	return others.reduce((line, other) => `${line.trimEnd()} ${other.trimStart()}`, first);
}
