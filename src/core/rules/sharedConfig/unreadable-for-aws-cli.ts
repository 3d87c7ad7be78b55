import { printableKey } from "../../credentialProviders/fromIni.ts";
import type { CliRefusal } from "../../sharedConfig/cliFile.ts";
import { type AwsFile, mostProblems } from "../../sharedConfig/parse.ts";
import type { AwsProperty, AwsSection, Places } from "../../sharedConfig/sections.ts";
import { LineIndex } from "../../text/lineIndex.ts";
import { printable, printableText } from "../../text/printableName.ts";
import type { TextRange } from "../../types.ts";
import type { Rule, RuleFinding } from "../rule.ts";
import { CliTrial } from "../shared/cliReading.ts";
import { isPause } from "../shared/inEach.ts";
import { commentOutLines, inAwsFiles } from "../shared/sharedConfig.ts";
import { unevenReading } from "../shared/unevenReading.ts";

/** A line for which the AWS CLI and boto3 read nothing of an AWS file, where the AWS SDK for JavaScript sees nothing wrong. */
export const unreadableForAwsCli: Rule = {
	id: "unreadable-for-aws-cli",
	severity: "information",
	docs: "The AWS CLI and boto3 can't read this AWS file at all, and stop with \"Unable to parse config file\": a byte order mark, a section or a setting that is there twice. Remotion's JavaScript packages can.",
	isAdvice: true,
	check: inAwsFiles(function* (files) {
		const reading = yield* unevenReading(files);
		for (const { file, text } of files.files) {
			const cli = reading.of(file);
			const refusals = cli?.refusals ?? [];
			const odd = text.indexOf("\ufffd");
			if (odd !== -1) yield notUtf8(file.path, odd);
			if (!cli || refusals.length === 0) continue;
			const told = new Told(file, text);
			const trial = new CliTrial(file.path, text, cli);
			for (const [index, refusal] of refusals.entries()) {
				if (isPause(index)) yield undefined;
				if (!told.has(refusal)) yield findingOf({ file, text, told, trial }, refusal);
			}
		}
	}),
};

const unreadable = "The AWS CLI and boto3 can't read this file";
const others = "Remotion's JavaScript packages can.";

/** What other rules say of the same lines: `malformed-line`, `duplicate-section` and `duplicate-key`. */
class Told {
	readonly #text: string;
	readonly #lines: LineIndex;
	readonly #places: Places;
	readonly #sections = new Map<number, AwsSection>();
	readonly #properties = new Map<AwsSection, ReadonlyMap<number, AwsProperty>>();
	readonly #problems: ReadonlySet<number>;
	/** Where the problems end that are known; beyond it there may be others. */
	readonly #end: number;
	/** The section headers that were told to be indented. */
	readonly indentedHeaders = new Set<AwsSection>();

	constructor({ places, problems }: AwsFile, text: string) {
		this.#text = text;
		this.#lines = new LineIndex(text);
		this.#places = places;
		this.#problems = new Set(problems.map(({ range }) => this.#lines.lineOf(range.start)));
		this.#end = problems.length < mostProblems ? text.length : (problems.at(-1)?.range.start ?? 0);
	}

	has({ code, range, first }: CliRefusal): boolean {
		if (startsWithMark(this.#text, range)) return false;
		if (this.#isProblem(range)) return true;
		if (first === undefined) return range.start > this.#end;
		const header = this.indented(first, range);
		if (header) return this.indentedHeaders.has(header);
		if (this.#isProblem(first)) return true;
		const [one, other] = [this.section(first.start), this.section(range.start)];
		if (!one || !other || one.key === null) return false;
		if (code === "section-twice")
			return one !== other && one.key === other.key && one.propertyCount > 0 && other.propertyCount > 0;
		const name = this.property(first)?.name;
		return name !== undefined && name === this.property(range)?.name && one === other;
	}

	/** The section that a place is in. */
	section(at: number): AwsSection | undefined {
		const index = this.#places.indexAt(at);
		if (index === undefined) return undefined;
		const known = this.#sections.get(index) ?? this.#places.section(index);
		this.#sections.set(index, known);
		return known;
	}

	/** The setting of a line, as the AWS SDK for JavaScript stores it. */
	property({ start }: TextRange): AwsProperty | undefined {
		const section = this.section(start);
		if (section === undefined) return undefined;
		const known = this.#properties.get(section) ?? new Map(section.properties.map((one) => [one.nameRange.start, one]));
		this.#properties.set(section, known);
		return known.get(start);
	}

	/** A section header between two lines that Python takes for a part of the value above it, since it is indented. */
	indented(first: TextRange, again: TextRange): AwsSection | undefined {
		const section = this.section(again.start);
		const isBetween = section && first.start < section.headingRange.start && section.headingRange.start < again.start;
		const isIndented = isBetween && section.headingRange.start - section.range.start > 1;
		return isIndented ? section : undefined;
	}

	#isProblem({ start }: TextRange): boolean {
		return this.#problems.has(this.#lines.lineOf(start));
	}
}

function startsWithMark(text: string, { start }: TextRange): boolean {
	return start === 0 && text.startsWith("\ufeff");
}

interface Place {
	readonly file: AwsFile;
	readonly text: string;
	readonly told: Told;
	readonly trial: CliTrial;
}

function findingOf(place: Place, { code, range, first }: CliRefusal): RuleFinding {
	const {
		file: { path },
		text,
		told,
		trial,
	} = place;
	const at = (place: TextRange) => ({ layer: "file" as const, path, range: place });
	if (startsWithMark(text, range)) {
		const how = "Save it with encoding UTF-8 instead of UTF-8 with BOM.";
		return {
			message: `${unreadable} because it starts with a byte order mark. ${others} ${how}`,
			origin: at(range),
			fixes: [],
		};
	}
	if (first === undefined)
		return { message: `${unreadable} because of this line. ${others}`, origin: at(range), fixes: [] };
	const header = told.indented(first, range);
	if (header) {
		told.indentedHeaders.add(header);
		const message = `${unreadable} because this section header is indented, which makes it part of the value above. ${others} Remove the indentation.`;
		const fixes = trial.unindent({ start: header.range.start, end: header.headingRange.start - 1 });
		return { message, origin: at(header.headingRange), fixes };
	}
	return code === "section-twice" ? sectionTwice(place, [first, range]) : keyTwice(place, [first, range]);
}

function sectionTwice(place: Place, lines: readonly [TextRange, TextRange]): RuleFinding {
	const {
		file: { path },
		text,
		told,
		trial,
	} = place;
	const [first, again] = lines;
	const sections = lines.map(({ start }) => told.section(start));
	const empty = sections.find((section) => section && isEmpty(text, section));
	const range = (empty ?? told.section(again.start))?.headingRange ?? again;
	const origin = { layer: "file" as const, path, range };
	const name = printable(text.slice(again.start, text.lastIndexOf("]", again.end) + 1));
	const fixes = empty ? trial.offer("Comment out the empty section", commentOutLines(path, text, empty.range)) : [];
	const how = empty ? "Remove the empty section." : "Rename or remove one of them.";
	const other = range.start > again.start ? first : again;
	return {
		message: printableText(`${unreadable} because ${name} is in it twice. ${others} ${how}`),
		origin,
		fixes,
		related: [{ origin: { ...origin, range: other }, message: "The other section" }],
	};
}

/** Whether nothing but comments is in a section. */
function isEmpty(text: string, { range }: AwsSection): boolean {
	return text
		.slice(range.start, range.end)
		.split("\n")
		.slice(1)
		.every((line) => /^\s*(?:[#;]|$)/.test(line));
}

function keyTwice({ file: { path }, text, told, trial }: Place, lines: readonly [TextRange, TextRange]): RuleFinding {
	const names = lines.map((line) => told.property(line)?.name);
	// Of two that differ by case alone, the one in lower case is read.
	const spare = lines.find((line, index) => {
		const name = names[index];
		const isWritten = name !== undefined && text.startsWith(name, line.start);
		return isWritten && name !== name.toLowerCase() && !/^\r?\n[^\S\r\n]/.test(text.slice(line.end, line.end + 3));
	});
	const [first, again] = lines;
	const place = spare ?? again;
	const origin = { layer: "file" as const, path, range: nameIn(text, place) };
	const related = [
		{ origin: { ...origin, range: nameIn(text, place === first ? again : first) }, message: "The other setting" },
	];
	const [written, other] = [place, place === first ? again : first].map((line) => {
		const { start, end } = nameIn(text, line);
		return shown(text.slice(start, end));
	});
	if (spare === undefined || written === undefined || written === other)
		return {
			message: `${unreadable} because ${written} is set twice in this section. ${others}`,
			origin,
			fixes: [],
			related,
		};
	return {
		message: `${unreadable} because ${written} and ${other} are the same setting to them. ${others}`,
		origin,
		fixes: trial.offer(`Comment out ${written}`, commentOutLines(path, text, spare)),
		related,
	};
}

/** A setting's name that is no secret, whatever its case. */
function shown(name: string): string {
	return name.length < 40 && printableKey(name.toLowerCase()) === name.toLowerCase() ? name : printableKey(name);
}

function nameIn(text: string, { start, end }: TextRange): TextRange {
	const [name = ""] = /^[^=:]*/.exec(text.slice(start, end)) ?? [];
	return { start, end: start + name.trimEnd().length };
}

function notUtf8(path: string, at: number): RuleFinding {
	return {
		message: `If this character isn't valid UTF-8, the AWS CLI and boto3 can't read this file where UTF-8 is the system's encoding. ${others} Type the character again.`,
		origin: { layer: "file", path, range: { start: at, end: at + 1 } },
		fixes: [],
	};
}
