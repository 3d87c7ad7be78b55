import { fileProblem, isUnseen } from "../../text/readText.ts";
import type { Rule } from "../rule.ts";

/** A file that is there and cannot be read: Remotion and the SDK go on as if there were none, or read it all the same. */
export const unreadableFile: Rule = {
	id: "unreadable-file",
	severity: "warning",
	docs: "This file exists but cannot be read; Remotion goes on as if it did not exist.",
	check: ({ unreadable }) =>
		unreadable.map(({ path, code, isLoaded = true }) => ({
			message: `Can't read this file${isUnseen(code) ? " here" : ""}: ${fileProblem(code) ?? (code || "the reason is unknown")}.${
				isUnseen(code) ? (isLoaded ? " Remotion still reads it." : "") : " Remotion continues without it."
			}`,
			...(isUnseen(code) && { severity: "information" as const }),
			origin: { layer: "file" as const, path },
			fixes: [],
		})),
};
