import { findNodeAtLocation, getNodeValue, type Node, parseTree } from "jsonc-parser";
import { versionOf } from "../text/versionOf.ts";
import { type Placed, placedJson } from "./placed.ts";

/** What launches go by in a package.json. */
export interface PackageJson {
	readonly path: string;
	readonly folder: string;
	readonly name: string | undefined;
	readonly version: string | undefined;
	/** Its scripts in the order written; of a name that is there twice the last. */
	readonly scripts: ReadonlyMap<string, Placed>;
	/** Every dependency of whichever kind, with its range. */
	readonly dependencies: ReadonlyMap<string, string>;
	/** The whole of it. */
	readonly json: Readonly<Record<string, unknown>>;
	/** The node of a value, for its place. */
	node(...path: readonly string[]): Node | undefined;
	/** The text of a string value. */
	placed(...path: readonly string[]): Placed | undefined;
}

/** Reads a package.json. What is broken in it is left out, as far as the rest can be read. */
export function readPackageJson(path: string, folder: string, text: string): PackageJson {
	const start = text.startsWith("\uFEFF") ? 1 : 0;
	const tree = parseTree(text.slice(start), [], { disallowComments: true });
	const json = tree?.type === "object" ? record(getNodeValue(tree)) : {};
	const node = (...keys: readonly string[]) => tree && findNodeAtLocation(tree, [...keys]);
	const placed = (found: Node | undefined) => {
		if (found?.type !== "string") return undefined;
		const at = found.offset + start;
		return placedJson(path, text.slice(at, at + found.length), at);
	};
	const scripts = new Map<string, Placed>();
	for (const property of node("scripts")?.children ?? []) {
		const [key, value] = property.children ?? [];
		const script = placed(value);
		if (key && script) scripts.set(String(key.value), script);
	}
	const kinds = ["peerDependencies", "optionalDependencies", "devDependencies", "dependencies"];
	return {
		path,
		folder,
		name: string(json.name),
		version: versionOf(json.version),
		scripts,
		dependencies: new Map(
			kinds.flatMap((kind) =>
				Object.entries(record(json[kind])).flatMap(([name, range]): [string, string][] =>
					typeof range === "string" ? [[name, range]] : [],
				),
			),
		),
		json,
		node,
		placed: (...keys) => placed(node(...keys)),
	};
}

/** The value as an object; one of another kind as an empty one. */
export function record(value: unknown): Record<string, unknown> {
	return typeof value === "object" && value !== null && !Array.isArray(value) ? { ...value } : {};
}

/** The value where it is a text. */
export function string(value: unknown): string | undefined {
	return typeof value === "string" ? value : undefined;
}
