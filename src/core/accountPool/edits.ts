import { dotenvValue } from "../dotenv/editValue.ts";
import type { EnvFile } from "../dotenv/envFile.ts";
import { type Assignment, type DotenvDialect, lastAssignments, parseDotenv } from "../dotenv/parse.ts";
import { clearVariable } from "../dotenv/setVariable.ts";
import { apply, replaceMiddle } from "../text/edits.ts";
import type { Secret } from "../text/secret.ts";
import type { TextEdit } from "../types.ts";
import {
	type RotationHalf,
	type RotationNames,
	rotationHalves,
	rotationName,
	rotationPart,
} from "../vocabulary/rotationNames.ts";
import { renumber } from "./accountsInFile.ts";

/** Changes of a pool's `.env` file. Each is one replacement, so that one undo brings all back; undefined where the dialect cannot write it. */

export interface NewAccount {
	readonly number: number;
	readonly accessKeyId: string;
	readonly secretAccessKey: Secret;
	readonly sessionToken?: Secret | undefined;
}

/** Writes an account behind the one with the next lower number, or at the end. */
export function addAccount(
	path: string,
	text: string,
	names: RotationNames,
	account: NewAccount,
	dialect?: DotenvDialect,
): TextEdit[] | undefined {
	const values: readonly (readonly [RotationHalf, string | undefined])[] = [
		["accessKeyId", account.accessKeyId],
		["secretAccessKey", account.secretAccessKey.reveal()],
		["sessionToken", account.sessionToken?.reveal()],
	];
	const eol = text.includes("\r\n") ? "\r\n" : "\n";
	// Empty ones of the same names would come later and win.
	let after = text;
	for (const [half] of values)
		after = apply(after, clearVariable(path, after, rotationName(names, half, account.number), dialect));
	const at = placeFor(after, names, account.number, dialect);
	const before = at === 0 || /[\r\n]$/.test(after.slice(0, at)) ? "" : eol;
	let lines = before;
	for (const [half, value] of values) {
		if (value === undefined) continue;
		const written = dotenvValue(value);
		if (written === undefined) return undefined;
		lines += `${rotationName(names, half, account.number)}=${written}${eol}`;
	}
	after = after.slice(0, at) + lines + after.slice(at);
	const read = lastAssignments(parseDotenv(after, dialect));
	const isRead = values.every(
		([half, value]) => read.get(rotationName(names, half, account.number))?.value.reveal() === value,
	);
	return isRead ? replaceMiddle(path, text, after) : undefined;
}

/**
 * Takes an account's lines out of a file.
 * @param isClosed whether the accounts behind it move up, so that no number is missing
 */
export function removeAccount(
	path: string,
	text: string,
	names: RotationNames,
	number: number,
	isClosed: boolean,
	dialect?: DotenvDialect,
): TextEdit[] {
	let after = text;
	for (const half of rotationHalves)
		after = apply(after, clearVariable(path, after, rotationName(names, half, number), dialect));
	if (isClosed) {
		const file = envFile(path, after, dialect);
		const higher = [...file.last.keys()].flatMap((name) => {
			const other = rotationPart(name, names)?.number ?? 0;
			return other > number ? [other] : [];
		});
		const moved = new Map(higher.map((other) => [other, other - 1]));
		after = apply(after, renumber(file, names, moved));
	}
	return replaceMiddle(path, text, after);
}

/** Gives a file's accounts other numbers. */
export function renumberAccounts(
	path: string,
	text: string,
	names: RotationNames,
	numbers: ReadonlyMap<number, number>,
	dialect?: DotenvDialect,
): TextEdit[] {
	return renumber(envFile(path, text, dialect), names, numbers);
}

/** The lowest number that no account has. */
export function freeNumber(numbers: Iterable<number | null>): number {
	const taken = new Set(numbers);
	let number = 1;
	while (taken.has(number)) number++;
	return number;
}

function placeFor(text: string, names: RotationNames, number: number, dialect?: DotenvDialect): number {
	let last: Assignment | undefined;
	for (const assignment of parseDotenv(text, dialect).assignments) {
		const other = rotationPart(assignment.name, names)?.number;
		if (other != null && other < number) last = assignment;
	}
	if (!last) return text.length;
	const rest = /^[^\r\n]*(\r\n|\r|\n|$)/.exec(text.slice(last.range.end));
	return last.range.end + (rest?.[0].length ?? 0);
}

function envFile(path: string, text: string, dialect?: DotenvDialect): EnvFile {
	const parsed = parseDotenv(text, dialect);
	return { path, text, parsed, last: lastAssignments(parsed), loaded: false };
}
