import { maskAccessKeyId } from "../text/secret.ts";
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
 * @returns undefined: all agree
 */
export function agreement(answers: readonly LaunchAnswer[], shown: LaunchAnswer): Agreement | undefined {
	const others = answers.filter(({ launch }) => launch.id !== shown.launch.id && isCompared(launch));
	const differing = others.filter(({ explanation: { active, region } }) => {
		const hasNone = [region.value, shown.explanation.region.value].includes(null);
		return (
			!isSameAnswer(active, shown.explanation.active) || !(hasNone || region.value === shown.explanation.region.value)
		);
	});
	if (differing.length === 0) return undefined;
	return { compared: others.length + 1, differing: new Set(differing.map(({ launch }) => launch.id)) };
}

/** Whether a launch is held against others: it runs on this machine and calls Lambda. */
export function isCompared({ place, callsLambda }: Partial<Pick<Launch, "place" | "callsLambda">>): boolean {
	return place === "here" && callsLambda !== undefined && callsLambda !== "unknown";
}

/** Whether two answers are the same, wherever each comes from. Of an access key ID that a report masks, what is shown of it is compared. */
export function isSameAnswer(one: Active, other: Active): boolean {
	const isMasked = [one, other].some(
		(active) => "accessKeyId" in active && active.accessKeyId === maskAccessKeyId(active.accessKeyId ?? ""),
	);
	const text = (active: Active) =>
		JSON.stringify(active, (name, value) => {
			if (name === "origins") return undefined;
			return isMasked && name === "accessKeyId" && value !== "" ? maskAccessKeyId(String(value)) : value;
		});
	return text(one) === text(other);
}
