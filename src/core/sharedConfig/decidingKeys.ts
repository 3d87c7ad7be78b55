import { Words } from "../text/wordTable.ts";

/** The keys that decide what a profile is, each with a bit of its own: thousands of profiles are told apart by numbers. */
export const keyBits = {
	aws_access_key_id: 1,
	aws_secret_access_key: 2,
	aws_session_token: 4,
	role_arn: 8,
	source_profile: 16,
	credential_source: 32,
	mfa_serial: 64,
	web_identity_token_file: 128,
	credential_process: 256,
	login_session: 512,
	region: 1024,
	sso_session: 2048,
	sso_start_url: 4096,
	sso_region: 8192,
	sso_account_id: 16_384,
	sso_role_name: 32_768,
} as const;

export type DecidingKey = keyof typeof keyBits;

/** All of them. */
export const decidingBits = 0xffff;

/** Those that decide which way to credentials is taken, and with what. */
export const waysBits = decidingBits & ~(keyBits.region | keyBits.mfa_serial);

/** What else is known of a section once it was read, in the bits above those of the keys: what it lacks, nobody need look for. */
export const sectionBits = {
	/** A key that decides nothing. */
	other: 1 << 16,
	/** Among them one that the SDK does not know either. */
	unknown: 1 << 17,
	/** Perhaps a key that is there twice: a deciding one, or two others, whose names were not compared. */
	repeated: 1 << 18,
	/** A value that starts with a quote. */
	quoted: 1 << 19,
	/** A heading that must be looked at as a whole; any other is, from some place on, the name. */
	odd: 1 << 20,
	/** It gives way to another section of the same file. */
	hidden: 1 << 21,
	/** A line that other readers of the file may take for something else: indented, with a comment, an empty value, or a name that nobody knows. */
	uneven: 1 << 22,
} as const;

const known = new Words([
	...Object.entries(keyBits),
	...["output", "services", "endpoint_url", "external_id", "duration_seconds", "role_session_name"].map(
		(name): [string, number] => [name, sectionBits.other],
	),
]);

/** The bit of the key that stands in `start..end`; that of the others with `unknown` for a key that only people know. */
export function bitAt(text: string, start: number, end: number): number {
	return known.at(text, start, end) || sectionBits.other | sectionBits.unknown;
}
