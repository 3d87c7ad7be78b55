import { unwatchFile, watchFile } from "node:fs";
import { type Disposable, EventEmitter, Uri, workspace } from "vscode";
import { deploymentFiles } from "../core/deployments.ts";
import { DisposableStore } from "./disposables.ts";

/** How often a file outside the workspace is asked for its time of change, in milliseconds. */
const interval = 500;

/**
 * Tells which files changed, whichever program changed them. Inside the workspace VS Code's own watcher does; the AWS files outside are
 * asked by `stat`, which also sees a folder that does not exist yet, a link's target and a network disk.
 */
export class Watchers implements Disposable {
	readonly #owned = new DisposableStore();
	readonly #outside = new Map<string, () => void>();
	readonly #projectsChanged = this.#owned.add(new EventEmitter<void>());
	/** Packages or workspace folders came, went or changed. */
	readonly onDidChangeProjects = this.#projectsChanged.event;
	readonly #changed: (path: string) => void;
	#timer: NodeJS.Timeout | undefined;

	/**
	 * @param changed is told of each file that came, went or changed
	 * @param holdsProject whether a project lies at or below a path that is gone
	 */
	constructor(changed: (path: string) => void, holdsProject: (path: string) => boolean) {
		this.#changed = changed;
		const watch = (pattern: string, tell: (uri: Uri) => void) => {
			const watcher = this.#owned.add(workspace.createFileSystemWatcher(pattern));
			this.#owned.add(watcher.onDidChange(tell));
			this.#owned.add(watcher.onDidCreate(tell));
			this.#owned.add(watcher.onDidDelete(tell));
		};
		watch("**/.env*", ({ fsPath }) => this.#changed(fsPath));
		watch("**/package.json", ({ fsPath }) => {
			this.#changed(fsPath);
			if (!/[\\/]node_modules[\\/]/.test(fsPath)) this.projectsSoon();
		});
		// Files that tell where a project is deployed to.
		watch(`**/{${deploymentFiles.join(",")}}`, ({ fsPath }) => {
			if (/[\\/]node_modules[\\/]/.test(fsPath)) return;
			this.#changed(fsPath);
			this.projectsSoon();
		});
		// Of a folder that goes as a whole VS Code tells one deletion, and none of what was in it.
		const folders = this.#owned.add(workspace.createFileSystemWatcher("**", true, true));
		this.#owned.add(folders.onDidDelete(({ fsPath }) => holdsProject(fsPath) && this.projectsSoon()));
		this.#owned.add(workspace.onDidChangeWorkspaceFolders(() => this.projectsSoon()));
		this.#owned.add({ dispose: () => clearTimeout(this.#timer) });
	}

	/**
	 * Watches those of the given files that the workspace's watcher does not see, and no others any more. Gives those that were not
	 * watched until now: what is known of them may be old.
	 */
	watchOutside(paths: readonly string[]): string[] {
		const added: string[] = [];
		const wanted = new Set(paths.filter((path) => !this.#insideWatched(path)));
		for (const [path, stop] of this.#outside) {
			if (wanted.has(path)) continue;
			stop();
			this.#outside.delete(path);
		}
		for (const path of wanted) {
			if (this.#outside.has(path)) continue;
			const listener = () => this.#changed(path);
			watchFile(path, { interval, persistent: false }, listener);
			this.#outside.set(path, () => unwatchFile(path, listener));
			added.push(path);
		}
		return added;
	}

	#insideWatched(path: string): boolean {
		return /[\\/]\.env[^\\/]*$/.test(path) && workspace.getWorkspaceFolder(Uri.file(path)) !== undefined;
	}

	/** Tells, a moment later and once for many changes, that the projects may have changed. */
	projectsSoon(): void {
		clearTimeout(this.#timer);
		this.#timer = setTimeout(() => this.#projectsChanged.fire(), 300);
	}

	dispose(): void {
		for (const stop of this.#outside.values()) stop();
		this.#outside.clear();
		this.#owned.dispose();
	}
}
