import { Budget, type Expand } from "../expand.ts";

/**
 * As Nuxt does: the shell's values are looked at first, then the file's in their order; what comes in is looked at again, and what leads back
 * to itself comes to nothing. Source: `interpolate` of c12 3.3.4 (nuxt 4.5.2), run.
 */
export const expandAsNuxt: Expand = ({ outside, files, fold }) => {
	const target = new Map(outside);
	for (const file of files)
		for (const [name, value] of file) if (!target.has(fold(name))) target.set(fold(name), value);
	const budget = new Budget();
	let isEndless = false;
	for (const [name, value] of target) {
		const said = interpolate(value, target, fold, budget, []);
		isEndless ||= said === undefined;
		if (said !== undefined) target.set(name, said);
	}
	const spare = new Budget();
	const counted = new Set(outside.keys());
	return {
		outside,
		files: files.map((file) => {
			if (isEndless) return undefined;
			const values = new Map<string, string>();
			for (const [name, written] of file) {
				const own = counted.has(fold(name)) ? interpolate(written, target, fold, spare, []) : target.get(fold(name));
				counted.add(fold(name));
				values.set(name, own ?? written);
			}
			return values;
		}),
	};
};

const references = /.?\$\{?(?:[\w:]+)?\}?/g;
const parts = /(.?)\$\{?([\w:]+)?\}?/;

/** Values that lead from one to the next deeper than this are no file that people write. */
const deepest = 500;

function interpolate(
	value: string,
	target: ReadonlyMap<string, string>,
	fold: (name: string) => string,
	budget: Budget,
	parents: readonly string[],
): string | undefined {
	if (parents.length > deepest || !budget.allows(value.length + 1)) return undefined;
	let result = value;
	for (const found of value.match(references) ?? []) {
		const [whole = "", prefix = "", key] = parts.exec(found) ?? [];
		if (prefix === "\\") {
			result = result.replace(whole, whole.replace("\\$", "$"));
			continue;
		}
		const name = String(key);
		// c12 leaves with nothing for the whole value.
		if (parents.includes(name)) return "";
		const inner = target.get(fold(name));
		if (inner === undefined) continue;
		const said = interpolate(inner, target, fold, budget, [...parents, name]);
		if (said === undefined || !budget.allows(result.length)) return undefined;
		result = result.replace(whole.slice(prefix.length), said);
	}
	return result;
}
