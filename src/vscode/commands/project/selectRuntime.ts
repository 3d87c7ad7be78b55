import { type QuickPickItem, QuickPickItemKind } from "vscode";
import type { Runtime } from "../../../core/index.ts";
import { platforms, programs } from "../../../core/runtimes/index.ts";
import type { RuntimeRow } from "../../../core/runtimes/runtime.ts";
import { pickOne } from "../../common/prompts.ts";
import type { Focus } from "../../model/focus.ts";
import type { Model } from "../../model/model.ts";
import type { Row } from "../../typedCommands/arguments.ts";
import { calledOn } from "../calledOn.ts";

type Item = QuickPickItem & { readonly runtime: Runtime };

/** Asks who starts Remotion in a project, or where it would be deployed to; takes a given one, or the row's, unasked. Keeps the answer for it. */
export async function selectRuntime(model: Model, focus: Focus, row?: Row, runtime?: string): Promise<void> {
	const state = await calledOn(focus, row);
	const named = [...programs, ...platforms].find(({ id }) => id === (runtime ?? row?.runtime));
	if (named) {
		model.setRuntime(state.project.folder, named.id);
		return;
	}
	const item = ({ id, label, layersInShort }: RuntimeRow): Item => ({
		runtime: id,
		label,
		detail: layersInShort,
		description: [
			...(id === state.runtime ? ["current"] : []),
			...(state.project.deploysTo.some((one) => one === id) ? ["found in the project's files"] : []),
		].join(" · "),
	});
	const heading: QuickPickItem = { label: "If deployed to a hosting platform", kind: QuickPickItemKind.Separator };
	const items: (Item | (QuickPickItem & { runtime?: undefined }))[] = [
		...programs.map(item),
		heading,
		...platforms.map(item),
	];
	const chosen = await pickOne(items, {
		title: `Select runtime for ${state.project.name}`,
		placeHolder: "It decides which .env files reach Remotion",
		matchOnDetail: true,
	});
	if (chosen?.runtime) model.setRuntime(state.project.folder, chosen.runtime);
}
