import type { Active, Explanation, Launch } from "../types.ts";

/** A launch and what Remotion would do in it. */
export interface LaunchAnswer {
	readonly launch: Launch;
	readonly explanation: Pick<Explanation, "active" | "region">;
}

/** How a project's launches compare with the one that is shown. */
export interface Agreement {
	/** How many are held against each other, the shown one among them. */
	readonly compared: number;
	/** The ids of those that use something else than the shown one. */
	readonly differing: ReadonlySet<string>;
}

/**
 * Holds launches against the one that is shown: do they use the same credentials, and the same region where both have one?
 * Only launches on this machine that call Lambda count; those of a container, a workflow or a platform have their own credentials anyway.
 * @param shown the launch that the views show; it is always compared
 */
export function agreement(answers: readonly LaunchAnswer[], shown: LaunchAnswer): Agreement {
	const others = answers.filter(({ launch }) => launch.id !== shown.launch.id && isCompared(launch));
	const differing = others.filter((one) => !isSame(one.explanation, shown.explanation));
	return { compared: others.length + 1, differing: new Set(differing.map(({ launch }) => launch.id)) };
}

function isCompared({ place, callsLambda }: Launch): boolean {
	return place === "here" && callsLambda !== "unknown";
}

function isSame(a: LaunchAnswer["explanation"], b: LaunchAnswer["explanation"]): boolean {
	const [one, other] = [a.region.value, b.region.value];
	return withoutOrigins(a.active) === withoutOrigins(b.active) && (one === null || other === null || one === other);
}

function withoutOrigins(active: Active): string {
	return JSON.stringify(active, (name, value) => (name === "origins" ? undefined : value));
}
