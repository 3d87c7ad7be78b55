import { redact } from "../../text/redact.ts";
import type { Inherited, Program } from "../call.ts";
import { packageAround } from "../commands/likelyCalls.ts";
import type { Jsonc, JsonPath } from "../jsonc.ts";
import type { Outside } from "../outside.ts";
import { record, string } from "../packageJson.ts";
import { originOf, type Placed, spaced } from "../placed.ts";
import type { ShellName } from "../shells/grammar.ts";
import { terminalLayers } from "../terminal.ts";
import { blockLayer, listsOf } from "../vscode/files.ts";
import { type TaskDefinition, tasksOf } from "../vscode/taskDefinition.ts";
import { settledText, shellTextOf, wordOf } from "../vscode/variables.ts";
import { programsBy, programsIn, programsOf } from "../walk.ts";
import { different, foundProgram, idOf } from "./scripts.ts";
import type { Found, Source } from "./source.ts";

/**
 * VS Code's tasks: of type shell, process (where no type is said) and npm. They run in a terminal, with `options.env` over the terminal's
 * settings and its profile, and below what extensions set; a `null` there becomes the text "null", and `${env:NAME}` is what VS Code was
 * started with. Source: VS Code 1.139.1, run; how words are quoted: `terminalTaskSystem.ts` of microsoft/vscode, read.
 */
export const tasks: Source = {
	find: (outside) =>
		listsOf(outside, "tasks").flatMap((list) =>
			tasksOf(list, outside).flatMap((task) => launchesOf(task, list.file, outside)),
		),
};

function launchesOf(task: TaskDefinition, file: Jsonc, outside: Outside): Found[] {
	const folder = settledText(task.cwd ?? outside.root, outside);
	if (folder === undefined) return [];
	const before = task.env.map((variable) => blockLayer(file, variable, outside));
	const layers = terminalLayers(outside, { before });
	const inherited: Inherited = { cwd: outside.paths.resolve(outside.root, folder), layers, place: "here" };
	const started = startedBy(task, file, inherited, outside);
	const programs = different(started.filter((program) => outside.isInside(program.inherited.cwd)));
	return programs.map((program) =>
		foundProgram(program, {
			id: idOf("task", task.label, program, programs),
			label: redact(`Task: ${task.label}`),
			kind: "task",
			origin: originOf(file.placed([...task.at, nameOf(task)])),
		}),
	);
}

/** The property that a task is called by. */
function nameOf({ object }: TaskDefinition): string {
	return ["label", "taskName"].find((name) => object[name] !== undefined) ?? "script";
}

function startedBy(task: TaskDefinition, file: Jsonc, inherited: Inherited, outside: Outside): Program[] {
	if (task.type === "npm") return npmScript(task, inherited, outside);
	if (!task.command) return [];
	const command = quotable(task.command.object.command, [...task.command.at, "command"], file);
	const args = task.args.flatMap(({ object, at }) =>
		(Array.isArray(object.args) ? object.args : []).flatMap(
			(arg, index) => quotable(arg, [...at, "args", index], file) ?? [],
		),
	);
	if (!command) return [];
	const owner = packageAround(outside, inherited.cwd);
	if (task.type === "process") {
		const words = [command, ...args].map(({ placed }) => wordOf(placed, outside));
		return programsBy(words, inherited, outside, owner);
	}
	const line = args.length === 0 ? command.placed : spaced([command, ...args].map(quoted));
	return programsIn(shellTextOf(line, outside), inherited, outside, owner, shellNamed(task.shell, outside));
}

function npmScript({ object }: TaskDefinition, inherited: Inherited, outside: Outside): Program[] {
	const folder = outside.paths.resolve(outside.root, settledText(string(object.path) ?? ".", outside) ?? ".");
	const owner = outside.packageIn(folder);
	const script = string(object.script);
	return owner && script !== undefined ? programsOf(owner, script, { ...inherited, cwd: folder }, outside) : [];
}

/** A word of a command, and how it is quoted; absent: where it must be. */
interface Quotable {
	readonly placed: Placed;
	readonly quoting?: string;
}

function quotable(value: unknown, at: JsonPath, file: Jsonc): Quotable | undefined {
	if (typeof value === "string") return { placed: file.placed(at) };
	const { value: text, quoting } = record(value);
	if (typeof text !== "string") return undefined;
	return { placed: file.placed([...at, "value"]), quoting: string(quoting) ?? "strong" };
}

/** Words with a blank in them and no quotes around it are put between single quotes. */
function quoted({ placed, quoting }: Quotable): Placed {
	const { text } = placed;
	const isQuoted = text.length > 1 && /^["']/.test(text) && text.at(-1) === text[0];
	const mark = quoting === "weak" ? '"' : quoting === "strong" || (text.includes(" ") && !isQuoted) ? "'" : "";
	if (mark === "" || quoting === "escape") return placed;
	const [start = 0, end = start] = [placed.at[0], placed.at.at(-1)];
	return { path: placed.path, text: mark + text + mark, at: [start, ...placed.at, end] };
}

/** A task's shell: the one that it names, else the person's. */
function shellNamed(executable: string | undefined, outside: Outside): ShellName {
	const name = executable?.replace(/^.*[\\/]/, "").replace(/\.exe$/i, "");
	if (name === "cmd") return "cmd";
	if (name !== undefined) return name === "sh" || name === "dash" ? "sh" : "bash";
	return outside.input.platform === "win32" ? "cmd" : "bash";
}
