import type { Assignment } from "../dotenvFile.ts";
import type { EnvFile } from "../envFiles.ts";
import type { Active, Origin, Step } from "../types.ts";
import type { Situation } from "./rule.ts";

export type Prefix = "REMOTION_AWS_" | "AWS_";

/** Where an assignment's name stands. */
export function nameOrigin(file: EnvFile, { name, nameRange }: Assignment): Origin {
	return { layer: "file", path: file.path, range: nameRange, variable: name };
}

/** Where an assignment's value stands, without its quotes. */
export function valueOrigin(file: EnvFile, { name, valueRange }: Assignment): Origin {
	return { layer: "file", path: file.path, range: valueRange, variable: name };
}

/** The assignment that counts for a name in this file, if its value is not empty. */
export function assigned(file: EnvFile, name: string): Assignment | undefined {
	const assignment = file.last.get(name);
	return assignment && assignment.value.reveal() !== "" ? assignment : undefined;
}

/** The first step that decides: the switch, the source that signs, or the one that fails. */
export function decidingStep({ steps }: Situation): Step | undefined {
	return steps.find(({ state }) => state === "active" || state === "broken");
}

/** Whether Remotion gets past this step, so that a half pair here is skipped silently in favour of something later. */
export function isReached(situation: Situation, id: Step["id"]): boolean {
	const order = situation.steps.map((step) => step.id);
	const deciding = decidingStep(situation);
	return deciding !== undefined && order.indexOf(deciding.id) > order.indexOf(id);
}

/** What Remotion does now, as the end of a sentence. */
export function doesInstead(active: Active): string {
	switch (active.kind) {
		case "keys":
			return `signs with ${active.variables[0]} and ${active.variables[1]} instead`;
		case "profile":
			return `signs with the profile "${active.profile}" instead`;
		case "chain":
			return "leaves it to the AWS SDK, which finds nothing on your own machine";
		case "error":
			return "fails";
	}
}
