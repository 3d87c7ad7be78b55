import { commands, type Disposable, EventEmitter, type TextDocumentContentProvider, Uri, workspace } from "vscode";
import type { ErrorExplanation } from "../core/errorGuide/index.ts";
import { toMarkdown } from "../core/errorGuide/markdown.ts";
import { DisposableStore } from "./disposables.ts";

const scheme = "remotion-lambda-error";

/** The page that shows the last explained error: read-only, in memory only, drawn by VS Code's own Markdown preview. */
export class ErrorPage implements TextDocumentContentProvider, Disposable {
	readonly #owned = new DisposableStore();
	readonly #changed = this.#owned.add(new EventEmitter<Uri>());
	readonly onDidChange = this.#changed.event;
	readonly #uri = Uri.from({ scheme, path: "/Error explained.md" });
	#text = "";

	constructor() {
		this.#owned.add(workspace.registerTextDocumentContentProvider(scheme, this));
	}

	provideTextDocumentContent(): string {
		return this.#text;
	}

	async show(explained: ErrorExplanation): Promise<void> {
		this.#text = toMarkdown(explained);
		this.#changed.fire(this.#uri);
		await commands.executeCommand("markdown.showPreview", this.#uri);
	}

	dispose(): void {
		this.#owned.dispose();
	}
}
