import type { Disposable } from "vscode";
import { commands } from "../../contributions.ts";
import { agreement } from "../../core/launches/agreement.ts";
import { DisposableStore } from "../common/disposables.ts";
import { notify } from "../common/notify.ts";
import { later } from "../common/turns.ts";
import type { Model } from "../model/model.ts";
import type { ProjectState } from "../model/snapshot.ts";
import { runCommand } from "../typedCommands/commands.ts";

/** Files that are being written name other launches for a moment; what is left after so long is told. */
const settleMs = 2000;

/** Says once that another launch is shown than before, if nobody chose it and it uses something else; and that a chosen launch is gone. */
export function registerLaunchNotices(model: Model): Disposable {
	const owned = new DisposableStore();
	const shown = new Map<string, Shown>();
	let callOff: (() => void) | undefined;
	const look = () => {
		callOff = undefined;
		for (const state of model.snapshot.projects) {
			const { folder } = state.project;
			const before = shown.get(folder);
			const now = { state, choice: chosenId(model, state), gone: goneId(model, state) };
			shown.set(folder, now);
			const text = noticeOf(before, now);
			if (text !== undefined) void tell(text, state);
		}
	};
	owned.add(
		model.onDidChange(({ ready }) => {
			if (!ready) return;
			callOff?.();
			callOff = later(settleMs, look);
		}),
	);
	owned.add({ dispose: () => callOff?.() });
	return owned;
}

interface Shown {
	readonly state: ProjectState;
	readonly choice: string | undefined;
	/** A chosen launch that the project does not have. */
	readonly gone: string | undefined;
}

function chosenId(model: Model, { project }: ProjectState): string | undefined {
	const choice = model.choice(project.folder);
	return choice && ("runtime" in choice ? choice.runtime : choice.launchId);
}

function goneId(model: Model, { project, launch }: ProjectState): string | undefined {
	const choice = model.choice(project.folder);
	return choice && "launchId" in choice && choice.launchId !== launch?.id ? choice.launchId : undefined;
}

function noticeOf(before: Shown | undefined, { state, choice, gone }: Shown): string | undefined {
	const { project, launch, explanation } = state;
	if (!launch || project.isQuiet) return undefined;
	if (gone !== undefined) {
		if (before?.gone === gone) return undefined;
		const name = before?.state.launch?.id === gone ? before.state.launch.label : gone.replace(/^\w+:/, "");
		return `${project.name}: the selected launch ${name} no longer exists. Showing ${launch.label}.`;
	}
	const last = before?.state.launch;
	if (!before || !last || last.id === launch.id || before.choice !== choice) return undefined;
	const isOther = agreement([{ launch, explanation }], { launch: last, explanation: before.state.explanation });
	return (
		isOther && `${project.name}: showing ${launch.label} now, which uses other credentials than ${last.label} did.`
	);
}

async function tell(text: string, state: ProjectState): Promise<void> {
	if ((await notify.info(text, "Select launch")) !== undefined) await runCommand(commands.selectRuntime, { state });
}
