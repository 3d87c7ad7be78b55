/** Reading a file at once, with nothing loaded that waits: for the command line, whose start counts, and for comparing. */
import { closeSync, constants, fstatSync, openSync, readFileSync, type Stats, statSync } from "node:fs";
import { devNull } from "node:os";

/** What was read of a file. */
export interface FileContent {
	readonly bytes: Buffer;
	/** Its permission bits. */
	readonly mode: number;
}

/** In bytes: beyond this nothing that is read here is meant seriously. */
export const largestFile = 64 * 1024 * 1024;

/** Which file on which disk: the same for all of its names. */
export interface FileIdentity {
	readonly dev: number;
	readonly ino: number;
}

/**
 * Reads at once what was read before, to compare: nothing else of this program happens between this and what follows.
 * @throws as `readFile()` does
 */
export function readFileNow(path: string): FileContent & FileIdentity {
	assertRegular(path, statSync(path));
	const handle = openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
	try {
		const opened = fstatSync(handle);
		assertRegular(path, opened);
		if (opened.size > largestFile) throw fileError("EFBIG", path);
		return { bytes: readFileSync(handle), mode: opened.mode & 0o777, dev: opened.dev, ino: opened.ino };
	} finally {
		closeSync(handle);
	}
}

/**
 * Reads a file at once, for programs that do nothing else meanwhile. The null device is empty.
 * @throws as `readFile()` does
 */
export function readNow(path: string): FileContent {
	const facts = statSync(path);
	if (facts.isCharacterDevice() && statSync(devNull, { throwIfNoEntry: false })?.rdev === facts.rdev)
		return { bytes: Buffer.alloc(0), mode: facts.mode & 0o777 };
	return readFileNow(path);
}

/** Throws an error whose `code` says what is no regular file. */
export function assertRegular(path: string, facts: Stats): void {
	if (!facts.isFile()) throw fileError(codeOf(facts), path);
}

function codeOf(facts: Stats): string {
	if (facts.isDirectory()) return "EISDIR";
	if (facts.isFIFO()) return "FIFO";
	if (facts.isSocket()) return "ENXIO";
	return facts.isCharacterDevice() || facts.isBlockDevice() ? "DEVICE" : "ENOTSUP";
}

/** Makes an error with this code about a file. */
export function fileError(code: string, path: string): Error {
	return Object.assign(new Error(`${code}: ${path}`), { code });
}
