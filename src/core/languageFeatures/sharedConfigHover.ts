import { awsFilesOf } from "../project/profilePlaces.ts";
import type { ResolvedProject } from "../project/resolvedProject.ts";
import type { AwsProperty, AwsSection } from "../sharedConfig/sections.ts";
import { printableText } from "../text/printableName.ts";
import type { Profile, TextRange } from "../types.ts";
import { knownAwsKeys } from "../vocabulary/profileKeys.ts";

/** What a hover says of a place in an AWS file. No value is ever part of it. */
export interface AwsDescription {
	readonly range: TextRange;
	/** The profile whose heading this is. */
	readonly profile?: Profile;
	/** A sentence each. */
	readonly sentences: readonly string[];
}

/**
 * Describes a heading or a key of an AWS file.
 * @param situation what `resolveProject()` found
 * @param isAt whether a range of the file's text holds the place that is asked for
 * @returns undefined in comments and values, and for keys that the AWS SDK does not read credentials by
 */
export function describeAwsPlace(
	situation: ResolvedProject,
	path: string,
	isAt: (range: TextRange) => boolean,
): AwsDescription | undefined {
	const { credentials, config } = situation.aws;
	const file = [credentials, config].find((other) => other?.path === path);
	const section = file?.sections.find(({ range }) => isAt(range));
	if (!file || !section) return undefined;
	const heading = { start: section.headingRange.start - 1, end: section.headingRange.end + 1 };
	if (isAt(heading)) {
		const { sentences, ...about } = aboutSection(situation, section, file.discarded);
		return { range: heading, ...about, sentences: sentences.map((sentence) => printableText(sentence)) };
	}
	const property = section.properties.find(({ nameRange }) => isAt(nameRange));
	return property && aboutKey(situation, path, section, property);
}

function aboutSection(
	{ aws }: ResolvedProject,
	section: AwsSection,
	discarded: string | null,
): Omit<AwsDescription, "range"> {
	const { kind, name, problem } = section;
	if (discarded !== null) return { sentences: ["The AWS SDK ignores the whole file."] };
	if (kind === "sso-session") {
		const users = aws.table.profiles.filter(
			(profile) => aws.table.settings(profile.name)?.sso_session?.value.reveal() === name,
		);
		const names = users.slice(0, 5).map((profile) => profile.name);
		const list = names.join(", ") + (users.length > names.length ? ", …" : "");
		return {
			sentences: ["An IAM Identity Center (SSO) sign-in.", list === "" ? "No profile uses it." : `Used by: ${list}.`],
		};
	}
	if (kind === "services") return { sentences: ["Custom service endpoints, for profiles that refer to this section."] };
	const profile = name === null ? undefined : aws.table.get(name);
	if (profile) return { profile, sentences: [] };
	return { sentences: [problem ?? "The AWS SDK does not see a profile without any keys."] };
}

function aboutKey(
	situation: ResolvedProject,
	path: string,
	{ kind, name, problem }: AwsSection,
	{ name: key, nameRange }: AwsProperty,
): AwsDescription | undefined {
	const known = knownAwsKeys[kind === "sso-session" ? "sso-session" : "profile"].get(key);
	if (!known || kind === "services") return undefined;
	const sentences = [known.does];
	if (kind === "unseen") sentences.push(`Not used: ${problem ?? "the AWS SDK does not see this section."}`);
	if (kind === "profile" && name !== null) {
		const winner = awsFilesOf(situation).find(name, key);
		if (winner && winner.path !== path)
			sentences.push("Not used: the credentials file also sets it and takes precedence.");
		else if (winner && winner.property.nameRange.start !== nameRange.start)
			sentences.push("Not used: it is set again below, and the last value is used.");
	}
	return { range: nameRange, sentences };
}
