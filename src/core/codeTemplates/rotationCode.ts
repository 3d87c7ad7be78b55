import { documentedNames, type RotationNames } from "../vocabulary/rotationNames.ts";

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
	let code = template;
	const replace = (from: string, to: string) => {
		if (code.split(from).length !== 2) throw new Error(`The rotation code does not have ${from} exactly once.`);
		code = code.replace(from, () => to);
	};
	for (const half of ["accessKeyId", "secretAccessKey", "sessionToken"] as const)
		replace(`${half}: "${documentedNames[half]}"`, `${half}: ${JSON.stringify(names[half])}`);
	const list = profiles.map((name) => JSON.stringify(name)).join(", ");
	replace("profiles: readonly string[] = []", `profiles: readonly string[] = [${list}]`);
	replace('"random" = "in turn"', `"random" = ${JSON.stringify(order)}`);
	return code.replaceAll("\n", eol);
}
