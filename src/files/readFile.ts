/**
 * Reading a file, in one place. Nothing else in `src` opens one to read it (`test/unit/contract.test.ts`): a pipe or a device waits for a
 * writer that may never come, and holds one of the few threads that read for everybody; a pipe's content is gone once it was read.
 */
import { constants, type Stats } from "node:fs";
import { type FileHandle, open, stat } from "node:fs/promises";
import { devNull } from "node:os";
import { assertRegular, type FileContent, fileError, largestFile } from "./readNow.ts";

export { type FileContent, type FileIdentity, largestFile } from "./readNow.ts";

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

/**
 * Looks whether a file may be opened, by this program or another one for it, without a wait.
 * @throws as `readFile()` does
 */
export async function assertFile(path: string): Promise<Stats> {
	const facts = await stat(path);
	assertRegular(path, facts);
	return facts;
}

/** People name it where a file is to be empty: `AWS_CONFIG_FILE=/dev/null`. */
async function isNullDevice(facts: Stats): Promise<boolean> {
	if (!facts.isCharacterDevice()) return false;
	const known = await stat(devNull).catch(() => undefined);
	return known?.isCharacterDevice() === true && known.rdev === facts.rdev;
}

/** The size that is told is a first guess: the kernel's files have none, and a file may grow while it is read. */
async function readUpTo(handle: FileHandle, size: number, most: number, path: string): Promise<Buffer> {
	let buffer = Buffer.allocUnsafe(size > 0 ? size + 1 : 64 * 1024);
	for (let length = 0; ; ) {
		if (length === buffer.length) buffer = Buffer.concat([buffer], 2 * length);
		const { bytesRead } = await handle.read(buffer, length, buffer.length - length, null);
		if (bytesRead === 0) return buffer.subarray(0, length);
		length += bytesRead;
		if (length > most) throw fileError("EFBIG", path);
	}
}
