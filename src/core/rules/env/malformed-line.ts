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
import { keyKind, keyVariables } from "../../vocabulary/variables.ts";
import type { Rule, RuleFinding } from "../rule.ts";
import { cliReading } from "../shared/cliReading.ts";
import { dialectDifferences } from "../shared/dialect.ts";
import { allOf } from "../shared/inEach.ts";
import { isShared } from "../shared/remotionNames.ts";

/** A line that dotenv or the AWS SDK drops, or reads otherwise than it looks. */
export const malformedLine: Rule = {
	id: "malformed-line",
	severity: "warning",
	docs: "dotenv or the AWS SDK ignores or misreads this line: missing closing quote, text after a quote, no equals sign, or binary data.",
	check: (situation) => allOf([inEnvFiles(situation), inFilesOfAws(situation)]),
};

function inEnvFiles(situation: ResolvedProject): RuleFinding[] {
	return situation.envFiles.flatMap((file) => {
		// What only the workspace's old dotenv passes over is dotenv-dialect's to say, and nobody's where the name is not ours.
		const newer = dialectDifferences(file).map(({ assignment }) => assignment.range);
		const isNewer = (at: number) => newer.some(({ start, end }) => start <= at && at < end);
		return file.parsed.problems
			.filter(({ range }) => !isNewer(range.start))
			.map((problem) => ({
				message: problem.message + unseenIn(file.text.slice(problem.range.start, problem.range.end)),
				origin: { layer: "file" as const, path: file.path, range: problem.range },
				fixes: fixes(situation, file, problem),
			}));
	});
}

/** What a line with a character of no width looks like is what it should be. */
function unseenIn(line: string): string {
	return /[\u200b-\u200d\u2060]/.test(line) ? " It contains an invisible character." : "";
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
 * A variable as a shell sets it (`set NAME=value`, `$env:NAME = "value"`, `set -gx NAME value`), after a prompt or a bullet, in a Dockerfile
 * (`ENV NAME value`), or in JSON (`"NAME": "value",`), and a key under the name that AWS answers with or shows: what is before the name, the name,
 * and the value without its quotes.
 */
const elsewhere =
	/^([\s\u200b-\u200d\u2060]{0,20}(?:[-*$>%]\s{1,9})?(?:(?:setx?|set -\w{1,3}|setenv|export|declare -x|ENV)\s{1,20}|\$env:)?["']?)((?:REMOTION_)?AWS_[A-Z0-9_]{1,60}|access ?key(?: ?id)?|secret ?access ?key|session ?token)(["']?\s{0,20}[=:\s]\s{0,20})((["']?)[^"'\s\\]{1,5000}\5)(\s{0,20})$/i;

/** A line of the file that AWS's console lets one download: an ID and its secret between commas. */
const ofCsv = /^([^\r\n]{0,200},)?A[KS]IA[A-Z0-9]{16},(?=[A-Za-z0-9/+-]{40}(?:,|$))[^,]{40}/;

interface Rewritten {
	/** The name that it gets. */
	readonly name: string;
	/** What is changed around the name and the value: a value can be a secret, which no edit contains. */
	readonly edits: readonly TextEdit[];
}

/** The names of AWS's answers and pages as those of variables. */
function variableOf(written: string): string {
	const [id, secret, token] = keyVariables("AWS_");
	const word = written.toUpperCase();
	if (word.includes("AWS_")) return word;
	return word.startsWith("A") ? id : word.startsWith("SEC") ? secret : token;
}

/** The line as dotenv reads it; undefined: it is none of AWS's variables in another program's form. Keys get Remotion's own names where nobody else reads them. */
function rewritten(
	situation: ResolvedProject,
	{ path, text }: EnvFile,
	{ start, end }: TextRange,
): Rewritten | undefined {
	const line = text.slice(start, end);
	const [, before = "", given, between = "", value = "", quote] =
		elsewhere.exec(line.replace(/[,;]\s{0,20}$/, "")) ?? [];
	if (given === undefined || (quote === "" && dotenvValue(value) !== value)) return undefined;
	const plain = variableOf(given);
	const isPrefixed = keyKind(plain) === undefined || plain.startsWith("REMOTION_") || isShared(situation, plain);
	const name = isPrefixed ? plain : `REMOTION_${plain}`;
	const atName = start + before.length;
	const atValue = atName + given.length + between.length;
	const edits = [
		{ range: { start, end: atName }, newText: "" },
		{ range: { start: atName, end: atValue }, newText: `${name}=` },
		{ range: { start: atValue + value.length, end }, newText: "" },
	];
	return { name, edits: edits.flatMap((edit) => (edit.range.start < edit.range.end ? [{ path, ...edit }] : [])) };
}

/** The ID and the secret of a line between commas as two variables. */
function fromCsv({ path, text }: EnvFile, { start, end }: TextRange): TextEdit[] {
	const [match = "", before = ""] = ofCsv.exec(text.slice(start, end)) ?? [];
	if (match === "") return [];
	const [id, secret] = keyVariables("REMOTION_AWS_");
	const at = start + before.length;
	const eol = text.includes("\r\n") ? "\r\n" : "\n";
	return [
		{ path, range: { start, end: at }, newText: `${id}=` },
		{ path, range: { start: at + 20, end: at + 21 }, newText: `${eol}${secret}=` },
		{ path, range: { start: start + match.length, end }, newText: "" },
	];
}

/** Writes a line so that dotenv reads it; of a key all of its lines, as a part alone is of no use. Else a comment is made of it. */
function asAssignments(situation: ResolvedProject, file: EnvFile, range: TextRange): Fix[] {
	const one = rewritten(situation, file, range);
	const comment = { title: "Turn the line into a comment", edits: insert(file, range.start, "# ") };
	const csv = one ? [] : fromCsv(file, range);
	if (csv.length > 0) return [{ title: written, preferred: true, edits: csv }, comment];
	if (!one) return [comment];
	const prefixOf = (name: string) => (keyKind(name) === undefined ? undefined : name.startsWith("REMOTION_"));
	const prefix = prefixOf(one.name);
	const others = file.parsed.problems.filter(({ code }) => code === "unread-line").slice(0, mostRewritten);
	const all = others.flatMap((problem) => rewritten(situation, file, problem.range) ?? []);
	const together = prefix === undefined ? [one] : all.filter(({ name }) => prefixOf(name) === prefix);
	const title = together.length > 1 ? written : `Write ${one.name}=…`;
	return [{ title, preferred: true, edits: together.flatMap(({ edits }) => edits) }, comment];
}

const written = "Write the keys as NAME=value";

/** Lines of a file that are looked at for each of them. */
const mostRewritten = 20;

function insert({ path }: EnvFile, at: number, newText: string): TextEdit[] {
	return [{ path, range: { start: at, end: at }, newText }];
}

/** Closes a quote at the end of its value, or makes a comment of what stands behind the closing one. */
function fixes(situation: ResolvedProject, file: EnvFile, { code, range: { start, end } }: DotenvProblem): Fix[] {
	const { text, parsed } = file;
	const quote = text[start] ?? "";
	if (code === "unread-line") return asAssignments(situation, file, { start, end });
	if (code === "unclosed-quote")
		return [{ title: "Close the quote", edits: insert(file, end + cutAt(text.slice(end)), quote) }];
	const closing = text.indexOf(quote, start + 1) + 1;
	// To dotenv 9 the comment would be a part of the value, too.
	if (code !== "text-after-quote" || parsed.dialect === "dotenv-9" || closing === 0 || closing > end) return [];
	const behind = closing + (/^[^\S\r\n]*/.exec(text.slice(closing, end))?.[0].length ?? 0);
	return [
		{ title: "Turn the rest of the line into a comment", edits: insert(file, behind, behind > closing ? "# " : " # ") },
	];
}

/** How much of a value is left behind it: an unquoted one ends at any `#`, but only with white space before it that begins a comment. */
function cutAt(behind: string): number {
	if (!behind.startsWith("#")) return 0;
	const line = /^[^\r\n]*/.exec(behind)?.[0] ?? "";
	const comment = line.search(/\s#/);
	return (comment === -1 ? line : line.slice(0, comment)).trimEnd().length;
}
