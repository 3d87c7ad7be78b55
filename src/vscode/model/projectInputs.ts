import { homedir } from "node:os";
import { basename, join, sep } from "node:path";
import type { Disposable } from "vscode";
import { deployedInput } from "../../core/explainLaunches.ts";
import { type ExplainInput, explain, type Launch, type ParseCache, type PlatformRuntime } from "../../core/index.ts";
import { namedFiles } from "../../core/project/launchFiles.ts";
import { checkedFileNames, isPlatform } from "../../core/runtimes/index.ts";
import { anyOf } from "../common/events.ts";
import { onDidChangeOwnSettings } from "../common/settings.ts";
import type { Choices } from "./choices.ts";
import type { Clock } from "./clock.ts";
import { lowerCaseDrive, withLowerCaseDrives } from "./driveLetters.ts";
import type { FolderSettings } from "./folderSettings.ts";
import type { Git } from "./git.ts";
import { Launches } from "./launches.ts";
import { mayHaveRole } from "./machine.ts";
import type { Project } from "./projects.ts";
import type { ReportedLaunches } from "./reportedLaunches.ts";
import type { ProjectState } from "./snapshot.ts";
import type { Terminals } from "./terminals.ts";
import type { Texts } from "./texts.ts";

const windows = process.platform === "win32";
const homeFolder = () => (windows ? lowerCaseDrive(homedir()) : homedir());

/** The launch that an input is of; undefined: a runtime was chosen by hand, a deployment too. */
export function startedBy({ launch }: ExplainInput): Launch | undefined {
	return launch?.kind === "platform" ? undefined : launch;
}

/** Those who know it. */
interface InputParts {
	readonly texts: Texts;
	readonly terminals: Terminals;
	readonly git: Git;
	readonly clock: Clock;
	readonly settings: FolderSettings;
	readonly choices: Choices;
	readonly reported: ReportedLaunches;
}

/** What `explain()` is told of a project: put together anew for each look, from those who know it. */
export class ProjectInputs implements Disposable {
	readonly #parts: InputParts;
	/** How each project is started. */
	readonly launches = new Launches(windows ? "win32" : "posix", homeFolder());
	/** Files that launches name, by the list of launches: it is the same one for each key typed. */
	readonly #named = new WeakMap<readonly Launch[], readonly string[]>();
	#environmentNow: NodeJS.ProcessEnv | undefined;
	/** Fires when something else than a text has changed: every project is then told anew. */
	readonly onDidChange;

	constructor(parts: InputParts) {
		this.#parts = parts;
		const { terminals, git, clock, reported } = parts;
		const settings = [this.launches.onDidChangeSettings, onDidChangeOwnSettings];
		this.onDidChange = anyOf(
			terminals.onDidChange,
			git.onDidChange,
			clock.onDidChange,
			reported.onDidChange,
			...settings,
		);
	}

	dispose(): void {
		this.launches.dispose();
	}

	/**
	 * @param paths what the last look at the project read: of these, Git and the files' modes are told
	 * @param readFile default: what is known of a file now; nothing is loaded for it
	 */
	of(
		project: Project,
		paths: Iterable<string>,
		readFile: ExplainInput["readFile"] = (path) => this.#parts.texts.read(path, () => {}),
	): ExplainInput {
		const { terminals, git, clock, settings, choices, reported } = this.#parts;
		const { pool, accounts } = settings.of(project.root);
		const known = [...paths];
		const choice = choices.of(project.folder);
		// A runtime that was chosen by hand counts as it is, without what a script puts in front of it.
		const chosen = choice && "runtime" in choice ? choice.runtime : undefined;
		const launches = reported.after(project.folder, this.launches.of(project, readFile));
		const launch = choices.shown(project.folder, launches);
		const input: ExplainInput = {
			runtime: chosen ?? launch?.runtime ?? project.runtime,
			...(launch && { launch }),
			launches,
			now: clock.now(),
			terminal: terminals.variables,
			cwd: project.folder,
			root: project.root,
			home: homeFolder(),
			platform: windows ? "win32" : "posix",
			environment: this.#environment(),
			envFiles: this.#envFiles(project, launches),
			facts: {
				mayHaveRole: mayHaveRole(),
				codeLoadsEnv: project.loadsEnv,
				otherReaders: project.otherReaders,
				usesLambda: project.usesLambda || project.isGuess === true,
				fileMode: this.#modes(known),
				git: git.facts(known.filter((path) => this.#isEnvFile(path))),
			},
			...(pool && { pool }),
			...(accounts && { accounts }),
			...(project.remotionVersion !== undefined && { remotionVersion: project.remotionVersion }),
			readFile,
		};
		return chosen && isPlatform(chosen) ? this.deployed(input, project, chosen) : input;
	}

	/** VS Code's own environment, as of a moment ago: each look at `process.env` itself asks the system for every variable. */
	#environment(): NodeJS.ProcessEnv {
		if (this.#environmentNow === undefined) {
			this.#environmentNow = windows ? withLowerCaseDrives(process.env) : { ...process.env };
			const forget = () => {
				this.#environmentNow = undefined;
			};
			setTimeout(forget, 100).unref();
		}
		return this.#environmentNow;
	}

	/** Returns where a project is deployed to, as of the last look at how it is started, and what would stand there, beyond the shown place. */
	deployments(
		input: ExplainInput,
		project: Project,
		cache: ParseCache,
	): Pick<ProjectState, "deploysTo" | "deployments"> {
		const found = this.launches.deployed(project).map(({ runtime }) => runtime);
		// Where a report comes from, the project is deployed to.
		const reported = this.#parts.reported.of(project.folder).map(({ place }) => place.runtime);
		const deploysTo = [...new Set([...project.deploysTo, ...[...found, ...reported].filter(isPlatform)])];
		const deployments = deploysTo
			// Next to a report of a place stands what the files say of it.
			.filter((runtime) => runtime !== input.runtime || input.launch?.kind === "report")
			.map((runtime) => ({ runtime, explanation: explain(this.deployed(input, project, runtime), cache) }));
		return { deploysTo, deployments };
	}

	/** The same if it were deployed there. */
	deployed(input: ExplainInput, project: Project, runtime: PlatformRuntime): ExplainInput {
		const launch = this.launches.deployed(project).find((one) => one.runtime === runtime);
		return deployedInput(input, runtime, launch);
	}

	/** The `.env` files to check: the project's, and those that a launch here loads from elsewhere in the workspace, such as a monorepo's root. */
	#envFiles({ folder, root, otherEnvFiles }: Project, launches: readonly Launch[]): readonly string[] {
		const known = this.#named.get(launches);
		const named =
			known ??
			launches
				.filter(({ place }) => place === "here")
				.flatMap((launch) => namedFiles(launch, windows ? "win32" : "posix"))
				.filter((path) => path.startsWith(root + sep) && /^\.env/.test(basename(path)));
		if (!known) this.#named.set(launches, named);
		return [...new Set([...checkedFileNames.map((name) => join(folder, name)), ...otherEnvFiles, ...named])];
	}

	/** Windows keeps no such modes. */
	#modes(paths: readonly string[]): Record<string, number> {
		const known = windows ? [] : paths;
		return Object.fromEntries(
			known.flatMap((path) => {
				const mode = this.#parts.texts.mode(path);
				return mode === undefined ? [] : [[path, mode] as const];
			}),
		);
	}

	/** A `.env` file that is there. */
	#isEnvFile(path: string): boolean {
		return /[\\/]\.env[^\\/]*$/.test(path) && this.#parts.texts.peek(path) !== undefined;
	}
}
