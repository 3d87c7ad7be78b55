import { type QuickPickItem, QuickPickItemKind } from "vscode";
import { projectAnswer } from "../../../core/precedence/answer.ts";
import { platforms, programs } from "../../../core/runtimes/index.ts";
import type { RuntimeRow } from "../../../core/runtimes/runtime.ts";
import { pickOne } from "../../common/prompts.ts";
import { automatic, type Choice, readChoice } from "../../model/choices.ts";
import type { Focus } from "../../model/focus.ts";
import type { Model } from "../../model/model.ts";
import type { ProjectState } from "../../model/snapshot.ts";
import type { Row } from "../../typedCommands/arguments.ts";
import { calledOn } from "../calledOn.ts";

/** `choice` undefined: the project's main launch, whichever that is. */
type Item = QuickPickItem & { readonly choice: Choice | undefined };
type Heading = QuickPickItem & { readonly kind: QuickPickItemKind.Separator; readonly choice?: undefined };

/**
 * Asks which launch of a project to show, what starts Remotion in it, or where it would be deployed to. Keeps the answer for the project.
 * @param row the row of a launch or place chooses that one unasked
 * @param named chooses unasked: a runtime's id, `launch:` and a launch's id, or `automatic`
 */
export async function selectRuntime(model: Model, focus: Focus, row?: Row, named?: string): Promise<void> {
	const state = await calledOn(focus, row);
	const { folder } = state.project;
	if (row?.launchId !== undefined) return model.setChoice(folder, { launchId: row.launchId });
	const wanted = readChoice(named ?? row?.runtime);
	if (wanted || named === automatic) return model.setChoice(folder, wanted);
	const chosen = await pickOne([...launchItems(model, state), ...runtimeItems(state)], {
		title: `Select launch for ${state.project.name}`,
		placeHolder: "It decides which variables and .env files reach Remotion",
		matchOnDetail: true,
		matchOnDescription: true,
	});
	if (!chosen || chosen.kind === QuickPickItemKind.Separator) return;
	const { choice } = chosen;
	const hidden = state.hidden.map(({ id }) => id);
	if (choice && "launchId" in choice && hidden.includes(choice.launchId))
		model.hideLaunches(
			folder,
			hidden.filter((id) => id !== choice.launchId),
		);
	model.setChoice(folder, choice);
}

/** "Automatic", then each launch with its answer. */
function launchItems(model: Model, state: ProjectState): Item[] {
	const { launch: shown, launches, agreement, project } = state;
	const isAutomatic = model.choice(project.folder) === undefined;
	const first: Item = {
		label: "Automatic",
		description: isAutomatic ? "current" : "",
		detail: "The launch that most likely calls Remotion Lambda.",
		choice: undefined,
	};
	const all = launches.map(({ launch, explanation }): Item => {
		const facts = [
			projectAnswer(explanation),
			...(launch.id === shown?.id ? [isAutomatic ? "shown" : "current"] : []),
			...(agreement?.differing.has(launch.id) ? ["differs"] : []),
		];
		return { label: launch.label, description: facts.join(" · "), choice: { launchId: launch.id } };
	});
	const hidden = state.hidden.map(
		({ id, label }): Item => ({ label, description: "hidden", choice: { launchId: id } }),
	);
	return [first, ...all, ...hidden];
}

/** What starts Remotion, without what a script puts in front of it; then the platforms. */
function runtimeItems(state: ProjectState): (Item | Heading)[] {
	const isCurrent = (id: string) => state.launch === undefined && id === state.runtime;
	const item = ({ id, label, layersInShort }: RuntimeRow): Item => ({
		choice: { runtime: id },
		label,
		detail: layersInShort,
		description: [
			...(isCurrent(id) ? ["current"] : []),
			...(state.deploysTo.some((one) => one === id) ? ["found in the project's files"] : []),
		].join(" · "),
	});
	return [
		heading("Started in another way"),
		...programs.map(item),
		heading("If deployed to a hosting platform"),
		...platforms.map(item),
	];
}

function heading(label: string): Heading {
	return { label, kind: QuickPickItemKind.Separator };
}
