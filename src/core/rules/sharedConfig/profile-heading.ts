import { type CliFile, cliMeaning } from "../../sharedConfig/cliFile.ts";
import { sectionBits } from "../../sharedConfig/decidingKeys.ts";
import { headingMeaning } from "../../sharedConfig/headings.ts";
import type { AwsSection } from "../../sharedConfig/sections.ts";
import { printableText } from "../../text/printableName.ts";
import type { Fix } from "../../types.ts";
import { knownAwsKeys } from "../../vocabulary/profileKeys.ts";
import type { Rule } from "../rule.ts";
import { cliReading } from "../shared/cliReading.ts";
import { inEach } from "../shared/inEach.ts";
import { inAwsFiles } from "../shared/sharedConfig.ts";

/** A heading that the SDK does not take for what it looks like. */
export const profileHeading: Rule = {
	id: "profile-heading",
	severity: "warning",
	docs: "The AWS SDK doesn't find this profile, or only under another name: `[profile x]` in the credentials file, `[x]` in the config file, spaces inside the brackets, a name with two words.",
	check: inAwsFiles(function* (all) {
		const { files, table, bits } = all;
		const odd = sectionBits.odd | sectionBits.hidden;
		const reading = (bits & odd) === 0 ? undefined : yield* cliReading(all);
		for (const { file } of files) {
			const inCli = new Set(reading?.isRead ? headersRead(reading.of(file), file.kind) : []);
			// Only an odd heading has a problem, but for one: it may be a default in capitals.
			yield* inEach(table.has("default") ? file.places.sectionsWith(odd) : file.sections, (section) => {
				const problem = problemOf(section, table.has("default"));
				if (problem === undefined || !isMeantForSdk(section)) return [];
				const origin = { layer: "file" as const, path: file.path, range: section.headingRange };
				const note = inCli.has(section.headingRange.start) && isUnseen(section) ? " The AWS CLI reads it." : "";
				return [{ message: problem + note, origin, fixes: rename(file.path, file.kind, section) }];
			});
		}
	}),
};

/** Where the section headers are that say something to the AWS CLI. */
function headersRead(file: CliFile | undefined, kind: "credentials" | "config"): number[] {
	return Array.from({ length: file?.count ?? 0 }, (_, section) => section).flatMap((section) =>
		file && cliMeaning(file.heading(section), kind) ? [file.headingRange(section).start] : [],
	);
}

/** Whether the AWS SDK sees no section; one that gives way to another of its name is `read-differently-by-aws-cli`'s to tell. */
function isUnseen({ kind, key }: AwsSection): boolean {
	return kind === "unseen" && key !== "default";
}

function problemOf({ heading, problem }: AwsSection, hasDefault: boolean): string | undefined {
	const name = heading.trim();
	if (name !== "default" && name.toLowerCase() === "default" && !hasDefault) {
		return `Names are case-sensitive: the AWS SDK does not take [${name}] for [default].`;
	}
	return problem;
}

/** Sections of other tools stand in these files too, and [plugins] is the AWS CLI's own: only what holds a profile's keys is one. */
function isMeantForSdk({ heading, properties }: AwsSection): boolean {
	if (properties.length === 0) return false;
	return (
		/^\s*(?:profile|sso-session|services)\s/i.test(heading) ||
		properties.some(({ name }) => knownAwsKeys.profile.has(name))
	);
}

function rename(path: string, kind: "credentials" | "config", { heading, headingRange }: AwsSection): Fix[] {
	const [, prefix = "", rest = ""] = /^(?:(profile|sso-session|services)\s+)?(\S.*)$/is.exec(heading.trim()) ?? [];
	// [profile] alone lacks its name.
	if (/^(?:profile|sso-session|services)$/i.test(rest)) return [];
	const name = rest.toLowerCase() === "default" ? "default" : rest;
	const section = prefix.toLowerCase();
	const isProfile = section === "" || section === "profile";
	const isBare = kind === "credentials" || name === "default";
	const wanted = isProfile ? (isBare ? name : `profile ${name}`) : `${section} ${name}`;
	const meaning = headingMeaning(wanted, kind);
	const isRead =
		meaning.problem === undefined && meaning.kind === (isProfile ? "profile" : section) && meaning.name === name;
	if (!isRead || wanted === heading) return [];
	return [
		{
			title: printableText(`Change to [${wanted}]`),
			preferred: true,
			edits: [{ path, range: headingRange, newText: wanted }],
		},
	];
}
