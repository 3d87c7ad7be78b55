import { type CliFile, type CliOption, defaultsName } from "../../sharedConfig/cliFile.ts";
import type { AwsFile } from "../../sharedConfig/parse.ts";
import { SameReading } from "../../sharedConfig/sameReading.ts";
import type { AwsProperty, AwsSection, Places } from "../../sharedConfig/sections.ts";
import { SecretEdit } from "../../text/edits.ts";
import { isSpace } from "../../text/whiteSpace.ts";
import type { Fix, TextRange } from "../../types.ts";
import { knownAwsKeys } from "../../vocabulary/profileKeys.ts";
import type { Rule, RuleFinding } from "../rule.ts";
import { differenceIn } from "../shared/cliDifferences.ts";
import { CliTrial, cliName, others } from "../shared/cliReading.ts";
import { isPause } from "../shared/inEach.ts";
import { inBothAwsFiles } from "../shared/sharedConfig.ts";
import { unevenReading } from "../shared/unevenReading.ts";

/** A place in an AWS file that the AWS CLI and boto3 read in another way than the AWS SDK for JavaScript. */
export const readDifferentlyByAwsCli: Rule = {
	id: "read-differently-by-aws-cli",
	severity: "information",
	docs: "The AWS CLI and boto3 read something else here than Remotion's JavaScript packages: a comment after a value, an indented line, `[DEFAULT]`, access keys of a profile spread over both the AWS config and credentials files.",
	isAdvice: true,
	check: inBothAwsFiles(function* (files) {
		if (files.hasDiscarded) return;
		const reading = yield* unevenReading(files);
		if (!reading.isRead) return;
		const told = new Map<AwsFile, Set<number>>();
		const same = new Map<AwsFile["kind"], SameReading>();
		for (const { file, text } of files.files) {
			const lines = new Set(file.problems.map(({ range }) => range.start));
			const read = new SettingsRead(file);
			told.set(file, lines);
			const cli = reading.of(file);
			if (!cli) continue;
			const all = { file, text, cli, read, lines, trial: new CliTrial(file.path, text, cli) };
			const both = new SameReading(text, file.places, cli, reading.names && true);
			same.set(file.kind, both);
			for (let section = 0; section < cli.count; section++) {
				if (isPause(section)) yield undefined;
				if (both.of(section, "all") === undefined) yield* inSection(all, section);
			}
		}
		const areAllSame = reading.names !== undefined && [...same.values()].every(({ isDecidingSame }) => isDecidingSame);
		for (const [index, { name }] of files.profiles.entries()) {
			if (isPause(index)) yield undefined;
			if (reading.names?.has(name) === false) continue;
			const finding = differenceIn({ files, reading, same, areAllSame, told }, name);
			if (finding) yield finding;
		}
	}),
};

interface Read {
	readonly file: AwsFile;
	readonly text: string;
	readonly cli: CliFile;
	readonly read: SettingsRead;
	readonly trial: CliTrial;
	/** Where lines start of which something is told. */
	readonly lines: Set<number>;
}

/** The settings of a file as the AWS SDK for JavaScript reads them, by their places. */
class SettingsRead {
	readonly #places: Places;
	readonly #properties = new Map<number, readonly AwsProperty[]>();

	constructor({ places }: AwsFile) {
		this.#places = places;
	}

	/** The known ones between two places, with the sections that begin there. */
	*between(start: number, end: number): Generator<{ readonly section?: AwsSection; readonly property?: AwsProperty }> {
		for (let index = this.#places.indexAt(start) ?? 0; index <= (this.#places.indexAt(end) ?? -1); index++) {
			const { kind } = this.#places.meaning(index);
			if (kind !== "profile" && kind !== "sso-session") continue;
			const heading = this.#places.headingRange(index).start;
			if (start < heading && heading < end && this.#places.propertyCount(index) > 0)
				yield { section: this.#places.section(index) };
			const known = this.#properties.get(index) ?? this.#places.properties(index);
			this.#properties.set(index, known);
			for (let at = firstAfter(known, start); at < known.length; at++) {
				const property = known[at];
				if (!property || property.nameRange.start >= end) break;
				if (knownAwsKeys[kind].has(property.name)) yield { property };
			}
		}
	}
}

/** The index of the first one after a place. */
function firstAfter(properties: readonly AwsProperty[], place: number): number {
	let [low, high] = [0, properties.length];
	while (low < high) {
		const middle = (low + high) >> 1;
		if ((properties[middle]?.nameRange.start ?? 0) <= place) low = middle + 1;
		else high = middle;
	}
	return low;
}

function inSection(all: Read, section: number): RuleFinding[] {
	const { file, text, cli, lines } = all;
	const options = cli.options(section);
	if (cli.heading(section) === defaultsName) {
		if (!options.some(({ name }) => knownAwsKeys.profile.has(name))) return [];
		lines.add(cli.headingRange(section).start);
		for (const { nameRange } of options) lines.add(nameRange.start);
		const message = `${cliName} give the settings of [DEFAULT] to every profile of this file. ${others} ignore this section.`;
		return [{ message, origin: at(file, cli.headingRange(section)), fixes: [] }];
	}
	return options.flatMap((option) => {
		const found = [...commentAfter(file, text, option), ...linesBelow(all, option)];
		for (const { origin } of found) lines.add(origin.range.start);
		if (found.length > 0) lines.add(option.nameRange.start);
		return found;
	});
}

type Found = RuleFinding & { readonly origin: { readonly range: TextRange } };

/** A comment after the value of a setting: to Python, only a line of its own is one. */
function commentAfter(file: AwsFile, text: string, { nameRange, firstLine: { start, end } }: CliOption): Found[] {
	let sign = start;
	while (sign < end && !(isCommentSign(text.charCodeAt(sign)) && isSpace(text.charCodeAt(sign - 1)))) sign++;
	if (sign === end || !isRead(file, text.slice(nameRange.start, nameRange.end), nameRange.start)) return [];
	const message = `${cliName} read this comment as part of the value, and ${others} don't. Put it on a line of its own.`;
	return [
		{ message, origin: at(file, { start: sign, end }), fixes: moveComment(file.path, text, { start, end, sign }) },
	];
}

/** Whether the AWS SDK for JavaScript knows this setting of the section that it is in. */
function isRead({ places }: AwsFile, name: string, place: number): boolean {
	const index = places.indexAt(place);
	const kind = index === undefined ? undefined : places.meaning(index).kind;
	return (kind === "profile" || kind === "sso-session") && knownAwsKeys[kind].has(name);
}

function moveComment(path: string, text: string, { start, end, sign }: TextRange & { sign: number }): Fix[] {
	const lineStart = text.lastIndexOf("\n", start) + 1;
	const lineEnd = text.indexOf("\n", end);
	const line = text.slice(lineStart, lineEnd === -1 ? text.length : lineEnd).replace(/\r$/, "");
	let valueEnd = sign;
	while (isSpace(text.charCodeAt(valueEnd - 1))) valueEnd--;
	// An empty value is another matter to the AWS CLI, and Python ends the line at a lone carriage return.
	if (valueEnd <= start || line.includes("\r")) return [];
	const indentation = /^\s*/.exec(line)?.[0] ?? "";
	const eol = lineEnd > 0 && text.charAt(lineEnd - 1) === "\r" ? "\r\n" : "\n";
	const above = { start: lineStart, end: lineStart };
	const edits = [
		new SecretEdit(path, above, `${indentation}${text.slice(sign, end)}${eol}`, `${indentation}# …${eol}`),
		{ path, range: { start: valueEnd, end }, newText: "" },
	];
	return [{ title: "Move the comment above the line", preferred: true, edits }];
}

/** Settings and section headers that are indented below a setting: to Python they belong to its value. */
function linesBelow({ file, text, read, trial }: Read, { nameRange, firstLine, valueRange }: CliOption): Found[] {
	if (valueRange.end === firstLine.end) return [];
	const found: Found[] = [];
	for (const { section, property } of read.between(firstLine.end, valueRange.end)) {
		if (section) {
			const { headingRange, range } = section;
			const message = `${cliName} read this indented section header as part of the value above, and ${others} as a section. Remove the indentation.`;
			const fixes = trial.unindent({ start: range.start, end: headingRange.start - 1 });
			found.push({ message, origin: at(file, headingRange), fixes });
		}
		if (property) {
			const { range } = property;
			const message = `${cliName} read this indented line as part of the value above, and ${others} as a setting. Remove the indentation.`;
			const fixes = trial.unindent({ start: range.start, end: property.nameRange.start });
			found.push({ message, origin: at(file, property.nameRange), fixes });
		}
	}
	const isValue =
		firstLine.start < firstLine.end && isRead(file, text.slice(nameRange.start, nameRange.end), nameRange.start);
	if (found.length > 0 || !isValue) return found;
	const message = `${cliName} read this indented line as part of the value above, and ${others} don't. Remove the line, or its indentation.`;
	return [{ message, origin: at(file, lastLine(text, valueRange)), fixes: [] }];
}

/** What the last line of a value says. */
function lastLine(text: string, { start, end }: TextRange): TextRange {
	let lineStart = end;
	while (lineStart > start && !/[\r\n]/.test(text.charAt(lineStart - 1))) lineStart--;
	while (isSpace(text.charCodeAt(lineStart))) lineStart++;
	return { start: Math.min(lineStart, end), end };
}

function isCommentSign(code: number): boolean {
	return code === 35 || code === 59;
}

function at({ path }: AwsFile, range: TextRange) {
	return { layer: "file" as const, path, range };
}
