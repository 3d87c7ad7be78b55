import type { LaunchFinding } from "../../core/explainLaunches.ts";
import type { Explanation, Launch, PlatformRuntime, Runtime } from "../../core/index.ts";
import type { Agreement } from "../../core/launches/agreement.ts";
import type { Project } from "./projects.ts";
import type { ReportedLaunch } from "./reportedLaunches.ts";

/** One project as it stands: what it is and what Remotion would do in it. Immutable. */
export interface ProjectState {
	readonly project: Project;
	readonly runtime: Runtime;
	readonly explanation: Explanation;
	/** Where the project is deployed to, as far as its files say; the shown runtime among them. */
	readonly deploysTo: readonly PlatformRuntime[];
	/** What would stand where the project is deployed to, for each place its files tell of. */
	readonly deployments: readonly Deployment[];
	/** The launch that `explanation` is of; undefined: a runtime was chosen by hand. */
	readonly launch: Launch | undefined;
	/** Every launch that is not hidden with its answer, in `findLaunches()`'s order; empty until they were explained, which is after the shown one. */
	readonly launches: readonly ExplainedLaunch[];
	/** How they compare with the shown one; undefined: there is one answer. */
	readonly agreement: Agreement | undefined;
	/** The launches that a person hid. */
	readonly hidden: readonly Launch[];
	/** Of the launches those that come from reports, with when. */
	readonly reported: readonly ReportedLaunch[];
	/** What is wrong with the shown launch, then with the others; after a change, those of the others that still hold. */
	readonly findings: readonly LaunchFinding[];
}

export interface ExplainedLaunch {
	readonly launch: Launch;
	readonly explanation: Explanation;
}

export interface Deployment {
	readonly runtime: PlatformRuntime;
	readonly explanation: Explanation;
}

/** Everything the views show. Immutable; a change makes a new one. */
export interface Snapshot {
	/** False until the projects were found and their files read for the first time. */
	readonly ready: boolean;
	readonly projects: readonly ProjectState[];
}

/** A project as the model keeps it. */
export interface Tracked {
	readonly project: Project;
	state?: ProjectState;
	/** Grows with each change that concerns it: what was begun before is overtaken. */
	changes: number;
	/** Every path the last explanation asked for, so that only the projects a change concerns are explained again. */
	paths: ReadonlySet<string>;
	/** Every path that its other launches ever asked for. */
	readonly launchPaths: Set<string>;
	/** Every path of these that changed since all its launches were explained. */
	readonly changedPaths: Set<string>;
}

/**
 * A project of which nothing is explained yet.
 * @param paths what it is taken to ask for: default nothing
 */
export function track(project: Project, paths: ReadonlySet<string> = new Set()): Tracked {
	return { project, changes: 0, paths, launchPaths: new Set(), changedPaths: new Set() };
}

/** Every path that projects ask for, each once. */
export function pathsOf(projects: readonly Tracked[]): Set<string> {
	const all = new Set<string>();
	for (const { paths, launchPaths } of projects)
		for (const list of [paths, launchPaths]) for (const path of list) all.add(path);
	return all;
}
