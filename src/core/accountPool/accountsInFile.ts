import { renameAll } from "../dotenv/editAssignments.ts";
import type { EnvFile } from "../dotenv/envFile.ts";
import { assigned } from "../dotenv/envFile.ts";
import type { Assignment } from "../dotenv/parse.ts";
import { Notes } from "../text/notes.ts";
import type { TextEdit } from "../types.ts";
import {
	type RotationHalf,
	type RotationNames,
	rotationHalves,
	rotationName,
	rotationPart,
} from "../vocabulary/rotationNames.ts";

/** One account of a rotation, as far as a file names it: `AWS_KEY_n` and `AWS_SECRET_n`. */
export interface Account {
	readonly number: number;
	readonly key: Assignment | undefined;
	readonly secret: Assignment | undefined;
}

export interface Rotation {
	readonly names: RotationNames;
	/** In rising order of their numbers. */
	readonly accounts: readonly Account[];
	/** `AWS_KEY_` and `AWS_SECRET_` without a number. */
	readonly unnumbered: { readonly key: Assignment | undefined; readonly secret: Assignment | undefined };
}

const rotations = new Notes<EnvFile["last"], Rotation>();

/** The accounts a file names. Found once for each parsed text. */
export function rotationOf(file: EnvFile, names: RotationNames): Rotation {
	const known = rotations.get(file.last);
	if (known && (known.names === names || JSON.stringify(known.names) === JSON.stringify(names))) return known;
	const numbers = new Set<number>();
	for (const name of file.last.keys()) {
		const part = rotationPart(name, names);
		if (part?.number != null && part.half !== "sessionToken" && assigned(file, name)) numbers.add(part.number);
	}
	const part = (half: RotationHalf, number: number | "") => assigned(file, rotationName(names, half, number));
	const pair = (number: number | "") => ({ key: part("accessKeyId", number), secret: part("secretAccessKey", number) });
	const rotation: Rotation = {
		names,
		accounts: lowest(numbers).map((number) => ({ number, ...pair(number) })),
		unnumbered: pair(""),
	};
	rotations.set(file.last, rotation);
	return rotation;
}

/** More accounts than these nobody has; beyond them none is looked at. */
const mostAccounts = 1000;

/** The numbers of accounts in rising order. */
export function lowest(numbers: Iterable<number>): number[] {
	return [...numbers].sort((a, b) => a - b).slice(0, mostAccounts);
}

/** Names with zeros in front of their number (`AWS_KEY_02`), each with the one without. All of them so, they are the project's own. */
export function padded(file: EnvFile, names: RotationNames): Map<string, string> {
	const found = new Map<string, string>();
	for (const name of file.last.keys()) {
		const plain = name.replace(/(?<!\d)0+(?=[1-9])/g, "");
		if (plain !== name && rotationPart(plain, names) && assigned(file, name)) found.set(name, plain);
	}
	return found;
}

/** The edits that give accounts of a file other numbers, their order kept. Numbers that are not named stay. */
export function renumber(file: EnvFile, names: RotationNames, numbers: ReadonlyMap<number, number>): TextEdit[] {
	const renamed = new Map<string, string>();
	for (const [from, to] of numbers) {
		if (from === to) continue;
		for (const half of rotationHalves) renamed.set(rotationName(names, half, from), rotationName(names, half, to));
	}
	return renameAll(file, renamed);
}

/** Each account's number as it would be without a gap, beside those that other places have. */
export function withoutGaps(
	numbers: readonly number[],
	isTaken: (number: number) => boolean = () => false,
): Map<number, number> {
	let next = 0;
	return new Map(
		[...numbers]
			.sort((a, b) => a - b)
			.map((number) => {
				do next++;
				while (isTaken(next));
				return [number, next];
			}),
	);
}
