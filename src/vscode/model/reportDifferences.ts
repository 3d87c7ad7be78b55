import { type DifferenceInput, differences } from "../../core/environmentReport/differences.ts";
import type { ReportedPlace } from "../../core/environmentReport/format.ts";
import { platformOf } from "../../core/runtimes/index.ts";
import type { ProjectState } from "./snapshot.ts";

/** Returns what sentences call the place of a report. */
export function reportedPlace({ name, runtime }: ReportedPlace): string {
	return name ?? platformOf(runtime)?.name ?? "a server";
}

/**
 * Returns where a report differs from what the project's files lead one to expect at its place, in sentences; none for any other launch, and
 * where no file tells of the place.
 */
export function reportDifferences(state: ProjectState, launchId: string): string[] {
	const found = state.reported.find(({ id }) => id === launchId);
	if (found?.launch.kind !== "report") return [];
	const reported = found.explanation;
	const expected = expectedThere(state, found.place);
	return reported && expected ? differences({ reported, ...expected, place: reportedPlace(found.place) }) : [];
}

/** What the project's files say: of a deployment there, else of the first launch of the same program. */
function expectedThere(
	state: ProjectState,
	{ runtime }: ReportedPlace,
): Pick<DifferenceInput, "expected" | "launch"> | undefined {
	const deployed = state.deployments.find((one) => one.runtime === runtime);
	if (deployed) return { expected: deployed.explanation };
	if (state.runtime === runtime && platformOf(runtime) && !state.launch) return { expected: state.explanation };
	const isReport = new Set(state.reported.map(({ id }) => id));
	const same = state.launches.find(({ launch }) => launch.runtime === runtime && !isReport.has(launch.id));
	return same && { expected: same.explanation, launch: same.launch.label };
}
