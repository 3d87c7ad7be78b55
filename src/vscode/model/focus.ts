import { sep } from "node:path";
import { type Disposable, EventEmitter, window } from "vscode";
import { DisposableStore } from "../common/disposables.ts";
import { type AccountNames, accountNames } from "./accountNames.ts";
import { concerning, isWorthFocus } from "./concerning.ts";
import type { Model } from "./model.ts";
import type { ProjectState, Snapshot } from "./snapshot.ts";

/**
 * The project people are looking at: the one of the active editor's file, else the last one, else the first that is about Remotion. Status bar, profiles and
 * commands that name no project speak of it.
 */
export class Focus implements Disposable {
	readonly #owned = new DisposableStore();
	readonly #model: Model;
	readonly #changed = this.#owned.add(new EventEmitter<void>());
	/** Fires when the project, or what is known of it, changed. */
	readonly onDidChange = this.#changed.event;
	#folder: string | undefined;

	constructor(model: Model) {
		this.#model = model;
		this.#owned.add(
			model.onDidChange(() => {
				// The project of the editor that was open before may be known only now.
				this.#turn();
				this.#changed.fire();
			}),
		);
		this.#owned.add(window.onDidChangeActiveTextEditor(() => this.#look()));
		this.#look();
	}

	/** The focused project as it stands; undefined where there is none. */
	get state(): ProjectState | undefined {
		const { snapshot } = this.#model;
		const focused = snapshot.projects.find(({ project }) => project.folder === this.#folder);
		return focused ?? concerning(snapshot)[0];
	}

	/** The focused project, once the projects are known. */
	async whenReady(): Promise<ProjectState | undefined> {
		await this.#model.whenReady();
		this.#look();
		return this.state;
	}

	/** The names of the accounts of a project's profiles, as `accountNames()` says. */
	accountNames(state: ProjectState): AccountNames {
		return accountNames(this.#model, state);
	}

	#look(): void {
		if (this.#turn()) this.#changed.fire();
	}

	/** Turns to the project of the active editor; whether that is another one. */
	#turn(): boolean {
		const path = window.activeTextEditor?.document.uri.fsPath;
		const { snapshot } = this.#model;
		const found = path === undefined ? undefined : projectOf(snapshot, path);
		const folder = found?.project.folder;
		if (!found || folder === this.#folder || !isWorthFocus(snapshot, found)) return false;
		this.#folder = folder;
		return true;
	}

	dispose(): void {
		this.#owned.dispose();
	}
}

/** The innermost project a file belongs to. */
export function projectOf({ projects }: Snapshot, path: string): ProjectState | undefined {
	return projects
		.filter(({ project }) => path.startsWith(project.folder + sep))
		.sort((a, b) => b.project.folder.length - a.project.folder.length)[0];
}
