import type { ExplainInput } from "../types.ts";

/** A file that is there and cannot be read. */
export interface Unreadable {
	readonly path: string;
	/** The system's code, such as "EACCES" or "EISDIR", or one of those below; "" where the error had none. */
	readonly code: string;
	/** False where no program that is looked at loads it. */
	readonly isLoaded?: boolean;
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
	TOOMUCH: "together with this project's other .env files it is too large",
	ENOTSUP: "it is not a regular file",
	DEVICE: "it is a device",
	ENXIO: "it is a socket",
	ENETWORK: "it is on another computer, which Windows would sign in to with your account",
	FIFO: "it is a pipe, as 1Password mounts .env files, and can be read only once",
};

/** What the system's code says is wrong with a file, as the end of "It cannot be read: …"; undefined: nothing that is known here. */
export function fileProblem(code: string): string | undefined {
	return problems[code];
}

/** What programs read and this extension does not: a pipe, as password managers make them, a device, what is too large for an editor. */
const unseen = new Set(["FIFO", "DEVICE", "ENETWORK", "ENOTSUP", "EFBIG", "TOOMUCH"]);

const unseenKinds: Readonly<Record<string, string>> = {
	FIFO: "a pipe",
	DEVICE: "a device",
	ENETWORK: "on another computer",
	EFBIG: "too large",
	TOOMUCH: "too large",
};

/** What a file that `isUnseen()` is called where it may supply something: `.env (a pipe)`. */
export function unseenName(name: string, code: string): string {
	const kind = unseenKinds[code];
	return kind === undefined ? name : `${name} (${kind})`;
}

/** Whether programs read a file with this code all the same. */
export function isUnseen(code: string): boolean {
	return unseen.has(code);
}

const absent = new Set(["ENOENT", "ENOTDIR"]);

const mebi = 1024 * 1024;

/** In characters. What people and tools write has a few thousand; beyond these no file is read here, as an editor must not stall. */
export const longestEnvFile = mebi;
export const longestAwsFile = 32 * mebi;

/** Of all `.env` files of a project together. */
export const mostEnvText = 4 * mebi;

/**
 * Returns the file's text; undefined where there is none or it cannot be read. Only the latter is told to `unreadable`. Never throws.
 * @param longest a file with more characters counts as one that cannot be read here
 */
export function readText(
	input: Pick<ExplainInput, "readFile">,
	path: string,
	unreadable: (problem: Unreadable) => void,
	longest: number,
): string | undefined {
	try {
		const text = input.readFile(path);
		if (text === undefined || text.length <= longest) return text;
		unreadable({ path, code: "EFBIG" });
		return undefined;
	} catch (error) {
		const code = error instanceof Error && "code" in error ? String(error.code) : "";
		if (!absent.has(code)) unreadable({ path, code });
		return undefined;
	}
}
