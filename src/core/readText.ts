import type { ExplainInput } from "./types.ts";

/** A file that is there and cannot be read. */
export interface Unreadable {
	readonly path: string;
	/** The system's code, such as "EACCES" or "EISDIR"; "" where the error had none. */
	readonly code: string;
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
