import type { Step } from "../types.ts";

/** The states of a step as people read them. */
export const stateLabels: Readonly<Record<Step["state"], string>> = {
	active: "active",
	shadowed: "overridden",
	incomplete: "incomplete",
	broken: "fails",
	unset: "not set",
	ignored: "not read",
};
