import type { Disposable } from "vscode";
import type { ExplainInput, Launch, LaunchInput } from "../../core/index.ts";
import { type Terminal, TerminalSettings } from "../common/terminalSettings.ts";
import type { Project } from "./projects.ts";

type Find = (input: LaunchInput) => Launch[];

interface Known {
	/** What was read for it, text by path. */
	readonly read: ReadonlyMap<string, string | undefined>;
	/** The names in the folders that were listed. */
	readonly listed: Project["listed"];
	/** The folders with a package.json. */
	readonly packages: Project["packages"];
	/** What VS Code's settings said. */
	readonly terminal: Terminal;
	readonly launches: readonly Launch[];
	readonly deployed: readonly Launch[];
}

/**
 * The ways in which each project is started. They are found again when a file or a setting changes that they were found in. The parsers for it are a
 * bundle of their own, loaded with the first project.
 */
export class Launches implements Disposable {
	readonly #platform: ExplainInput["platform"];
	readonly #home: string;
	readonly #known = new Map<string, Known>();
	readonly #terminalSettings = new TerminalSettings();
	/** Fires when other settings of terminals apply. */
	readonly onDidChangeSettings = this.#terminalSettings.onDidChange;
	#find: Find | undefined;

	constructor(platform: ExplainInput["platform"], home: string) {
		this.#platform = platform;
		this.#home = home;
	}

	/** Returns where a project is deployed to, as of the last look at its launches: what its files say of its variables there. */
	deployed({ folder }: Project): readonly Launch[] {
		return this.#known.get(folder)?.deployed ?? [];
	}

	/** Loads the parsers. */
	async load(): Promise<void> {
		this.#find ??= (await import("../../core/launches/findLaunches.ts")).findLaunches;
	}

	/**
	 * Returns the launches of a project, the main one first, without deployments; none before the parsers are loaded.
	 * @param readFile is asked for every file that they depend on, each time
	 */
	of({ folder, root, listed, packages }: Project, readFile: ExplainInput["readFile"]): readonly Launch[] {
		if (!this.#find) return [];
		const known = this.#known.get(folder);
		const terminal = this.#terminalSettings.of(root);
		const isKnown =
			known?.terminal === terminal && isListedSame(known.listed, listed) && isSameList(known.packages, packages);
		if (known && isKnown && isSame(known.read, readFile)) return known.launches;
		const read = new Map<string, string | undefined>();
		const recording = (path: string) => {
			if (!read.has(path)) read.set(path, textOrNothing(readFile, path));
			return read.get(path);
		};
		const found = this.#find({
			cwd: folder,
			root,
			platform: this.#platform,
			home: this.#home,
			...terminal,
			readFile: recording,
			readCode: recording,
			packages,
			list: (path) => listed.get(path),
		});
		const isDeployed = ({ kind }: Launch) => kind === "platform";
		const launches = found.filter((launch) => !isDeployed(launch));
		this.#known.set(folder, { read, listed, packages, terminal, launches, deployed: found.filter(isDeployed) });
		return launches;
	}

	/** Forgets projects that are gone. */
	keep(folders: ReadonlySet<string>): void {
		for (const folder of this.#known.keys()) if (!folders.has(folder)) this.#known.delete(folder);
	}

	dispose(): void {
		this.#terminalSettings.dispose();
	}
}

function isSame(read: Known["read"], readFile: ExplainInput["readFile"]): boolean {
	let isSame = true;
	// Each file is asked for, so that all of them are watched.
	for (const [path, text] of read) if (textOrNothing(readFile, path) !== text) isSame = false;
	return isSame;
}

function isListedSame(one: Project["listed"], other: Project["listed"]): boolean {
	const text = (listed: Project["listed"]) => JSON.stringify([...listed]);
	return one === other || text(one) === text(other);
}

function isSameList(one: readonly string[], other: readonly string[]): boolean {
	return one === other || (one.length === other.length && one.every((path, index) => path === other[index]));
}

function textOrNothing(readFile: ExplainInput["readFile"], path: string): string | undefined {
	try {
		return readFile(path);
	} catch {
		return undefined;
	}
}
