import { keyVariables } from "../../credentialProviders/defaultChain.ts";
import { commentOut } from "../../dotenv/editValue.ts";
import { type Assignment, parseDotenv } from "../../dotenv/parse.ts";
import type { EnvFile } from "../../environment/expandFiles.ts";
import { runtimes } from "../../runtimes/index.ts";
import { isPlatform, type PlatformFacts } from "../../runtimes/platform.ts";
import type { Active, Fix, Origin, Step, TextEdit } from "../../types.ts";
import { isAccessKeyId, isPlaceholder, isReference, isSecret } from "../../vocabulary/keyFormat.ts";
import { meantName } from "../../vocabulary/misspellings.ts";
import { type KeyKind, keyKind, withoutPublicPrefix } from "../../vocabulary/variables.ts";
import type { Situation } from "../rule.ts";

export type Prefix = "REMOTION_AWS_" | "AWS_";

/** The prefixes of the two key pairs, Remotion's own first. */
export const prefixes: readonly Prefix[] = ["REMOTION_AWS_", "AWS_"];

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

/** What an assigned name comes to; undefined: nothing, or unknown, since it refers to variables in a file that is not loaded. */
export function effectiveValue({ input }: Situation, file: EnvFile, name: string): string | undefined {
	const written = assigned(file, name)?.value.reveal() ?? "";
	const isUnknown = runtimes[input.runtime].expand !== undefined && written.includes("$");
	return (file.values?.get(name) ?? (isUnknown ? "" : written)) || undefined;
}

/** Every assignment that names a profile, with the name it comes to. On a platform no profile is there: `profile-on-platform` says so. */
export function profilesNamed(situation: Situation): { file: EnvFile; assignment: Assignment; name: string }[] {
	if (isPlatform(situation.input.runtime)) return [];
	return situation.envFiles.flatMap((file) =>
		["REMOTION_AWS_PROFILE", "AWS_PROFILE"].flatMap((variable) => {
			const assignment = assigned(file, variable);
			const name = effectiveValue(situation, file, variable);
			return assignment && name !== undefined ? [{ file, assignment, name }] : [];
		}),
	);
}

/** Whether this file's assignment of the name is the one that reaches Remotion. */
export function counts({ environment }: Situation, file: EnvFile, name: string): boolean {
	return file.loaded && environment.setting(name)?.origin.path === file.path;
}

/** Whether Remotion would find a name beside those of this file. Who loads a file that this runtime does not is unknown: then any place will do. */
export function isBeside({ environment, envFiles }: Situation, file: EnvFile, name: string): boolean {
	if (environment.get(name) !== undefined) return true;
	return !file.loaded && envFiles.some((other) => assigned(other, name));
}

const misspelled = new WeakMap<EnvFile["last"], ReadonlyMap<string, string>>();

/** The misspelled names that a file sets, each with the one that was meant. Found once for each parsed text. */
export function misspelledNames({ last }: EnvFile): ReadonlyMap<string, string> {
	const known = misspelled.get(last);
	if (known) return known;
	const names = new Map<string, string>();
	for (const name of last.keys()) {
		const meant = meantName(name);
		if (meant !== undefined) names.set(name, meant);
	}
	misspelled.set(last, names);
	return names;
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

const partsOf = new WeakMap<EnvFile["last"], readonly KeyPart[]>();

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

/** Whether a value looks as AWS draws its secrets: long, of letters in both cases and digits, and without a word that says it is none. */
function isDrawn(part: Pick<KeyPart, "value">): boolean {
	const { value } = part;
	const isMixed = /[A-Z]/.test(value) && /[a-z]/.test(value) && /\d/.test(value);
	return (
		isReal(part) && isMixed && /^[\w/+=-]{40,}$/.test(value) && !/example|sample|secret|_key|fake|dummy/i.test(value)
	);
}

/** Whether keys here are for a server of one's own (LocalStack, MinIO), which takes keys of any shape. */
export function hasOwnEndpoint({ environment }: Situation, file: EnvFile): boolean {
	return ["AWS_ENDPOINT_URL", "AWS_ENDPOINT_URL_S3", "AWS_ENDPOINT_URL_LAMBDA", "AWS_ENDPOINT_URL_STS"].some(
		(name) => environment.get(name) !== undefined || assigned(file, name),
	);
}

/** Renames every assignment of the names, so that the last one still wins, and silences empty assignments of the new names. */
export function renameAll(file: EnvFile, names: ReadonlyMap<string, string>): TextEdit[] {
	const taken = new Set(names.values());
	return file.parsed.assignments.flatMap((assignment): TextEdit[] => {
		const newText = names.get(assignment.name);
		if (newText !== undefined) return [{ path: file.path, range: assignment.nameRange, newText }];
		return taken.has(assignment.name) ? commentOut(file.path, file.text, assignment) : [];
	});
}

/** Comments out every assignment of the names: with the last one alone, an earlier one would come back. */
export function commentOutAll(file: EnvFile, names: readonly string[]): TextEdit[] {
	return file.parsed.assignments
		.filter(({ name }) => names.includes(name))
		.flatMap((assignment) => commentOut(file.path, file.text, assignment));
}

/** The misspelled name under which a file sets a variable; undefined: none. */
export function misspelledAs(file: EnvFile, name: string): string | undefined {
	return [...misspelledNames(file)].find(([written, meant]) => meant === name && assigned(file, written))?.[0];
}

/** "Rename … to …", of every assignment of the name. */
export function renameTo(file: EnvFile, from: string, to: string): Fix {
	return { title: `Rename ${from} to ${to}`, preferred: true, edits: renameAll(file, new Map([[from, to]])) };
}

/** The variable stands in the same file, commented out: the last such line with a well-formed value. */
export function uncomment({ path, text, parsed, last }: EnvFile, name: string): Fix[] {
	if (last.has(name) || !text.includes(name)) return [];
	const lines = new RegExp(
		`^[^\\S\\r\\n]*(#[^\\S\\r\\n]*)(?:export[^\\S\\r\\n]+)?${name}[^\\S\\r\\n]*=[^\\r\\n]*`,
		"gm",
	);
	const found = [...text.matchAll(lines)].flatMap((match) => {
		const mark = match[1] ?? "";
		const start = match.index + match[0].indexOf("#");
		const isInValue = parsed.assignments.some(({ range }) => range.start < start && start < range.end);
		const line = parseDotenv(match[0].slice(match[0].indexOf("#") + mark.length), parsed.dialect).assignments[0];
		const value = line?.name === name ? line.value.reveal() : "";
		const isWhole = name.endsWith("_ID")
			? isAccessKeyId(value)
			: name.endsWith("_TOKEN")
				? /^[\w/+=-]{60,}$/.test(value) && !isPlaceholder(value)
				: isSecret(value);
		return isInValue || !isWhole ? [] : [{ path, range: { start, end: start + mark.length }, newText: "" }];
	});
	const edit = found.at(-1);
	return edit ? [{ title: `Uncomment ${name}`, edits: [edit] }] : [];
}

/** Takes away what stands around a part of an assignment's value; no fix where the text is not what dotenv reads. */
export function keepOnly(file: EnvFile, { valueRange }: Assignment, part: string): TextEdit[] {
	const at = file.text.slice(valueRange.start, valueRange.end).indexOf(part);
	if (at < 0) return [];
	const start = valueRange.start + at;
	return [
		{ range: { start: valueRange.start, end: start }, newText: "" },
		{ range: { start: start + part.length, end: valueRange.end }, newText: "" },
	].flatMap((edit) => (edit.range.start < edit.range.end ? [{ path: file.path, ...edit }] : []));
}

/** The command that moves the keys of a file into a profile of the credentials file. */
export const moveToProfileCommand = "remotionLambda.moveToProfile";

/** The command that moves the keys of a file into a new secret. */
export const storeSecretCommand = "remotionLambda.storeSecret";

/** The ways to credentials of one's own on a platform: a role with Remotion's policy where there can be one, or a secret. */
export function platformWays({ hasOwnRole }: PlatformFacts): Fix[] {
	const role = { title: "Create the role's policy…", command: "remotionLambda.createRolePolicy", args: [] };
	const secret = { title: "Use a secret…", command: "remotionLambda.useSecret", args: [] };
	return hasOwnRole ? [role, secret] : [secret];
}

/**
 * "Move the keys into a profile…", where the file really holds a complete pair; "Store them as a secret…" where it is deployed to a place without
 * profiles.
 */
export function moveToProfile({ input }: Pick<Situation, "input">, file: EnvFile): Fix[] {
	const isComplete = prefixes.some((prefix) => {
		const [id, secret] = keyVariables(prefix);
		return [id, secret].every((name) => isReal({ value: assigned(file, name)?.value.reveal() ?? "xx" }));
	});
	if (isComplete && isPlatform(input.runtime))
		return [{ title: "Store the keys as a secret…", command: storeSecretCommand, args: [file.path] }];
	return isComplete
		? [{ title: "Move the keys into a profile…", command: moveToProfileCommand, args: [file.path] }]
		: [];
}

/** Whether a file is there to be copied and filled in. */
export function isExample(path: string): boolean {
	return /[._-](?:example|sample|template|dist)$/i.test(path);
}

/** The file's name, for sentences. */
export function fileName({ path }: Pick<EnvFile, "path">): string {
	return path.replace(/^.*[\\/]/, "");
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
			return active.next === "web-identity"
				? "leaves it to the AWS SDK, which exchanges the web identity token for a role"
				: "leaves it to the AWS SDK, which finds nothing on your own machine";
		case "error":
			return "fails";
	}
}
