import {
	commands,
	type Disposable,
	EventEmitter,
	type TextDocumentContentProvider,
	Uri,
	window,
	workspace,
} from "vscode";
import { DisposableStore } from "./disposables.ts";

const scheme = "remotion-lambda";

/** Read-only pages that are made here and lie in memory only: an explained error, permissions, a policy. A page of the same name is replaced. */
export class Pages implements TextDocumentContentProvider, Disposable {
	readonly #owned = new DisposableStore();
	readonly #changed = this.#owned.add(new EventEmitter<Uri>());
	readonly onDidChange = this.#changed.event;
	readonly #texts = new Map<string, string>();

	constructor() {
		this.#owned.add(workspace.registerTextDocumentContentProvider(scheme, this));
	}

	provideTextDocumentContent({ path }: Uri): string {
		return this.#texts.get(path) ?? "";
	}

	/** Shows Markdown as VS Code's own preview draws it. */
	async showMarkdown(name: string, text: string): Promise<void> {
		await commands.executeCommand("markdown.showPreview", this.#put(`${name}.md`, text));
	}

	/** Opens a text in an editor; the name's extension decides its language. */
	async open(name: string, text: string): Promise<void> {
		await window.showTextDocument(this.#put(name, text), { preview: false });
	}

	#put(name: string, text: string): Uri {
		const uri = Uri.from({ scheme, path: `/${name}` });
		this.#texts.set(uri.path, text);
		this.#changed.fire(uri);
		return uri;
	}

	dispose(): void {
		this.#owned.dispose();
	}
}
