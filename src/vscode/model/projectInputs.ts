import { homedir } from "node:os";
import { join } from "node:path";
import type { Memento } from "vscode";
import type { ExplainInput, Runtime } from "../../core/index.ts";
import { checkedFileNames } from "../../core/runtimes/index.ts";
import { poolSettings } from "../common/settings.ts";
import { lowerCaseDrive, withLowerCaseDrives } from "./driveLetters.ts";
import type { Git } from "./git.ts";
import { Launches } from "./launches.ts";
import { mayHaveRole } from "./machine.ts";
import type { Project } from "./projects.ts";
import type { Terminals } from "./terminals.ts";
import type { Texts } from "./texts.ts";

const windows = process.platform === "win32";

function runtimeKey(folder: string): string {
	return `runtime ${folder}`;
}

/** What `explain()` is told of a project: put together anew for each look, from those who know it. */
export class ProjectInputs {
	readonly #texts: Texts;
	readonly #terminals: Terminals;
	readonly #git: Git;
	readonly #memory: Memento;
	/** How each project is started. */
	readonly launches = new Launches(windows ? "win32" : "posix");

	/** @param memory keeps each project's chosen runtime: nothing else, and nothing secret */
	constructor(texts: Texts, terminals: Terminals, git: Git, memory: Memento) {
		this.#texts = texts;
		this.#terminals = terminals;
		this.#git = git;
		this.#memory = memory;
	}

	/** Keeps who starts Remotion in a project. */
	setRuntime(folder: string, runtime: Runtime): void {
		void this.#memory.update(runtimeKey(folder), runtime);
	}

	/** Whether a person chose who starts Remotion in a project. */
	isRuntimeChosen(folder: string): boolean {
		return this.#memory.get<Runtime>(runtimeKey(folder)) !== undefined;
	}

	/**
	 * @param paths what the last look at the project read: of these, Git and the files' modes are told
	 * @param readFile default: what is known of a file now; nothing is loaded for it
	 */
	of(
		project: Project,
		paths: Iterable<string>,
		readFile: ExplainInput["readFile"] = (path) => this.#texts.read(path, () => {}),
	): ExplainInput {
		const known = [...paths];
		const chosen = this.#memory.get<Runtime>(runtimeKey(project.folder));
		// A runtime that was chosen by hand counts as it is, without what a script puts in front of it.
		const launches = this.launches.of(project, readFile);
		const launch = chosen === undefined ? launches[0] : undefined;
		return {
			runtime: chosen ?? launch?.runtime ?? project.runtime,
			...(launch && { launch }),
			launches,
			terminal: this.#terminals.variables,
			cwd: project.folder,
			root: project.root,
			home: windows ? lowerCaseDrive(homedir()) : homedir(),
			platform: windows ? "win32" : "posix",
			environment: windows ? withLowerCaseDrives(process.env) : process.env,
			envFiles: [...checkedFileNames.map((name) => join(project.folder, name)), ...project.otherEnvFiles],
			facts: {
				mayHaveRole: mayHaveRole(),
				codeLoadsEnv: project.loadsEnv,
				otherReaders: project.otherReaders,
				fileMode: this.#modes(known),
				git: this.#git.facts(known.filter((path) => this.#isEnvFile(path))),
			},
			pool: poolSettings(project.folder),
			...(project.remotionVersion !== undefined && { remotionVersion: project.remotionVersion }),
			readFile,
		};
	}

	/** Windows keeps no such modes. */
	#modes(paths: readonly string[]): Record<string, number> {
		const known = windows ? [] : paths;
		return Object.fromEntries(
			known.flatMap((path) => {
				const mode = this.#texts.mode(path);
				return mode === undefined ? [] : [[path, mode] as const];
			}),
		);
	}

	/** A `.env` file that is there. */
	#isEnvFile(path: string): boolean {
		return /[\\/]\.env[^\\/]*$/.test(path) && this.#texts.peek(path) !== undefined;
	}
}
