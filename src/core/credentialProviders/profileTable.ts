import type { SectionPlace } from "../sharedConfig/merge.ts";
import type { AwsProperty } from "../sharedConfig/sections.ts";
import type { Profile } from "../types.ts";
import type { KeyFacts, ProfileFacts } from "./profileFacts.ts";

/** A profile's keys as the SDK merged them, in the order of its own object. It has no prototype: look up any name in it. */
export type ProfileSettings = Readonly<Record<string, AwsProperty>>;

export interface ProfileTable {
	/** One for each name, in the order of the credentials file, then the config file; what the SDK cannot see is there too, with `problem`. */
	readonly profiles: Profile[];
	/** Those of them that the SDK finds. */
	readonly found: readonly Profile[];
	/** Those of them that have several sections in one file. */
	readonly twice: ReadonlySet<Profile>;
	/** Whether the SDK finds a profile of this name. */
	has(name: string): boolean;
	/** The listed profile of this name that the SDK finds. (It would take `sso-session.x` for one, too: that is not listed.) */
	get(name: string): Profile | undefined;
	/** What decides about the profile. */
	facts(name: string): ProfileFacts | undefined;
	/** The sections that make up the profile; later ones win. */
	sections(name: string): readonly SectionPlace[] | undefined;
	/** The names of its keys, in the order of `settings`. */
	keys(name: string): string[];
	/** The merged keys of the profile, all of them, made anew at each call. */
	settings(name: string): ProfileSettings | undefined;
	/** The keys of `[sso-session name]` in the file where the SDK looks for sessions. */
	ssoSession(name: string): ProfileSettings | undefined;
	ssoSessionFacts(name: string): KeyFacts | undefined;
	/** The names of all SSO sessions there. */
	readonly ssoSessions: readonly string[];
	/** Whether the chain's own `fromProcess`, which comes after `fromIni`, has something to run. */
	hasCredentialProcess(name: string): boolean;
}
