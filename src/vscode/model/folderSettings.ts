import { type Disposable, Uri, workspace } from "vscode";
import type { ExplainInput } from "../../core/index.ts";
import { DisposableStore } from "../common/disposables.ts";
import { accountSettings, launchSetting, onDidChangeOwnSettings, poolSettings } from "../common/settings.ts";

/** What the settings say that an explanation goes by. */
interface Read extends Pick<ExplainInput, "pool" | "accounts"> {
	/** The id of the launch to be shown. */
	readonly launch?: string;
}

/**
 * The extension's own settings, read once for each workspace folder until they change: VS Code puts them together anew for every question,
 * and each look asks for them, for each project.
 */
export class FolderSettings implements Disposable {
	readonly #owned = new DisposableStore();
	readonly #known = new Map<string, Read>();

	constructor() {
		const forget = () => this.#known.clear();
		this.#owned.add(onDidChangeOwnSettings(forget));
		// Which settings count for a folder changes with the workspace's folders.
		this.#owned.add(workspace.onDidChangeWorkspaceFolders(forget));
	}

	/** Returns what counts for a workspace folder and all of its projects. */
	of(root: string): Read {
		const known = this.#known.get(root);
		if (known) return known;
		const { settings } = accountSettings(root);
		const saysNothing = settings.expected === undefined && Object.keys(settings.names).length === 0;
		const launch = launchSetting(root);
		const read: Read = {
			pool: poolSettings(root),
			...(!saysNothing && { accounts: settings }),
			...(launch !== undefined && { launch }),
		};
		this.#known.set(root, read);
		return read;
	}

	/** The same for a project's folder, whichever workspace folder it is in. */
	ofProject(folder: string): Read {
		return this.of(workspace.getWorkspaceFolder(Uri.file(folder))?.uri.fsPath ?? folder);
	}

	dispose(): void {
		this.#owned.dispose();
	}
}
