import type { Step, StepId } from "../types.ts";

/** The steps as a list shows them. */
export interface FoldedSteps {
	/** Those with something to say, in Remotion's order. */
	readonly shown: readonly Step[];
	/** The sources that are not set, for one row in place of many. */
	readonly unset: readonly Step[];
}

/** They supply nothing by themselves, so they are no sources. */
export const switches: ReadonlySet<StepId> = new Set(["skip-check", "inside-lambda"]);

/** Parts the ladder into what people need to see and what is not set. A switch that is not set is left out. */
export function foldSteps(steps: readonly Step[]): FoldedSteps {
	const said = steps.filter(({ id, state }) => state !== "unset" || !switches.has(id));
	const unset = said.filter(isEmpty);
	// One row in place of another saves nothing.
	if (unset.length < 2) return { shown: said, unset: [] };
	return { shown: said.filter((step) => !isEmpty(step)), unset };
}

/** Whether nothing is there, nor can be: what a tool may supply is not known to be missing. */
function isEmpty({ state, origins, suppliedBy }: Step): boolean {
	return state === "unset" && origins.length === 0 && suppliedBy === undefined;
}

/** "Not set: 3 sources". */
export function unsetLabel(count: number): string {
	return `Not set: ${count} sources`;
}

/** What a narrow list calls a source: "Keys REMOTION_AWS_*" is told from REMOTION_AWS_PROFILE where the end is cut. */
export function rowLabel({ label }: Pick<Step, "label">): string {
	const ending = " access keys";
	return label.endsWith(ending) ? `Keys ${label.slice(0, -ending.length)}` : label;
}
