import { isAlias, isMap, isScalar, isSeq, type Node, type Pair, parseDocument } from "yaml";
import type { Outside } from "../outside.ts";
import { type Placed, placedAt } from "../placed.ts";

/**
 * A value in a YAML file of Compose, with its place. Aliases are followed, and `<<` is merged. A file with an error says nothing, as Compose
 * reads it; `launches/yaml.ts` reads all other YAML, passes over what is broken, and keeps a key that is there twice.
 */
export interface YamlValue {
	/** Text, number, truth or null; undefined: it is a map or a list. */
	readonly scalar: string | number | boolean | null | undefined;
	/** The text of a scalar: as it is written for a number; of null, a map or a list its place alone. */
	readonly placed: Placed;
	/** Its properties, in the order written; of another value none. */
	entries(): readonly YamlEntry[];
	/** Its items; of another value none. */
	items(): readonly YamlValue[];
	/** One property. */
	get(name: string): YamlValue | undefined;
	/** Whether it is text without quotes: another reader of YAML may take it for a number, or for another one. */
	readonly isPlain: boolean;
	/** Whether it is a list. */
	readonly isList: boolean;
}

export interface YamlEntry {
	readonly name: string;
	readonly key: Placed;
	readonly value: YamlValue;
}

/** Maps merged into maps have an end, and so has what is made of aliases. */
const deepest = 20;
const mostEntries = 5_000;
const mostValues = 50_000;
const longest = 500_000;

/** So many files are remembered with what they say: one of the root is read for each project of a workspace. */
const mostKnown = 64;
const known = new Map<string, { readonly text: string; readonly value: YamlValue | undefined }>();

/** Reads a file, once for each text; undefined where there is none, or it is broken or too long. */
export function readComposeYaml(outside: Outside, path: string): YamlValue | undefined {
	const text = outside.text(path);
	if (text === undefined || text.length > longest) return undefined;
	const before = known.get(path);
	if (before?.text === text) return before.value;
	if (known.size >= mostKnown) known.clear();
	const value = read(path, text);
	known.set(path, { text, value });
	return value;
}

function read(path: string, text: string): YamlValue | undefined {
	try {
		const document = parseDocument(text);
		if (document.errors.length > 0 || !document.contents) return undefined;
		const resolve = (node: unknown): Node | undefined => {
			const found = isAlias(node) ? node.resolve(document) : node;
			return isScalar(found) || isMap(found) || isSeq(found) ? found : undefined;
		};
		return yamlValue(document.contents, { path, text, resolve, budget: { left: mostValues } }, 0);
	} catch {
		return undefined;
	}
}

interface File {
	readonly path: string;
	readonly text: string;
	resolve(node: unknown): Node | undefined;
	/** How many values may still be looked at. */
	readonly budget: { left: number };
}

function yamlValue(given: unknown, file: File, depth: number): YamlValue {
	const node = file.budget.left-- > 0 ? file.resolve(given) : undefined;
	let entries: readonly YamlEntry[] | undefined;
	const all = () => {
		entries ??= isMap(node) && depth < deepest ? entriesOf(node.items, file, depth) : [];
		return entries;
	};
	return {
		scalar: isScalar(node) ? scalarOf(node.value) : node ? undefined : null,
		placed: placedIn(file, node),
		entries: all,
		items: () => (isSeq(node) ? node.items.slice(0, mostEntries).map((item) => yamlValue(item, file, depth + 1)) : []),
		get: (name) => all().find((entry) => entry.name === name)?.value,
		isPlain: isScalar(node) && node.type === "PLAIN" && node.tag === undefined,
		isList: isSeq(node),
	};
}

/** What the map says itself beats what is merged into it; of several merged maps the first wins. */
function entriesOf(pairs: readonly Pair[], file: File, depth: number): YamlEntry[] {
	const found = new Map<string, YamlEntry>();
	const merged: YamlEntry[] = [];
	for (const { key, value } of pairs.slice(0, mostEntries)) {
		const name = isScalar(key) ? String(key.value) : undefined;
		if (name === undefined) continue;
		if (name === "<<") {
			const node = file.resolve(value);
			const maps = isSeq(node) ? node.items : [node];
			for (const map of maps.slice(0, deepest)) merged.push(...yamlValue(map, file, depth + 1).entries());
		} else
			found.set(name, {
				name,
				key: placedIn(file, isScalar(key) ? key : undefined),
				value: yamlValue(value, file, depth + 1),
			});
	}
	for (const entry of merged) if (!found.has(entry.name) && found.size < mostEntries) found.set(entry.name, entry);
	return [...found.values()];
}

function scalarOf(value: unknown): YamlValue["scalar"] {
	if (typeof value === "bigint") return String(value);
	return typeof value === "string" || typeof value === "number" || typeof value === "boolean" ? value : null;
}

/** Plain text, and quoted text without escapes, has a place for each character; another one begins and ends somewhere. */
function placedIn({ path, text }: File, node: Node | undefined): Placed {
	const [start = 0, end = start] = node?.range ?? [];
	if (!isScalar(node)) return { ...placedAt(path, ""), at: [start, end] };
	const written = text.slice(start, end);
	const value = node.value === null || node.value === undefined ? "" : (node.source ?? String(node.value));
	if (written === value) return placedAt(path, value, start);
	if (written.slice(1, -1) === value) return placedAt(path, value, start + 1);
	return { path, text: value, at: [...Array.from({ length: value.length }, () => start), end] };
}
