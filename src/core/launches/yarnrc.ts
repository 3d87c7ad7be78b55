import type { EnvironmentLayer } from "./launch.ts";
import { variableLayer } from "./layers.ts";
import type { Outside } from "./outside.ts";
import { placedAt, slice } from "./placed.ts";

/**
 * What the block `env` of Yarn 1's `.yarnrc` sets, over the shell: in the folders around this one, the nearest last, then in the home folder,
 * then in this one, name by name. Source: yarn 1.22.22, run.
 */
export function yarnrcLayers(outside: Outside, folder: string): EnvironmentLayer[] {
	const { home } = outside.input;
	const above = around(outside, folder).slice(1).reverse();
	const folders = home === undefined ? above : [...above.filter((at) => at !== home), home];
	return [...folders.filter((at) => at !== folder), folder].flatMap((at) => {
		const path = outside.paths.join(at, ".yarnrc");
		const text = outside.text(path);
		return text === undefined ? [] : variablesIn(path, text, outside);
	});
}

/** A folder and those it lies in: Yarn looks beyond the workspace too. */
function around(outside: Outside, folder: string): string[] {
	const parent = outside.paths.resolve(folder, "..");
	return parent === folder ? [folder] : [folder, ...around(outside, parent)];
}

/** A name or value is a JSON string, a number, or text up to a blank, a colon or a comma; the second group is what Yarn cannot read. */
const tokens =
	/("(?:[^"\\\r\n]|\\.){0,5000}"|(?!(?:true|false)[^:\s,])[A-Za-z/.-][^:\s,]{0,5000}|\d{1,20}|[:,])|#.*|[^\S\r\n]|(.)/g;
const opening = /^(?:env|"env"):[^\S\r\n]{0,100}(?:#.*)?$/;
/** Empty lines, of which Yarn takes two in a row for one, and comments that are set in as the block is. */
const passed = /^\r?\n\n|^ {2} *#/;

/** The lines of the last block; where Yarn's own reading fails, it reads the file as YAML. */
function variablesIn(path: string, text: string, outside: Outside): EnvironmentLayer[] {
	const file = placedAt(path, text);
	let found: EnvironmentLayer[] = [];
	let isInside = false;
	for (const { 0: written, index } of text.matchAll(/[^\r\n]*(?:\r?\n\n?|$)/g)) {
		const code = written.trimEnd();
		if (opening.test(code)) {
			isInside = true;
			found = [];
			continue;
		}
		if (!isInside || passed.test(written)) continue;
		const indentation = /^ */.exec(written)?.[0].length ?? 0;
		isInside = code !== "" && indentation === 2;
		if (code === "" || (indentation !== 2 && indentation % 2 === 0)) continue;
		const assignment = indentation === 2 ? assignmentIn(code) : undefined;
		if (!assignment) return yamlVariables(path, outside);
		const place = slice(file, index + 2, index + code.length);
		for (const name of assignment.names) found.push(variableLayer(place, name, assignment.value, "yarn"));
	}
	return found;
}

function yamlVariables(path: string, outside: Outside): EnvironmentLayer[] {
	return outside
		.yamlValue(path)
		.get("env")
		.entries.flatMap(({ key, place, value }) =>
			value.text === undefined ? [] : [variableLayer(place, key, value.text, "yarn")],
		);
}

/** `NAME, NAME: VALUE`, the colon left out or not; undefined: Yarn cannot read it so. */
function assignmentIn(code: string): { names: readonly string[]; value: string } | undefined {
	const found = [...code.matchAll(tokens)];
	const read = found.flatMap(([, token]) => (token === undefined ? [] : [token]));
	let end = 1;
	while (read[end] === ",") end += 2;
	const [value, ...more] = read.slice(read[end] === ":" ? end + 1 : end);
	const names = read.slice(0, end).filter((_, index) => index % 2 === 0);
	const meant = [...names, value].map(meaning);
	const isWrong = found.some(([, , wrong]) => wrong !== undefined) || more.length > 0 || names.some(isNumber);
	if (isWrong || !meant.every((one) => one !== undefined)) return undefined;
	return { names: meant.slice(0, -1), value: meant.at(-1) ?? "" };
}

function isNumber(token: string): boolean {
	return /^\d/.test(token);
}

/** What a name or value says; undefined: it is none, or its escapes are wrong. */
function meaning(token: string | undefined): string | undefined {
	if (token === undefined || token === ":" || token === ",") return undefined;
	if (isNumber(token)) return String(Number(token));
	try {
		return token.startsWith('"') ? String(JSON.parse(token)) : token;
	} catch {
		return undefined;
	}
}
