import type { AwsFile } from "./awsFiles.ts";
import { isPrototypeName } from "./awsHeadings.ts";
import type { AwsProperty, AwsSection } from "./awsSections.ts";
import { type Failure, fate, textOf, typeOf } from "./profileResolution.ts";
import { problemInWords } from "./profileWords.ts";
import type { Origin, Profile } from "./types.ts";

export { type ProfileResolution, resolveProfile } from "./profileResolution.ts";

/** A profile's keys as the SDK merged them, in the order of its own object. It has no prototype: look up any name in it. */
export type ProfileSettings = Readonly<Record<string, AwsProperty>>;

export interface ProfileTable {
	/** One for each name, in the order of the credentials file, then the config file; what the SDK cannot see is there too, with `problem`. */
	readonly profiles: Profile[];
	/** Whether the SDK finds a profile of this name. */
	has(name: string): boolean;
	/** The listed profile of this name that the SDK finds. (It would take `sso-session.x` for one, too: that is not listed.) */
	get(name: string): Profile | undefined;
	/** The merged keys of the profile, made anew at each call. */
	settings(name: string): ProfileSettings | undefined;
	/** The keys of `[sso-session name]` in the file where the SDK looks for sessions. */
	ssoSession(name: string): ProfileSettings | undefined;
	/** The names of all SSO sessions there. */
	readonly ssoSessions: readonly string[];
	/** Whether the chain's own `fromProcess`, which comes after `fromIni`, has something to run. */
	hasCredentialProcess(name: string): boolean;
}

type SectionsByName = Map<string, AwsSection[]>;

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
	const inCredentials = sectionsByKey(credentials);
	const inConfig = sectionsByKey(config);
	const inSessions = sessions === config ? inConfig : sectionsByKey(sessions ?? undefined);
	const visible = mergeVisible(inCredentials, inConfig);
	const settings = (name: string) => mergeSettings(visible.get(name));
	const byName = new Map<string, Profile>();
	const profiles: Profile[] = [];
	const table: ProfileTable = {
		profiles,
		has: (name) => visible.has(name),
		get: (name) => byName.get(name),
		settings,
		ssoSession: (name) => mergeSettings(inSessions.get(`sso-session.${name}`)),
		ssoSessions: [...inSessions.keys()].flatMap((key) => (key.startsWith("sso-session.") ? [key.slice(12)] : [])),
		hasCredentialProcess: (name) => settings(name)?.credential_process !== undefined,
	};
	const known = new Map<string, Failure | null>();
	for (const file of [credentials, config]) {
		for (const section of file?.sections ?? []) {
			if (file === undefined || section.kind === "sso-session" || section.kind === "services") {
				continue;
			}
			const { name } = section;
			const origin: Origin = { layer: "file", path: file.path, range: section.headingRange };
			const seen = name === null ? undefined : byName.get(name);
			if (seen !== undefined) {
				seen.origins.push(origin);
			} else if (name !== null && section.kind === "profile" && visible.has(name)) {
				const profile = describe(table, name, section.problem, origin, known);
				byName.set(name, profile);
				profiles.push(profile);
			} else {
				const called = name ?? /^\s*profile\s+(\S.*)$/.exec(section.heading)?.[1] ?? section.heading;
				const problem = file.discarded === null ? section.problem : discardedProblem(file);
				profiles.push({ name: called, type: "none", problem: problem ?? emptyProblem, origins: [origin] });
			}
		}
	}
	return table;
}

const emptyProblem = "The AWS SDK does not see a profile without any keys.";

function discardedProblem(file: AwsFile): string {
	return `The AWS SDK ignores this whole ${file.kind} file: ${file.discarded}.`;
}

/** What `parseIni` makes of a file: the sections under one key are one, those without a key or a property are none. */
function sectionsByKey(file: AwsFile | undefined): SectionsByName {
	const byKey: SectionsByName = new Map();
	for (const section of file === undefined || file.discarded !== null ? [] : file.sections) {
		if (section.key !== null && section.propertyCount > 0) {
			append(byKey, section.key, [section]);
		}
	}
	return byKey;
}

function append(map: SectionsByName, name: string, sections: readonly AwsSection[]): void {
	const list = map.get(name);
	if (list === undefined) {
		map.set(name, [...sections]);
	} else {
		list.push(...sections);
	}
}

/** `getConfigData`, then `mergeConfigFiles`: later sections win key by key. */
function mergeVisible(inCredentials: SectionsByName, inConfig: SectionsByName): SectionsByName {
	const visible: SectionsByName = new Map();
	const plainDefault = inConfig.get("default");
	if (plainDefault !== undefined) {
		visible.set("default", [...plainDefault]);
	}
	for (const [key, sections] of inConfig) {
		const prefix = key.includes(".") ? key.slice(0, key.indexOf(".")) : "";
		if (prefix === "profile" || prefix === "sso-session" || prefix === "services") {
			const name = prefix === "profile" ? key.slice("profile.".length) : key;
			// The later key replaces the earlier one: [profile default] does so with [default], in either order.
			if (name !== "__proto__") {
				visible.set(name, [...sections]);
			}
		}
	}
	for (const [key, sections] of inCredentials) {
		if (isPrototypeName(key)) {
			// Both parsers write these onto one function, before the config's profiles are merged into it.
			visible.set(key, [...(inConfig.get(key) ?? []), ...sections, ...(visible.get(key) ?? [])]);
		} else {
			append(visible, key, sections);
		}
	}
	return visible;
}

function mergeSettings(sections: readonly AwsSection[] | undefined): ProfileSettings | undefined {
	if (sections === undefined) {
		return undefined;
	}
	const settings: Record<string, AwsProperty> = Object.create(null);
	for (const section of sections) {
		for (const property of section.properties) {
			// The SDK assigns a string to the `__proto__` of a plain object, which does nothing.
			if (property.name !== "__proto__") {
				settings[property.name] = property;
			}
		}
	}
	return settings;
}

function describe(
	table: ProfileTable,
	name: string,
	headingProblem: string | undefined,
	origin: Origin,
	known: Map<string, Failure | null>,
): Profile {
	const settings = table.settings(name) ?? Object.create(null);
	const type = typeOf(name, settings) ?? "none";
	const profile: Profile = { name, type, origins: [origin] };
	if (type === "static") {
		const accessKeyId = textOf(settings, "aws_access_key_id");
		if (accessKeyId !== undefined) {
			profile.accessKeyId = accessKeyId;
		}
		profile.hasSessionToken = settings.aws_session_token !== undefined;
	}
	const region = textOf(settings, "region");
	if (region !== undefined) {
		profile.region = region;
	}
	const sourceProfile = textOf(settings, "source_profile");
	if (sourceProfile !== undefined) {
		profile.sourceProfile = sourceProfile;
	}
	const failure = fate(table, name, undefined, known);
	const problem = headingProblem ?? (failure === null ? undefined : problemInWords(table, name, failure));
	if (problem !== undefined) {
		profile.problem = problem;
	}
	return profile;
}
