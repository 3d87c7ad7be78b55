import type { ExplainInput, Launch, LaunchInput } from "../../core/index.ts";
import { terminalSettings } from "../common/terminalSettings.ts";
import type { Project } from "./projects.ts";

type Find = (input: LaunchInput) => Launch[];

interface Known {
	/** What was read for it, text by path. */
	readonly read: ReadonlyMap<string, string | undefined>;
	/** What VS Code's settings said. It may hold secrets: it is compared, and goes nowhere. */
	readonly settings: string;
	readonly launches: readonly Launch[];
}

/**
 * The ways in which each project is started. They are found again when a file or a setting changes that they were found in. The parsers for it are a
 * bundle of their own, loaded with the first project.
 */
export class Launches {
	readonly #platform: ExplainInput["platform"];
	readonly #known = new Map<string, Known>();
	#find: Find | undefined;

	constructor(platform: ExplainInput["platform"]) {
		this.#platform = platform;
	}

	/** Loads the parsers. */
	async load(): Promise<void> {
		this.#find ??= (await import("../../core/launches/findLaunches.ts")).findLaunches;
	}

	/**
	 * Returns the launches of a project, the main one first; none before the parsers are loaded.
	 * @param readFile is asked for every file that they depend on, each time
	 */
	of({ folder, root }: Project, readFile: ExplainInput["readFile"]): readonly Launch[] {
		if (!this.#find) return [];
		const known = this.#known.get(folder);
		const terminal = terminalSettings(folder, root);
		const settings = JSON.stringify(terminal);
		if (known && isSame(known.read, readFile) && known.settings === settings) return known.launches;
		const read = new Map<string, string | undefined>();
		const recording = (path: string) => {
			if (!read.has(path)) read.set(path, textOrNothing(readFile, path));
			return read.get(path);
		};
		const launches = this.#find({
			cwd: folder,
			root,
			platform: this.#platform,
			...terminal,
			readFile: recording,
			readCode: recording,
		});
		this.#known.set(folder, { read, settings, launches });
		return launches;
	}

	/** Forgets projects that are gone. */
	keep(folders: ReadonlySet<string>): void {
		for (const folder of this.#known.keys()) if (!folders.has(folder)) this.#known.delete(folder);
	}
}

function isSame(read: Known["read"], readFile: ExplainInput["readFile"]): boolean {
	let isSame = true;
	// Each file is asked for, so that all of them are watched.
	for (const [path, text] of read) if (textOrNothing(readFile, path) !== text) isSame = false;
	return isSame;
}

function textOrNothing(readFile: ExplainInput["readFile"], path: string): string | undefined {
	try {
		return readFile(path);
	} catch {
		return undefined;
	}
}
