import { randomBytes } from "node:crypto";
import { type Disposable, type Event, Uri, ViewColumn, type Webview, type WebviewPanel, window } from "vscode";
import { commands } from "../../contributions.ts";
import type { Origin } from "../../core/index.ts";
import { plainLabel } from "../../core/text/plainText.ts";
import { DisposableStore } from "../common/disposables.ts";
import type { Log } from "../common/log.ts";
import { later } from "../common/turns.ts";
import { runCommand } from "../typedCommands/commands.ts";

/**
 * Pages that VS Code shows in a tab as HTML. A page has no right to load or to send anything: its styles and scripts are files of
 * `media/webviews`, and its messages name a place by a number, or ask for a copy.
 */

/** What a click does where it opens no line of a file. */
export interface Action {
	run(): unknown;
}

/** What a picture shows at a time. */
export interface PictureContent {
	/** The inside of `<main>`. `data-place="N"` opens the place with that number, or runs its action, `data-copy` copies; `data-key` keeps the focus, `data-scroll` where it was scrolled to. */
	readonly html: string;
	/** What the numbers stand for. */
	readonly places: readonly (Origin | Action)[];
}

/** A picture that follows the model. */
export interface Picture {
	/** What VS Code calls panels of this kind. */
	readonly viewType: string;
	readonly title: string;
	/** Names of files in `media/webviews`, beside `panel.css` and `panel.js`. */
	readonly styles: readonly string[];
	readonly scripts: readonly string[];
	/** What there is to show now; undefined: nothing any more, and the panel closes. */
	content(): PictureContent | undefined;
	/** Puts it into the clipboard; absent: nothing in the page asks for that. */
	copy?(): Thenable<unknown>;
}

/** What the panels need of the others. */
interface Parts {
	/** Absolute; the extension's `media/webviews`. */
	readonly folder: string;
	readonly log: Pick<Log, "report">;
	/** Tells that a picture may look different. */
	readonly onDidChange: Event<unknown>;
	/** Waits until all is known that pictures show. */
	settled(): Promise<unknown>;
}

/** After a change pictures wait so long, so that what a change brings comes at once. */
const pauseMs = 250;

/** Every open panel. A picture of the same key is shown in the panel that it has. */
export class Panels implements Disposable {
	readonly #owned = new DisposableStore();
	readonly #parts: Parts;
	readonly #folder: Uri;
	readonly #open = new Map<string, Panel>();
	/** Calls the next update off; set while one is awaited, as what changes until then is part of it. */
	#callOff: (() => void) | undefined;

	constructor(parts: Parts) {
		this.#parts = parts;
		this.#folder = Uri.file(parts.folder);
		this.#owned.add(parts.onDidChange(() => this.#soon()));
	}

	/** Shows a picture, in the panel of this key where it is open already. */
	show(key: string, picture: Picture): void {
		const known = this.#open.get(key);
		if (known) {
			known.reveal();
			return;
		}
		const panel = new Panel(picture, this.#folder, this.#parts.log);
		this.#open.set(key, panel);
		panel.onDidDispose(() => this.#open.delete(key));
	}

	#soon(): void {
		if (this.#open.size > 0) this.#callOff ??= later(pauseMs, () => this.#update());
	}

	async #update(): Promise<void> {
		try {
			await this.#parts.settled();
			this.#callOff = undefined;
			for (const panel of [...this.#open.values()]) panel.update();
		} catch (error) {
			this.#callOff = undefined;
			this.#parts.log.report("update the picture", error);
		}
	}

	dispose(): void {
		this.#callOff?.();
		this.#owned.dispose();
		for (const panel of [...this.#open.values()]) panel.dispose();
	}
}

/** What a page may ask for. `revision`: of the content that it shows. */
type PageMessage = { kind: "ready" | "copy" } | { kind: "open"; place: number };

/** One tab. Its page is gone while the tab is hidden, and asks for what is new when it is there again. */
class Panel implements Disposable {
	readonly #picture: Picture;
	readonly #log: Pick<Log, "report">;
	readonly #panel: WebviewPanel;
	#content: PictureContent;
	/** Counts what was shown, so that a click on what was there before opens nothing else. */
	#revision = 0;

	constructor(picture: Picture, folder: Uri, log: Pick<Log, "report">) {
		this.#picture = picture;
		this.#log = log;
		this.#content = picture.content() ?? { html: "", places: [] };
		this.#panel = window.createWebviewPanel(picture.viewType, plainLabel(picture.title), ViewColumn.Active, {
			enableScripts: true,
			localResourceRoots: [folder],
		});
		const { webview } = this.#panel;
		webview.onDidReceiveMessage((message) => this.#receive(message));
		webview.html = pageOf(webview, folder, picture, this.#content.html);
	}

	readonly onDidDispose = (listener: () => unknown): Disposable => this.#panel.onDidDispose(listener);

	reveal(): void {
		this.#panel.reveal();
	}

	/** Shows what is new, if anything is. */
	update(): void {
		if (this.#panel.visible && this.#renew()) this.#post();
	}

	/** Returns whether there is something new. */
	#renew(): boolean {
		const content = this.#picture.content();
		if (!content) this.dispose();
		if (!content || content.html === this.#content.html) {
			// The same picture may stand for places that have moved.
			if (content) this.#content = content;
			return false;
		}
		this.#content = content;
		this.#revision++;
		return true;
	}

	#post(): void {
		void this.#panel.webview.postMessage({ html: this.#content.html, revision: this.#revision });
	}

	#receive(given: unknown): void {
		const message = readMessage(given, this.#revision);
		if (message?.kind === "copy") this.#copy();
		else if (message?.kind === "open") {
			const place = this.#content.places[message.place];
			if (place) this.#go(place);
		} else if (message?.kind === "ready") {
			this.#renew();
			// The page was made with the first content.
			if (this.#revision > 0) this.#post();
		}
	}

	#go(place: Origin | Action): void {
		if ("layer" in place) void runCommand(commands.openOrigin, place);
		else place.run();
	}

	#copy(): void {
		Promise.resolve(this.#picture.copy?.()).catch((error) => this.#log.report("copy the picture", error));
	}

	dispose(): void {
		this.#panel.dispose();
	}
}

/** Undefined for what no page of ours would send, and for a click on what is shown no longer. */
function readMessage(given: unknown, now: number): PageMessage | undefined {
	if (typeof given !== "object" || given === null) return undefined;
	const { kind, place, revision } = given as Readonly<Record<string, unknown>>;
	if (kind === "ready" || kind === "copy") return { kind };
	const isPlace = kind === "open" && revision === now && Number.isInteger(place);
	return isPlace ? { kind, place: place as number } : undefined;
}

/** A whole page, which may load the files that it names and nothing else. */
function pageOf(webview: Webview, folder: Uri, { styles, scripts }: Picture, html: string): string {
	const nonce = randomBytes(16).toString("hex");
	const address = (name: string) => webview.asWebviewUri(Uri.joinPath(folder, name)).toString();
	const policy = `default-src 'none'; style-src ${webview.cspSource}; script-src 'nonce-${nonce}'`;
	const lines = [
		"<!DOCTYPE html>",
		'<html lang="en"><head><meta charset="UTF-8">',
		`<meta http-equiv="Content-Security-Policy" content="${policy}">`,
		'<meta name="viewport" content="width=device-width, initial-scale=1">',
		...["panel.css", ...styles].map((name) => `<link rel="stylesheet" href="${address(name)}">`),
		`</head><body><main>${html}</main>`,
		...["panel.js", ...scripts].map((name) => `<script nonce="${nonce}" src="${address(name)}"></script>`),
		"</body></html>",
	];
	return lines.join("\n");
}
