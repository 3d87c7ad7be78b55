import type { EnvFile } from "../../dotenv/envFile.ts";
import type { DotenvProblem } from "../../dotenv/parse.ts";
import type { Fix } from "../../types.ts";
import type { Rule } from "../rule.ts";
import { dialectDifferences } from "../shared/dialect.ts";

/** A line that dotenv or the AWS SDK drops, or reads otherwise than it looks. */
export const malformedLine: Rule = {
	id: "malformed-line",
	severity: "warning",
	docs: "dotenv or the AWS SDK ignores or misreads this line: missing closing quote, text after a quote, no equals sign, or binary data.",
	check: ({ envFiles, aws }) => [
		...envFiles.flatMap((file) => {
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
		}),
		...[aws.credentials, aws.config].flatMap((file) =>
			(file?.problems ?? [])
				.filter(({ code }) => code !== "discarded-file")
				.map(({ message, range }) => ({
					message,
					origin: { layer: "file" as const, path: file?.path ?? "", range },
					fixes: [],
				})),
		),
	],
};

/** Closes a quote at the end of its value, or makes a comment of what stands behind the closing one. */
function fixes({ path, text, parsed }: EnvFile, { code, range: { start, end } }: DotenvProblem): Fix[] {
	const insert = (at: number, newText: string) => [{ path, range: { start: at, end: at }, newText }];
	const quote = text[start] ?? "";
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
