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
}

/**
 * Compares a report with what the project's files lead one to expect at its place. What the files leave open, such as credentials of a role
 * or of a program that supplies them, is no difference.
 * @returns one sentence or two for each difference, the weightiest first; none where the two agree
 */
export function differences({ reported, expected, place }: DifferenceInput): string[] {
	return [
		ofCredentials(reported, expected, place),
		ofToken(reported.active, expected.active, place),
		ofRegion(reported.region.value, expected.region.value, place),
	].filter((sentence) => sentence !== undefined);
}

function ofCredentials(reported: Compared, expected: Compared, place: string): string | undefined {
	const [there, here] = [reported.active, expected.active];
	const isOpen = here.kind === "hidden" || here.kind === "chain" || isPlatforms(here);
	// The project's own code sets an account before it calls.
	if ((isOpen || here.kind === "error") && accountsToChoose(expected.pool) > 0) return undefined;
	if (isOpen) return ofOpen(there, here, place);
	if (here.kind === "error") return lacks(there) ? undefined : `${placed(there, place)} The project's files have none.`;
	if (isSame(there, here)) return undefined;
	const wanted = `According to the project's files, Remotion uses ${told(here)} on ${place}`;
	if (lacks(there)) return `${wanted}, but it finds no credentials there.${missing(here, reported, place)}`;
	return `${wanted}, but it uses ${told(there)} there.${missing(here, reported, place)}`;
}

/** The files leave it to the platform: an answer of the person's own there is a difference only where it takes the role's place. */
function ofOpen(there: Active, here: Active, place: string): string | undefined {
	if (here.kind === "hidden" || lacks(there)) return undefined;
	const isOwn = there.kind === "profile" || (there.kind === "keys" && there.variables.some(isRemotions));
	return isOwn ? `${placed(there, place)} The project's files have none.` : undefined;
}

/** The same key with a session token at one of the two only. */
function ofToken(there: Active, here: Active, place: string): string | undefined {
	if (there.kind !== "keys" || here.kind !== "keys" || isPlatforms(here) || !isSame(there, here)) return undefined;
	if (there.hasSessionToken === here.hasSessionToken) return undefined;
	return here.hasSessionToken
		? `The session token of the project's files isn't set on ${place}.`
		: `A session token is set on ${place}, but the project's files have none.`;
}

function ofRegion(there: string | null, here: string | null, place: string): string | undefined {
	if (there === null || here === null || there === here) return undefined;
	return `According to the project's files, the region is ${here}, but on ${place} it is ${there}.`;
}

function isPlatforms(active: Active): boolean {
	return active.kind === "keys" && active.origins.some(({ layer }) => layer === "platform");
}

const isRemotions = (name: string) => name.startsWith("REMOTION_");

function lacks(active: Active): boolean {
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

/** "access keys AKIA…7Q2A", "profile staging". */
function told(active: Active): string {
	if (active.kind === "keys" && active.accessKeyId !== "")
		return `access keys ${maskAccessKeyId(active.accessKeyId)} of ${active.variables[0]}`;
	if (active.kind === "keys") return `access keys of ${active.variables[0]}`;
	if (active.kind === "profile") return `profile ${active.profile}`;
	return answerText(active).toLowerCase();
}

function placed(active: Active, place: string): string {
	return `On ${place}, Remotion uses ${told(active)}.`;
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
