import type { Environment } from "../environment/layers.ts";
import { isPrototypeName } from "../sharedConfig/headings.ts";
import { sha1, sha256 } from "../text/digest.ts";
import { type InTurns, Job } from "../text/job.ts";
import { Notes } from "../text/notes.ts";
import type { ParseCache } from "../text/parseCache.ts";
import type { Paths } from "../text/paths.ts";
import { fileProblem, isUnseen, readText, type Unreadable } from "../text/readText.ts";
import type { ExplainInput, Validity } from "../types.ts";
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

/** A sign-in that profiles depend on. Its name may be anything that somebody wrote into a file: it goes no further than its hash. */
interface SignIn {
	readonly kind: "sso" | "login";
	/** SSO with a session, whose token the SDK renews. */
	readonly isSession: boolean;
	readonly fileName: string;
	readonly profiles: string[];
	/** The first profile that has it itself. */
	signInProfile?: string;
}

const found = new Notes<ProfileTable, Job<readonly SignIn[]>>();

/** So many profiles are looked at in one turn. */
const turn = 1000;

/** The sign-ins of a table's profiles, worked out once for a table. */
function signInsOf(table: ProfileTable): Job<readonly SignIn[]> {
	const known = found.get(table) ?? new Job(listSignIns(table));
	found.set(table, known);
	return known;
}

function* listSignIns(table: ProfileTable): InTurns<readonly SignIn[]> {
	const byKey = new Map<string, SignIn>();
	const ends = new Map<string, string | undefined>();
	for (const [index, { name, type, problem }] of table.found.entries()) {
		if (index % turn === turn - 1) yield;
		if (problem !== undefined || (type !== "sso" && type !== "login" && type !== "role")) continue;
		const end = type === "role" ? endOf(table, name, ends) : name;
		const signIn = end === undefined ? undefined : signInOf(table, end, byKey);
		if (!signIn) continue;
		signIn.profiles.push(name);
		if (type !== "role") signIn.signInProfile ??= name;
	}
	return [...byKey.values()];
}

/** The profile whose credentials a role is assumed with in the end; undefined: it has a source of another kind. */
function endOf(table: ProfileTable, role: string, known: Map<string, string | undefined>): string | undefined {
	const sources = new Set<string>();
	let end: string | undefined;
	for (let name = role; ; ) {
		const source = sourceOf(table, name, name !== role);
		if (source.kind === "itself") end = name;
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

function signInOf(table: ProfileTable, name: string, known: Map<string, SignIn>): SignIn | undefined {
	const facts = table.facts(name);
	const type = facts && typeOf(facts.bits, isPrototypeName(name));
	if (!facts || (type !== "sso" && type !== "login")) return undefined;
	const session = type === "sso" ? facts.text("sso_session") : undefined;
	const id = type === "login" ? facts.text("login_session") : session || facts.text("sso_start_url");
	if (!id) return undefined;
	const isSession = Boolean(session);
	const key = `${type} ${isSession} ${id}`;
	let signIn = known.get(key);
	if (!signIn) {
		const fileName = `${type === "login" ? sha256(id) : sha1(id)}.json`;
		signIn = { kind: type, isSession, fileName, profiles: [] };
		known.set(key, signIn);
	}
	return signIn;
}

/** So many token caches are looked at: each is a file that is watched. */
const mostSignIns = 100;

/** A token is some kilobytes. */
const longestToken = 1024 * 1024;

/** What the reader of token caches is told. */
export interface TokenReading {
	readonly folders: TokenFolders;
	readonly now: number;
	/** Whether the AWS SDK for JavaScript uses them. */
	readonly isJavaScript: boolean;
	/** The profile that signs: its sign-in is looked at first. */
	readonly activeProfile: string | undefined;
}

/**
 * Reads how the sign-ins stand that profiles depend on. Nothing of a token but its dates, and whether it has what the SDK needs, comes out.
 * @returns one for each sign-in, the active profile's first; empty where no profile has any
 */
export function* readSignIns(
	table: ProfileTable,
	input: Pick<ExplainInput, "readFile">,
	paths: Paths,
	cache: ParseCache,
	reading: TokenReading,
): InTurns<Validity[]> {
	const { folders, activeProfile } = reading;
	const all = yield* signInsOf(table).inTurns();
	const active = all.filter(({ profiles }) => activeProfile !== undefined && profiles.includes(activeProfile));
	const others = all.length > active.length ? all.filter((one) => !active.includes(one)) : [];
	const states: Validity[] = [];
	for (const signIn of [...active, ...others].slice(0, mostSignIns)) {
		const folder = folders[signIn.kind];
		const state =
			folder === undefined ? undefined : stateOf(signIn, paths.join(folder, signIn.fileName), input, cache, reading);
		if (!state) continue;
		const { kind, profiles, signInProfile } = signIn;
		const named = signInProfile === undefined ? {} : { signInProfile };
		states.push({ kind, ...state, profiles, ...named, ...(active.includes(signIn) && { isActive: true as const }) });
	}
	return states;
}

/** How a sign-in stands; undefined: its cache is there, and cannot be read here as the SDK reads it. */
function stateOf(
	{ kind, isSession }: SignIn,
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
