/**
 * Reading a file, in one place. Nothing else in `src` opens one to read it (`test/unit/contract.test.ts`): a pipe or a device waits for a
 * writer that may never come, and holds one of the few threads that read for everybody; a pipe's content is gone once it was read.
 */
import { closeSync, constants, fstatSync, openSync, readFileSync, type Stats, statSync } from "node:fs";
import { type FileHandle, open, stat } from "node:fs/promises";
import { devNull } from "node:os";

/** What was read of a file. */
export interface FileContent {
	readonly bytes: Buffer;
	/** Its permission bits. */
	readonly mode: number;
}

/** In bytes: beyond this nothing that is read here is meant seriously. */
export const largestFile = 64 * 1024 * 1024;

/**
 * Reads a regular file; links are followed. What is none is named by the code of the error and never opened. The null device is empty.
 * @param most a file with more bytes is not read
 * @throws the system's error, or one whose `code` is EISDIR (a directory), FIFO (a pipe), DEVICE, ENXIO (a socket), ENOTSUP (something else that
 * is no file) or EFBIG (too large)
 */
export async function readFile(path: string, most = largestFile): Promise<FileContent> {
	const facts = await stat(path);
	if (await isNullDevice(facts)) return { bytes: Buffer.alloc(0), mode: facts.mode & 0o777 };
	assertRegular(path, facts);
	if (facts.size > most) throw fileError("EFBIG", path);
	// Another thing may have taken its place since: opened so, a pipe makes nobody wait either. Windows has no such flag.
	const handle = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
	try {
		const opened = await handle.stat();
		assertRegular(path, opened);
		return { bytes: await readUpTo(handle, opened.size, most, path), mode: opened.mode & 0o777 };
	} catch (error) {
		// A file of the kernel's that waits for news, such as /proc/kmsg.
		throw error instanceof Error && "code" in error && error.code === "EAGAIN" ? fileError("ENOTSUP", path) : error;
	} finally {
		await handle.close();
	}
}

/** The same as text: everything here is UTF-8. */
export async function readUtf8(path: string, most?: number): Promise<string> {
	return (await readFile(path, most)).bytes.toString("utf8");
}

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

/**
 * Looks whether a file may be opened, by this program or another one for it, without a wait.
 * @throws as `readFile()` does
 */
export async function assertFile(path: string): Promise<Stats> {
	const facts = await stat(path);
	assertRegular(path, facts);
	return facts;
}

function assertRegular(path: string, facts: Stats): void {
	if (!facts.isFile()) throw fileError(codeOf(facts), path);
}

function codeOf(facts: Stats): string {
	if (facts.isDirectory()) return "EISDIR";
	if (facts.isFIFO()) return "FIFO";
	if (facts.isSocket()) return "ENXIO";
	return facts.isCharacterDevice() || facts.isBlockDevice() ? "DEVICE" : "ENOTSUP";
}

/** People name it where a file is to be empty: `AWS_CONFIG_FILE=/dev/null`. */
async function isNullDevice(facts: Stats): Promise<boolean> {
	if (!facts.isCharacterDevice()) return false;
	const known = await stat(devNull).catch(() => undefined);
	return known?.isCharacterDevice() === true && known.rdev === facts.rdev;
}

/** The size that is told is a first guess: the kernel's files have none, and a file may grow while it is read. */
async function readUpTo(handle: FileHandle, size: number, most: number, path: string): Promise<Buffer> {
	const parts: Buffer[] = [];
	let length = 0;
	for (;;) {
		const part = Buffer.allocUnsafe(Math.max(size + 1 - length, 64 * 1024));
		const { bytesRead } = await handle.read(part, 0, part.length, null);
		if (bytesRead === 0) return Buffer.concat(parts, length);
		parts.push(part.subarray(0, bytesRead));
		length += bytesRead;
		if (length > most) throw fileError("EFBIG", path);
	}
}

function fileError(code: string, path: string): Error {
	return Object.assign(new Error(`${code}: ${path}`), { code });
}
