import { documentedNames, type RotationNames, rotationHalves } from "../vocabulary/rotationNames.ts";
import { fillTemplate } from "./fillTemplate.ts";

/** What the code is made for. */
export interface RotationChoice {
	readonly names: RotationNames;
	readonly profiles: readonly string[];
	readonly order: "in turn" | "random";
}

/**
 * The rotation code for a project: `media/rotateAccounts.ts` with the project's names, profiles and order.
 * @param eol the line ends of the file it goes into
 */
export function rotationCode(template: string, { names, profiles, order }: RotationChoice, eol = "\n"): string {
	const list = profiles.map((name) => JSON.stringify(name)).join(", ");
	const code = fillTemplate(template, [
		...rotationHalves.map(
			(half) => [`${half}: "${documentedNames[half]}"`, `${half}: ${JSON.stringify(names[half])}`] as const,
		),
		["profiles: readonly string[] = []", `profiles: readonly string[] = [${list}]`],
		['"random" = "in turn"', `"random" = ${JSON.stringify(order)}`],
	]);
	return code.replaceAll("\n", eol);
}
