import {
	ProcessExecution,
	type QuickPickItem,
	ShellExecution,
	Task,
	type TaskExecution,
	TaskScope,
	tasks,
} from "vscode";
import { environmentForProfile } from "../../../core/environment/profileForRun.ts";
import { profileVariable } from "../../../core/vocabulary/variables.ts";
import { DisposableStore } from "../../common/disposables.ts";
import { pickOne } from "../../common/prompts.ts";
import { Refusal } from "../../common/refusal.ts";
import { later } from "../../common/turns.ts";
import type { Row } from "../../typedCommands/arguments.ts";
import { calledOn, profileOf } from "../calledOn.ts";
import { pickProfile } from "../profiles/pickProfile.ts";
import type { RunParts } from "./debugWithProfile.ts";
import { ignoresCase, say } from "./profileInDebugger.ts";

/** A task that can be run with an environment of its own. */
type Runnable = Task & { execution: ShellExecution | ProcessExecution };

/** A task that has no process after this time, in milliseconds, waits for something else. */
const longestStart = 10_000;

/**
 * Runs a copy of a task with a profile, that of the row it is called on or one that is picked. VS Code has no way to change a task of others
 * before it runs; a copy runs without the tasks that the original depends on. `tasks.json` isn't changed.
 * @returns the running task; undefined: the person left
 */
export async function runTaskWithProfile(
	{ focus, terminals, log }: RunParts,
	row?: Row,
): Promise<TaskExecution | undefined> {
	const state = await calledOn(focus, row);
	const list = (await tasks.fetchTasks()).filter(isRunnable);
	// Nobody is asked for a profile in vain.
	if (list.length === 0) throw new Refusal("This workspace has no shell, process, or npm task.");
	const profile = profileOf(row) ?? (await pickProfile(focus, state, "The task uses it"));
	if (!profile) return undefined;
	const task = await pickTask(list, profile.name);
	if (!task) return undefined;
	say(log, `Running task "${task.name}" with profile ${profile.name}`);
	// What new terminals get beats a task's own environment.
	return terminals.lend({ [profileVariable]: profile.name }, () => started(copyWithProfile(task, profile.name)));
}

function isRunnable(task: Task): task is Runnable {
	return task.execution instanceof ShellExecution || task.execution instanceof ProcessExecution;
}

async function pickTask(list: readonly Runnable[], profile: string): Promise<Runnable | undefined> {
	const items = list.map((task): QuickPickItem & { task: Runnable } => ({
		label: task.name,
		description: task.source,
		task,
	}));
	return (await pickOne(items, { title: "Select task", placeHolder: `Runs with profile ${profile}` }))?.task;
}

/** The same task with the profile in its environment. */
function copyWithProfile(task: Runnable, profile: string): Task {
	const { definition, scope = TaskScope.Workspace, name, source, problemMatchers } = task;
	const copy = new Task(
		definition,
		scope,
		name,
		source,
		executionWithProfile(task.execution, profile),
		problemMatchers,
	);
	copy.isBackground = task.isBackground;
	copy.presentationOptions = task.presentationOptions;
	copy.runOptions = task.runOptions;
	if (task.detail !== undefined) copy.detail = task.detail;
	return copy;
}

function executionWithProfile(
	execution: ShellExecution | ProcessExecution,
	profile: string,
): ShellExecution | ProcessExecution {
	const own = environmentForProfile(execution.options?.env, profile, ignoresCase);
	const texts = Object.entries(own).flatMap(([key, value]) =>
		typeof value === "string" ? [[key, value] as const] : [],
	);
	const options = { ...execution.options, env: Object.fromEntries(texts) };
	if (execution instanceof ProcessExecution) return new ProcessExecution(execution.process, execution.args, options);
	const { commandLine, command, args } = execution;
	if (command !== undefined && command !== "" && commandLine === undefined)
		return new ShellExecution(command, args ?? [], options);
	return new ShellExecution(commandLine ?? "", options);
}

/** Starts a task, and waits until it has its process, has ended, or takes too long. */
async function started(task: Task): Promise<TaskExecution> {
	const waiting = new DisposableStore();
	try {
		const seen = new Set<TaskExecution>();
		let execution: TaskExecution | undefined;
		let done = () => {};
		const isUp = new Promise<void>((resolve) => {
			done = resolve;
		});
		const note = (event: { readonly execution: TaskExecution }) => {
			seen.add(event.execution);
			if (event.execution === execution) done();
		};
		waiting.add(tasks.onDidStartTaskProcess(note));
		waiting.add(tasks.onDidEndTask(note));
		waiting.add({ dispose: later(longestStart, () => done()) });
		execution = await tasks.executeTask(task);
		if (!seen.has(execution)) await isUp;
		return execution;
	} finally {
		waiting.dispose();
	}
}
