import type { Memento } from "vscode";
import type { Launch, Runtime } from "../../core/index.ts";
import { isRuntime } from "../../core/runtimes/index.ts";
import type { FolderSettings } from "./folderSettings.ts";
import { isReported } from "./reportedLaunches.ts";

/** What a person chose to look at in a project. */
export type Choice = { readonly runtime: Runtime } | { readonly launchId: string };

/** The word for no choice: the main launch is shown. */
export const automatic = "automatic";
const launchPrefix = "launch:";

/** A choice as one text: a runtime's id, or `launch:` and a launch's id. */
function writeChoice(choice: Choice): string {
	return "runtime" in choice ? choice.runtime : launchPrefix + choice.launchId;
}

/** Reads what `writeChoice` wrote; a text that is neither is no choice. */
export function readChoice(text: string | undefined): Choice | undefined {
	if (text?.startsWith(launchPrefix)) return { launchId: text.slice(launchPrefix.length) };
	return text !== undefined && isRuntime(text) ? { runtime: text } : undefined;
}

/** Which launch each project is shown for, and which launches are hidden: kept for the workspace. Nothing in it is secret. */
export class Choices {
	readonly #memory: Memento;
	/** Choices of launches that are gone with the window. */
	readonly #passing = new Map<string, Choice>();

	readonly #settings: FolderSettings;

	constructor(memory: Memento, settings: FolderSettings) {
		this.#memory = memory;
		this.#settings = settings;
	}

	/** What was chosen for a project: by hand, else in the folder's settings; undefined: nothing, its main launch is shown. */
	of(folder: string): Choice | undefined {
		const passing = this.#passing.get(folder);
		if (passing) return passing;
		const kept = this.#memory.get<string>(choiceKey(folder));
		if (kept === automatic) return undefined;
		return readChoice(kept) ?? this.#settingChoice(folder);
	}

	/** Keeps what a person chose; undefined: the main launch, whatever the settings say. */
	set(folder: string, choice: Choice | undefined): void {
		this.#passing.delete(folder);
		if (choice && "launchId" in choice && isReported(choice.launchId)) {
			this.#passing.set(folder, choice);
			return;
		}
		const none = this.#settingChoice(folder) ? automatic : undefined;
		void this.#memory.update(choiceKey(folder), choice ? writeChoice(choice) : none);
	}

	/** The ids of the launches that a person doesn't want to see. */
	hidden(folder: string): ReadonlySet<string> {
		return new Set(this.#memory.get<string[]>(hiddenKey(folder)) ?? []);
	}

	/** Keeps which launches of a project are hidden. */
	hide(folder: string, ids: Iterable<string>): void {
		const kept = [...ids];
		void this.#memory.update(hiddenKey(folder), kept.length > 0 ? kept : undefined);
	}

	/** The launches that are not hidden; all, if none would be left. */
	visible(folder: string, launches: readonly Launch[]): readonly Launch[] {
		const hidden = this.hidden(folder);
		const left = launches.filter(({ id }) => !hidden.has(id));
		return left.length > 0 ? left : launches;
	}

	/** The launch to show: the chosen one, else the main one; none where a runtime was chosen by hand. */
	shown(folder: string, launches: readonly Launch[]): Launch | undefined {
		const choice = this.of(folder);
		if (choice && "runtime" in choice) return undefined;
		return launches.find(({ id }) => id === choice?.launchId) ?? this.visible(folder, launches)[0];
	}

	#settingChoice(folder: string): Choice | undefined {
		const { launch } = this.#settings.ofProject(folder);
		return launch === undefined ? undefined : { launchId: launch };
	}
}

/** Earlier versions kept a runtime there. */
function choiceKey(folder: string): string {
	return `runtime ${folder}`;
}

function hiddenKey(folder: string): string {
	return `hidden launches ${folder}`;
}
