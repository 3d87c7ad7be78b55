import type { EnvironmentLayer } from "./launch.ts";
import { variableLayer } from "./layers.ts";
import type { Outside } from "./outside.ts";
import { placedAt, slice } from "./placed.ts";

/**
 * What the block `env` of Yarn 1's `.yarnrc` sets, over the shell: in the folder and all around it, the nearest last, for each name.
 * Source: yarn 1.22.22, run.
 */
export function yarnrcLayers(outside: Outside, folder: string): EnvironmentLayer[] {
	return around(outside, folder)
		.reverse()
		.flatMap((at) => {
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

/** A name or value: a JSON string, or text up to a blank, a colon or a comma. */
const word = String.raw`"(?:[^"\\\r\n]|\\.){0,5000}"|(?!(?:true|false)[^:\s,])[A-Za-z/.-][^:\s,]{0,5000}`;
const opening = /^(?:env|"env"):[^\S\r\n]*(?:#.*)?$/;
const line = new RegExp(
	String.raw`^ {2}(?<names>(?:${word})(?: *, *(?:${word})){0,50}) *(?::| ) *(?<value>${word}|\d{1,20}) *(?:#.*)?$`,
);
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
		const { names, value } = line.exec(code)?.groups ?? {};
		const said = meaning(value);
		if (indentation !== 2 || names === undefined || said === undefined) return yamlVariables(path, outside);
		const place = slice(file, index + 2, index + code.length);
		for (const [name] of names.matchAll(new RegExp(word, "g")))
			found.push(variableLayer(place, meaning(name) ?? name, said, "yarn"));
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

/** What a name or value says; undefined: its quotes or escapes are wrong. */
function meaning(written: string | undefined): string | undefined {
	if (written === undefined || /^\d/.test(written)) return written && String(Number(written));
	try {
		return written.startsWith('"') ? String(JSON.parse(written)) : written;
	} catch {
		return undefined;
	}
}
