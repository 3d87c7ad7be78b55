import type { Rule } from "./rule.ts";

const causes: Readonly<Record<string, string>> = {
	EACCES: "permission is denied",
	EPERM: "permission is denied",
	EISDIR: "it is a directory",
	ELOOP: "its links go round in a circle",
	ENDLESS: "a variable in it leads back to itself",
	EFBIG: "it is too large",
	ENOTSUP: "it is not a regular file",
};

/** A file that is there and cannot be read: Remotion and the SDK go on as if there were none. */
export const unreadableFile: Rule = {
	id: "unreadable-file",
	severity: "warning",
	docs: "This file exists but cannot be read; Remotion goes on as if it did not exist.",
	check: ({ unreadable }) =>
		unreadable.map(({ path, code }) => ({
			message: `This file cannot be read: ${causes[code] ?? (code || "the reason is unknown")}. Remotion treats it as absent.`,
			origin: { layer: "file" as const, path },
			fixes: [],
		})),
};
