import { type CliFile, cliMeaning } from "../../sharedConfig/cliFile.ts";
import type { AwsSection, Places } from "../../sharedConfig/sections.ts";
import type { Fix, Profile } from "../../types.ts";
import type { Rule } from "../rule.ts";
import { cliReading } from "../shared/cliReading.ts";
import { inEach } from "../shared/inEach.ts";
import { commentOutLines, inAwsFiles } from "../shared/sharedConfig.ts";

/** Two headings of one name in one file. */
export const duplicateSection: Rule = {
	id: "duplicate-section",
	severity: "warning",
	docs: "The same section twice in an AWS file: the AWS SDK merges both and later values apply. The AWS CLI can't read the file, or reads only the last one.",
	check: inAwsFiles(function* (all) {
		for (const { file, text } of all.files) {
			const { path, places } = file;
			const sections = mayBeTwice(places, all.table.twice);
			const last = new Map<string, AwsSection>();
			for (const section of sections)
				if (section.key !== null && section.propertyCount > 0) last.set(section.key, section);
			const isTwice = (section: AwsSection) =>
				section.key !== null && section.propertyCount > 0 && last.get(section.key) !== section;
			const cli = sections.some(isTwice) ? (yield* cliReading(all)).of(file) : undefined;
			const inCli = cli && new CliSections(cli, file.kind);
			yield* inEach(sections, (section) => {
				const later = section.key === null ? undefined : last.get(section.key);
				if (!later || !isTwice(section)) return [];
				const isDead = isOverridden(section, later);
				const does = inCli?.does(section, later);
				const message = isDead
					? `[${section.heading}] is defined again below with all of these settings, so this section has no effect.${does ? ` The AWS CLI ${does}.` : ""}`
					: `[${section.heading}] is defined again below. The AWS SDK merges both and the later values apply${does ? `; the AWS CLI ${does}` : ""}.`;
				const edits = isDead ? commentOutLines(path, text, section.range) : [];
				const fixes: Fix[] = isDead ? [{ title: "Comment out this section", preferred: true, edits }] : [];
				const origin = { layer: "file" as const, path, range: section.headingRange };
				const related = [{ origin: { ...origin, range: later.headingRange }, message: "This section is used" }];
				return [{ message, origin, fixes, related }];
			});
		}
	}),
};

/** The sections of a file as the AWS CLI sees them, by where their headers start. */
class CliSections {
	readonly #isRead: boolean;
	readonly #twice: ReadonlySet<number>;
	/** What each header names. */
	readonly #names = new Map<number, string>();
	/** Of each name the last header. */
	readonly #last = new Map<string, number>();

	constructor(file: CliFile, kind: "credentials" | "config") {
		this.#isRead = file.refusals.length === 0;
		const twice = file.refusals.filter(({ code }) => code === "section-twice");
		this.#twice = new Set(twice.flatMap(({ range, first }) => [range.start + 1, (first?.start ?? 0) + 1]));
		for (let section = 0; section < file.count; section++) {
			const meaning = cliMeaning(file.heading(section), kind);
			if (meaning === undefined) continue;
			const { start } = file.headingRange(section);
			this.#names.set(start, `${meaning.kind} ${meaning.name}`);
			this.#last.set(`${meaning.kind} ${meaning.name}`, start);
		}
	}

	/** What the AWS CLI does with two sections that are one to the AWS SDK; undefined: they are nothing to it, or two. */
	does(section: AwsSection, later: AwsSection): string | undefined {
		const { start } = section.headingRange;
		if (this.#twice.has(start)) return "can't read the file";
		const name = this.#names.get(start);
		const isLast = name !== undefined && this.#last.get(name) === later.headingRange.start;
		return this.#isRead && isLast ? "reads only the last one" : undefined;
	}
}

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
