import { redactShapes } from "../text/redact.ts";
import { type AwsFile, parseAwsFile } from "./parse.ts";

/** A profile with keys, as a person typed it. */
export interface NewProfile {
	readonly name: string;
	readonly accessKeyId: string;
	readonly secretAccessKey: string;
	/** Only for temporary credentials. */
	readonly sessionToken?: string;
}

/** Why the SDK would not read this name back from a heading; undefined where it would. */
export function profileNameProblem(name: string): string | undefined {
	if (name === "") return "Enter a name.";
	if (name !== name.trim()) return "Remove the whitespace around the name.";
	if (/[\r\n[\]]/.test(name)) return "A profile name cannot contain brackets or line breaks.";
	const [section] = parseAwsFile(`[${name}]\nregion = x\n`, "credentials", "").sections;
	if (section?.problem !== undefined) return redactShapes(section.problem);
	return section?.name === name ? undefined : "The AWS SDK would not find a profile of this name.";
}

/** Why the SDK would not read this value back; undefined where it would. Never repeats the value. */
export function credentialValueProblem(value: string): string | undefined {
	if (value === "") return "Enter a value.";
	if (value !== value.trim()) return "Remove the whitespace around the value.";
	const [section] = parseAwsFile(`[x]\nkey = ${value}\n`, "credentials", "").sections;
	if (section?.properties[0]?.value.reveal() === value) return undefined;
	return "This value can't be stored as is. Remove line breaks, and any # or ; that follows a space.";
}

/**
 * A credentials file's text with one more profile at its end, in literal `name = value` lines. Every byte of the old text stays; the
 * result was read back with our own parser and says what was meant.
 */
export function appendProfile(
	text: string,
	profile: NewProfile,
): { ok: true; text: string } | { ok: false; problem: string } {
	const nameProblem = profileNameProblem(profile.name);
	if (nameProblem !== undefined) return { ok: false, problem: nameProblem };
	const values: [string, string][] = [
		["aws_access_key_id", profile.accessKeyId],
		["aws_secret_access_key", profile.secretAccessKey],
	];
	if (profile.sessionToken !== undefined) values.push(["aws_session_token", profile.sessionToken]);
	for (const [, value] of values) {
		const problem = credentialValueProblem(value);
		if (problem !== undefined) return { ok: false, problem };
	}

	const before = parseAwsFile(text, "credentials", "");
	if (before.discarded !== null) {
		return {
			ok: false,
			problem: `The AWS SDK ignores the whole credentials file: ${before.discarded}. Fix that first.`,
		};
	}
	if (before.sections.some(({ name }) => name === profile.name)) {
		return { ok: false, problem: `The credentials file already has a profile "${profile.name}".` };
	}
	const eol = text.includes("\r\n") ? "\r\n" : "\n";
	const gap = text === "" || text === "\uFEFF" ? "" : /[\r\n]$/.test(text) ? eol : eol + eol;
	const lines = [`[${profile.name}]`, ...values.map(([key, value]) => `${key} = ${value}`)];
	const after = text + gap + lines.map((line) => line + eol).join("");

	const wanted = [...contentsOf(before), [profile.name, profile.name, ...values]];
	const isRead = JSON.stringify(contentsOf(parseAwsFile(after, "credentials", ""))) === JSON.stringify(wanted);
	return isRead
		? { ok: true, text: after }
		: { ok: false, problem: "The AWS SDK would not read the new profile back from this file, so nothing was written." };
}

/** All that the SDK reads of a file, in order. It holds secrets. */
function contentsOf({ sections }: AwsFile) {
	return sections.map(({ heading, name, properties }) => [
		heading,
		name,
		...properties.map((property) => [property.name, property.value.reveal()]),
	]);
}
