import type { EnvFile } from "../../dotenv/envFile.ts";
import { assigned, isExample } from "../../dotenv/envFile.ts";
import type { Assignment } from "../../dotenv/parse.ts";
import { Notes } from "../../text/notes.ts";
import type { Origin } from "../../types.ts";
import { isAccessKeyId, isPlaceholder, isReference, isSecret, withoutWrapping } from "../../vocabulary/keyFormat.ts";
import { meantName, meantWithValue } from "../../vocabulary/misspellings.ts";
import {
	type KeyKind,
	keyKind,
	keyVariables,
	knownVariables,
	profileVariables,
	withoutPublicPrefix,
} from "../../vocabulary/variables.ts";

const misspelled = new Notes<EnvFile["last"], ReadonlyMap<string, string>>();

/** The misspelled names that a file sets, each with the one that was meant. Found once for each parsed text. */
export function misspelledNames({ last }: EnvFile): ReadonlyMap<string, string> {
	const known = misspelled.get(last);
	if (known) return known;
	const names = new Map<string, string>();
	for (const name of last.keys()) {
		const meant = meantName(name);
		if (meant !== undefined) names.set(name, meant);
	}
	for (const [name, meant] of meantByValue(last)) if (!names.has(name)) names.set(name, meant);
	misspelled.set(last, names);
	return names;
}

/**
 * The one ID and the one secret of AWS's form whose names mean it only so (`ACCESS_KEY_ID`, `AWS_SECRET`, `NEXT_PUBLIC_AWS_KEY`), each with its
 * right name, without a public prefix.
 */
function meantByValue(last: EnvFile["last"]): [string, string][] {
	const named = (kind: string, has: (value: string) => boolean) =>
		[...last].flatMap(([name, { value }]) => {
			const plain = withoutPublicPrefix(name) ?? name;
			return !knownVariables.has(plain) && meantWithValue(plain) === kind && has(value.reveal()) ? [name] : [];
		});
	const [id, ...ids] = named("access-key-id", isAccessKeyId);
	const [secret, ...secrets] = id === undefined || ids.length > 0 ? [] : named("secret", isSecret);
	if (id === undefined || secret === undefined || secrets.length > 0) return [];
	const [idName, secretName] = keyVariables("AWS_");
	return [
		[id, idName],
		[secret, secretName],
	];
}

/** One part of a credential that a file sets. */
export interface KeyPart {
	readonly kind: KeyKind;
	/** Its right name: without a public prefix, correctly spelled. */
	readonly name: string;
	/** Whether it is spelled correctly. A misspelled one may be the project's own, of whatever shape; a secret it is all the same. */
	readonly isExact: boolean;
	readonly assignment: Assignment;
	readonly value: string;
}

const partsOf = new Notes<EnvFile["last"], readonly KeyPart[]>();

/** Every access key ID, secret and session token that a file sets, in file order. Found once for each parsed text. */
export function keyParts(file: EnvFile): readonly KeyPart[] {
	const known = partsOf.get(file.last);
	if (known) return known;
	const parts: KeyPart[] = [];
	for (const [written, assignment] of file.last) {
		const plain = withoutPublicPrefix(written) ?? written;
		const name = misspelledNames(file).get(written) ?? (plain === written ? plain : (meantName(plain) ?? plain));
		const kind = keyKind(name);
		const value = kind === undefined ? "" : assignment.value.reveal();
		if (kind !== undefined && value !== "") parts.push({ kind, name, isExact: name === plain, assignment, value });
	}
	partsOf.set(file.last, parts);
	return parts;
}

/** Whether a value is there to sign with: not one to fill in, not one that stands elsewhere. */
export function isReal({ value }: Pick<KeyPart, "value">): boolean {
	return !isPlaceholder(value) && !isReference(value);
}

/** The first secret or session token that this file really holds. */
export function firstSecret(file: EnvFile): Assignment | undefined {
	// In a file to be filled in anything may stand for a secret (`secret`, `ton-secret`, AWS's own example), save what is drawn at random.
	const holds = isExample(file.path) ? isDrawn : isReal;
	return keyParts(file).find((part) => part.kind !== "access-key-id" && holds(part))?.assignment;
}

/** Where the first secret stands that a file has in a comment, by its name; undefined: none. */
export function commentedSecret(file: EnvFile): Origin | undefined {
	const { path, text, parsed } = file;
	const lines =
		/^[^\S\r\n]{0,20}#[#\s]{0,20}(?:export[^\S\r\n]{1,20})?((?:REMOTION_)?AWS_\w{1,60})[^\S\r\n]{0,20}[=:]([^\r\n]{20,4000})/gm;
	for (const { 0: line, 1: name = "", 2: written = "", index } of text.matchAll(lines)) {
		const kind = keyKind(meantName(name) ?? name);
		const value = withoutWrapping(written.split(" #", 1)[0] ?? "");
		if ((kind !== "secret" && kind !== "session-token") || !isDrawn({ value })) continue;
		const start = index + line.indexOf(name);
		// A line of a value that goes over several is no comment.
		if (parsed.assignments.some(({ range }) => range.start < start && start < range.end)) continue;
		return { layer: "file", path, range: { start, end: start + name.length }, variable: name };
	}
	return undefined;
}

/** Whether a value looks as AWS draws its secrets: long, of letters in both cases and digits, and without a word that says it is none. */
function isDrawn(part: Pick<KeyPart, "value">): boolean {
	const { value } = part;
	const isMixed = /[A-Z]/.test(value) && /[a-z]/.test(value) && /\d/.test(value);
	return (
		isReal(part) && isMixed && /^[\w/+=-]{40,}$/.test(value) && !/example|sample|secret|_key|fake|dummy/i.test(value)
	);
}

/** Returns the first assignment of a profile, or of a part of a key that could sign. */
export function firstCredential(file: EnvFile): Assignment | undefined {
	const profiles = profileVariables.map((name) => assigned(file, name));
	const keys = keyParts(file).find(isReal)?.assignment;
	return [...profiles, keys].reduce((first, other) =>
		first && (!other || first.range.start < other.range.start) ? first : other,
	);
}

/** The misspelled name under which a file sets a variable; undefined: none. */
export function misspelledAs(file: EnvFile, name: string): string | undefined {
	return [...misspelledNames(file)].find(([written, meant]) => meant === name && assigned(file, written))?.[0];
}
