import { apply, replaceMiddle } from "../text/edits.ts";
import { Secret } from "../text/secret.ts";
import type { TextEdit } from "../types.ts";
import { type DotenvDialect, lastAssignments, parseDotenv } from "./parse.ts";
import { clearVariable, setVariable } from "./setVariable.ts";

/** A key pair that stands in a `.env` file. */
export interface PairInFile {
	readonly names: readonly string[];
	readonly accessKeyId: string;
	readonly secretAccessKey: Secret;
	readonly sessionToken?: Secret;
	/** The first of the names whose value is a reference such as `$OTHER`: no key of AWS holds a dollar sign. */
	readonly reference?: string;
}

/** The pair a `.env` file gives Remotion: the REMOTION_ one, else the plain one; undefined where neither is complete. */
export function pairIn(text: string, dialect?: DotenvDialect): PairInFile | undefined {
	const last = lastAssignments(parseDotenv(text, dialect));
	for (const prefix of ["REMOTION_AWS_", "AWS_"]) {
		const names = [`${prefix}ACCESS_KEY_ID`, `${prefix}SECRET_ACCESS_KEY`, `${prefix}SESSION_TOKEN`];
		const [id, secret, token] = names.map((name) => last.get(name)?.value.reveal() || undefined);
		if (id === undefined || secret === undefined) continue;
		const reference = names.find((_, index) => [id, secret, token][index]?.includes("$"));
		return {
			names,
			accessKeyId: id,
			secretAccessKey: new Secret(secret),
			...(token !== undefined && { sessionToken: new Secret(token) }),
			...(reference !== undefined && { reference }),
		};
	}
	return undefined;
}

/** Whether the pair that stands in a file is the one that was read before. */
export function isSamePair(now: PairInFile | undefined, before: PairInFile): boolean {
	return (
		now?.names[0] === before.names[0] &&
		now?.accessKeyId === before.accessKeyId &&
		now.secretAccessKey.reveal() === before.secretAccessKey.reveal() &&
		now.sessionToken?.reveal() === before.sessionToken?.reveal()
	);
}

/**
 * The edit that leaves a profile's name in a `.env` file where a key pair stood. One replacement, so that one undo brings all back.
 * @returns undefined where the dialect has no way to write the name
 */
export function leaveProfile(
	path: string,
	text: string,
	pair: Pick<PairInFile, "names">,
	profile: string,
	dialect?: DotenvDialect,
): TextEdit[] | undefined {
	let after = text;
	for (const name of pair.names) after = apply(after, clearVariable(path, after, name, dialect));
	const edits = setVariable(path, after, "REMOTION_AWS_PROFILE", profile, dialect);
	return edits && replaceMiddle(path, text, apply(after, edits));
}

/**
 * The edit after which a `.env` file has a comment where a key pair stood. One replacement, so that one undo brings all back.
 * @returns undefined where the pair that stands there is another one by now
 */
export function leaveComment(
	path: string,
	text: string,
	pair: PairInFile,
	comment: string,
	dialect?: DotenvDialect,
): TextEdit[] | undefined {
	if (!isSamePair(pairIn(text, dialect), pair)) return undefined;
	let after = text;
	for (const name of pair.names) after = apply(after, clearVariable(path, after, name, dialect));
	const eol = text.includes("\r\n") ? "\r\n" : "\n";
	const gap = after === "" || /[\r\n]$/.test(after) ? "" : eol;
	return replaceMiddle(path, text, `${after}${gap}# ${comment}${eol}`);
}
