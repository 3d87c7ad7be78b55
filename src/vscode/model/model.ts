import { sep } from "node:path";
import { type Disposable, EventEmitter, type Memento } from "vscode";
import { explainInTurns } from "../../core/explain.ts";
import type { LaunchFinding } from "../../core/explainLaunches.ts";
import { createParseCache, type Launch } from "../../core/index.ts";
import { resolveProject } from "../../core/project/resolve.ts";
import type { ResolvedProject } from "../../core/project/resolvedProject.ts";
import { lintFacts } from "../../core/rules/code/facts.ts";
import type { LintFacts } from "../../core/rules/code/types.ts";
import type { InTurns } from "../../core/text/job.ts";
import { DisposableStore } from "../common/disposables.ts";
import { next } from "../common/events.ts";
import { inTurns } from "../common/turns.ts";
import { type Choice, Choices } from "./choices.ts";
import type { Clock } from "./clock.ts";
import { FolderSettings } from "./folderSettings.ts";
import type { Git } from "./git.ts";
import { Looks } from "./looks.ts";
import { beforeOthers, findingsOfAll, OtherLaunches } from "./otherLaunches.ts";
import { PathIndex } from "./pathIndex.ts";
import { ProjectInputs, startedBy } from "./projectInputs.ts";
import { findProjects } from "./projects.ts";
import { ReportedLaunches } from "./reportedLaunches.ts";
import { pathsOf, type Snapshot, type Tracked, track } from "./snapshot.ts";
import type { Terminals } from "./terminals.ts";
import { Texts } from "./texts.ts";
import { Watchers } from "./watchers.ts";

/**
 * The only holder of state: it finds the projects, keeps their explanations true to the files and buffers, and tells when they changed.
 * A result that a newer change has overtaken is dropped.
 */
export class Model implements Disposable {
	readonly #owned = new DisposableStore();
	readonly texts = this.#owned.add(new Texts());
	/** Launches that reports tell of, beside those that files do. */
	readonly reported = this.#owned.add(new ReportedLaunches());
	readonly #watchers = this.#owned.add(
		new Watchers({
			changed: (path) => this.#diskChanged(path),
			folderChanged: (path) => void this.texts.invalidateBelow(path),
			holdsProject: (path) => this.#tracked.some(({ project }) => `${project.folder}${sep}`.startsWith(path + sep)),
			isLink: (path) => this.texts.isLink(path),
		}),
	);
	readonly #changed = this.#owned.add(new EventEmitter<Snapshot>());
	readonly onDidChange = this.#changed.event;
	readonly #cache = createParseCache();
	#tracked: Tracked[] = [];
	#snapshot: Snapshot = { ready: false, projects: [] };
	#stale = new Set<Tracked>();
	readonly #askers = new PathIndex<Tracked>();
	readonly #otherLaunches = this.#owned.add(
		new OtherLaunches(this.#cache, {
			input: (tracked) =>
				this.#inputs.of(tracked.project, tracked.paths, (path) => {
					if (!tracked.launchPaths.has(path)) this.#pathsChanged = true;
					tracked.launchPaths.add(path);
					this.#askers.add(path, tracked);
					return this.texts.read(path, (unknown) => void this.texts.load(unknown));
				}),
			brought: ({ project }) => this.reported.explanations(project.folder),
			isCurrent: (tracked) => this.#tracked.includes(tracked) && !this.#stale.has(tracked),
			publish: () => this.#publish(this.#snapshot.ready),
		}),
	);
	readonly #looks = this.#owned.add(
		new Looks({
			stale: () => this.#stale,
			explaining: (tracked, missed) => this.#explaining(tracked, missed),
			isStale: (tracked) => this.#stale.add(tracked),
			load: (path) => void this.texts.load(path),
			publish: () => this.#publish(this.#snapshot.ready),
		}),
	);
	#search = 0;
	#latestSearch: Promise<void> | undefined;
	/** Whether other files are asked for than those that are watched. */
	#pathsChanged = true;

	readonly #choices: Choices;
	readonly #inputs: ProjectInputs;

	/** @param memory keeps which launch each project is shown for, and which are hidden: nothing else, and nothing secret */
	constructor(terminals: Terminals, git: Git, clock: Clock, memory: Memento) {
		const settings = this.#owned.add(new FolderSettings());
		const choices = new Choices(memory, settings);
		this.#choices = choices;
		const inputs = { texts: this.texts, terminals, git, clock, settings, choices, reported: this.reported };
		this.#inputs = this.#owned.add(new ProjectInputs(inputs));
		this.#owned.add(this.#inputs.onDidChange(() => this.#explainSoon(() => true)));
		this.#owned.add(this.texts.onDidChange((path) => this.#textChanged(path)));
		this.#owned.add(this.#watchers.onDidChangeProjects(() => void this.reload()));
	}

	/**
	 * What stands now. Changes that are still waiting for their turn are taken in first, so ranges fit the buffers; where they concern more
	 * projects than can be explained at once, it is what stood before them, and who needs the ranges waits for `caughtUp()`.
	 */
	get snapshot(): Snapshot {
		if (this.#looks.isPending && !this.#looks.isLong) this.#looks.now();
		return this.#snapshot;
	}

	/** Waits, while more projects are stale than can be explained at once. */
	async caughtUp(): Promise<void> {
		while (this.#looks.isLong) await next(this.onDidChange, () => true);
	}

	/** The snapshot, once the projects were found, their files read and changes taken in. */
	async whenReady(): Promise<Snapshot> {
		if (!this.#snapshot.ready) await next(this.onDidChange, ({ ready }) => ready);
		await this.caughtUp();
		return this.snapshot;
	}

	/** Reads every file again, finds the projects again and explains all of them. */
	async refresh(): Promise<void> {
		await this.texts.refresh();
		await this.reload();
	}

	/** Finds the projects again and explains all of them. One that a later one overtakes ends with that one. */
	reload(): Promise<void> {
		this.#latestSearch = this.#find(++this.#search);
		return this.#latestSearch;
	}

	async #find(search: number): Promise<void> {
		const [projects] = await Promise.all([findProjects(this.texts), this.#inputs.launches.load()]);
		if (search !== this.#search) return this.#latestSearch;
		this.#inputs.launches.keep(new Set(projects.map(({ folder }) => folder)));
		// What is known of a project's files (Git, their modes) goes by the paths it read last.
		const paths = new Map(this.#tracked.map((tracked) => [tracked.project.folder, tracked.paths]));
		this.#looks.callOff();
		this.#askers.clear();
		this.#tracked = projects.map((project) => {
			const tracked = track(project, paths.get(project.folder));
			for (const path of tracked.paths) this.#askers.add(path, tracked);
			return tracked;
		});
		this.#otherLaunches.clear();
		this.#pathsChanged = true;
		this.#stale = new Set(this.#tracked);
		// Every round may name files of which the text is not known yet; they are loaded, and the projects that asked for them explained again.
		for (let round = 0; round < 5; round++) {
			const missed = new Set<string>();
			await inTurns(this.#looks.each(missed, () => search === this.#search));
			if (search !== this.#search) return this.#latestSearch;
			if (missed.size === 0 && this.#stale.size === 0) break;
			await this.texts.loadAll(missed);
			if (search !== this.#search) return this.#latestSearch;
		}
		this.#publish(true);
		// What changed while others had their turn.
		this.#soon();
	}

	#diskChanged(path: string): void {
		// A .env file that no project knows is new, or gone for good: the projects list theirs again.
		if (this.texts.knows(path)) void this.texts.invalidate(path);
		else this.#watchers.projectsSoon();
	}

	#textChanged(path: string): void {
		// A link is watched in another way than a file.
		if (this.texts.isLink(path)) this.#pathsChanged = true;
		for (const tracked of this.#askers.of(path)) {
			if (tracked.paths.has(path)) this.#overtake(tracked);
			else if (tracked.launchPaths.has(path)) this.#otherLaunches.add(tracked);
			else continue;
			tracked.changedPaths.add(path);
		}
		this.#soon();
		if (this.#snapshot.ready) this.#otherLaunches.soon();
	}

	/** What is known of a project, or being found out, does not hold any more. */
	#overtake(tracked: Tracked): void {
		tracked.changes++;
		this.#stale.add(tracked);
	}

	#explainSoon(concerns: (folder: string) => boolean): void {
		for (const tracked of this.#tracked) if (concerns(tracked.project.folder)) this.#overtake(tracked);
		this.#soon();
	}

	#soon(): void {
		if (this.#snapshot.ready) this.#looks.soon();
	}

	/** Keeps which launch or runtime a project is shown for, and explains it anew; undefined: its main launch. */
	setChoice(folder: string, choice: Choice | undefined): void {
		this.#choices.set(folder, choice);
		this.#explainSoon((one) => one === folder);
	}

	/** Hides launches of a project by their ids; none: shows all of them. */
	hideLaunches(folder: string, ids: Iterable<string>): void {
		this.#choices.hide(folder, ids);
		this.#explainSoon((one) => one === folder);
	}

	/** What a person chose to look at in a project; undefined: its main launch is shown. */
	choice(folder: string): Choice | undefined {
		return this.#choices.of(folder);
	}

	/** Waits until every text that the explanations asked for is read. */
	async settled(): Promise<Snapshot> {
		for (let round = 0; round < 5; round++) {
			await this.caughtUp();
			const missed = this.#looks.now();
			if (missed.size === 0) break;
			await Promise.all([...missed].map((path) => this.texts.load(path)));
		}
		return this.#snapshot;
	}

	/** The same, once the launches that are not shown are explained, too. */
	async allSettled(): Promise<Snapshot> {
		await this.settled();
		await this.#otherLaunches.finish();
		return this.#snapshot;
	}

	/** Explains a project in small steps. What a change in between has overtaken is dropped: the project stays stale. */
	*#explaining(tracked: Tracked, missed: Set<string>): InTurns<void> {
		const { changes, paths: before, project } = tracked;
		const paths = new Set<string>();
		const watched = new Set(before);
		tracked.paths = watched;
		const input = this.#inputs.of(tracked.project, before, (path) => {
			paths.add(path);
			if (!watched.has(path)) this.#askers.add(path, tracked);
			watched.add(path);
			return this.texts.read(path, (unknown) => missed.add(unknown));
		});
		const brought = this.reported.explanations(project.folder).get(startedBy(input)?.id ?? "");
		const explanation = brought ?? (yield* explainInTurns(input, this.#cache));
		if (tracked.changes !== changes) return;
		const deployed = this.#inputs.deployments(input, project, this.#cache);
		if (paths.size !== before.size || watched.size !== before.size) this.#pathsChanged = true;
		tracked.paths = paths;
		const { launch, launches = [] } = { ...input, launch: startedBy(input) };
		const visible = this.#choices.visible(project.folder, launches);
		const hidden = launches.filter((one) => !visible.includes(one));
		const known = { runtime: input.runtime, explanation, hidden, reported: this.reported.of(project.folder) };
		const own = { project, launch, ...known, ...deployed };
		tracked.state = { ...own, ...beforeOthers(tracked, own, visible.length) };
		this.#stale.delete(tracked);
		if (visible.length > 1) this.#otherLaunches.add(tracked);
	}

	readonly #of = (folder: string) => this.#tracked.find(({ project }) => project.folder === folder);

	/** The folders of the projects that ever asked for a file: none of the others can have found something in it. */
	foldersReading(path: string): ReadonlySet<string> {
		return new Set(Array.from(this.#askers.of(path), ({ project }) => project.folder));
	}

	/** All that was looked at in a project, for hovers; it holds secrets and goes no further. `launch`: default the shown one. */
	situation(folder: string, launch?: Launch): ResolvedProject | undefined {
		const tracked = this.#of(folder);
		const input = tracked && this.#inputs.of(tracked.project, tracked.paths);
		return input && resolveProject(launch ? { ...input, runtime: launch.runtime, launch } : input, this.#cache);
	}

	/** What lints of a project's code go by. */
	lintFacts(folder: string): LintFacts | undefined {
		const tracked = this.#of(folder);
		return tracked && lintFacts(this.#inputs.of(tracked.project, tracked.paths), tracked.project.scripts, this.#cache);
	}

	/** What would be wrong if a file of a project said something else: for fixes that follow from one another. */
	preview(folder: string, path: string, text: string): readonly LaunchFinding[] {
		const tracked = this.#of(folder);
		if (!tracked?.state) return [];
		const read = (other: string) => (other === path ? text : this.texts.read(other, () => {}));
		const input = this.#inputs.of(tracked.project, tracked.paths, read);
		return findingsOfAll(input, tracked.state.hidden, this.reported.explanations(folder));
	}

	#publish(ready: boolean): void {
		if (this.#pathsChanged) {
			this.#pathsChanged = false;
			void this.texts.invalidateAll(this.#watchers.watchFiles(pathsOf(this.#tracked)));
		}
		this.#snapshot = { ready, projects: this.#tracked.flatMap(({ state }) => state ?? []) };
		this.#changed.fire(this.#snapshot);
		if (ready) this.#otherLaunches.soon();
	}

	dispose(): void {
		this.#owned.dispose();
	}
}
