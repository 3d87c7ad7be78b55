import type { ExplainInput } from "../types.ts";

/** A file that is there and cannot be read. */
export interface Unreadable {
	readonly path: string;
	/** The system's code, such as "EACCES" or "EISDIR"; "" where the error had none. */
	readonly code: string;
}

const problems: Readonly<Record<string, string>> = {
	EACCES: "permission is denied",
	EPERM: "permission is denied",
	EROFS: "its disk is read-only",
	ENOSPC: "its disk is full",
	EISDIR: "it is a directory",
	ENOTDIR: "part of its path is a file, not a folder",
	EEXIST: "part of its path is a file, not a folder",
	ELOOP: "its symbolic links form a loop",
	ENDLESS: "a variable in it leads back to itself",
	EFBIG: "it is too large",
	ENOTSUP: "it is not a regular file",
};

/** What the system's code says is wrong with a file, as the end of "It cannot be read: …"; undefined: nothing that is known here. */
export function fileProblem(code: string): string | undefined {
	return problems[code];
}

/** Whether programs read a file with this code all the same: a pipe, as password managers make them, or one too large for an editor. */
export function isUnseen(code: string): boolean {
	return code === "ENOTSUP" || code === "EFBIG";
}

const absent = new Set(["ENOENT", "ENOTDIR"]);

/** The file's text; undefined where there is none or it cannot be read. Only the latter is told to `unreadable`. Never throws. */
export function readText(
	input: Pick<ExplainInput, "readFile">,
	path: string,
	unreadable: (problem: Unreadable) => void,
): string | undefined {
	try {
		return input.readFile(path);
	} catch (error) {
		const code = error instanceof Error && "code" in error ? String(error.code) : "";
		if (!absent.has(code)) unreadable({ path, code });
		return undefined;
	}
}
