import { constants } from "node:fs";
import { link, lstat, open, readdir, rm } from "node:fs/promises";
import { basename, dirname } from "node:path";
import { type FileIdentity, readFile } from "../../files/readFile.ts";
import { hasCode } from "./systemErrors.ts";

/** The old file, kept beside the new one. */
export interface Backup {
	readonly path: string;
	/** Undefined where it is a copy: then it has nothing that was written since. */
	readonly identity: FileIdentity | undefined;
}

/**
 * Keeps a file as `<file>.backup.N`, under the next number that is free: no earlier one is ever replaced, and no link followed. It is another
 * name of the same file, so that what a program writes into the old file while the new one takes its place is in it too; a copy where the disk
 * has no such names.
 */
export async function keep(file: string, bytes: Buffer): Promise<Backup> {
	for (let number = (await lastNumber(file)) + 1; ; number++) {
		const path = `${file}.backup.${number}`;
		try {
			await link(file, path);
			const { dev, ino } = await lstat(path);
			return { path, identity: { dev, ino } };
		} catch (error) {
			if (hasCode(error, "EEXIST")) continue;
			if (!hasCode(error, "EPERM", "ENOTSUP", "EOPNOTSUPP", "ENOSYS", "EMLINK", "EXDEV")) throw error;
		}
		if (await copy(path, bytes)) return { path, identity: undefined };
	}
}

/** Closes a backup to everyone but its owner; undefined: there is none. */
export async function protect(backup: Backup | undefined): Promise<void> {
	if (!backup?.identity) return;
	// Not by its name, which may be a link by now.
	const handle = await open(
		backup.path,
		constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0),
	);
	try {
		const { dev, ino } = await handle.stat();
		if (dev === backup.identity.dev && ino === backup.identity.ino) await handle.chmod(0o600);
	} finally {
		await handle.close();
	}
}

/** Takes a backup away of which nothing came. */
export async function discard(backup: Backup | undefined): Promise<void> {
	if (backup) await rm(backup.path, { force: true });
}

/** Whether the backup has other bytes than those that were replaced: another program wrote into the old file while the new one came. */
export async function hasMore(backup: Backup | undefined, bytes: Buffer): Promise<boolean> {
	if (!backup?.identity) return false;
	return !(await readFile(backup.path)).bytes.equals(bytes);
}

async function lastNumber(file: string): Promise<number> {
	const start = `${basename(file)}.backup.`;
	const names = (await readdir(dirname(file))).filter((name) => name.startsWith(start));
	const numbers = names.map((name) => name.slice(start.length)).filter((end) => /^\d{1,9}$/.test(end));
	return Math.max(0, ...numbers.map(Number));
}

/** @returns whether it was made; not where there is something under this name */
async function copy(path: string, bytes: Buffer): Promise<boolean> {
	try {
		const handle = await open(path, "wx", 0o600);
		try {
			await handle.writeFile(bytes);
			await handle.sync();
		} catch (error) {
			await rm(path, { force: true });
			throw error;
		} finally {
			await handle.close();
		}
		return true;
	} catch (error) {
		if (hasCode(error, "EEXIST")) return false;
		throw error;
	}
}
