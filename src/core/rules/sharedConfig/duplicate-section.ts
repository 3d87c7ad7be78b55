import type { AwsSection, Places } from "../../sharedConfig/sections.ts";
import type { Fix, Profile } from "../../types.ts";
import type { Rule } from "../rule.ts";
import { inEach } from "../shared/inEach.ts";
import { commentOutLines, inAwsFiles } from "../shared/sharedConfig.ts";

/** Two headings of one name in one file. */
export const duplicateSection: Rule = {
	id: "duplicate-section",
	severity: "warning",
	docs: "The same section header twice in an AWS file: the AWS SDK merges both, later values apply, and the AWS CLI can't read the file.",
	check: inAwsFiles(({ files, table }) =>
		inEach(files, ({ file: { path, places }, text }) => {
			const sections = mayBeTwice(places, table.twice);
			const last = new Map<string, AwsSection>();
			for (const section of sections)
				if (section.key !== null && section.propertyCount > 0) last.set(section.key, section);
			return inEach(sections, (section) => {
				const later = section.key === null ? undefined : last.get(section.key);
				if (!later || later === section || section.propertyCount === 0) return [];
				const isDead = isOverridden(section, later);
				const message = isDead
					? `[${section.heading}] is defined again below with all of these settings, so this section has no effect. The AWS CLI can't read the file.`
					: `[${section.heading}] is defined again below. The AWS SDK merges both and the later values apply; the AWS CLI can't read the file.`;
				const edits = isDead ? commentOutLines(path, text, section.range) : [];
				const fixes: Fix[] = isDead ? [{ title: "Comment out this section", preferred: true, edits }] : [];
				const origin = { layer: "file" as const, path, range: section.headingRange };
				const related = [{ origin: { ...origin, range: later.headingRange }, message: "This section is used" }];
				return [{ message, origin, fixes, related }];
			});
		}),
	),
};

/** The sections that are not, for sure, the only ones of their key. */
function mayBeTwice(places: Places, profiles: Iterable<Profile>): AwsSection[] {
	const starts = new Set<number | undefined>();
	for (const { origins } of profiles) for (const { range } of origins) starts.add(range?.start);
	const special = new Set(places.special);
	if (starts.size > 0) {
		for (let index = 0; index < places.count; index++)
			if (starts.has(places.headingRange(index).start)) special.add(index);
	}
	return [...special].sort((a, b) => a - b).map((index) => places.section(index));
}

function isOverridden(section: AwsSection, later: AwsSection): boolean {
	const names = new Set(later.properties.map(({ name }) => name));
	return section.properties.every(({ name }) => names.has(name));
}
