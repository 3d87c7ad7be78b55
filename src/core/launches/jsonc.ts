import { findNodeAtLocation, getNodeValue, type Node, parseTree } from "jsonc-parser";
import type { Outside } from "./outside.ts";
import { record } from "./packageJson.ts";
import { type Placed, placedAt, placedJson } from "./placed.ts";

/** The way to a value in a JSON text. */
export type JsonPath = readonly (string | number)[];

/** A JSON text with comments and trailing commas, such as VS Code's files. */
export interface Jsonc {
	readonly path: string;
	readonly json: Readonly<Record<string, unknown>>;
	/** The text of a string value; of another value, or of none, its place alone. */
	placed(path: JsonPath): Placed;
	/** The name of a property. */
	name(path: JsonPath): Placed;
}

/** Reads a file; undefined where there is none, or it is no object. What is broken in it is left out. */
export function readJsonc(outside: Outside, path: string): Jsonc | undefined {
	const text = outside.text(path);
	if (text === undefined) return undefined;
	const start = text.startsWith("\uFEFF") ? 1 : 0;
	const tree = parseTree(text.slice(start), [], { allowTrailingComma: true });
	if (tree?.type !== "object") return undefined;
	const placed = (node: Node | undefined): Placed => {
		if (!node) return placedAt(path, "");
		const at = node.offset + start;
		if (node.type === "string") return placedJson(path, text.slice(at, at + node.length), at);
		return { path, text: "", at: [at, at + node.length] };
	};
	const find = (keys: JsonPath) => findNodeAtLocation(tree, [...keys]);
	return {
		path,
		json: record(getNodeValue(tree)),
		placed: (keys) => placed(find(keys)),
		name: (keys) => placed(find(keys)?.parent?.children?.[0]),
	};
}
