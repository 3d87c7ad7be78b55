import { dialectDifferences } from "./dialect.ts";
import type { Rule } from "./rule.ts";

/** A line that dotenv or the AWS SDK drops, or reads otherwise than it looks. */
export const malformedLine: Rule = {
	id: "malformed-line",
	severity: "warning",
	docs: "dotenv or the AWS SDK ignores this line, or reads it otherwise than it looks: an unclosed quote, text behind a quote, no equals sign, binary content.",
	check: ({ envFiles, aws }) => [
		...envFiles.flatMap((file) => {
			// What only the workspace's old dotenv passes over is dotenv-dialect's to say, and nobody's where the name is not ours.
			const newer = dialectDifferences(file).map(({ assignment }) => assignment.range);
			const isNewer = (at: number) => newer.some(({ start, end }) => start <= at && at < end);
			return file.parsed.problems
				.filter(({ range }) => !isNewer(range.start))
				.map(({ message, range }) => ({
					message,
					origin: { layer: "file" as const, path: file.path, range },
					fixes: [],
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
