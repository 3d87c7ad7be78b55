import { type Document, isAlias, isMap, isNode, isScalar, isSeq, type Node, parseDocument, type Scalar } from "yaml";
import { type Placed, placedAt } from "./placed.ts";

/** A parser of YAML takes about 15 µs for each character of the worst; files that people write have a few thousand. */
const longest = 100_000;

/** One entry of a map. */
export interface YamlEntry {
	readonly key: string;
	/** Where the key stands, without quotes. */
	readonly place: Placed;
	readonly value: YamlValue;
}

/** A value of a YAML file, with its place. What is not there has no entries, no items and no text. */
export class YamlValue {
	readonly #file: File | undefined;
	readonly #node: Node | undefined;
	#entries: readonly YamlEntry[] | undefined;
	#items: readonly YamlValue[] | undefined;

	constructor(file?: File, node?: unknown) {
		this.#file = file;
		this.#node = file && followed(file, node);
	}

	/** Whether there is a value. */
	get isThere(): boolean {
		return this.#node !== undefined;
	}

	/** The value at the end of a way of keys. */
	get(...keys: readonly string[]): YamlValue {
		let at: YamlValue = this;
		for (const key of keys) at = at.entries.find((entry) => entry.key === key)?.value ?? new YamlValue();
		return at;
	}

	/** The entries of a map; of a key that is there twice all of them. Those of a merge (`<<`) come first, as they lose. */
	get entries(): readonly YamlEntry[] {
		this.#entries ??= this.#findEntries();
		return this.#entries;
	}

	#findEntries(): readonly YamlEntry[] {
		const file = this.#file;
		if (!file || !isMap(this.#node)) return [];
		const merged: YamlEntry[] = [];
		const own = this.#node.items.flatMap(({ key, value }): YamlEntry[] => {
			if (!isScalar(key)) return [];
			const one = new YamlValue(file, value);
			if (key.value === "<<") {
				merged.push(...(one.items.length > 0 ? one.items.flatMap(({ entries }) => entries) : one.entries));
				return [];
			}
			const entry = {
				key: String(key.value),
				value: one,
				// Most keys are only compared.
				get place() {
					return placedScalar(file, key);
				},
			};
			return [entry];
		});
		return [...merged, ...own];
	}

	/** The items of a list. */
	get items(): readonly YamlValue[] {
		this.#items ??= isSeq(this.#node) ? this.#node.items.map((item) => new YamlValue(this.#file, item)) : [];
		return this.#items;
	}

	/** Whether it has a tag of its own, such as `!Ref`: then its text is not its value. */
	get isTagged(): boolean {
		return this.#node?.tag?.startsWith("!") === true;
	}

	/** The text of a scalar as it is written, a number too; undefined: it is a map, a list, or nothing. */
	get text(): string | undefined {
		return this.placed?.text;
	}

	/** The text of a scalar with its place; a null is an empty text. */
	get placed(): Placed | undefined {
		return this.#file && isScalar(this.#node) ? placedScalar(this.#file, this.#node) : undefined;
	}
}

interface File {
	readonly path: string;
	readonly text: string;
	readonly document: Document;
}

/** Texts that were read last, by path: launches are found again with each change of any file. */
const known = new Map<string, { readonly text: string; readonly value: YamlValue }>();
const mostKnown = 50;

/** Reads a YAML file. What is broken, or too long, is an empty one. */
export function readYaml(path: string, text: string): YamlValue {
	const before = known.get(path);
	if (before?.text === text) return before.value;
	if (known.size >= mostKnown) known.clear();
	const value = read(path, text);
	known.set(path, { text, value });
	return value;
}

function read(path: string, text: string): YamlValue {
	if (text.length > longest) return new YamlValue();
	try {
		const options = { logLevel: "silent", prettyErrors: false, uniqueKeys: false, strict: false } as const;
		const document = parseDocument(text, options);
		return new YamlValue({ path, text, document }, document.contents);
	} catch {
		// Brackets thousands deep are more than its stack holds.
		return new YamlValue();
	}
}

function followed({ document }: File, node: unknown): Node | undefined {
	const target = isAlias(node) ? node.resolve(document) : node;
	return isNode(target) ? target : undefined;
}

function placedScalar({ path, text }: File, scalar: Scalar): Placed {
	const value = typeof scalar.value === "string" ? scalar.value : scalar.value === null ? "" : (scalar.source ?? "");
	const [start, end] = scalar.range ?? [0, 0];
	const raw = text.slice(start, end);
	const isQuoted = scalar.type === "QUOTE_DOUBLE" || scalar.type === "QUOTE_SINGLE";
	const inner = isQuoted ? raw.slice(1, -1) : raw;
	if (inner === value) return placedAt(path, value, start + (isQuoted ? 1 : 0));
	const block = scalar.type === "BLOCK_LITERAL" ? placedBlock(path, raw, start, value) : undefined;
	// Folded, or with escapes: all of it stands where the value does.
	return block ?? { path, text: value, at: [...Array.from({ length: value.length }, () => start), end] };
}

/** The lines behind a `|`, without what they are indented by. */
function placedBlock(path: string, raw: string, start: number, value: string): Placed | undefined {
	const header = raw.indexOf("\n") + 1;
	const lines = raw.slice(header).split("\n");
	const first = lines.find((line) => line.trim() !== "") ?? "";
	const told = /^[|>][+-]?([1-9])/.exec(raw)?.[1];
	const indent = told === undefined ? first.length - first.trimStart().length : undefined;
	if (indent === undefined) return undefined;
	const at: number[] = [];
	let text = "";
	let offset = start + header;
	for (const line of lines) {
		const kept = line.slice(indent).replace(/\r$/, "");
		for (let index = 0; index < kept.length; index++) at.push(offset + indent + index);
		at.push(offset + line.length);
		text += `${kept}\n`;
		offset += line.length + 1;
	}
	if (!text.startsWith(value)) return undefined;
	return { path, text: value, at: [...at.slice(0, value.length), at[value.length] ?? start + raw.length] };
}
