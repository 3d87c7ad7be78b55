import { reference } from "../dotenv/dialects/make.ts";
import type { Value } from "./launch.ts";
import { joined, type Placed, slice } from "./placed.ts";

/** A makefile's variables as they are written. */
export type Variables = ReadonlyMap<string, string>;

/** Variables in variables in variables: more of these are endless, and so many in all are no makefile of a person. */
const deepest = 8;
const most = 500;

/** How deep a text stands in others, and how many more variables are replaced. */
interface Depth {
	readonly at: number;
	readonly budget: { left: number };
}

/** The text that make puts in the place of `$(NAME)`; undefined: a function makes it, or the environment has it. */
function replacement(name: string, variables: Variables, depth: Depth): string | undefined {
	const value = variables.get(name);
	if (value === undefined || depth.at > deepest || depth.budget.left-- <= 0) return undefined;
	return textOf(value, variables, { ...depth, at: depth.at + 1 });
}

function fresh(): Depth {
	return { at: 0, budget: { left: most } };
}

/** What a text comes to; undefined: that is not known here. */
export function textOf(text: string, variables: Variables, depth: Depth = fresh()): string | undefined {
	let isKnown = true;
	const made = text.replace(reference, (whole, a?: string, b?: string, c?: string) => {
		if (whole === "$$") return "$";
		const value = isKnown ? replacement(a ?? b ?? c ?? "", variables, depth) : undefined;
		isKnown &&= value !== undefined;
		return value ?? "";
	});
	return isKnown ? made : undefined;
}

/** What a variable has in the environment of recipes. A name that the makefile does not set is the environment's. */
export function makeValue(text: string, variables: Variables): Value {
	const known = textOf(text, variables);
	if (known !== undefined) return known;
	let isKnown = /^[^\\`"']*$/.test(text);
	const depth = fresh();
	const template = text.replace(reference, (whole, a?: string, b?: string, c?: string) => {
		const name = a ?? b ?? c ?? "";
		const value = whole === "$$" || !isKnown ? undefined : replacement(name, variables, depth);
		isKnown &&=
			whole !== "$$" &&
			(value === undefined ? /^[A-Za-z_]\w*$/.test(name) && !variables.has(name) : /^[^\\`"'$]*$/.test(value));
		return value ?? `\${${name}}`;
	});
	return isKnown ? { expand: template, as: "shell" } : { unknown: "what make puts together" };
}

/** A line of a recipe as the shell gets it. @param automatic what `$@` and its kin stand for */
export function recipeLine(line: Placed, variables: Variables, automatic: ReadonlyMap<string, string>): Placed {
	const start = /^[\s@+-]*/.exec(line.text)?.[0].length ?? 0;
	const parts: Placed[] = [];
	const depth = fresh();
	let from = start;
	for (const found of line.text.matchAll(reference)) {
		const [whole, a, b, c] = found;
		if (found.index < start) continue;
		const name = a ?? b ?? c ?? "";
		const known = whole === "$$" ? "$" : (automatic.get(name) ?? replacement(name, variables, depth));
		const isName = /^[A-Za-z_]\w*$/.test(name) && !variables.has(name);
		// What a function makes is known to the shell alone.
		const text = known ?? (isName ? `\${${name}}` : "$(:)");
		parts.push(slice(line, from, found.index), replacing(slice(line, found.index, found.index + whole.length), text));
		from = found.index + whole.length;
	}
	return joined(line.path, [...parts, slice(line, from)]);
}

/** Another text in the place of one. */
function replacing(place: Placed, text: string): Placed {
	const [start = 0] = place.at;
	const end = place.at.at(-1) ?? start;
	return { path: place.path, text, at: [...Array.from({ length: text.length }, () => start), end] };
}

/** The lines of a makefile, those with a backslash at their end with the next. */
export function* linesOf(text: Placed): Generator<Placed> {
	const line = /(?:[^\\\n]|\\[^\n]|\\\n)*(?:\\$)?(?:\n|$)/y;
	while (line.lastIndex < text.text.length) {
		const start = line.lastIndex;
		const [found = ""] = line.exec(text.text) ?? [];
		if (found === "") return;
		yield slice(text, start, start + found.replace(/\r?\n$/, "").length);
	}
}
