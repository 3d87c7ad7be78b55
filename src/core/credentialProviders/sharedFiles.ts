import type { Environment } from "../environment/layers.ts";
import { MergedSections } from "../sharedConfig/merge.ts";
import { type AwsFile, parseAwsFileInTurns } from "../sharedConfig/parse.ts";
import { type InTurns, Job } from "../text/job.ts";
import type { ParseCache } from "../text/parseCache.ts";
import type { Paths } from "../text/paths.ts";
import { printable } from "../text/printableName.ts";
import { isUnseen, longestAwsFile, readText, type Unreadable, unseenName } from "../text/readText.ts";
import type { ExplainInput } from "../types.ts";
import { isPresent, loginSessions, remotionVersionOf } from "../vocabulary/remotionVersions.ts";
import { listProfiles, mergeProfiles } from "./profiles.ts";
import type { ProfileTable } from "./profileTable.ts";

/** The two AWS files as this environment points at them. */
export interface AwsEnvironment {
	readonly credentials: AwsFile | undefined;
	readonly config: AwsFile | undefined;
	readonly table: ProfileTable;
	/** Whether Remotion's own check finds the text `[default]` in the credentials file. */
	readonly mentionsDefault: boolean;
	readonly paths: AwsPaths;
	/** The one of the two files that is there, and that programs read although it cannot be read here. */
	readonly unseen?: string;
	/** The texts of the two files that are there, by path. They hold secrets. */
	readonly texts: ReadonlyMap<string, string>;
}

export interface AwsPaths {
	readonly credentials: string;
	readonly config: string;
	/** Where Remotion's own check looks: it does not expand `~`. */
	readonly checked: string;
	/** Where the SDK looks for `[sso-session]` sections: it does not expand `~` there either. */
	readonly ssoSessions: string;
}

/**
 * Where the two AWS files are. `HOME`, `USERPROFILE`, `HOMEDRIVE` + `HOMEPATH` decide the home folder in this order, else the system's.
 * Source: `getHomeDir` and `loadSharedConfigFiles` of the SDK, `pathOfCredentialsFile` of `@remotion/lambda-client`.
 */
function awsPaths(
	environment: Environment,
	input: Pick<ExplainInput, "cwd" | "home" | "platform">,
	paths: Paths,
	shown: (text: string) => string,
): AwsPaths {
	const named = (variable: string) => {
		const value = environment.get(variable);
		return value === undefined ? undefined : shown(value);
	};
	const homePath = named("HOMEPATH");
	const drive = shown(environment.setting("HOMEDRIVE")?.value ?? "C:/");
	const home = named("HOME") ?? named("USERPROFILE") ?? (homePath === undefined ? input.home : drive + homePath);
	const literal = (variable: string, name: string) =>
		paths.resolve(input.cwd, named(variable) ?? paths.join(home, ".aws", name));
	const expanded = (variable: string, name: string) => {
		const path = named(variable);
		return path?.startsWith("~/") ? paths.resolve(input.cwd, paths.join(home, path.slice(2))) : literal(variable, name);
	};
	return {
		credentials: expanded("AWS_SHARED_CREDENTIALS_FILE", "credentials"),
		config: expanded("AWS_CONFIG_FILE", "config"),
		checked: literal("AWS_SHARED_CREDENTIALS_FILE", "credentials"),
		ssoSessions: literal("AWS_CONFIG_FILE", "config"),
	};
}

/**
 * The same, of which everything may be told. An unclosed quote swallows the lines below it, secrets too, and a secret may stand in the place
 * of a path: of such a one only what `printable` leaves is told, unless there really is a file.
 */
function toldPaths(environment: Environment, input: ExplainInput, paths: Paths): AwsPaths {
	let isAllTold = true;
	const told = awsPaths(environment, input, paths, (text) => {
		const shown = printable(text);
		isAllTold &&= shown === text;
		return shown;
	});
	if (isAllTold) return told;
	const real = awsPaths(environment, input, paths, (text) => text);
	const isThere = (path: string) => readText(input, path, () => {}, longestAwsFile) !== undefined;
	const choose = (kind: keyof AwsPaths) => (real[kind] !== told[kind] && isThere(real[kind]) ? real[kind] : told[kind]);
	return {
		credentials: choose("credentials"),
		config: choose("config"),
		checked: choose("checked"),
		ssoSessions: choose("ssoSessions"),
	};
}

/** The same where the two files are not there, as on a platform the project is deployed to. */
export function withoutAwsFiles(environment: Environment, input: ExplainInput, paths: Paths): AwsEnvironment {
	const table = mergeProfiles(undefined, undefined, null);
	const where = toldPaths(environment, { ...input, readFile: () => undefined }, paths);
	return { credentials: undefined, config: undefined, table, mentionsDefault: false, paths: where, texts: new Map() };
}

interface ReadFile {
	readonly text?: string;
	readonly file?: AwsFile;
}

// No function within another: V8 keeps each generator function that is made, and all that it sees, until a full collection.
function* readAwsFile(
	input: ExplainInput,
	kind: AwsFile["kind"],
	path: string,
	cache: ParseCache,
	unreadable: (problem: Unreadable) => void,
): InTurns<ReadFile> {
	const text = readText(input, path, unreadable, longestAwsFile);
	if (text === undefined) return {};
	const parsing = cache.memo(`${kind} ${path}`, text, () => new Job(parseAwsFileInTurns(text, kind, path)));
	return { text, file: yield* parsing.inTurns() };
}

/**
 * Reads and merges the two AWS files. One that cannot be read counts as absent, as in the SDK, and is told to `unreadable`. It pauses after
 * each step that may take long.
 */
export function* readAwsEnvironment(
	environment: Environment,
	input: ExplainInput,
	paths: Paths,
	cache: ParseCache,
	unreadable: (problem: Unreadable) => void,
): Generator<void, AwsEnvironment> {
	const where = toldPaths(environment, input, paths);
	const unseen: string[] = [];
	const tell = (kind: AwsFile["kind"]) => (problem: Unreadable) => {
		unreadable(problem);
		if (isUnseen(problem.code)) unseen.push(unseenName(`the AWS ${kind} file`, problem.code));
	};
	const read = (kind: AwsFile["kind"], path: string) => readAwsFile(input, kind, path, cache, tell(kind));
	const credentials = yield* read("credentials", where.credentials);
	yield;
	const config = yield* read("config", where.config);
	yield;
	const sessions = where.ssoSessions === where.config ? config : yield* read("config", where.ssoSessions);
	const checkedText =
		where.checked === where.credentials ? credentials.text : readText(input, where.checked, () => {}, longestAwsFile);
	const mentionsDefault = cache.memo(
		`check ${where.checked}`,
		checkedText,
		() => checkedText?.includes("[default]") ?? false,
	);
	const files = { credentials: credentials.file, config: config.file, sessions: sessions.file ?? null };
	const both = `${where.credentials} ${where.config}`;
	const merging = cache.memo(
		`sections ${both}`,
		[files.credentials, files.config],
		() => new Job(MergedSections.inTurns(files.credentials, files.config)),
	);
	const merged = yield* merging.inTurns();
	yield;
	const knowsLogin = isPresent(loginSessions, remotionVersionOf(input));
	const listing = cache.memo(
		`profiles ${both}${knowsLogin ? "" : " without login_session"}`,
		[merged, files.sessions],
		() => new Job(listProfiles(merged, files, knowsLogin)),
	);
	const table = yield* listing.inTurns();
	yield;
	return {
		credentials: credentials.file,
		config: config.file,
		table,
		mentionsDefault,
		paths: where,
		...(unseen[0] !== undefined && { unseen: unseen[0] }),
		texts: new Map(
			[credentials, config].flatMap(({ text, file }) =>
				text !== undefined && file ? [[file.path, text] as const] : [],
			),
		),
	};
}
