import type { AwsFile } from "./awsFiles.ts";
import { isPrototypeName } from "./awsHeadings.ts";
import type { AwsProperty, AwsSection } from "./awsSections.ts";
import { printableAccessKeyId } from "./printable.ts";
import { factsOf, type ProfileFacts } from "./profileFacts.ts";
import { type Failure, fate, typeOf } from "./profileResolution.ts";
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
	/** What decides about the profile. */
	facts(name: string): ProfileFacts | undefined;
	/** The merged keys of the profile, all of them, made anew at each call. */
	settings(name: string): ProfileSettings | undefined;
	/** The keys of `[sso-session name]` in the file where the SDK looks for sessions. */
	ssoSession(name: string): ProfileSettings | undefined;
	ssoSessionFacts(name: string): ProfileFacts | undefined;
	/** The names of all SSO sessions there. */
	readonly ssoSessions: readonly string[];
	/** Whether the chain's own `fromProcess`, which comes after `fromIni`, has something to run. */
	hasCredentialProcess(name: string): boolean;
}

type SectionsByName = Map<string, AwsSection[]>;

/** What the SDK sees under a name. */
interface Visible {
	readonly sections: readonly AwsSection[];
	readonly facts: ProfileFacts;
	listed?: Profile;
}

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
	const inSessions = onlySessions(sessions === config ? inConfig : sectionsByKey(sessions ?? undefined));
	const visible = mergeVisible(inCredentials, inConfig);
	const session = (name: string) => inSessions.get(`sso-session.${name}`);
	const profiles: Profile[] = [];
	const table: ProfileTable = {
		profiles,
		has: (name) => visible.has(name),
		get: (name) => visible.get(name)?.listed,
		facts: (name) => visible.get(name)?.facts,
		settings: (name) => mergeSettings(visible.get(name)?.sections),
		ssoSession: (name) => mergeSettings(session(name)),
		ssoSessionFacts: (name) => {
			const sections = session(name);
			return sections && factsOf(sections);
		},
		ssoSessions: [...inSessions.keys()].map((key) => key.slice("sso-session.".length)),
		hasCredentialProcess: (name) => visible.get(name)?.facts.has("credential_process") === true,
	};
	const known = new Map<string, Failure | null>();
	for (const file of [credentials, config]) {
		for (const section of file?.sections ?? []) {
			if (file === undefined || section.kind === "sso-session" || section.kind === "services") {
				continue;
			}
			const { name } = section;
			const origin: Origin = { layer: "file", path: file.path, range: section.headingRange };
			const seen = name === null ? undefined : visible.get(name);
			if (seen?.listed !== undefined) {
				seen.listed.origins.push(origin);
			} else if (name !== null && section.kind === "profile" && seen !== undefined) {
				seen.listed = describe(table, name, seen.facts, section.problem, origin, known);
				profiles.push(seen.listed);
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
			const known = byKey.get(section.key);
			if (known === undefined) {
				byKey.set(section.key, [section]);
			} else {
				known.push(section);
			}
		}
	}
	return byKey;
}

/** The table lives as long as the files do not change: what only the merging needs must not be kept with it. */
function onlySessions(byKey: SectionsByName): SectionsByName {
	return new Map([...byKey].filter(([key]) => key.startsWith("sso-session.")));
}

/** `getConfigData`, then `mergeConfigFiles`: later sections win key by key. */
function mergeVisible(inCredentials: SectionsByName, inConfig: SectionsByName): Map<string, Visible> {
	const visible = new Map<string, Visible>();
	const set = (name: string, sections: readonly AwsSection[]) =>
		visible.set(name, { sections, facts: factsOf(sections) });
	const plainDefault = inConfig.get("default");
	if (plainDefault !== undefined) {
		set("default", plainDefault);
	}
	for (const [key, sections] of inConfig) {
		const prefix = key.includes(".") ? key.slice(0, key.indexOf(".")) : "";
		if (prefix === "profile" || prefix === "sso-session" || prefix === "services") {
			// The section's own name is the same text and, to a map, the faster one.
			const name = prefix === "profile" ? (sections[0]?.name ?? key.slice("profile.".length)) : key;
			// The later key replaces the earlier one: [profile default] does so with [default], in either order.
			if (name !== "__proto__") {
				set(name, sections);
			}
		}
	}
	for (const [key, sections] of inCredentials) {
		const known = visible.get(key)?.sections ?? [];
		if (isPrototypeName(key)) {
			// Both parsers write these onto one function, before the config's profiles are merged into it.
			set(key, [...(inConfig.get(key) ?? []), ...sections, ...known]);
		} else {
			set(key, known.length === 0 ? sections : [...known, ...sections]);
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
	facts: ProfileFacts,
	headingProblem: string | undefined,
	origin: Origin,
	known: Map<string, Failure | null>,
): Profile {
	const type = typeOf(name, facts) ?? "none";
	const profile: Profile = { name, type, origins: [origin] };
	if (type === "static") {
		const accessKeyId = facts.text("aws_access_key_id");
		if (accessKeyId !== undefined) {
			profile.accessKeyId = printableAccessKeyId(accessKeyId);
		}
		profile.hasSessionToken = facts.has("aws_session_token");
	}
	const region = facts.text("region");
	if (region !== undefined) {
		profile.region = region;
	}
	const sourceProfile = facts.text("source_profile");
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
