import type { Environment } from "../environment/layers.ts";
import { isPrototypeName } from "../sharedConfig/headings.ts";
import { sha1, sha256 } from "../text/digest.ts";
import { type InTurns, Job } from "../text/job.ts";
import { Notes } from "../text/notes.ts";
import type { ParseCache } from "../text/parseCache.ts";
import type { Paths } from "../text/paths.ts";
import { fileProblem, isUnseen, readText, type Unreadable } from "../text/readText.ts";
import type { ExplainInput, Validity } from "../types.ts";
import { keysState, profileExpiry } from "./datedKeys.ts";
import { sourceOf, typeOf } from "./fromIni.ts";
import type { ProfileTable } from "./profileTable.ts";
import { readLoginToken, readSsoToken, type SignInState, signInState, type TokenFacts } from "./tokenCache.ts";

/** The folders in which tokens are cached, as absolute paths; undefined: this machine's files don't tell. */
export interface TokenFolders {
	readonly sso: string | undefined;
	readonly login: string | undefined;
}

/**
 * Returns where a program's token caches are on this machine. For SSO the home folder is that of the AWS files (`getHomeDir` of the SDK), for
 * `aws login` Node.js's own (`homedir()`), whose HOME counts empty, too, and alone on Windows not at all. `AWS_LOGIN_CACHE_DIRECTORY` is
 * taken as it is. Source: `getSSOTokenFilepath` of `@smithy/shared-ini-file-loader` 4.4.3, `getTokenFilePath` of
 * `@aws-sdk/credential-provider-login` 3.972.5.
 */
export function tokenFolders(
	environment: Environment,
	input: Pick<ExplainInput, "cwd" | "home" | "platform">,
	paths: Paths,
): TokenFolders {
	const homePath = environment.get("HOMEPATH");
	const drive = environment.setting("HOMEDRIVE")?.value ?? "C:/";
	const onDrive = homePath === undefined ? undefined : drive + homePath;
	const home = environment.get("HOME") ?? environment.get("USERPROFILE") ?? onDrive ?? input.home;
	const own = environment.setting(input.platform === "win32" ? "USERPROFILE" : "HOME")?.value ?? input.home;
	const named = environment.setting("AWS_LOGIN_CACHE_DIRECTORY")?.value;
	const inFolder = (folder: string, ...names: string[]) =>
		paths.resolve(input.cwd, paths.join(folder || ".", ...names));
	return {
		sso: inFolder(home, ".aws", "sso", "cache"),
		login: named === undefined ? inFolder(own, ".aws", "login", "cache") : inFolder(named),
	};
}

/**
 * What profiles depend on that may end: a sign-in, or keys with a date. The name of a sign-in may be anything that somebody wrote into a file: it
 * goes no further than its hash.
 */
interface Dependence {
	readonly profiles: string[];
	readonly of: Sign | { readonly kind: "keys"; readonly expires: number };
}

interface Sign {
	readonly kind: "sso" | "login";
	/** SSO with a session, whose token the SDK renews. */
	readonly isSession: boolean;
	readonly fileName: string;
	/** The first profile that has it itself. */
	signInProfile?: string;
}

const found = new Notes<ProfileTable, Job<readonly Dependence[]>>();

/** So many profiles are looked at in one turn. */
const turn = 1000;

/** What a table's profiles depend on, worked out once for a table. */
function dependencesOf(table: ProfileTable): Job<readonly Dependence[]> {
	const known = found.get(table) ?? new Job(listDependences(table));
	found.set(table, known);
	return known;
}

/** Where a role's way ends: whose credentials assume it. */
interface End {
	readonly name: string;
	readonly isKeys: boolean;
}

function* listDependences(table: ProfileTable): InTurns<readonly Dependence[]> {
	const byKey = new Map<string, Dependence>();
	const ends = new Map<string, End | undefined>();
	for (const [index, { name, type, problem, hasSessionToken }] of table.found.entries()) {
		if (index % turn === turn - 1) yield;
		if (problem !== undefined || type === "none" || type === "process" || type === "web-identity") continue;
		// Keys without a token don't end; most profiles are these.
		if (type === "static" && !hasSessionToken) continue;
		const end = type === "role" ? endOf(table, name, ends) : { name, isKeys: type === "static" };
		const dependence = end && (end.isKeys ? datedKeysOf : signInOf)(table, end.name, byKey);
		if (!dependence) continue;
		if (dependence.profiles[0] !== name) dependence.profiles.push(name);
		if (type !== "role" && dependence.of.kind !== "keys") dependence.of.signInProfile ??= name;
	}
	return [...byKey.values()];
}

/** The profile whose credentials a role is assumed with in the end; undefined: it has a source of another kind. */
function endOf(table: ProfileTable, role: string, known: Map<string, End | undefined>): End | undefined {
	const sources = new Set<string>();
	let end: End | undefined;
	for (let name = role; ; ) {
		const source = sourceOf(table, name, name !== role);
		if (source.kind === "itself" || source.kind === "keys") end = { name, isKeys: source.kind === "keys" };
		else if (source.kind === "profile" && !sources.has(source.name) && source.name !== role) {
			if (!known.has(source.name)) {
				name = source.name;
				sources.add(name);
				continue;
			}
			end = known.get(source.name);
		}
		break;
	}
	for (const name of sources) known.set(name, end);
	return end;
}

function datedKeysOf(table: ProfileTable, name: string, known: Map<string, Dependence>): Dependence | undefined {
	const key = `keys ${name}`;
	const dependence = known.get(key);
	if (dependence) return dependence;
	const expiry = profileExpiry(table, name);
	if (!expiry) return undefined;
	// The one with the keys comes first, wherever its roles are.
	const made: Dependence = { profiles: [name], of: { kind: "keys", expires: expiry.expires } };
	known.set(key, made);
	return made;
}

function signInOf(table: ProfileTable, name: string, known: Map<string, Dependence>): Dependence | undefined {
	const facts = table.facts(name);
	const type = facts && typeOf(facts.bits, isPrototypeName(name));
	if (!facts || (type !== "sso" && type !== "login")) return undefined;
	const session = type === "sso" ? facts.text("sso_session") : undefined;
	const id = type === "login" ? facts.text("login_session") : session || facts.text("sso_start_url");
	if (!id) return undefined;
	const isSession = Boolean(session);
	const key = `${type} ${isSession} ${id}`;
	let dependence = known.get(key);
	if (!dependence) {
		const fileName = `${type === "login" ? sha256(id) : sha1(id)}.json`;
		dependence = { profiles: [], of: { kind: type, isSession, fileName } };
		known.set(key, dependence);
	}
	return dependence;
}

/** So many token caches are looked at: each is a file that is watched. */
const mostSignIns = 100;

/** A token is some kilobytes. */
const longestToken = 1024 * 1024;

/** So many validities are told of. */
const mostValidities = 1000;

/** What the reader of token caches is told. */
export interface TokenReading {
	readonly folders: TokenFolders;
	readonly now: number;
	/** Whether the AWS SDK for JavaScript uses them. */
	readonly isJavaScript: boolean;
	/** The profile that signs: what it depends on is looked at first. */
	readonly activeProfile: string | undefined;
}

/**
 * Reads how the sign-ins and dated keys stand that profiles depend on. Nothing of a token but its dates, and whether it has what the SDK
 * needs, comes out.
 * @returns one for each sign-in and each profile with dated keys, the active profile's first
 */
export function* readValidities(
	table: ProfileTable,
	input: Pick<ExplainInput, "readFile">,
	paths: Paths,
	cache: ParseCache,
	reading: TokenReading,
): InTurns<Validity[]> {
	const { folders, activeProfile, now } = reading;
	const all = yield* dependencesOf(table).inTurns();
	const active = all.filter(({ profiles }) => activeProfile !== undefined && profiles.includes(activeProfile));
	const others = all.length > active.length ? all.filter((one) => !active.includes(one)) : [];
	const states: Validity[] = [];
	let left = mostSignIns;
	for (const dependence of [...active, ...others].slice(0, mostValidities)) {
		const { profiles, of } = dependence;
		const isActive = active.includes(dependence) && { isActive: true as const };
		if (of.kind === "keys") {
			states.push({ kind: "keys", ...keysState(of.expires, now), profiles, ...isActive });
			continue;
		}
		const folder = folders[of.kind];
		if (folder === undefined || left-- <= 0) continue;
		const state = stateOf(of, paths.join(folder, of.fileName), input, cache, reading);
		if (!state) continue;
		const { kind, signInProfile } = of;
		const named = signInProfile === undefined ? {} : { signInProfile };
		states.push({ kind, ...state, profiles, ...named, ...isActive });
	}
	return states;
}

/** How a sign-in stands; undefined: its cache is there, and cannot be read here as the SDK reads it. */
function stateOf(
	{ kind, isSession }: Sign,
	path: string,
	input: Pick<ExplainInput, "readFile">,
	cache: ParseCache,
	{ now, isJavaScript }: TokenReading,
): SignInState | undefined {
	let code: string | undefined;
	const unreadable = (problem: Unreadable) => {
		code = problem.code;
	};
	const text = readText(input, path, unreadable, longestToken);
	if (code !== undefined && isUnseen(code)) return undefined;
	if (code !== undefined) {
		const problem = fileProblem(code) ?? "the file can't be read";
		return signInState({ problem }, now, isJavaScript);
	}
	const read = (): TokenFacts | undefined => {
		if (text === undefined) return undefined;
		return kind === "login" ? readLoginToken(text) : readSsoToken(text, isSession);
	};
	return signInState(cache.memo(`token ${isSession} ${path}`, text, read), now, isJavaScript);
}
