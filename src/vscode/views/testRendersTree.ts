import { basename } from "node:path";
import { type Disposable, EventEmitter, ThemeColor, ThemeIcon, type TreeDataProvider, TreeItem, window } from "vscode";
import { commands, views } from "../../contributions.ts";
import { compareWords, lastBefore, outcomeWords, type RenderRecord } from "../../core/awsAccount/renderRecord.ts";
import { signerWords } from "../../core/signing/credentialRef.ts";
import type { TestRenders } from "../awsRequests/testRenders.ts";
import { DisposableStore } from "../common/disposables.ts";
import { plain } from "../common/labels.ts";
import { commandTo } from "../typedCommands/commands.ts";

/** What the view's rows hand to commands. */
export interface RenderNode {
	readonly record: RenderRecord;
}

/** The view "Test renders": what was rendered from this workspace, the newest first. */
export function registerTestRenders(renders: TestRenders): Disposable {
	const owned = new DisposableStore();
	const provider = owned.add(new TestRendersTree(renders));
	owned.add(window.createTreeView(views.testRenders, { treeDataProvider: provider }));
	return owned;
}

class TestRendersTree implements TreeDataProvider<RenderNode>, Disposable {
	readonly #owned = new DisposableStore();
	readonly #renders: TestRenders;
	readonly #changed = this.#owned.add(new EventEmitter<void>());
	readonly onDidChangeTreeData = this.#changed.event;

	constructor(renders: TestRenders) {
		this.#renders = renders;
		this.#owned.add(renders.onDidChange(() => this.#changed.fire()));
	}

	getChildren(parent?: RenderNode): RenderNode[] {
		return parent ? [] : this.#renders.records.map((record) => ({ record }));
	}

	getTreeItem({ record }: RenderNode): TreeItem {
		const { outcome, composition, folder, kind, signer, region, functionName, when } = record;
		const item = new TreeItem(composition.id);
		item.id = record.id;
		const words = outcomeWords(outcome);
		const isGone = outcome.ok && outcome.isDeleted === true;
		item.description = isGone ? `${words} · no longer in S3` : words;
		const gone = isGone ? "Deleted from S3; the file here is kept." : "";
		const compared = compareWords(record, lastBefore(record, this.#renders.records));
		const signed = signer === null ? "the active credentials" : signerWords(signer);
		const at = new Date(when).toLocaleString();
		const lines = [
			`${at}, with ${signed} in ${basename(folder)}`,
			`${functionName} in ${region}`,
			record.serveUrl,
			words,
			compared,
			gone,
		];
		item.tooltip = plain(lines.filter((line) => line !== "").join("\n"));
		item.iconPath = outcome.ok
			? new ThemeIcon(kind === "still" ? "file-media" : "play-circle")
			: new ThemeIcon("error", new ThemeColor("list.errorForeground"));
		item.contextValue = outcome.ok ? (outcome.isDeleted ? "render here" : "render stored") : "render failed";
		item.accessibilityInformation = {
			label: `${kind === "still" ? "Still" : "Video"} of ${composition.id}, ${outcome.ok ? "" : "failed, "}${words}`,
		};
		item.command = commandTo(commands.openTestRender, "Open", { record });
		return item;
	}

	dispose(): void {
		this.#owned.dispose();
	}
}
