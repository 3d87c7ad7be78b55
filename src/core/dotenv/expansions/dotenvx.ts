import { Budget, type Expand, type Values } from "../expand.ts";
import { unknownValue } from "../unknownValue.ts";

const reference = /(?<!\\)\$\{([^{}]+)\}|(?<!\\)\$([A-Za-z_][A-Za-z0-9_]*)/;
const operator = /:\+|\+|:-|-/;
const isReference = /\$\{[^}]+\}|\$[A-Za-z_][A-Za-z0-9_]*/;

/**
 * As `dotenvx run` of @dotenvx/dotenvx 2.38 does (its package @dotenvx/primitives 3.3.1): file by file, name by name; nothing between
 * single quotes. What `$(command)` gives is known to none here.
 */
export const expandAsDotenvx: Expand = ({ outside, files, fold, overrides, literals }) => {
	const environment = new Map(outside);
	const budget = new Budget();
	const expanded = (overrides ? [...files.entries()].reverse() : [...files.entries()]).map(([index, file]) => {
		const running = new Map<string, string>();
		const literal = new Map<string, string>();
		const lookup = (name: string) => {
			const [mine, there] = [running.get(name), environment.get(fold(name))];
			return overrides ? (mine ?? there) : (there ?? mine);
		};
		const said = new Map<string, string>();
		for (const [name, text] of file) {
			const set = overrides ? undefined : environment.get(fold(name));
			const isEncrypted = text.startsWith("encrypted:");
			const isLiteral = literals?.[index]?.has(name) === true;
			if (isLiteral) literal.set(name, set ?? text);
			const isCommand = !isLiteral && !isEncrypted && text.includes("$(");
			const value = isCommand
				? unknownValue
				: isLiteral || isEncrypted
					? text
					: expandValue(text, lookup, literal, budget);
			if (value === undefined) return [index, undefined] as const;
			said.set(name, value);
			running.set(name, set ?? value);
		}
		for (const [name, value] of said) {
			if (overrides || !environment.has(fold(name))) environment.set(fold(name), value);
		}
		return [index, said] as const;
	});
	const byIndex = new Map(expanded);
	return { outside, files: files.map((_, index) => byIndex.get(index)) };
};

function expandValue(
	value: string,
	lookup: (name: string) => string | undefined,
	literal: Values,
	budget: Budget,
): string | undefined {
	let result = value;
	for (let match = reference.exec(result); match !== null; match = reference.exec(result)) {
		if (!budget.allows(result.length)) return undefined;
		const [template, braced, bare = ""] = match;
		const expression = braced ?? bare;
		const splitter = operator.exec(expression)?.[0];
		const at = splitter === undefined ? expression.length : expression.indexOf(splitter);
		const name = expression.slice(0, at);
		const rest = splitter === undefined ? "" : expression.slice(at + splitter.length);
		const known = lookup(name);
		result = result.replace(template, chosen(splitter, known, rest));
		if (result === known || isReference.test(literal.get(name) ?? "")) break;
	}
	return result.replaceAll("\\$", "$");
}

function chosen(splitter: string | undefined, known: string | undefined, rest: string): string {
	switch (splitter) {
		case ":-":
			return known || rest;
		case "-":
			return known ?? rest;
		case ":+":
			return known ? rest : "";
		case "+":
			return known === undefined ? "" : rest;
		default:
			return known ?? "";
	}
}
