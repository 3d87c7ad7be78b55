import { unwatchFile, watchFile } from "node:fs";
import { stat } from "node:fs/promises";
import { dirname } from "node:path";
import { type Disposable, EventEmitter, Uri, workspace } from "vscode";
import { listedFolderNames } from "../../core/launches/listedFolders.ts";
import { foreignPackageFiles, installedFolders } from "../../core/project/otherReaders.ts";
import { deploymentFiles } from "../../core/runtimes/deploymentFiles.ts";
import { DisposableStore } from "../common/disposables.ts";
import { isOnForeignComputer } from "./texts.ts";

/** How long changes are gathered. */
const pauseMs = 300;

/** Of more that comes at once, the rest is no folder moved in by a person. */
const mostThatCame = 100;

/** What programs make. */
const built = /[\\/](?:node_modules|dist|build|out|\.[^\\/]+)(?:[\\/]|$)/;

/** What comes when Remotion is installed: the file in it that matters may be written before it is watched. */
const installed = /[\\/]node_modules(?:[\\/](?:remotion|@remotion(?:[\\/]cli)?))?$/;

/** What the watchers tell, and what they have to know for it. Paths are absolute. */
export interface Told {
	/** A file came, went or changed. */
	changed(path: string): void;
	/** What is below it may have come, gone or changed. */
	folderChanged(path: string): void;
	/** Whether a project lies at or below a path that is gone. */
	holdsProject(path: string): boolean;
	/** Whether it is a link: VS Code's watcher does not see what becomes of its target. */
	isLink(path: string): boolean;
}

/** Whether a path is that of a file that may tell of a deployment. */
function isDeploymentFile(path: string): boolean {
	const name = path.replaceAll("\\", "/");
	return deploymentFiles.some((file) => name.endsWith(`/${file}`));
}

/** Whether it is watched by its name, wherever it lies in the workspace. */
function hasOwnWatcher(path: string): boolean {
	return /[\\/]\.env[^\\/]*$/.test(path) || isDeploymentFile(path);
}

const remotionPackage = /[\\/]node_modules[\\/](?:@remotion[\\/]cli|remotion)[\\/]package\.json$/;

/** Tells whether files are in a workspace folder: VS Code is asked once for each folder with files. */
function insideWorkspace(): (path: string) => boolean {
	const known = new Map<string, boolean>();
	return (path) => {
		const folder = dirname(path);
		const isKnown = known.get(folder);
		if (isKnown !== undefined) return isKnown;
		const isInside = workspace.getWorkspaceFolder(Uri.file(folder)) !== undefined;
		known.set(folder, isInside);
		return isInside;
	};
}

/** How often a file outside the workspace is asked for its time of change, in milliseconds. */
const interval = 500;

/** So many files may be asked that often. */
const mostOften = 200;

/** What VS Code's watcher leaves out unless people set `files.watcherExclude` otherwise. */
const excluded = /[\\/](?:node_modules|\.git)[\\/]/;

/**
 * Tells which files changed, whichever program changed them. Inside the workspace VS Code's own watcher does; the AWS files outside are
 * asked by `stat`, which also sees a folder that does not exist yet, a link's target and a network disk.
 */
export class Watchers implements Disposable {
	readonly #owned = new DisposableStore();
	readonly #outside = new Map<string, () => void>();
	/** The files of launches inside the workspace. */
	#inside: ReadonlySet<string> = new Set();
	readonly #projectsChanged = this.#owned.add(new EventEmitter<void>());
	/** Packages or workspace folders came, went or changed. */
	readonly onDidChangeProjects = this.#projectsChanged.event;
	readonly #told: Told;
	#timer: NodeJS.Timeout | undefined;
	/** What came, and may be folders. */
	readonly #came = new Set<string>();
	#folderTimer: NodeJS.Timeout | undefined;

	constructor(told: Told) {
		this.#told = told;
		const watch = (pattern: string, tell: (uri: Uri) => void) => {
			const watcher = this.#owned.add(workspace.createFileSystemWatcher(pattern));
			this.#owned.add(watcher.onDidChange(tell));
			this.#owned.add(watcher.onDidCreate(tell));
			this.#owned.add(watcher.onDidDelete(tell));
		};
		watch("**/.env*", ({ fsPath }) => told.changed(fsPath));
		watch("**/package.json", ({ fsPath }) => {
			told.changed(fsPath);
			// An installed Remotion has a version, by which files are read.
			if (!/[\\/]node_modules[\\/]/.test(fsPath) || remotionPackage.test(fsPath)) this.projectsSoon();
		});
		watch("**/remotion.config.*", ({ fsPath }) => {
			if (!/[\\/]node_modules[\\/]/.test(fsPath)) this.projectsSoon();
		});
		// Files that tell where a project is deployed to.
		watch(`**/{${deploymentFiles.join(",")}}`, ({ fsPath }) => {
			if (/[\\/]node_modules[\\/]/.test(fsPath)) return;
			told.changed(fsPath);
			this.projectsSoon();
		});
		// Files that start Remotion whatever their name: that they come and go is enough, their text is watched where it was read.
		for (const names of listedFolderNames) {
			const files = this.#owned.add(workspace.createFileSystemWatcher(`**/${names.join("/")}/*`, false, true));
			for (const event of [files.onDidCreate, files.onDidDelete])
				this.#owned.add(
					event(({ fsPath }) => {
						told.changed(fsPath);
						this.projectsSoon();
					}),
				);
		}
		// Files that tell of other languages, and whether Remotion's SDK for one is among their packages.
		watch(`**/{${foreignPackageFiles.join(",")}}`, ({ fsPath }) => this.#foreignPackageChanged(fsPath));
		// Of a folder that comes or goes as a whole VS Code tells that one, and nothing of what is in it.
		const folders = this.#owned.add(workspace.createFileSystemWatcher("**"));
		for (const event of [folders.onDidChange, folders.onDidCreate, folders.onDidDelete])
			this.#owned.add(
				event(({ fsPath }) => {
					if (this.#inside.has(fsPath) && !hasOwnWatcher(fsPath)) told.changed(fsPath);
				}),
			);
		this.#owned.add(
			folders.onDidDelete(({ fsPath }) => {
				told.folderChanged(fsPath);
				if (told.holdsProject(fsPath)) this.projectsSoon();
			}),
		);
		this.#owned.add(folders.onDidCreate(({ fsPath }) => this.#scheduleFolderCheck(fsPath)));
		this.#owned.add({ dispose: () => clearTimeout(this.#folderTimer) });
		this.#owned.add(workspace.onDidChangeWorkspaceFolders(() => this.projectsSoon()));
		this.#owned.add({ dispose: () => clearTimeout(this.#timer) });
	}

	/**
	 * Watches the given files, and no others any more: by `stat` those that the workspace's watcher does not see. Gives those that were not
	 * watched until now: what is known of them may be old.
	 */
	watchFiles(paths: Iterable<string>): string[] {
		const here = [...paths].filter((path) => !isOnForeignComputer(path));
		const isInside = insideWorkspace();
		const inside = new Set(here.filter((path) => this.#isSeen(path, isInside)));
		const added = [...inside].filter((path) => !this.#inside.has(path) && !hasOwnWatcher(path));
		this.#inside = inside;
		const wanted = new Set(here.filter((path) => !inside.has(path)));
		for (const [path, stop] of this.#outside) {
			if (wanted.has(path)) continue;
			stop();
			this.#outside.delete(path);
		}
		// What is installed for hundreds of projects is asked for less often: all of it costs no more than for a few.
		const slow = interval * Math.max(1, Math.ceil(wanted.size / mostOften));
		for (const path of wanted) {
			if (this.#outside.has(path)) continue;
			const listener = () => this.#told.changed(path);
			watchFile(path, { interval: excluded.test(path) ? slow : interval, persistent: false }, listener);
			this.#outside.set(path, () => unwatchFile(path, listener));
			added.push(path);
		}
		return added;
	}

	#foreignPackageChanged(path: string): void {
		if (path.split(/[\\/]/).some((name) => installedFolders.includes(name))) return;
		this.#told.changed(path);
		this.projectsSoon();
	}

	/** A moment later: which of what came are folders. Programs that build write many files at once, and none that matters. */
	#scheduleFolderCheck(path: string): void {
		if (this.#came.size === mostThatCame || (built.test(path) && !installed.test(path))) return;
		this.#came.add(path);
		this.#folderTimer ??= setTimeout(() => {
			this.#folderTimer = undefined;
			const came = [...this.#came];
			this.#came.clear();
			for (const path of came) void this.#lookIfFolder(path);
		}, pauseMs);
	}

	async #lookIfFolder(path: string): Promise<void> {
		const isFolder = await stat(path).then(
			(facts) => facts.isDirectory(),
			() => false,
		);
		if (!isFolder) return;
		this.#told.folderChanged(path);
		this.projectsSoon();
	}

	/** Whether VS Code's watcher tells of it. */
	#isSeen(path: string, isInside: (path: string) => boolean): boolean {
		if (this.#told.isLink(path) || (excluded.test(path) && !hasOwnWatcher(path))) return false;
		return isInside(path);
	}

	/** Tells, a moment later and once for many changes, that the projects may have changed. */
	projectsSoon(): void {
		clearTimeout(this.#timer);
		this.#timer = setTimeout(() => this.#projectsChanged.fire(), pauseMs);
	}

	dispose(): void {
		for (const stop of this.#outside.values()) stop();
		this.#outside.clear();
		this.#owned.dispose();
	}
}
