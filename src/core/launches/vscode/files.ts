import { type Jsonc, type JsonPath, readJsonc } from "../jsonc.ts";
import type { EnvironmentLayer } from "../launch.ts";
import { variableLayer } from "../layers.ts";
import type { Outside } from "../outside.ts";
import { record } from "../packageJson.ts";
import { valueFrom } from "../shells/word.ts";
import { osOf } from "../terminal.ts";
import { piecesOf } from "./variables.ts";

/** A list of tasks or debug configurations, and where it is. */
export interface Listed {
	readonly file: Jsonc;
	/** The way to the object that has the list. */
	readonly at: JsonPath;
	readonly object: Readonly<Record<string, unknown>>;
}

/** What the workspace folder's own file says, then the `.code-workspace` file's part of the same kind. */
export function listsOf(outside: Outside, name: "tasks" | "launch"): Listed[] {
	const own = readJsonc(outside, outside.paths.join(outside.root, ".vscode", `${name}.json`));
	const { workspaceFile } = outside.input;
	const shared = workspaceFile === undefined ? undefined : readJsonc(outside, workspaceFile);
	return [
		...(own ? [{ file: own, at: [], object: own.json }] : []),
		...(shared ? [{ file: shared, at: [name], object: record(shared.json[name]) }] : []),
	];
}

/** The block of an object for the operating system. */
export function osBlock(object: Readonly<Record<string, unknown>>, outside: Outside): Record<string, unknown> {
	return record(object[osOf(outside)]);
}

/** One variable of an `env` block, and the way to it. */
export interface BlockVariable {
	readonly name: string;
	readonly value: unknown;
	readonly at: JsonPath;
}

/** The variables of an `env` block. */
export function blockVariables(block: unknown, at: JsonPath): BlockVariable[] {
	return Object.entries(record(block)).map(([name, value]) => ({ name, value, at: [...at, name] }));
}

/** The layer that one of them makes; a value that is no text is written as one. */
export function blockLayer(file: Jsonc, { name, value, at }: BlockVariable, outside: Outside): EnvironmentLayer {
	const text = typeof value === "string" ? value : String(value);
	return variableLayer(file.placed(at), name, valueFrom(piecesOf(text, outside)));
}

/** The texts of a list, or of one text, in order. */
export function textsAt(file: Jsonc, value: unknown, at: JsonPath) {
	if (typeof value === "string") return [file.placed(at)];
	return Array.isArray(value)
		? value.flatMap((one, index) => (typeof one === "string" ? [file.placed([...at, index])] : []))
		: [];
}
