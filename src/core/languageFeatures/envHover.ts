import { place } from "../precedence/reasons.ts";
import { decidingStep } from "../project/lookups.ts";
import type { ResolvedProject } from "../project/resolvedProject.ts";
import { stepsOf, winnerOver } from "../project/shadowing.ts";
import { otherSdkOf, runtimes } from "../runtimes/index.ts";
import type { Origin } from "../types.ts";
import { type RotationNames, rotationNames, rotationPart } from "../vocabulary/rotationNames.ts";
import { cacheVariable, knownVariables } from "../vocabulary/variables.ts";

/** What a hover says of a variable in a `.env` file. Text only; no value is ever part of it. */
export interface VariableDescription {
	/** What the variable does. */
	readonly does: string;
	readonly state: Effect["state"];
	/** Why it is active or not. */
	readonly why: string;
	/** Every other place that sets it, the one that would win first. */
	readonly elsewhere: readonly { readonly text: string; readonly origin: Origin }[];
}

/** What a variable does to Remotion where it stands; `fails`: Remotion takes it, and fails by it. */
interface Effect {
	readonly state: "active" | "fails" | "inactive";
	readonly why: string;
}

/**
 * Describes a variable where it stands.
 * @param situation what `resolveProject()` found
 * @param path the absolute path of one of its `.env` files
 * @returns undefined for a variable that Remotion has nothing to do with, and for a file that is not there
 */
export function describeVariable(
	situation: ResolvedProject,
	path: string,
	name: string,
): VariableDescription | undefined {
	const does = knownVariables.get(name)?.does ?? rotationText(name, rotationNames(situation.input));
	if (does === undefined || !situation.envFiles.some((file) => file.path === path)) return undefined;
	return { does, ...effect(situation, path, name), elsewhere: elsewhere(situation, path, name) };
}

const halfWords = { accessKeyId: "access key ID", secretAccessKey: "secret access key", sessionToken: "session token" };

/**
 * Describes a variable that code reads: what reaches a program which this project's runtime starts.
 * @param situation what `resolveProject()` found
 * @returns undefined for a variable that Remotion has nothing to do with
 */
export function describeInCode(situation: ResolvedProject, name: string): VariableDescription | undefined {
	const does = knownVariables.get(name)?.does;
	if (does === undefined) return undefined;
	const setting = situation.environment.setting(name);
	const path = setting?.origin.layer === "file" ? setting.origin.path : undefined;
	if (setting && path !== undefined) {
		const here = { origin: setting.origin, text: `Set in ${place(setting.origin)}.` };
		return { does, ...effect(situation, path, name), elsewhere: [here, ...elsewhere(situation, path, name)] };
	}
	const others = elsewhere(situation, "", name);
	if (setting && setting.value !== "") return { does, ...effectWhereSet(situation, name), elsewhere: others };
	const why = `Not set where a program reads it. ${runtimes[situation.input.runtime].layers}`;
	return { does, state: "inactive", why, elsewhere: others };
}

function rotationText(name: string, names: RotationNames): string | undefined {
	const part = rotationPart(name, names);
	if (!part || part.number === null) return undefined;
	const what = halfWords[part.half];
	return `The ${what} of account ${part.number} in an account pool. Remotion doesn't read it. Your code must pass it on.`;
}

function effect(situation: ResolvedProject, path: string, name: string): Effect {
	const { input } = situation;
	const file = situation.envFiles.find((other) => other.path === path);
	const assignment = file?.last.get(name);
	const not = (why: string): Effect => ({ state: "inactive", why });
	if (!file || !assignment) return not("Not set in this file.");
	if (assignment.value.reveal() === "") return not("Empty, which counts as not set.");
	if (rotationPart(name, rotationNames(input))) return not("It takes effect only where your own code reads it.");
	if (!file.loaded) return not(`Not used: this file is not read. ${runtimes[input.runtime].layers}`);
	const winner = winnerOver(situation, file, assignment);
	if (winner) return not(`Not used: ${winner.why}`);
	return effectWhereSet(situation, name);
}

/** What the setting that reaches Remotion does. */
function effectWhereSet(situation: ResolvedProject, name: string): Effect {
	const { environment, region, active, steps, input } = situation;
	const sdk = otherSdkOf(input);
	if (sdk && name === cacheVariable) return { state: "inactive", why: `${sdk.name} doesn't read it.` };
	if (name === cacheVariable) return { state: "active", why: "Remotion makes a new AWS client for every call." };
	if (knownVariables.get(name)?.kind === "region") {
		if (region.origin.layer === "hidden") {
			const by = environment.hiddenBy(region.origin.variable ?? name) ?? "a tool";
			return { state: "inactive", why: `${by} may supply another region, which cannot be seen from here.` };
		}
		if (region.value === null)
			return {
				state: "inactive",
				why: `Not used: ${sdk?.name ?? "the Node.js API"} takes its region from the argument only.`,
			};
		if (sdk && region.origin.variable !== name) return { state: "inactive", why: `${sdk.name} doesn't read it.` };
		return region.problem
			? { state: "fails", why: region.problem }
			: { state: "active", why: `${sdk?.name ?? "The Remotion CLI"} uses this region.` };
	}
	const own = stepsOf.find(([, names]) => names.includes(name))?.[0];
	const used: readonly (string | null)[] =
		active.kind === "keys" ? active.variables : active.kind === "profile" ? [active.variable] : [];
	const chain = steps.find(({ id }) => id === "sdk-chain");
	// Left to the SDK's chain, a plain variable signs although its own step was passed by.
	const step = used.includes(name) && chain?.state === "active" ? chain : steps.find(({ id }) => id === own);
	const decided = step ?? decidingStep(situation);
	const why = decided?.reason ?? "";
	if (environment.get(name) === undefined) return { state: "inactive", why };
	return { state: decided?.state === "broken" ? "fails" : decided?.state === "active" ? "active" : "inactive", why };
}

function elsewhere(
	{ environment, envFiles }: ResolvedProject,
	path: string,
	name: string,
): VariableDescription["elsewhere"] {
	const first = environment.setting(name);
	const outside = [...(first ? [first] : []), ...environment.shadowed(name)]
		.filter(({ origin }) => origin.layer !== "file")
		.map(({ origin, value }) => ({ origin, isEmpty: value === "" }));
	const files = envFiles.flatMap((file) => {
		const assignment = file.path === path ? undefined : file.last.get(name);
		if (!assignment) return [];
		const origin: Origin = { layer: "file", path: file.path, range: assignment.nameRange, variable: name };
		return [{ origin, isEmpty: assignment.value.reveal() === "", isRead: file.loaded }];
	});
	return [...outside, ...files].map((other) => {
		const notes = [other.isEmpty ? "empty" : "", "isRead" in other && !other.isRead ? "not read here" : ""];
		const note = notes.filter(Boolean).join(", ");
		return { origin: other.origin, text: `Also set in ${place(other.origin)}${note && ` (${note})`}.` };
	});
}
