import { findNodeAtLocation, type Node, parseTree } from "jsonc-parser";
import type { Outside } from "./outside.ts";
import { type Placed, placedJson } from "./placed.ts";

/** The tasks of a `deno.json` and where it lies. */
export interface DenoTasks {
	readonly folder: string;
	readonly commands: ReadonlyMap<string, Placed>;
}

/**
 * Returns the tasks of the `deno.json` or `deno.jsonc` in a folder, or of the nearest one above. A task is a text, or an object with its
 * `command`.
 */
export function denoTasksAround(outside: Outside, folder: string): DenoTasks | undefined {
	for (const at of outside.upwards(folder))
		for (const name of ["deno.json", "deno.jsonc"]) {
			const path = outside.paths.join(at, name);
			const text = outside.text(path);
			if (text !== undefined) return { folder: at, commands: readTasks(path, text) };
		}
	return undefined;
}

function readTasks(path: string, text: string): Map<string, Placed> {
	const start = text.startsWith("\uFEFF") ? 1 : 0;
	const tree = treeOf(text.slice(start));
	const commands = new Map<string, Placed>();
	const tasks = tree && findNodeAtLocation(tree, ["tasks"]);
	for (const property of tasks?.children ?? []) {
		const [key, value] = property.children ?? [];
		const command = value && commandIn(value);
		if (!key || !command) continue;
		const at = command.offset + start;
		commands.set(String(key.value), placedJson(path, text.slice(at, at + command.length), at));
	}
	return commands;
}

function treeOf(text: string): Node | undefined {
	try {
		return parseTree(text, [], { allowTrailingComma: true });
	} catch {
		// Brackets thousands deep are more than its stack holds.
		return undefined;
	}
}

function commandIn(task: Node): Node | undefined {
	const found = task.type === "object" ? findNodeAtLocation(task, ["command"]) : task;
	return found?.type === "string" ? found : undefined;
}
