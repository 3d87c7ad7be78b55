import type { JsonPath } from "../jsonc.ts";
import type { Outside } from "../outside.ts";
import { record, string } from "../packageJson.ts";
import { osOf } from "../terminal.ts";
import { type BlockVariable, blockVariables, type Listed, osBlock } from "./files.ts";

/** A part of a task's definition, with the way to it. */
export interface Part {
	readonly object: Readonly<Record<string, unknown>>;
	readonly at: JsonPath;
}

/** A task as VS Code puts it together. */
export interface TaskDefinition {
	readonly label: string;
	readonly type: "shell" | "process" | "npm";
	/** The task itself. */
	readonly at: JsonPath;
	/** The part that has the command; absent: none has. */
	readonly command: Part | undefined;
	/** The parts that have arguments, in order. */
	readonly args: readonly Part[];
	readonly cwd: string | undefined;
	readonly env: readonly BlockVariable[];
	readonly shell: string | undefined;
	readonly object: Readonly<Record<string, unknown>>;
}

/**
 * The tasks of a list. The block for the operating system beats the task, `env` name by name; what neither says is taken from the file's
 * top, `env` as a whole. Source: `CommandConfiguration` and `CommandOptions` of `taskConfiguration.ts`, microsoft/vscode, read.
 */
export function tasksOf({ object: top, at }: Listed, outside: Outside): TaskDefinition[] {
	const all = Array.isArray(top.tasks) ? top.tasks : [];
	return all.flatMap((task, index) => definition(record(task), [...at, "tasks", index], { object: top, at }, outside));
}

function definition(object: Record<string, unknown>, at: JsonPath, top: Part, outside: Outside): TaskDefinition[] {
	const type = string(object.type) ?? "process";
	if (type !== "shell" && type !== "process" && type !== "npm") return [];
	const label = string(object.label) ?? string(object.taskName) ?? (type === "npm" ? npmLabel(object) : undefined);
	if (label === undefined) return [];
	const withBlock = (part: Part): Part[] => [
		{ object: osBlock(part.object, outside), at: [...part.at, osOf(outside)] },
		part,
	];
	const isCustom = type !== "npm";
	const own = isCustom ? withBlock({ object, at }) : [{ object, at }];
	const parts = isCustom ? [...own, ...withBlock(top)] : own;
	const command = parts.find((part) => part.object.command !== undefined);
	// The arguments of the top come before the task's, where the command is the top's.
	const arguments_ = own.find((part) => part.object.args !== undefined);
	const ofTop = command && !own.includes(command) ? [command] : [];
	const options = parts.map((part): Part => ({ object: record(part.object.options), at: [...part.at, "options"] }));
	const first = (name: string) => string(options.find((part) => part.object[name] !== undefined)?.object[name]);
	const shell = string(record(options.find((part) => part.object.shell !== undefined)?.object.shell).executable);
	const kind = isCustom ? string(own.find((part) => part.object.type !== undefined)?.object.type) : "npm";
	return [
		{
			label,
			type: kind === "shell" || kind === "npm" ? kind : "process",
			at,
			command,
			args: [...ofTop, ...(arguments_ ? [arguments_] : [])],
			cwd: first("cwd"),
			env: envOf(options, own.length),
			shell,
			object,
		},
	];
}

/** The `env` of a task's own parts, else that of the top's. */
function envOf(options: readonly Part[], own: number): BlockVariable[] {
	for (const parts of [options.slice(0, own), options.slice(own)]) {
		const merged = new Map<string, BlockVariable>();
		for (const { object, at } of [...parts].reverse())
			for (const variable of blockVariables(object.env, [...at, "env"])) merged.set(variable.name, variable);
		if (merged.size > 0) return [...merged.values()];
	}
	return [];
}

function npmLabel({ script, path }: Readonly<Record<string, unknown>>): string | undefined {
	if (typeof script !== "string") return undefined;
	return `npm: ${script}${typeof path === "string" && path !== "" ? ` - ${path.replace(/[\\/]$/, "")}` : ""}`;
}
