import type { Assignment } from "../dotenvFile.ts";
import type { EnvFile } from "../envFiles.ts";
import { rotationPart } from "../variables.ts";
import { assigned } from "./helpers.ts";

/** One account of a rotation, as far as a file names it: `AWS_KEY_n` and `AWS_SECRET_n`. */
export interface Account {
	readonly number: number;
	readonly key: Assignment | undefined;
	readonly secret: Assignment | undefined;
}

export interface Rotation {
	/** In rising order of their numbers. */
	readonly accounts: readonly Account[];
	/** `AWS_KEY_` and `AWS_SECRET_` without a number. */
	readonly unnumbered: { readonly key: Assignment | undefined; readonly secret: Assignment | undefined };
}

const rotations = new WeakMap<EnvFile["last"], Rotation>();

/** The accounts a file names. Found once for each parsed text. */
export function rotationOf(file: EnvFile): Rotation {
	const known = rotations.get(file.last);
	if (known) return known;
	const numbers = new Set<number>();
	for (const name of file.last.keys()) {
		const number = rotationPart(name)?.number;
		if (typeof number === "number" && assigned(file, name)) numbers.add(number);
	}
	const part = (half: "KEY" | "SECRET", suffix: number | "") => assigned(file, `AWS_${half}_${suffix}`);
	const rotation: Rotation = {
		accounts: [...numbers]
			.sort((a, b) => a - b)
			.map((number) => ({ number, key: part("KEY", number), secret: part("SECRET", number) })),
		unnumbered: { key: part("KEY", ""), secret: part("SECRET", "") },
	};
	rotations.set(file.last, rotation);
	return rotation;
}
