import type { Finding } from "../../core/index.ts";
import { type Focus, projectOf } from "./focus.ts";
import type { Project } from "./projects.ts";
import type { ProjectState, Snapshot } from "./snapshot.ts";

/**
 * The two AWS files are the person's, not a project's: here it is decided who speaks for them. A project that has nothing to do with
 * Remotion does not.
 */

/** Whether Remotion is really used there: else the person's own files are left alone. */
function usesRemotion({ isQuiet, isGuess }: Project): boolean {
	return !isQuiet && isGuess !== true;
}

/** The projects that use Remotion and read this AWS file; none for any other file. */
export function readersOf({ projects }: Snapshot, path: string): ProjectState[] {
	return projects.filter(({ project, explanation: { awsFiles } }) => {
		return usesRemotion(project) && (awsFiles.credentials === path || awsFiles.config === path);
	});
}

/** The paths of the AWS files that projects with Remotion read, each once. */
export function awsPathsOf({ projects }: Snapshot): string[] {
	const using = projects.filter(({ project }) => usesRemotion(project));
	return [...new Set(using.flatMap(({ explanation: { awsFiles } }) => [awsFiles.credentials, awsFiles.config]))];
}

/** The project that a file's hovers, completions and fixes go by: for an AWS file the focused one, if it reads it, else the first reader. */
export function projectForFile(snapshot: Snapshot, path: string, focus?: Focus): ProjectState | undefined {
	const readers = readersOf(snapshot, path);
	const focused = focus?.state?.project.folder;
	return readers.find(({ project }) => project.folder === focused) ?? readers[0] ?? projectOf(snapshot, path);
}

/** A finding by what it says of what place. */
export function findingKey({ rule, message, origin: { path, range } }: Finding): string {
	return `${path}\n${range?.start}\n${range?.end}\n${rule}\n${message}`;
}

/** Whether one project tells a finding in one file; undefined: it tells none of that file. */
type Telling = ((finding: Finding) => boolean) | undefined;

/**
 * Which findings of a file a project is the one to tell. Of an AWS file these are the first reader's, and of them only what all readers find:
 * with another config file beside it, what is missing for one project may be there for the next.
 */
export function reportingProject(snapshot: Snapshot): (state: ProjectState, path: string) => Telling {
	const readers = new Map(awsPathsOf(snapshot).map((path) => [path, readersOf(snapshot, path)]));
	const keys = new Map<ProjectState, ReadonlySet<string>>();
	const finds = (state: ProjectState, key: string) => {
		const known = keys.get(state) ?? new Set(state.findings.map(findingKey));
		keys.set(state, known);
		return known.has(key);
	};
	return (state, path) => {
		const { awsFiles } = state.explanation;
		if (path !== awsFiles.credentials && path !== awsFiles.config) return () => true;
		const [first, ...others] = readers.get(path) ?? [];
		if (first !== state) return undefined;
		const different = others.filter(({ explanation: { awsFiles: own } }) => {
			return own.credentials !== awsFiles.credentials || own.config !== awsFiles.config;
		});
		return (finding) => different.every((other) => finds(other, findingKey(finding)));
	};
}
