import { accountsToChoose, answerText } from "../precedence/answer.ts";
import { findsNothing } from "../precedence/reasons.ts";
import { maskAccessKeyId } from "../text/secret.ts";
import type { Active, Explanation } from "../types.ts";

type Compared = Pick<Explanation, "active" | "steps" | "region" | "pool">;

/** What a report tells of a place, and what the project's files lead one to expect there. */
export interface DifferenceInput {
	readonly reported: Compared;
	/** What `explain()` says of the project if it were deployed there. */
	readonly expected: Compared;
	/** As people call it, such as "Vercel". */
	readonly place: string;
	/** The launch on this machine that `expected` is of, such as "npm start"; absent: it is of a deployment there. */
	readonly launch?: string;
}

/** The words for both. */
interface Words {
	readonly place: string;
	/** "The project's files", "npm start". */
	readonly subject: string;
	/** "According to the project's files, Remotion uses" and "on Vercel", around what it uses. */
	readonly uses: readonly [before: string, after: string];
	readonly regionIs: string;
}

/**
 * Compares a report with what the project's files lead one to expect at its place. What the files leave open, such as credentials of a role
 * or of a program that supplies them, is no difference.
 * @returns one sentence or two for each difference, the weightiest first; none where the two agree
 */
export function differences({ expected, place, launch, ...given }: DifferenceInput): string[] {
	const words = wordsOf(place, launch);
	const reported = withProfileNamed(given.reported);
	return [
		ofCredentials(reported, expected, words),
		ofToken(reported.active, expected.active, words),
		ofRegion(reported.region.value, expected.region.value, words),
	].filter((sentence) => sentence !== undefined);
}

/** The profile that a place uses is known by its name, although its AWS files can't be seen: files here that name the same one agree with it. */
function withProfileNamed(reported: Compared): Compared {
	const named = reported.steps.find(({ state, profile }) => state === "active" && profile !== undefined);
	if (reported.active.kind !== "hidden" || named?.profile === undefined) return reported;
	return { ...reported, active: { kind: "profile", profile: named.profile, type: "static", variable: null } };
}

function wordsOf(place: string, launch: string | undefined): Words {
	if (launch !== undefined)
		return { place, subject: launch, uses: [`In ${launch}, Remotion uses`, ""], regionIs: `In ${launch}` };
	const according = "According to the project's files";
	const uses = [`${according}, Remotion uses`, ` on ${place}`] as const;
	return { place, subject: "The project's files", uses, regionIs: according };
}

function ofCredentials(reported: Compared, expected: Compared, words: Words): string | undefined {
	const { place } = words;
	const [there, here] = [reported.active, expected.active];
	const isOpen = here.kind === "hidden" || here.kind === "chain" || isPlatforms(here);
	// The project's own code sets an account before it calls.
	if ((isOpen || here.kind === "error") && accountsToChoose(expected.pool) > 0) return undefined;
	if (isOpen) return ofOpen(there, here, words);
	if (here.kind === "error") return hasNone(there) || namesProfile(expected, there) ? undefined : placed(there, words);
	if (isSame(there, here)) return undefined;
	const [before, after] = words.uses;
	const does = hasNone(there) ? "finds no credentials" : `uses ${told(there)}`;
	const where = after === "" ? `on ${place}` : "there";
	return `${before} ${told(here)}${after}, but it ${does} ${where}.${missing(here, reported, place)}`;
}

/** The files leave it to the platform: an answer of the person's own there is a difference only where it takes the role's place. */
function ofOpen(there: Active, here: Active, words: Words): string | undefined {
	if (here.kind === "hidden" || hasNone(there)) return undefined;
	const isOwn = there.kind === "profile" || (there.kind === "keys" && there.variables.some(isRemotions));
	return isOwn ? placed(there, words) : undefined;
}

/** The same key with a session token at one of the two only. */
function ofToken(there: Active, here: Active, { place, subject }: Words): string | undefined {
	if (there.kind !== "keys" || here.kind !== "keys" || isPlatforms(here) || !isSame(there, here)) return undefined;
	if (there.hasSessionToken === here.hasSessionToken || layerOf(here, 2) === "platform") return undefined;
	return here.hasSessionToken
		? `${subject} ${have(subject)} a session token, which isn't set on ${place}.`
		: `A session token is set on ${place}. ${subject} ${have(subject)} none.`;
}

function ofRegion(there: string | null, here: string | null, { place, regionIs }: Words): string | undefined {
	if (there === null || here === null || there === here) return undefined;
	return `${regionIs}, the region is ${here}, but on ${place} it is ${there}.`;
}

/** Whether an access key is one that the platform sets. Its session token may stand next to a key of the project's. */
function isPlatforms(active: Active): boolean {
	return active.kind === "keys" && layerOf(active, 0) === "platform";
}

/** Where the access key ID (0), the secret access key (1) or the session token (2) comes from. */
function layerOf({ variables, origins }: Extract<Active, { kind: "keys" }>, part: 0 | 1 | 2) {
	return origins.find(({ variable }) => variable === variables[part])?.layer;
}

const isRemotions = (name: string) => name.startsWith("REMOTION_");

function hasNone(active: Active): boolean {
	return active.kind === "error" || findsNothing(active);
}

/** Whether both name the same credentials. A report masks access key IDs; one that is not known may be any. */
function isSame(one: Active, other: Active): boolean {
	if (one.kind === "keys" && other.kind === "keys") {
		if (one.accessKeyId === "" || other.accessKeyId === "") return one.variables[0] === other.variables[0];
		return maskAccessKeyId(one.accessKeyId) === maskAccessKeyId(other.accessKeyId);
	}
	return one.kind === "profile" && other.kind === "profile" && one.profile === other.profile;
}

/** Whether the files name the same profile, which only isn't on this computer. */
function namesProfile({ steps }: Compared, there: Active): boolean {
	return (
		there.kind === "profile" && steps.some(({ state, profile }) => state === "broken" && profile === there.profile)
	);
}

/** "access keys AKIA…7Q2A", "profile staging". */
function told(active: Active): string {
	if (active.kind === "keys" && active.accessKeyId !== "")
		return `access keys ${maskAccessKeyId(active.accessKeyId)} of ${active.variables[0]}`;
	if (active.kind === "keys") return `access keys of ${active.variables[0]}`;
	if (active.kind === "profile") return `profile ${active.profile}`;
	return answerText(active).toLowerCase();
}

function placed(active: Active, { place, subject }: Words): string {
	return `On ${place}, Remotion uses ${told(active)}. ${subject} ${have(subject)} none.`;
}

function have(subject: string): string {
	return subject === "The project's files" ? "have" : "has";
}

/** Names the variables that the files have and the place does not; "" where all are there. */
function missing(here: Active, { steps }: Compared, place: string): string {
	const wanted = here.kind === "keys" ? here.variables.filter((name) => !/TOKEN$/.test(name)) : variableOf(here);
	const set = new Set(steps.flatMap(({ origins }) => origins.map(({ variable }) => variable)));
	const names = wanted.filter((name) => !set.has(name));
	if (names.length === 0) return "";
	return ` ${names.join(" and ")} ${names.length === 1 ? "isn't" : "aren't"} set on ${place}.`;
}

function variableOf(active: Active): string[] {
	return active.kind === "profile" && active.variable !== null ? [active.variable] : [];
}
