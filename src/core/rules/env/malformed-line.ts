import { dotenvValue } from "../../dotenv/editValue.ts";
import type { EnvFile } from "../../dotenv/envFile.ts";
import type { DotenvProblem } from "../../dotenv/parse.ts";
import { awsFilesOf } from "../../project/profilePlaces.ts";
import type { ResolvedProject } from "../../project/resolvedProject.ts";
import type { CliFile } from "../../sharedConfig/cliFile.ts";
import { cliTokens } from "../../sharedConfig/cliProfiles.ts";
import type { AwsFile } from "../../sharedConfig/parse.ts";
import { LineIndex } from "../../text/lineIndex.ts";
import type { Fix, TextEdit, TextRange } from "../../types.ts";
import { knownAwsKeys } from "../../vocabulary/profileKeys.ts";
import { keyKind } from "../../vocabulary/variables.ts";
import type { Rule, RuleFinding } from "../rule.ts";
import { cliReading } from "../shared/cliReading.ts";
import { dialectDifferences } from "../shared/dialect.ts";
import { allOf } from "../shared/inEach.ts";

/** A line that dotenv or the AWS SDK drops, or reads otherwise than it looks. */
export const malformedLine: Rule = {
	id: "malformed-line",
	severity: "warning",
	docs: "dotenv or the AWS SDK ignores or misreads this line: missing closing quote, text after a quote, no equals sign, or binary data.",
	check: (situation) => allOf([inEnvFiles(situation.envFiles), inFilesOfAws(situation)]),
};

function inEnvFiles(envFiles: readonly EnvFile[]): RuleFinding[] {
	return envFiles.flatMap((file) => {
		// What only the workspace's old dotenv passes over is dotenv-dialect's to say, and nobody's where the name is not ours.
		const newer = dialectDifferences(file).map(({ assignment }) => assignment.range);
		const isNewer = (at: number) => newer.some(({ start, end }) => start <= at && at < end);
		return file.parsed.problems
			.filter(({ range }) => !isNewer(range.start))
			.map((problem) => ({
				message: problem.message,
				origin: { layer: "file" as const, path: file.path, range: problem.range },
				fixes: fixes(file, problem),
			}));
	});
}

function inFilesOfAws(situation: ResolvedProject): Iterable<RuleFinding | undefined> {
	const { aws } = situation;
	const isWrong = [aws.credentials, aws.config].some((file) =>
		file?.problems.some(({ code }) => code !== "discarded-file"),
	);
	return isWrong ? inAwsTexts(situation) : [];
}

function* inAwsTexts(situation: ResolvedProject): Iterable<RuleFinding | undefined> {
	const reading = yield* cliReading(awsFilesOf(situation));
	for (const file of [situation.aws.credentials, situation.aws.config]) {
		if (file === undefined) continue;
		const cli = reading.of(file);
		const lines = new LineIndex(situation.aws.texts.get(file.path) ?? "");
		const refused = new Set(
			cli?.refusals.flatMap(({ range, first = range }) => [range, first].map(({ start }) => lines.lineOf(start))),
		);
		const colons = reading.isRead && cli ? settingsWithColon(file, cli) : undefined;
		for (const { code, message, range } of file.problems) {
			if (code === "discarded-file") continue;
			const fix = colons?.get(range.start);
			const note = refused.has(lines.lineOf(range.start))
				? " The AWS CLI can't read the file because of it."
				: colons?.has(range.start)
					? " The AWS CLI reads it, because it takes a colon, too."
					: "";
			const origin = { layer: "file" as const, path: file.path, range };
			yield { message: message + note, origin, fixes: fix ? [fix] : [] };
		}
	}
}

/** The lines with a colon that the AWS CLI takes for a setting, by where they start, each with a fix for all of its section. */
function settingsWithColon({ path, places, problems }: AwsFile, cli: CliFile): Map<number, Fix | undefined> {
	const fixes = new Map<number, Fix | undefined>();
	const ofSection = new Map<number | undefined, TextEdit[]>();
	for (const { range } of problems) {
		const option = cli.optionAt(range.start);
		if (option?.name === cliTokens[0]) fixes.set(range.start, undefined);
		if (option === undefined || !knownAwsKeys.profile.has(option.name)) continue;
		const section = places.indexAt(range.start);
		const edits = ofSection.get(section) ?? [];
		ofSection.set(section, edits);
		edits.push({ path, range: { start: option.nameRange.end, end: option.valueRange.start }, newText: " = " });
		fixes.set(range.start, { title: "Change the colons to equals signs", preferred: true, edits });
	}
	return fixes;
}

/**
 * A variable as a shell sets it (`set NAME=value`, `$env:NAME = "value"`, `setenv NAME value`), a Dockerfile (`ENV NAME value`), or JSON
 * (`"NAME": "value",`): the name, and the value without its quotes.
 */
const elsewhere =
	/^(\s{0,20}(?:(?:setx?|setenv|declare -x|ENV)\s{1,20}|\$env:)?["']?)((?:REMOTION_)?AWS_[A-Z0-9_]{1,60})(["']?\s{0,20}[=:\s]\s{0,20})((["']?)[^"'\s\\]{1,5000}\5)(\s{0,20})$/i;

interface Rewritten {
	readonly name: string;
	/** What is changed around the name and the value: a value can be a secret, which no edit contains. */
	readonly edits: readonly TextEdit[];
}

/** The line as dotenv reads it; undefined: it is none of AWS's variables in another program's form. */
function rewritten({ path, text }: EnvFile, { start, end }: TextRange): Rewritten | undefined {
	const line = text.slice(start, end);
	const [, before = "", name, between = "", value = "", quote] =
		elsewhere.exec(line.replace(/[,;]\s{0,20}$/, "")) ?? [];
	if (name === undefined || (quote === "" && dotenvValue(value) !== value)) return undefined;
	const atValue = start + before.length + name.length + between.length;
	const edits = [
		{ range: { start, end: start + before.length }, newText: "" },
		{ range: { start: atValue - between.length, end: atValue }, newText: "=" },
		{ range: { start: atValue + value.length, end }, newText: "" },
	];
	return { name, edits: edits.flatMap((edit) => (edit.range.start < edit.range.end ? [{ path, ...edit }] : [])) };
}

/** Writes a line so that dotenv reads it; of a key all of its lines, as a part alone is of no use. */
function asAssignments(file: EnvFile, range: TextRange): Fix[] {
	const one = rewritten(file, range);
	if (!one) return [];
	const prefixOf = (name: string) => (keyKind(name) === undefined ? undefined : name.startsWith("REMOTION_"));
	const prefix = prefixOf(one.name);
	const others = file.parsed.problems.filter(({ code }) => code === "unread-line").slice(0, mostRewritten);
	const all = others.flatMap((problem) => rewritten(file, problem.range) ?? []);
	const together = prefix === undefined ? [one] : all.filter(({ name }) => prefixOf(name) === prefix);
	const title = together.length > 1 ? "Write the keys as NAME=value" : `Write ${one.name}=…`;
	return [{ title, preferred: true, edits: together.flatMap(({ edits }) => edits) }];
}

/** Lines of a file that are looked at for each of them. */
const mostRewritten = 20;

/** Closes a quote at the end of its value, or makes a comment of what stands behind the closing one. */
function fixes(file: EnvFile, { code, range: { start, end } }: DotenvProblem): Fix[] {
	const { path, text, parsed } = file;
	const insert = (at: number, newText: string) => [{ path, range: { start: at, end: at }, newText }];
	const quote = text[start] ?? "";
	if (code === "unread-line") return asAssignments(file, { start, end });
	if (code === "unclosed-quote")
		return [{ title: "Close the quote", edits: insert(end + cutAt(text.slice(end)), quote) }];
	const closing = text.indexOf(quote, start + 1) + 1;
	// To dotenv 9 the comment would be a part of the value, too.
	if (code !== "text-after-quote" || parsed.dialect === "dotenv-9" || closing === 0 || closing > end) return [];
	const behind = closing + (/^[^\S\r\n]*/.exec(text.slice(closing, end))?.[0].length ?? 0);
	return [
		{ title: "Turn the rest of the line into a comment", edits: insert(behind, behind > closing ? "# " : " # ") },
	];
}

/** How much of a value is left behind it: an unquoted one ends at any `#`, but only with white space before it that begins a comment. */
function cutAt(behind: string): number {
	if (!behind.startsWith("#")) return 0;
	const line = /^[^\r\n]*/.exec(behind)?.[0] ?? "";
	const comment = line.search(/\s#/);
	return (comment === -1 ? line : line.slice(0, comment)).trimEnd().length;
}
