import { type QuickPickItem, QuickPickItemKind, window } from "vscode";
import type { Runtime } from "../../../core/index.ts";
import { runtimes } from "../../../core/runtimes/index.ts";
import { isPlatform } from "../../../core/runtimes/platform.ts";
import { calledOn, type Focus } from "../../model/focus.ts";
import type { Model } from "../../model/model.ts";
import type { ProjectNode } from "../../views/activeCredentialsTree.ts";

type Item = QuickPickItem & { readonly runtime: Runtime };

/** Asks who starts Remotion in a project, or where it would be deployed to; takes a given one unasked. Keeps the answer for it. */
export async function selectRuntime(
	model: Model,
	focus: Focus,
	node?: Pick<ProjectNode, "state">,
	runtime?: unknown,
): Promise<void> {
	const state = await calledOn(focus, node);
	const all = Object.keys(runtimes) as Runtime[];
	const named = all.find((one) => one === runtime);
	if (named) {
		model.setRuntime(state.project.folder, named);
		return;
	}
	const item = (runtime: Runtime): Item => ({
		runtime,
		label: runtimes[runtime].label,
		detail: runtimes[runtime].layersInShort,
		description: [
			...(runtime === state.runtime ? ["current"] : []),
			...(state.project.deploysTo.some((one) => one === runtime) ? ["found in the project's files"] : []),
		].join(" · "),
	});
	const heading: QuickPickItem = { label: "If you deployed this now", kind: QuickPickItemKind.Separator };
	const items: (Item | (QuickPickItem & { runtime?: undefined }))[] = [
		...all.filter((runtime) => !isPlatform(runtime)).map(item),
		heading,
		...all.filter(isPlatform).map(item),
	];
	const chosen = await window.showQuickPick(items, {
		title: `Who starts Remotion in ${state.project.name}?`,
		placeHolder: "It decides which .env files reach Remotion",
		matchOnDetail: true,
	});
	if (chosen?.runtime) model.setRuntime(state.project.folder, chosen.runtime);
}
