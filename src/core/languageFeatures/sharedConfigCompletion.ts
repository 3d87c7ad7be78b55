import { parseAwsFile } from "../sharedConfig/parse.ts";
import type { AwsSection } from "../sharedConfig/sections.ts";
import type { Profile } from "../types.ts";
import { credentialSources, type KnownAwsKey, knownAwsKeys, outputs } from "../vocabulary/profileKeys.ts";
import { type Completion, profileSuggestions, regionSuggestions, type Suggestion } from "./envCompletion.ts";

/** What is known beside the text at hand. */
export interface AwsNames {
	readonly profiles: readonly Profile[];
	readonly ssoSessions: readonly string[];
}

/**
 * What can be typed at a place of an AWS file: a section's keys, those it does not set first; profiles, SSO sessions and regions as values.
 * Nothing in comments, headings and indented lines, which belong to the key above them.
 */
export function completeAwsFile(
	text: string,
	offset: number,
	kind: "credentials" | "config",
	known: AwsNames,
): Completion | undefined {
	const lineStart = text.lastIndexOf("\n", offset - 1) + 1;
	const section = parseAwsFile(text, kind, "").sections.findLast(({ range }) => range.start < lineStart);
	if (!section || section.kind === "services") return undefined;
	const keys = knownAwsKeys[section.kind === "sso-session" ? "sso-session" : "profile"];
	const before = text.slice(lineStart, offset);
	const rest = /[^\r\n]*/.exec(text.slice(offset))?.[0] ?? "";

	const name = /^[\w-]*$/.exec(before)?.[0];
	if (name !== undefined) {
		const tail = /[\w-]*/.exec(rest)?.[0] ?? "";
		const hasEquals = /^\s*=/.test(rest.slice(tail.length));
		return {
			range: { start: lineStart, end: offset + tail.length },
			suggestions: missingFirst(keys, section, name + tail).map((key) => ({
				kind: "variable",
				label: key.name,
				detail: key.does,
				insert: hasEquals ? key.name : `${key.name} = `,
			})),
		};
	}

	const [, key = "", typed = ""] = /^([\w-]+)\s*=\s*(\S*)$/.exec(before) ?? [];
	const suggestions = values(keys.get(key), section, known);
	const tail = /\S*/.exec(rest)?.[0] ?? "";
	return suggestions && { range: { start: offset - typed.length, end: offset + tail.length }, suggestions };
}

function missingFirst(keys: ReadonlyMap<string, KnownAwsKey>, section: AwsSection, typed: string): KnownAwsKey[] {
	const set = new Set(section.properties.map((property) => property.name));
	const isSet = ({ name }: KnownAwsKey) => set.has(name) && name !== typed;
	return [...keys.values()].sort((a, b) => Number(isSet(a)) - Number(isSet(b)));
}

function values(key: KnownAwsKey | undefined, section: AwsSection, known: AwsNames): Suggestion[] | undefined {
	const literal = (label: string, detail = ""): Suggestion => ({ kind: "value", label, detail, insert: label });
	switch (key?.value) {
		case "region":
			return regionSuggestions();
		case "profile":
			return profileSuggestions(
				known.profiles.filter(({ name }) => name !== section.name),
				true,
			);
		case "sso-session":
			return known.ssoSessions.map((session) => literal(session, `The [sso-session ${session}] of the config file.`));
		case "credential-source":
			return [...credentialSources].map((source) => literal(source));
		case "output":
			return outputs.map((output) => literal(output));
		case undefined:
			return undefined;
	}
}
