import { Budget, type Expand, type Values } from "../expand.ts";

/**
 * As Yarn 4 does with the files it loads by itself: `${NAME}`, `${NAME-default}`, `${NAME:-default}`, where each name sees those before it.
 * A name that nobody set, or a brace that nothing closes, ends Yarn itself. Source: `replaceEnvVariables` of @yarnpkg/core 4.9.3.
 */
export const expandAsYarn: Expand = ({ outside, files, fold }) => {
	const environment = new Map(outside);
	const budget = new Budget();
	const said = new Map<number, Values | undefined>();
	for (const [index, file] of [...files.entries()].reverse()) {
		const values = new Map<string, string>();
		let isWhole = true;
		for (const [name, text] of file) {
			const value = replaced(text, (other) => environment.get(fold(other)), budget);
			if (value === undefined) isWhole = false;
			else {
				values.set(name, value);
				environment.set(fold(name), value);
			}
		}
		said.set(index, isWhole ? values : undefined);
	}
	return { outside, files: files.map((_, index) => said.get(index)) };
};

const token = /\\([\\$}])|\$\{([a-zA-Z]\w*)(:-|-|(?=\}))|(\$\{)|\}/g;

/** Undefined: Yarn refuses the text. */
function replaced(text: string, lookup: (name: string) => string | undefined, budget: Budget): string | undefined {
	let output = "";
	let current = 0;
	let depth = 0;
	/** The depth above which all is passed over; absent: nothing is. */
	let skipped: number | undefined;
	for (const match of text.matchAll(token)) {
		const [whole, escaped, variable, operator, unknown] = match;
		if (skipped !== undefined) {
			if (variable !== undefined) depth++;
			else if (whole === "}" && --depth < skipped) {
				skipped = undefined;
				current = match.index + whole.length;
			}
			continue;
		}
		output += text.slice(current, match.index);
		current = match.index + whole.length;
		if (escaped !== undefined) output += escaped;
		else if (variable !== undefined) {
			const value = lookup(variable);
			depth++;
			if (operator === ":-" ? value : value !== undefined) {
				output += value;
				skipped = depth;
				current = text.length;
			} else if (operator === "") return undefined;
		} else if (unknown !== undefined) return undefined;
		else if (depth === 0) output += whole;
		else depth--;
		if (!budget.allows(output.length)) return undefined;
	}
	return depth > 0 ? undefined : output + text.slice(current);
}
