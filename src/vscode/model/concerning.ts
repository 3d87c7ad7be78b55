import type { ProjectState, Snapshot } from "./snapshot.ts";

/** Whether it is a folder that has nothing to do with Remotion: red, or first in a list, it would be about nothing. */
export function isUnrelatedToRemotion(state: ProjectState): boolean {
	const { project } = state;
	return project.isQuiet || (project.isGuess === true && isBare(state));
}

/** Whether a package has Remotion and neither Remotion Lambda, a launch that calls it, nor credentials: videos or a player, for those that render. */
function isIdle(state: ProjectState): boolean {
	return !state.project.usesLambda && state.launch?.callsLambda === "unknown" && isBare(state);
}

/** Whether nothing signs, and nothing is set that could. */
function isBare({ explanation: { active, steps } }: ProjectState): boolean {
	return active.kind === "error" && steps.every(({ origins }) => origins.length === 0);
}

/** The projects that are about Remotion Lambda; where none is, those about Remotion, else all. */
export function concerning({ projects }: Snapshot): readonly ProjectState[] {
	const found = projects.filter((state) => !isUnrelatedToRemotion(state));
	const busy = found.filter((state) => !isIdle(state));
	return [busy, found].find(({ length }) => length > 0) ?? projects;
}

/** Whether the file that people look at turns to its project: videos that others render say nothing of their own. */
export function isWorthFocus(snapshot: Snapshot, state: ProjectState): boolean {
	return !isIdle(state) || concerning(snapshot).includes(state);
}
