import type { EnvironmentLayer, Value } from "../launch.ts";
import { guarded } from "../layers.ts";
import { joined, type Placed, slice } from "../placed.ts";

/** `${{ … }}` of a workflow: GitHub puts its value in the place before any shell sees the text. */
const expression = /\$\{\{([^{}]{0,500})\}\}/g;

/** What stands for an expression in a script, so that a shell's grammar holds. */
const standIn = (index: number) => `github_expression_${index}_`;
const standIns = /github_expression_(\d{1,6})_/g;

/** A script with a word in the place of each expression. */
export interface Script {
	readonly text: Placed;
	/** What the expressions say, in order. */
	readonly expressions: readonly string[];
}

/** Puts a word in the place of each expression, which stands where the expression does. */
export function withStandIns(script: Placed): Script {
	const expressions: string[] = [];
	const parts: Placed[] = [];
	let done = 0;
	for (const { 0: whole, 1: said = "", index } of script.text.matchAll(expression)) {
		const place = script.at[index] ?? 0;
		const end = script.at[index + whole.length] ?? place;
		const text = standIn(expressions.length);
		const at = [...Array.from({ length: text.length }, () => place), end];
		parts.push(slice(script, done, index), { path: script.path, text, at });
		expressions.push(said.trim());
		done = index + whole.length;
	}
	if (parts.length === 0) return { text: script, expressions };
	return { text: joined(script.path, [...parts, slice(script, done)]), expressions };
}

/** The value of a variable in a workflow: what an expression says is set, and not known here. */
export function workflowValue(name: string, written: string): Value {
	const [only, ...others] = [...written.matchAll(expression)];
	if (!only) return guarded(name, written);
	const said = others.length === 0 && only[0] === written.trim() ? (only[1] ?? "").trim() : written;
	const variable = /^env\.([A-Za-z_]\w*)$/.exec(said)?.[1];
	return variable === undefined ? { unknown: said } : { expand: `\${${variable}}`, as: "shell" };
}

/** The layers that a script made, with the expressions again in the place of the words that stood for them. */
export function withoutStandIns(
	layers: readonly EnvironmentLayer[],
	{ expressions }: Pick<Script, "expressions">,
): EnvironmentLayer[] {
	if (expressions.length === 0) return [...layers];
	return layers.map((layer): EnvironmentLayer => {
		if (layer.kind === "files" && layer.paths.some((path) => namedIn(path, expressions) !== undefined)) {
			return { kind: "hidden", by: layer.by, ...(layer.origin && { origin: layer.origin }) };
		}
		if (layer.kind !== "variables") return layer;
		const values = Object.entries(layer.values).map(([name, value]): [string, Value] => {
			const text = textIn(value);
			const said = text === undefined ? undefined : namedIn(text, expressions);
			return [name, said === undefined ? value : { unknown: said }];
		});
		return { ...layer, values: Object.fromEntries(values) };
	});
}

function textIn(value: Value): string | undefined {
	if (typeof value === "string" || value === null) return value ?? undefined;
	if ("expand" in value) return value.expand;
	return "reveal" in value ? value.reveal() : undefined;
}

/** The first expression that a text has a word for. */
function namedIn(text: string, expressions: readonly string[]): string | undefined {
	const [first] = text.matchAll(standIns);
	return first && expressions[Number(first[1])];
}
