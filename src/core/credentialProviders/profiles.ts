import { keyBits } from "../sharedConfig/decidingKeys.ts";
import { type HeadingMeaning, isPrototypeName } from "../sharedConfig/headings.ts";
import { MergedSections, type SectionPlace } from "../sharedConfig/merge.ts";
import type { AwsFile } from "../sharedConfig/parse.ts";
import type { AwsProperty } from "../sharedConfig/sections.ts";
import { atOnce, type InTurns } from "../text/job.ts";
import { printable, printableAccessKeyId, printableText } from "../text/printableName.ts";
import type { Origin, Profile, ProfileType } from "../types.ts";
import { type Failure, failureOf, mayFail, typeOf } from "./fromIni.ts";
import { EntryFacts, KeyFacts } from "./profileFacts.ts";
import { problemInWords } from "./profileProblems.ts";
import type { ProfileSettings, ProfileTable } from "./profileTable.ts";

export { type ProfileResolution, resolveProfile } from "./fromIni.ts";

/**
 * Merges both files key by key, as `parseKnownFiles` of the AWS SDK does: the credentials file wins.
 *
 * @param credentials undefined: there is none, or it cannot be read, which is the same to the SDK
 * @param config likewise
 * @param sessions the file the SDK reads `[sso-session]` from: the config file, but with a `~` in its path taken literally
 */
export function mergeProfiles(
	credentials: AwsFile | undefined,
	config: AwsFile | undefined,
	sessions: AwsFile | null = config ?? null,
): ProfileTable {
	const merged = atOnce(MergedSections.inTurns(credentials, config));
	return atOnce(listProfiles(merged, { credentials, config, sessions }));
}

/**
 * Lists the profiles of sections that are merged already, in turns.
 * @param files those that were merged, and the one the SDK reads sessions from
 * @param knowsLogin whether the SDK reads `login_session`; if not, that is a setting that decides nothing
 */
export function* listProfiles(
	merged: MergedSections,
	{ credentials, config, sessions }: Files,
	knowsLogin = true,
): InTurns<ProfileTable> {
	const deciding = knowsLogin ? -1 : ~keyBits.login_session;
	const inSessions = sessionsOf(sessions);
	const profiles: Profile[] = [];
	const twice = new Set<Profile>();
	const names = merged.names();
	const listed: (Profile | undefined)[] = new Array(names.length);
	const sectionsOf = (name: string) => {
		const entry = merged.find(name);
		return entry === undefined ? undefined : merged.sections(entry);
	};
	const facts = (name: string) => {
		const entry = merged.find(name);
		return entry === undefined ? undefined : new EntryFacts(merged, entry, deciding);
	};
	const table: ProfileTable & { found: readonly Profile[] } = {
		profiles,
		found: profiles,
		twice,
		has: (name) => merged.find(name) !== undefined,
		get: (name) => listed[merged.find(name) ?? -1],
		facts,
		sections: sectionsOf,
		keys: (name) => keysOf(sectionsOf(name) ?? []),
		settings: (name) => mergeSettings(sectionsOf(name)),
		ssoSession: (name) => mergeSettings(inSessions.get(name)),
		ssoSessionFacts: (name) => {
			const found = inSessions.get(name);
			return found && new KeyFacts(found.reduce((bits, { places, index }) => bits | places.bits(index), 0));
		},
		ssoSessions: [...inSessions.keys()],
		hasCredentialProcess: (name) => facts(name)?.has("credential_process") === true,
	};
	const unseenCount = yield* list(
		{ table, merged, deciding, profiles, listed, names, twice, known: new Map(), soundSessions: new Set() },
		[credentials, config],
	);
	if (unseenCount > 0) table.found = profiles.filter((profile) => table.get(profile.name) === profile);
	return table;
}

interface Files {
	readonly credentials: AwsFile | undefined;
	readonly config: AwsFile | undefined;
	readonly sessions: AwsFile | null;
}

interface Listing {
	readonly table: ProfileTable;
	readonly merged: MergedSections;
	/** The bits of the keys that the SDK reads. */
	readonly deciding: number;
	readonly profiles: Profile[];
	/** By the entry of their name. */
	readonly listed: (Profile | undefined)[];
	readonly names: readonly string[];
	readonly twice: Set<Profile>;
	readonly known: Map<string, Failure | null>;
	/** The SSO sessions that a profile works with. */
	readonly soundSessions: Set<string>;
}

/** So many sections are listed in one turn. */
const turn = 1000;

/** Makes a profile of each name in the files' order, and one of each section that the SDK does not see; gives the number of those. */
function* list(listing: Listing, files: readonly (AwsFile | undefined)[]): InTurns<number> {
	let before = 0;
	let unseenCount = 0;
	for (const file of files) {
		if (file === undefined) continue;
		const { count } = file.places;
		for (let start = 0; start < count; start += turn) {
			unseenCount += listPart(listing, file, before, start, Math.min(start + turn, count));
			if (start + turn < count) yield;
		}
		before += count;
	}
	return unseenCount;
}

/**
 * Does it for some sections of a file.
 * @param before the number of sections in the files before this one
 */
function listPart(listing: Listing, file: AwsFile, before: number, start: number, end: number): number {
	const { merged, profiles, listed, twice } = listing;
	const { path, places } = file;
	let unseenCount = 0;
	for (let index = start; index < end; index++) {
		let entry = merged.entryOf[before + index];
		let problem: string | undefined;
		if (entry === undefined || entry < 0 || places.isOdd(index)) {
			const meaning = places.meaning(index);
			if (meaning.kind === "sso-session" || meaning.kind === "services") continue;
			problem = meaning.problem;
			entry = meaning.name === null ? undefined : merged.find(meaning.name);
			if (entry === undefined) {
				profiles.push(unseen(file, index, meaning));
				unseenCount++;
				continue;
			}
		}
		const origin: Origin = { layer: "file", path, range: places.headingRange(index) };
		const known = listed[entry];
		if (known === undefined) {
			const profile = describe(listing, entry, places.isOdd(index), problem, origin);
			listed[entry] = profile;
			profiles.push(profile);
		} else {
			const [first, second] = known.origins;
			if ((second ?? first)?.path === path) twice.add(known);
			// An array that is pushed to makes room for many more, and hardly a profile has three places.
			if (first !== undefined && second === undefined) known.origins = [first, origin];
			else known.origins.push(origin);
		}
	}
	return unseenCount;
}

const emptyProblem = "The AWS SDK does not see a profile without any keys.";

function unseen(file: AwsFile, index: number, { name, problem }: HeadingMeaning): Profile {
	const heading = file.places.heading(index);
	return {
		name: printable(name ?? /^\s*profile\s+(\S.*)$/.exec(heading)?.[1] ?? heading),
		type: "none",
		problem: printableText(file.discarded === null ? problem : discardedProblem(file)) ?? emptyProblem,
		origins: [{ layer: "file", path: file.path, range: file.places.headingRange(index) }],
	};
}

function discardedProblem(file: AwsFile): string {
	return `The AWS SDK ignores the whole ${file.kind} file: ${file.discarded}.`;
}

/** The sections of each `[sso-session name]` in a file; later ones win. */
function sessionsOf(file: AwsFile | null): Map<string, SectionPlace[]> {
	const sessions = new Map<string, SectionPlace[]>();
	if (file === null || file.discarded !== null) return sessions;
	const { places } = file;
	for (const index of places.special) {
		if (places.propertyCount(index) === 0) continue;
		const { key } = places.meaning(index);
		if (!key?.startsWith(sessionPrefix)) continue;
		const known = sessions.get(key.slice(sessionPrefix.length));
		if (known) known.push({ places, index });
		else sessions.set(key.slice(sessionPrefix.length), [{ places, index }]);
	}
	return sessions;
}

const sessionPrefix = "sso-session.";

function keysOf(sections: readonly SectionPlace[]): string[] {
	const keys: Record<string, true> = Object.create(null);
	for (const { places, index } of sections) for (const key of places.propertyNames(index)) keys[key] = true;
	return Object.keys(keys).filter((key) => key !== "__proto__");
}

function mergeSettings(sections: readonly SectionPlace[] | undefined): ProfileSettings | undefined {
	if (sections === undefined) {
		return undefined;
	}
	const settings: Record<string, AwsProperty> = Object.create(null);
	for (const { places, index } of sections) {
		for (const property of places.properties(index)) {
			// The SDK assigns a string to the `__proto__` of a plain object, which does nothing.
			if (property.name !== "__proto__") {
				settings[property.name] = property;
			}
		}
	}
	return settings;
}

const ownSsoBits = keyBits.sso_account_id | keyBits.sso_role_name;

/**
 * Whether a profile works because one before it did, with the same source or the same session: that is so for nearly all, and costs a small
 * part of following each to its end. False: not known.
 */
function worksLikeOthers(
	{ merged, known, soundSessions }: Listing,
	entry: number,
	type: ProfileType | "none",
	sourceProfile: string | undefined,
): boolean {
	const bits = merged.bits(entry);
	if (type === "role")
		return (bits & keyBits.mfa_serial) === 0 && sourceProfile !== undefined && known.get(sourceProfile) === null;
	// The session replaces what else these two do not say.
	if (type !== "sso" || (bits & ownSsoBits) !== ownSsoBits) return false;
	const session = merged.value(entry, "sso_session");
	return session !== undefined && soundSessions.has(session);
}

/** A secret may have been put in the place of a name; nearly all names are shorter than any. */
function shownName(name: string | undefined): string | undefined {
	return name === undefined ? name : printable(name);
}

function describe(
	listing: Listing,
	entry: number,
	isOdd: boolean,
	headingProblem: string | undefined,
	origin: Origin,
): Profile {
	const { table, merged, deciding, names, known, soundSessions } = listing;
	const own = names[entry] ?? "";
	const name = printable(own);
	const bits = merged.bits(entry) & deciding;
	const type = typeOf(bits, isOdd && isPrototypeName(own)) ?? "none";
	const regionWritten = (bits & keyBits.region) === 0 ? undefined : merged.value(entry, "region");
	const sourceProfile = (bits & keyBits.source_profile) === 0 ? undefined : merged.value(entry, "source_profile");
	const [region, source] = [shownName(regionWritten), shownName(sourceProfile)];
	const origins = [origin];
	// Most profiles are one of these as a whole: what is added to an object later lies apart and makes it larger.
	let profile: Profile;
	if (type === "static") {
		const accessKeyId = printableAccessKeyId(merged.value(entry, "aws_access_key_id") ?? "");
		const hasSessionToken = (bits & keyBits.aws_session_token) !== 0;
		if (region === undefined) profile = { name, type, origins, accessKeyId, hasSessionToken };
		else profile = { name, type, origins, accessKeyId, hasSessionToken, region };
	} else if (region === undefined) profile = { name, type, origins };
	else if (source === undefined) profile = { name, type, origins, region };
	else profile = { name, type, origins, region, sourceProfile: source };
	if (source !== undefined) {
		profile.sourceProfile = source;
	}
	let failure: Failure | null = null;
	if (type === "static" && (bits & keyBits.mfa_serial) !== 0 && !profile.hasSessionToken) profile.usesMfa = true;
	if (mayFail(type) && !worksLikeOthers(listing, entry, type, sourceProfile)) {
		failure = failureOf(table, own, undefined, known);
		const session = type === "sso" && failure === null ? merged.value(entry, "sso_session") : undefined;
		if (session !== undefined) soundSessions.add(session);
	}
	const problem = printableText(headingProblem) ?? (failure === null ? undefined : problemInWords(table, own, failure));
	if (failure?.why === "mfa") profile.usesMfa = true;
	if (problem !== undefined) {
		profile.problem = problem;
	}
	return profile;
}
