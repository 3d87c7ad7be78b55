import type { Rule } from "../rule.ts";
import { commentOutLines } from "../shared/sharedConfig.ts";

/** A heading or a key for which the SDK gives up on the whole file. */
export const discardedAwsFile: Rule = {
	id: "discarded-aws-file",
	severity: "error",
	docs: "A section header such as `[__proto__]` makes the AWS SDK ignore the whole AWS file, so Remotion finds none of its profiles.",
	check: ({ aws }) =>
		[aws.credentials, aws.config].flatMap((file) => {
			const text = file && aws.texts.get(file.path);
			if (!file || text === undefined || file.discarded === null) return [];
			const { sections } = file;
			return file.problems
				.filter(({ code }) => code === "discarded-file")
				.map(({ message, range }) => {
					const section = sections.findLast((other) => other.range.start <= range.start);
					const edits = section ? commentOutLines(file.path, text, section.range) : [];
					return {
						message: `${message} No profile in it exists for Remotion.`,
						origin: { layer: "file" as const, path: file.path, range },
						fixes: edits.length > 0 ? [{ title: "Comment out this section", preferred: true, edits }] : [],
					};
				});
		}),
};
