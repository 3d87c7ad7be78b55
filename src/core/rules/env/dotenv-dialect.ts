import { readerOf } from "../../dotenv/dialects/index.ts";
import type { EnvFile } from "../../dotenv/envFile.ts";
import { nameOrigin } from "../../dotenv/envFile.ts";
import type { Assignment } from "../../dotenv/parse.ts";
import type { Fix, TextEdit } from "../../types.ts";
import type { Rule, RuleFinding } from "../rule.ts";
import { type Difference, dialectDifferences } from "../shared/dialect.ts";
import { reasonFor } from "../shared/dialectReasons.ts";
import { inEach } from "../shared/inEach.ts";

/** A line that whoever loads the file reads otherwise than it looks: otherwise than today's dotenv. */
export const dotenvDialect: Rule = {
	id: "dotenv-dialect",
	severity: "warning",
	docs: "Whatever loads this file reads the line differently than it looks: Remotion CLI 4.0.423 and earlier, `node --env-file`, env-cmd, docker, a shell, and others, each in its own way.",
	check: ({ envFiles }) =>
		inEach(envFiles, (file) => {
			if (!file.loaded) return [];
			const ours = dialectDifferences(file).filter(
				({ assignment: { name } }) => name.includes("AWS_") || name.startsWith("REMOTION_"),
			);
			if (ours.length === 0) return [];
			const eol = file.text.includes("\r\n") ? "\r\n" : "\n";
			const say = file.parsed.dialect === "dotenv-9" ? ofOldCli : ofAnother;
			return inEach(ours, (difference) => [
				{ ...say(file, difference, eol), origin: nameOrigin(file, difference.assignment) },
			]);
		}),
};

type Said = Pick<RuleFinding, "message" | "fixes">;

function ofOldCli(file: EnvFile, { assignment, read }: Difference, eol: string): Said {
	const { why, edits } = reason(file, assignment, eol);
	const fixes: Fix[] =
		edits.length > 0 ? [{ title: "Rewrite for older Remotion versions", preferred: true, edits }] : [];
	const what = read ? `reads another value for ${assignment.name}` : `does not read ${assignment.name}`;
	const message = `This project's Remotion CLI ${what}: ${why}. Upgrade Remotion to 4.0.424 or later, or rewrite the line.`;
	return { message, fixes };
}

function ofAnother(file: EnvFile, difference: Difference, eol: string): Said {
	const { assignment, read } = difference;
	const { why, edits } = reasonFor(file, difference, eol);
	const reader = readerOf(file.parsed.dialect);
	const what = read ? `reads another value for ${assignment.name}` : `doesn't set ${assignment.name}`;
	const fixes: Fix[] =
		edits.length > 0 ? [{ title: `Rewrite so that ${reader} reads it`, preferred: true, edits: [...edits] }] : [];
	return { message: `${reader} ${what}: ${why}.`, fixes };
}

/** Why dotenv 9 differs, and the edits after which it does not; none where there is no way to write the value. */
function reason({ path, text }: EnvFile, assignment: Assignment, eol: string): { why: string; edits: TextEdit[] } {
	const { range, nameRange, rawRange, quote } = assignment;
	const whys: string[] = [];
	const edits: TextEdit[] = [];
	let isWritable = true;
	const because = (why: string, start?: number, end?: number, newText = "") => {
		whys.push(why);
		if (start === undefined || end === undefined) isWritable = false;
		else edits.push({ path, range: { start, end }, newText });
	};
	if (nameRange.start > range.start) because('it does not know "export"', range.start, nameRange.start);
	const separator = text.slice(nameRange.end, rawRange.start);
	if (separator.startsWith(":")) because("it needs = instead of a colon", nameRange.end, rawRange.start, "=");
	else if (/[\r\n]/.test(separator)) because("the value must be on the same line as the name");
	if (/[\r\n]/.test(text.slice(rawRange.start, rawRange.end))) because("it reads only one line");
	if (quote === "`") because("it does not know backticks as quotes");
	const behind = /^([^\S\r\n]*)(#)?/.exec(text.slice(rawRange.end, rawRange.end + 1000));
	if (behind?.[2]) {
		because("it reads the comment as part of the value", rawRange.end, rawRange.end + (behind[1]?.length ?? 0), eol);
	} else if (quote !== null && behind?.[1]) {
		because("whitespace follows the closing quote", rawRange.end, rawRange.end + behind[1].length);
	}
	return { why: whys.join(", and ") || "it uses another version of dotenv", edits: isWritable ? edits : [] };
}
